//! A press review of any length, generated from the words of the real one. It is only used for measurements.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// A large press review, and search terms for it.
pub(super) struct GeneratedPress {
    /// The text of a `press.json`.
    pub(super) json: String,
    /// The starts of a frequent, a middling and a rare word, in ASCII letters: each is one key.
    pub(super) queries: Vec<String>,
}

/// The length of a search term.
const QUERY_LENGTH: usize = 6;

impl GeneratedPress {
    /// Generates `count` excerpts from the words of a `press.json`, the same ones each time.
    pub(super) fn new(press: &str, count: usize) -> Result<Self> {
        let mut press: Value = serde_json::from_str(press).context("press.json is not JSON")?;
        let words: Vec<String> = press["excerpts"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|excerpt| excerpt["paragraphs"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .flat_map(split_words)
            .collect();
        anyhow::ensure!(!words.is_empty(), "press.json has no words to make excerpts of");
        let mut random = Random(2026);
        let excerpts = (1..=count).map(|number| {
            let paragraphs: Vec<String> =
                (0..=random.below(2)).map(|_| generate_sentence(&words, &mut random)).collect();
            json!({ "id": format!("extrait-{number}"), "paragraphs": paragraphs })
        });
        press["excerpts"] = excerpts.collect();
        Ok(Self { json: press.to_string(), queries: choose_queries(&words) })
    }
}

fn split_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
}

fn generate_sentence(words: &[String], random: &mut Random) -> String {
    let length = 15 + random.below(20);
    let chosen: Vec<&str> =
        (0..length).map(|_| words[random.below(words.len())].as_str()).collect();
    let text = chosen.join(" ");
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

fn choose_queries(words: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        if word.len() >= QUERY_LENGTH && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut by_count: Vec<_> = counts.into_iter().collect();
    by_count.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let last = by_count.len().saturating_sub(1);
    let chosen = [0, last / 2, last].map(|index| by_count.get(index));
    chosen.into_iter().flatten().map(|(word, _)| word[..QUERY_LENGTH].to_owned()).collect()
}

/// Pseudorandom numbers, the same in each run (a linear congruential generator with Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::GeneratedPress;

    const PRESS: &str = r#"{"title": "Presse", "excerpts": [{"id": "a", "organisation": "Lallab",
        "paragraphs": ["Dénoncer, l’injustice : comprendre l’injustice.", "Collectif (2011) &amp;"]}]}"#;

    #[test]
    fn the_excerpts_are_plain_text_and_the_same_each_time() {
        let generated = GeneratedPress::new(PRESS, 300).unwrap();
        assert_eq!(generated.json, GeneratedPress::new(PRESS, 300).unwrap().json);
        let press: Value = serde_json::from_str(&generated.json).unwrap();
        assert_eq!(press["title"], "Presse");
        let excerpts = press["excerpts"].as_array().unwrap();
        assert_eq!(excerpts.len(), 300);
        assert!(excerpts[0].get("organisation").is_none(), "nobody is quoted with generated text");
        let text = excerpts[0]["paragraphs"][0].as_str().unwrap();
        assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{text}");
        assert!(text.chars().all(|c| c.is_alphabetic() || " .".contains(c)), "{text}");
    }

    #[test]
    fn the_queries_can_be_typed_key_by_key() {
        assert_eq!(GeneratedPress::new(PRESS, 1).unwrap().queries, ["injust", "collec", "compre"]);
    }

    #[test]
    fn a_press_review_without_words_is_an_error() {
        assert!(GeneratedPress::new(r#"{"excerpts": []}"#, 1).is_err());
    }
}
