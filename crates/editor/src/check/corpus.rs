//! The five files as parsed, with the position of every value, and a walk along their shapes.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, Value},
    common::{Range, Ranged},
    errors::ParseError,
    parse_to_ast,
};

use crate::shape::{FILES, Field, Kind, SCHEMA, Shape};

/// The content's files, whatever state they are in.
pub struct Corpus {
    /// The five files, in the order of [`FILES`].
    pub(super) files: Vec<File>,
    /// The folder that they were read from.
    pub(super) folder: PathBuf,
}

/// One file: its text, and what keeps it from being read.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) text: String,
    pub(super) unreadable: Option<io::Error>,
}

impl Corpus {
    /// Reads what can be read.
    pub fn read(folder: &Path) -> Self {
        let files = FILES.map(|(name, shape)| {
            let path = folder.join(name);
            let (text, unreadable) = match fs::read_to_string(&path) {
                Ok(text) => (text, None),
                Err(fault) => (String::new(), Some(fault)),
            };
            File { path, name, shape, text, unreadable }
        });
        Self { files: files.into(), folder: folder.to_owned() }
    }

    /// The same folder with another text in one of its files, as if it had been written there.
    pub fn read_with(folder: &Path, name: &str, text: &str) -> Self {
        let mut corpus = Self::read(folder);
        if let Some(file) = corpus.files.iter_mut().find(|file| file.name == name) {
            text.clone_into(&mut file.text);
            file.unreadable = None;
        }
        corpus
    }

    /// Visits every value of every file, with the shape that is expected there.
    pub(super) fn each(&self, mut visit: impl FnMut(&Place<'_>)) {
        for file in self.files.iter().filter(|file| file.unreadable.is_none()) {
            if let Some(root) = file.lenient() {
                walk(file, file.shape, &root, String::new(), &mut visit);
            }
        }
    }

    /// Visits every text that stands where a value of this kind is expected.
    pub(super) fn each_text(&self, kind: Kind, mut visit: impl FnMut(&Place<'_>, &str)) {
        self.each(|place| {
            if let (Shape::Value(expected), Value::StringLit(text)) = (place.shape, place.value)
                && expected == kind
            {
                visit(place, &text.value);
            }
        });
    }
}

impl File {
    /// Why this is not JSON (RFC 8259), if it is not.
    pub(super) fn syntax_fault(&self) -> Option<ParseError> {
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        parse_to_ast(&self.text, &CollectOptions::default(), &strict).err()
    }

    /// The values, in spite of a missing comma or a comment, so that one slip of the finger does
    /// not hide the faults behind it.
    fn lenient(&self) -> Option<Value<'_>> {
        let parsed = parse_to_ast(&self.text, &CollectOptions::default(), &ParseOptions::default());
        parsed.ok().and_then(|parsed| parsed.value)
    }
}

/// A value, where it stands and what is expected there.
pub(super) struct Place<'a> {
    pub(super) file: &'a File,
    /// `organisations[3].url`
    pub(super) path: String,
    pub(super) shape: Shape,
    pub(super) value: &'a Value<'a>,
}

impl Place<'_> {
    pub(super) fn range(&self) -> Range {
        self.value.range()
    }

    pub(super) fn object(&self) -> Option<&Object<'_>> {
        self.value.as_object()
    }

    /// The fields that this object may have, of those that its shape names.
    pub(super) fn known<'f>(&self, fields: &'f [Field]) -> impl Iterator<Item = &'f Field> {
        fields.iter().chain(self.path.is_empty().then_some(&SCHEMA))
    }

    /// The path of a field of this object.
    pub(super) fn field(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

fn walk(
    file: &File,
    shape: Shape,
    value: &Value<'_>,
    path: String,
    visit: &mut impl FnMut(&Place<'_>),
) {
    let place = Place { file, path, shape, value };
    visit(&place);
    match (shape, value) {
        (Shape::Object(fields), Value::Object(object)) => {
            for property in &object.properties {
                let name = property.name.as_str();
                if let Some(field) = place.known(fields).find(|field| field.name == name) {
                    walk(file, field.shape, &property.value, place.field(name), visit);
                }
            }
        }
        (Shape::List(of) | Shape::NonEmptyList(of), Value::Array(list)) => {
            for (index, element) in list.elements.iter().enumerate() {
                walk(file, *of, element, format!("{}[{index}]", place.path), visit);
            }
        }
        _ => {}
    }
}
