//! The search index of the excerpts.

use super::{Filter, Query};
use content::Excerpt;
use text::fold::{Folded, is_same_name, normalize_name};

/// The folded texts of all excerpts, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    texts: Vec<String>,
    /// Their organisations' names, in the form of [`normalize_name`].
    organisations: Vec<String>,
    /// The last query, organisation and results: a narrower search looks only in these.
    last_search: Option<(Query, String, Vec<usize>)>,
}

impl Index {
    /// Folds the searched texts: the paragraphs, the organisation and the publication.
    #[must_use]
    pub fn new(excerpts: &[Excerpt]) -> Self {
        let organisation =
            |excerpt: &Excerpt| normalize_name(excerpt.organisation.as_deref().unwrap_or(""));
        Self {
            texts: excerpts.iter().map(searched_text).collect(),
            organisations: excerpts.iter().map(organisation).collect(),
            last_search: None,
        }
    }

    /// The indices of the excerpts that match the filter.
    pub fn find(&mut self, filter: &Filter) -> Vec<usize> {
        let query = Query::new(&filter.text);
        let organisation = normalize_name(&filter.organisation);
        let mut found = match self.last_search.take() {
            Some((last_query, last_organisation, found))
                if query.narrows(&last_query)
                    && (last_organisation.is_empty() || last_organisation == organisation) =>
            {
                found
            }
            _ => (0..self.texts.len()).collect(),
        };
        found.retain(|index| {
            (organisation.is_empty() || self.organisations[*index] == organisation)
                && query.is_match(&self.texts[*index])
        });
        self.last_search = Some((query, organisation, found.clone()));
        found
    }
}

fn searched_text(excerpt: &Excerpt) -> String {
    let sources = excerpt.organisation.iter().chain(&excerpt.publication);
    let mut text = String::new();
    for part in excerpt.paragraphs.iter().chain(sources) {
        text.push_str(&Folded::new(part).text);
        text.push('\n');
    }
    text
}

/// The organisations of the excerpts, without repetition, in their order.
#[must_use]
pub fn list_organisations(excerpts: &[Excerpt]) -> Vec<String> {
    let mut organisations: Vec<String> = Vec::new();
    for name in excerpts.iter().filter_map(|excerpt| excerpt.organisation.as_ref()) {
        if !organisations.contains(name)
            && !organisations.iter().any(|other| is_same_name(other, name))
        {
            organisations.push(name.clone());
        }
    }
    organisations
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, organisation: Option<&str>) -> Excerpt {
        Excerpt {
            paragraphs: vec![text.to_owned()],
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
        let filter = Filter { text: typed.to_owned(), organisation: organisation.to_owned() };
        Index::new(&excerpts).find(&filter)
    }

    #[test]
    fn the_text_and_the_organisation_both_filter() {
        assert_eq!(found("", ""), [0, 1, 2]);
        assert_eq!(found("ecole", ""), [0, 2]);
        assert_eq!(found("ecole", "École pour tous"), [0]);
        assert_eq!(found("", "Lallab"), [1]);
        assert_eq!(found("ecole", "Lallab"), [] as [usize; 0]);
        assert_eq!(found("lallab rapport", ""), [1], "across the parts of an excerpt");
    }

    #[test]
    fn the_last_search_does_not_change_the_results() {
        let excerpts = [
            excerpt("L’accès à l’école", Some("École pour tous")),
            excerpt("Un rapport", Some("Lallab")),
            excerpt("L’école, encore un rapport", None),
        ];
        let filters = ["", "e", "ec", "ecole", "ecole rapport", "rapport", "rap"].into_iter();
        let filters = filters.flat_map(|typed| {
            ["", "Lallab"].map(|organisation| Filter {
                text: typed.to_owned(),
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
    fn organisations_are_listed_once() {
        let twice = [excerpt("a", Some("B")), excerpt("a", None), excerpt("a", Some("B"))];
        assert_eq!(list_organisations(&twice), ["B"]);
    }

    #[test]
    fn spellings_of_a_name_are_one_organisation() {
        let names = ["L’École Pour Tous", "L'E\u{301}cole\u{a0}Pour Tous", "L’Ecole Pour Tous"];
        let excerpts = names.map(|name| excerpt("a", Some(name)));
        assert_eq!(list_organisations(&excerpts), [names[0], names[2]]);
        for name in &names[..2] {
            let filter = Filter { organisation: (*name).to_owned(), ..Filter::default() };
            assert_eq!(Index::new(&excerpts).find(&filter), [0, 1]);
        }
    }
}
