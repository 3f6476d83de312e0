//! The id of a new entry: its first words, without accents, and like no other id of its list.

use super::{Entry, List};
use content::json::Json;
use text::fold::fold;

/// An id that no entry of the list has yet; `None` if the text is no JSON.
pub(super) fn unique(list: &List, text: &str, entry: &Entry) -> Option<String> {
    let Json::Object(file) = serde_json::from_str(text).ok()? else { return None };
    let taken: Vec<&str> = match field(&file, list.field) {
        Some(Json::List(entries)) => entries.iter().filter_map(id).collect(),
        _ => Vec::new(),
    };
    let words = match field(entry, list.id.0) {
        Some(Json::List(texts)) => texts.first(),
        text => text,
    };
    let words = if let Some(Json::Text(text)) = words { text } else { "" };
    let slug = match slug(words, list.id.1) {
        none if none.is_empty() => list.names[1].to_owned(),
        slug => slug,
    };
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone()).chain(numbered).find(|slug| !taken.contains(&slug.as_str()))
}

/// The first words of a text, as an id.
fn slug(text: &str, words: usize) -> String {
    let folded = fold(text);
    let parts = folded.split(|sign: char| !sign.is_ascii_alphanumeric());
    parts.filter(|part| !part.is_empty()).take(words).collect::<Vec<_>>().join("-")
}

fn field<'a>(fields: &'a [(String, Json)], name: &str) -> Option<&'a Json> {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
}

fn id(entry: &Json) -> Option<&str> {
    let Json::Object(fields) = entry else { return None };
    if let Some(Json::Text(id)) = field(fields, "id") { Some(id) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_first_words_without_accents_and_never_one_that_is_taken() {
        let list = List::named("temoignage").expect("a list");
        let id = |file: &str, name: &str| {
            unique(&list, file, &vec![("name".to_owned(), Json::Text(name.to_owned()))])
        };
        let taken = r#"{"testimonials": [{"id": "zoe-n-diaye"}, {"id": "zoe-n-diaye-2"}]}"#;
        assert_eq!(id(taken, "Zoé N’Diaye").as_deref(), Some("zoe-n-diaye-3"));
        assert_eq!(id(taken, "« Œuvre » d’Été").as_deref(), Some("oeuvre-d-ete"));
        assert_eq!(id("{}", "محمد").as_deref(), Some("temoignage"), "no Latin letter");
        assert_eq!(slug("Un deux trois quatre cinq six.", 5), "un-deux-trois-quatre-cinq");
    }
}
