//! The excerpts, made ready to be searched.

use super::{Filter, Query};
use crate::{content::Excerpt, fold::Folded};

/// The folded words of all excerpts, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    texts: Vec<String>,
    /// What was looked for last, and where it was found: whoever goes on typing looks only there.
    last: Option<(Query, String, Vec<usize>)>,
}

impl Index {
    /// Folds all that the search looks at: the words, the organisation, the publication.
    #[must_use]
    pub fn new(excerpts: &[Excerpt]) -> Self {
        Self { texts: excerpts.iter().map(words).collect(), last: None }
    }

    /// The places of the excerpts that the filter lets through.
    pub fn find(&mut self, excerpts: &[Excerpt], filter: &Filter) -> Vec<usize> {
        let query = Query::new(&filter.typed);
        let wanted = &filter.organisation;
        let mut places = match self.last.take() {
            Some((last, organisation, places))
                if query.narrows(&last) && (organisation.is_empty() || organisation == *wanted) =>
            {
                places
            }
            _ => (0..excerpts.len()).collect(),
        };
        places.retain(|place| {
            let organisation = excerpts[*place].organisation.as_deref().unwrap_or_default();
            (wanted.is_empty() || organisation == wanted) && query.finds(&self.texts[*place])
        });
        self.last = Some((query, wanted.clone(), places.clone()));
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
        if !named.contains(name) {
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
        Index::new(&excerpts).find(&excerpts, &filter)
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
                index.find(&excerpts, first);
                assert_eq!(
                    index.find(&excerpts, second),
                    Index::new(&excerpts).find(&excerpts, second),
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
}
