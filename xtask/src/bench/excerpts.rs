//! A press review of any length, made of the real one's words in another order. It is only ever measured.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// A large press review, and words to search in it.
pub(super) struct Excerpts {
    /// The text of a `press.json`.
    pub(super) json: String,
    /// A frequent word, a middling one and a rare one, in letters that are one key each.
    pub(super) searched: Vec<String>,
}

/// How much of a word is typed.
const TYPED: usize = 6;

impl Excerpts {
    /// Makes as many excerpts out of the words of a `press.json`: the same ones each time.
    pub(super) fn of(press: &str, count: usize) -> Result<Self> {
        let mut press: Value = serde_json::from_str(press).context("press.json is not JSON")?;
        let words: Vec<String> = press["excerpts"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|excerpt| excerpt["paragraphs"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .flat_map(words)
            .collect();
        anyhow::ensure!(!words.is_empty(), "press.json has no words to make excerpts of");
        let mut dice = Dice(2026);
        let excerpts = (1..=count).map(|number| {
            let paragraphs: Vec<String> =
                (0..=dice.below(2)).map(|_| sentence(&words, &mut dice)).collect();
            json!({ "id": format!("extrait-{number}"), "paragraphs": paragraphs })
        });
        press["excerpts"] = excerpts.collect();
        Ok(Self { json: press.to_string(), searched: searched(&words) })
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
}

fn sentence(words: &[String], dice: &mut Dice) -> String {
    let length = 15 + dice.below(20);
    let chosen: Vec<&str> = (0..length).map(|_| words[dice.below(words.len())].as_str()).collect();
    let text = chosen.join(" ");
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

fn searched(words: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        if word.len() >= TYPED && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut by_count: Vec<_> = counts.into_iter().collect();
    by_count.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let last = by_count.len().saturating_sub(1);
    let chosen = [0, last / 2, last].map(|index| by_count.get(index));
    chosen.into_iter().flatten().map(|(word, _)| word[..TYPED].to_owned()).collect()
}

/// Numbers that look random and are the same in each run (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::Excerpts;

    const PRESS: &str = r#"{"title": "Presse", "excerpts": [{"id": "a", "organisation": "Lallab",
        "paragraphs": ["Dénoncer, l’injustice : comprendre l’injustice.", "Collectif (2011) &amp;"]}]}"#;

    #[test]
    fn the_excerpts_are_many_plain_and_each_time_the_same() {
        let made = Excerpts::of(PRESS, 300).unwrap();
        assert_eq!(made.json, Excerpts::of(PRESS, 300).unwrap().json);
        let press: Value = serde_json::from_str(&made.json).unwrap();
        assert_eq!(press["title"], "Presse");
        let excerpts = press["excerpts"].as_array().unwrap();
        assert_eq!(excerpts.len(), 300);
        assert!(excerpts[0].get("organisation").is_none(), "nobody is quoted who did not speak");
        let text = excerpts[0]["paragraphs"][0].as_str().unwrap();
        assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{text}");
        assert!(text.chars().all(|c| c.is_alphabetic() || " .".contains(c)), "{text}");
    }

    #[test]
    fn the_searched_words_can_be_typed_key_by_key() {
        assert_eq!(Excerpts::of(PRESS, 1).unwrap().searched, ["injust", "collec", "compre"]);
    }

    #[test]
    fn a_press_review_without_words_is_refused() {
        assert!(Excerpts::of(r#"{"excerpts": []}"#, 1).is_err());
    }
}
