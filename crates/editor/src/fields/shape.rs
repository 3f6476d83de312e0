//! The shapes of the files: objects, lists and single values.

/// The shape of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// An object without other fields.
    Object(&'static [Field]),
    /// A list of values of the same shape.
    List(&'static Shape),
    /// A list with at least one value.
    NonEmptyList(&'static Shape),
    /// A single value.
    Value(Kind),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key in the JSON object.
    pub name: &'static str,
    /// Whether the field must exist.
    pub required: bool,
    /// The shape of its value.
    pub shape: Shape,
    /// The title in French: `Portrait`.
    pub title: &'static str,
    /// The description in French.
    pub description: &'static str,
    /// What one value of a list is called in French: `témoignage`. Empty for other shapes.
    pub item: &'static str,
}

impl Field {
    /// Names one value of a list.
    pub(super) const fn with_item(self, item: &'static str) -> Self {
        Self { item, ..self }
    }

    /// Whether editors fill it in: the build reads the size of a picture from its file.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        !matches!(self.shape, Shape::Value(Kind::Pixels))
    }
}

/// The kind of a single value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A displayed text.
    Text,
    /// A displayed text of one paragraph, for which a form has a field of several lines.
    Paragraph,
    /// The id of an entry in links: `ecole-pour-tous`.
    Slug,
    /// A [`content::Link`].
    Link,
    /// A [`content::Date`].
    Date,
    /// A [`content::Language`].
    Language,
    /// The name of an organisation or campaign in `partners.json`.
    OrganisationName,
    /// The path of a picture, relative to `public/images`.
    PictureFile,
    /// A size in pixels, from 1 to 10 000; the build uses the file's own size instead.
    Pixels,
    /// The interval of a rotation in seconds, from 12 to 600.
    Seconds,
    /// `true` or `false`.
    Boolean,
}

impl Kind {
    /// The kinds whose values are displayed.
    pub(crate) const TEXTS: [Self; 3] = [Self::Text, Self::Paragraph, Self::OrganisationName];
}

pub(super) const fn required(
    name: &'static str,
    shape: Shape,
    title: &'static str,
    description: &'static str,
) -> Field {
    Field { name, required: true, shape, title, description, item: "" }
}

pub(super) const fn optional(
    name: &'static str,
    shape: Shape,
    title: &'static str,
    description: &'static str,
) -> Field {
    Field { name, required: false, shape, title, description, item: "" }
}
