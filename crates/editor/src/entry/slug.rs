//! The id of a new entry: the first words of a field without accents, unique within the list.

use super::{Entry, EntryList};
use jsonc_parser::cst::CstInputValue;
use serde_json::Value;
use text::fold::fold;

/// Makes an id that no entry of the list has; `None` if the file's text is not JSON.
pub(super) fn make_unique_id(list: &EntryList, text: &str, entry: &Entry) -> Option<String> {
    let file: Value = serde_json::from_str(text).ok()?;
    let entries = file.get(list.field).and_then(Value::as_array);
    let taken: Vec<_> =
        entries.into_iter().flatten().filter_map(|entry| entry.get("id")?.as_str()).collect();
    let source = match entry.iter().find(|(name, _)| name == list.id_field).map(|(_, value)| value)
    {
        Some(CstInputValue::Array(texts)) => texts.first(),
        value => value,
    };
    let source = if let Some(CstInputValue::String(text)) = source { text } else { "" };
    let slug = match slugify(source, list.id_words) {
        slug if slug.is_empty() => list.names[1].to_owned(),
        slug => slug,
    };
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone()).chain(numbered).find(|slug| !taken.contains(&slug.as_str()))
}

/// Joins the first words of a text, folded, by hyphens.
fn slugify(text: &str, max_words: usize) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).take(max_words).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_consists_of_the_first_words_without_accents_and_is_unique() {
        let list = EntryList::find("temoignage").expect("a list");
        let id = |file: &str, name: &str| {
            make_unique_id(&list, file, &vec![("name".to_owned(), name.into())])
        };
        let taken = r#"{"testimonials": [{"id": "zoe-n-diaye"}, {"id": "zoe-n-diaye-2"}]}"#;
        assert_eq!(id(taken, "Zoé N’Diaye").as_deref(), Some("zoe-n-diaye-3"));
        assert_eq!(id(taken, "« Œuvre » d’Été").as_deref(), Some("oeuvre-d-ete"));
        assert_eq!(id("{}", "محمد").as_deref(), Some("temoignage"), "no Latin letter");
        assert_eq!(slugify("Un deux trois quatre cinq six.", 5), "un-deux-trois-quatre-cinq");
    }
}
