//! Arbitrary JSON, and mutations of content: of its structure and of its bytes.

use std::collections::BTreeSet;

use editor::fields::{FILES, SCHEMA, Shape};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// A change of one value somewhere in a file.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    /// The way to the value: which of the entries or fields, at each step.
    way: Vec<prop::sample::Index>,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Replace(Value),
    /// Puts another field or entry into the value.
    Add(String, Value),
    /// Takes one of its fields or entries out.
    Remove(prop::sample::Index),
    /// Repeats one of its entries.
    Repeat(prop::sample::Index, usize),
    /// Puts something into a text.
    Write(prop::sample::Index, String),
    /// Wraps the value in lists.
    Wrap(usize),
}

impl Mutation {
    /// Changes the value at the end of the way; a change that does not fit it does nothing.
    pub(crate) fn apply(&self, mut value: &mut Value) {
        for step in &self.way {
            let inner = match &*value {
                Value::Array(list) => list.len(),
                Value::Object(fields) => fields.len(),
                _ => 0,
            };
            if inner == 0 {
                break;
            }
            let at = step.index(inner);
            value = match value {
                Value::Array(list) => &mut list[at],
                Value::Object(fields) => fields.values_mut().nth(at).expect("a field"),
                _ => unreachable!("it holds nothing"),
            };
        }
        match (&self.change, value) {
            (Change::Replace(by), value) => *value = by.clone(),
            (Change::Add(name, more), Value::Object(fields)) => {
                fields.insert(name.clone(), more.clone());
            }
            (Change::Add(_, more), Value::Array(list)) => list.push(more.clone()),
            (Change::Remove(which), Value::Object(fields)) if !fields.is_empty() => {
                let name = fields.keys().nth(which.index(fields.len())).expect("a field").clone();
                fields.remove(&name);
            }
            (Change::Remove(which), Value::Array(list)) if !list.is_empty() => {
                list.remove(which.index(list.len()));
            }
            (Change::Repeat(which, times), Value::Array(list)) if !list.is_empty() => {
                let again = which.get(list).clone();
                list.extend(std::iter::repeat_n(again, *times));
            }
            (Change::Write(at, more), Value::String(text)) => {
                let places: Vec<_> =
                    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                text.insert_str(*at.get(&places), more);
            }
            (Change::Wrap(times), value) => {
                for _ in 0..*times {
                    *value = Value::Array(vec![value.take()]);
                }
            }
            _ => {}
        }
    }
}

pub(crate) fn mutation() -> impl Strategy<Value = (prop::sample::Index, Mutation)> {
    let change = prop_oneof![
        3 => json().prop_map(Change::Replace),
        2 => (name(), json()).prop_map(|(name, value)| Change::Add(name, value)),
        2 => any::<prop::sample::Index>().prop_map(Change::Remove),
        2 => (any::<prop::sample::Index>(), 1usize..40)
            .prop_map(|(which, times)| Change::Repeat(which, times)),
        4 => (any::<prop::sample::Index>(), text()).prop_map(|(at, text)| Change::Write(at, text)),
        1 => (1usize..200).prop_map(Change::Wrap),
    ];
    let way = prop::collection::vec(any::<prop::sample::Index>(), 0..5);
    let mutation = (way, change).prop_map(|(way, change)| Mutation { way, change });
    (any::<prop::sample::Index>(), mutation)
}

/// Bytes in place of others, somewhere in some files.
pub(crate) fn slips()
-> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index, Vec<u8>)>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![",", "\"", "{", "]", "\\", "\n", "//", "é", "\u{feff}"])
            .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), bytes), 1..4)
}

/// JSON of any kind, often with names and texts that the content has.
pub(crate) fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (0u32..700).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        6 => text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..6)
                .prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

/// The name of a known field, or any text.
fn name() -> impl Strategy<Value = String> {
    let mut known = BTreeSet::from([SCHEMA.name]);
    FILES.iter().for_each(|(_, shape)| collect_names(*shape, &mut known));
    let known: Vec<_> = known.into_iter().map(str::to_owned).collect();
    prop_oneof![8 => prop::sample::select(known), 1 => text()]
}

/// Adds the names of all fields of a shape.
fn collect_names(shape: Shape, names: &mut BTreeSet<&'static str>) {
    match shape {
        Shape::Object(fields) => {
            for field in fields {
                names.insert(field.name);
                collect_names(field.shape, names);
            }
        }
        Shape::List(entry) | Shape::NonEmptyList(entry) => collect_names(*entry, names),
        Shape::Value(_) => {}
    }
}

/// Texts with a meaning in HTML, JSON, French typography or the rules.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "é",
    "e\u{301}",
    "\u{feff}",
    "\u{202f}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{7f}",
    "\n",
    "<",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "&",
    "&lt;",
    "&nbsp;",
    "\"",
    "'",
    "\\",
    "«",
    "»",
    " : ",
    " ;",
    "?",
    "…",
    "·e·s",
    "fondateur·ices",
    "@",
    "%0A",
    "::error::",
    "{}",
    "https://a.fr/",
    "https://",
    "http://a.fr",
    "mailto:a@b.fr",
    "javascript:alert(1)",
    "2024",
    "2024-02-29",
    "2023-02-29",
    "2024-03",
    "fr",
    "pt-BR",
    "ecole-pour-tous",
    "Lallab",
    "A4",
    "organizing",
    "community organizing",
    "logo.svg",
    "../logo.svg",
    "a//b.webp",
    "__proto__",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        2 => Just("</script><script>".to_owned()),
        1 => any::<String>(),
        1 => "\\PC{0,12}",
        1 => (1usize..3000).prop_map(|times| "mot ".repeat(times)),
    ]
}
