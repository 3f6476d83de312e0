//! The excerpts, made ready to be searched.

use super::{Filter, Query};
use content::Excerpt;
use text::fold::{Folded, is_same_name, normalize_name};

/// The folded words of all excerpts, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    texts: Vec<String>,
    /// Their organisations, in the form in which names are compared.
    organisations: Vec<String>,
    /// What was looked for last, and where it was found: whoever goes on typing looks only there.
    last: Option<(Query, String, Vec<usize>)>,
}

impl Index {
    /// Folds all that the search looks at: the words, the organisation, the publication.
    #[must_use]
    pub fn new(excerpts: &[Excerpt]) -> Self {
        let organisation =
            |excerpt: &Excerpt| normalize_name(excerpt.organisation.as_deref().unwrap_or(""));
        Self {
            texts: excerpts.iter().map(words).collect(),
            organisations: excerpts.iter().map(organisation).collect(),
            last: None,
        }
    }

    /// The places of the excerpts that the filter lets through.
    pub fn find(&mut self, filter: &Filter) -> Vec<usize> {
        let query = Query::new(&filter.typed);
        let wanted = normalize_name(&filter.organisation);
        let mut places = match self.last.take() {
            Some((last, organisation, places))
                if query.narrows(&last) && (organisation.is_empty() || organisation == wanted) =>
            {
                places
            }
            _ => (0..self.texts.len()).collect(),
        };
        places.retain(|place| {
            (wanted.is_empty() || self.organisations[*place] == wanted)
                && query.finds(&self.texts[*place])
        });
        self.last = Some((query, wanted, places.clone()));
        places
    }
}

fn words(excerpt: &Excerpt) -> String {
    let more = excerpt.organisation.iter().chain(&excerpt.publication);
    let mut words = String::new();
    for part in excerpt.paragraphs.iter().chain(more) {
        words.push_str(&Folded::new(part).text);
        words.push('\n');
    }
    words
}

/// The organisations that excerpts speak of, each once, in the order of the excerpts.
#[must_use]
pub fn organisations(excerpts: &[Excerpt]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for name in excerpts.iter().filter_map(|excerpt| excerpt.organisation.as_ref()) {
        if !named.contains(name) && !named.iter().any(|known| is_same_name(known, name)) {
            named.push(name.clone());
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(words: &str, organisation: Option<&str>) -> Excerpt {
        Excerpt {
            paragraphs: vec![words.to_owned()],
            organisation: organisation.map(str::to_owned),
            ..Excerpt::default()
        }
    }

    fn found(typed: &str, organisation: &str) -> Vec<usize> {
        let excerpts = [
            excerpt("L’accès à l’école", Some("École pour tous")),
            excerpt("Un rapport", Some("Lallab")),
            excerpt("L’école, encore", None),
        ];
        let filter = Filter { typed: typed.to_owned(), organisation: organisation.to_owned() };
        Index::new(&excerpts).find(&filter)
    }

    #[test]
    fn the_words_and_the_organisation_both_count() {
        assert_eq!(found("", ""), [0, 1, 2]);
        assert_eq!(found("ecole", ""), [0, 2]);
        assert_eq!(found("ecole", "École pour tous"), [0]);
        assert_eq!(found("", "Lallab"), [1]);
        assert_eq!(found("ecole", "Lallab"), [] as [usize; 0]);
        assert_eq!(found("lallab rapport", ""), [1], "across the parts of an excerpt");
    }

    #[test]
    fn whatever_was_looked_for_before_the_same_is_found() {
        let excerpts = [
            excerpt("L’accès à l’école", Some("École pour tous")),
            excerpt("Un rapport", Some("Lallab")),
            excerpt("L’école, encore un rapport", None),
        ];
        let filters = ["", "e", "ec", "ecole", "ecole rapport", "rapport", "rap"].into_iter();
        let filters = filters.flat_map(|typed| {
            ["", "Lallab"].map(|organisation| Filter {
                typed: typed.to_owned(),
                organisation: organisation.to_owned(),
            })
        });
        let filters: Vec<Filter> = filters.collect();
        for first in &filters {
            for second in &filters {
                let mut index = Index::new(&excerpts);
                index.find(first);
                assert_eq!(
                    index.find(second),
                    Index::new(&excerpts).find(second),
                    "{second:?} after {first:?}"
                );
            }
        }
    }

    #[test]
    fn each_organisation_is_named_once() {
        let twice = [excerpt("a", Some("B")), excerpt("a", None), excerpt("a", Some("B"))];
        assert_eq!(organisations(&twice), ["B"]);
    }

    #[test]
    fn an_organisation_is_the_same_however_its_name_is_written() {
        let names = ["L’École Pour Tous", "L'E\u{301}cole\u{a0}Pour Tous", "L’Ecole Pour Tous"];
        let excerpts = names.map(|name| excerpt("a", Some(name)));
        assert_eq!(organisations(&excerpts), [names[0], names[2]]);
        for wanted in &names[..2] {
            let filter = Filter { organisation: (*wanted).to_owned(), ..Filter::default() };
            assert_eq!(Index::new(&excerpts).find(&filter), [0, 1]);
        }
    }
}
