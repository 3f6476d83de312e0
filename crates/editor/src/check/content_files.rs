//! The content's five files, and a traversal of their syntax trees along their shapes.

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

use crate::fields::{FILES, Field, Kind, SCHEMA, Shape};

/// The content's files, in any state.
pub struct ContentFiles {
    /// In the order of [`FILES`].
    pub(super) files: Vec<File>,
    /// The folder of the files.
    pub(super) folder: PathBuf,
}

/// A file and its text; empty if it is unreadable.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) text: String,
    pub(super) read_error: Option<io::Error>,
}

impl ContentFiles {
    /// Reads the five files of a folder. Files that cannot be read are reported by a rule.
    pub fn read(folder: &Path) -> Self {
        let files = FILES.map(|(name, shape)| {
            let path = folder.join(name);
            let (text, read_error) = match fs::read_to_string(&path) {
                Ok(text) => (text, None),
                Err(error) => (String::new(), Some(error)),
            };
            File { path, name, shape, text, read_error }
        });
        Self { files: files.into(), folder: folder.to_owned() }
    }

    /// Reads the five files of a folder, but takes another text for one of them.
    pub fn read_with(folder: &Path, name: &str, text: &str) -> Self {
        let mut content = Self::read(folder);
        if let Some(file) = content.files.iter_mut().find(|file| file.name == name) {
            text.clone_into(&mut file.text);
            file.read_error = None;
        }
        content
    }

    /// A single file and its text.
    pub(crate) fn of(name: &str, text: &str) -> Self {
        let files = FILES.into_iter().filter(|(own, _)| *own == name).map(|(name, shape)| File {
            path: name.into(),
            name,
            shape,
            text: text.to_owned(),
            read_error: None,
        });
        Self { files: files.collect(), folder: PathBuf::new() }
    }

    /// Visits all values of all files that have a shape.
    pub(crate) fn visit_values(&self, mut visit: impl FnMut(&Node<'_>)) {
        for file in self.files.iter().filter(|file| file.read_error.is_none()) {
            if let Some(root) = file.parse_leniently() {
                visit_tree(file, file.shape, &root, String::new(), &mut visit);
            }
        }
    }

    /// Visits all strings in fields of this kind.
    pub(super) fn visit_strings(&self, kind: Kind, mut visit: impl FnMut(&Node<'_>, &str)) {
        self.visit_values(|node| {
            if let (Shape::Value(expected), Value::StringLit(text)) = (node.shape, node.value)
                && expected == kind
            {
                visit(node, &text.value);
            }
        });
    }
}

impl File {
    /// Parses the text as JSON (RFC 8259), without the parser's extensions, and returns the first error.
    pub(super) fn syntax_error(&self) -> Option<ParseError> {
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

    /// Parses the text in spite of a missing comma or a comment, so that a typo does not hide the errors
    /// after it.
    pub(super) fn parse_leniently(&self) -> Option<Value<'_>> {
        let parsed = parse_to_ast(&self.text, &CollectOptions::default(), &ParseOptions::default());
        parsed.ok().and_then(|parsed| parsed.value)
    }
}

/// A value of a file, its path and its expected shape.
pub(crate) struct Node<'a> {
    pub(super) file: &'a File,
    /// The path from the root: `organisations[3].url`; empty for the root.
    pub(super) path: String,
    pub(crate) shape: Shape,
    pub(crate) value: &'a Value<'a>,
}

impl Node<'_> {
    pub(super) fn range(&self) -> Range {
        self.value.range()
    }

    /// Returns its text in the file, before escapes are decoded.
    pub(super) fn source(&self) -> Option<&str> {
        self.file.text.get(self.range().start..self.range().end)
    }

    /// Whether the value is on one line. A string that is not is unclosed, an error of the file.
    pub(super) fn is_single_line(&self) -> bool {
        self.source().is_some_and(|source| !source.contains('\n'))
    }

    pub(super) fn object(&self) -> Option<&Object<'_>> {
        self.value.as_object()
    }

    /// Returns the fields that this object may have: those of its shape, and `$schema` in the root.
    pub(super) fn allowed_fields<'f>(
        &self,
        fields: &'f [Field],
    ) -> impl Iterator<Item = &'f Field> {
        fields.iter().chain(self.path.is_empty().then_some(&SCHEMA))
    }

    /// Returns the path of a field of this object.
    pub(super) fn field_path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

fn visit_tree(
    file: &File,
    shape: Shape,
    value: &Value<'_>,
    path: String,
    visit: &mut impl FnMut(&Node<'_>),
) {
    let node = Node { file, path, shape, value };
    visit(&node);
    match (shape, value) {
        (Shape::Object(fields), Value::Object(object)) => {
            for property in &object.properties {
                let name = property.name.as_str();
                if let Some(field) = node.allowed_fields(fields).find(|field| field.name == name) {
                    visit_tree(file, field.shape, &property.value, node.field_path(name), visit);
                }
            }
        }
        (Shape::List(item) | Shape::NonEmptyList(item), Value::Array(list)) => {
            for (index, element) in list.elements.iter().enumerate() {
                visit_tree(file, *item, element, format!("{}[{index}]", node.path), visit);
            }
        }
        _ => {}
    }
}
