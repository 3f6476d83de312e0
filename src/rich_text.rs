//! Annotated text. The content is plain text; its languages, links and search matches are derived when it is displayed.

use std::ops::Range;

use content::{Campaign, ForeignTerm, Language, Link};
use text::{fold::find_name, typography::apply_french_spacing};

/// A part of a text with the same annotations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Its language, if it is not the page's (RGAA 8.7, WCAG 3.1.2).
    pub language: Option<Language>,
    /// The link's target.
    pub link: Option<Link>,
    /// Whether it matches the search.
    pub is_match: bool,
}

/// An annotation of a part of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Annotation {
    /// The part is in another language.
    Language(Language),
    /// The part is a link.
    Link(Link),
    /// The part matches the search.
    Match,
}

/// The annotations of a text, by byte range.
pub type Annotations = Vec<(Range<usize>, Annotation)>;

/// Annotates the terms in a text with their language. Of two that overlap, the longer one wins.
#[must_use]
pub fn find_foreign_terms(text: &str, terms: &[ForeignTerm]) -> Annotations {
    let mut found = Annotations::new();
    for ForeignTerm { text: term, language } in terms.iter().filter(|term| !term.text.is_empty()) {
        let language = || Annotation::Language(language.clone());
        found.extend(find_name(text, &apply_french_spacing(term)).map(|range| (range, language())));
    }
    let is_covered = |range: &Range<usize>| {
        let overlaps = |other: &&Range<usize>| other.start < range.end && range.start < other.end;
        found.iter().map(|(other, _)| other).filter(overlaps).any(|other| other.len() > range.len())
    };
    found.iter().filter(|(range, _)| !is_covered(range)).cloned().collect()
}

/// Annotates the first mention of each campaign with the link to its site, if it has one.
#[must_use]
pub fn find_campaign_links(text: &str, campaigns: &[Campaign]) -> Annotations {
    let named_campaigns = campaigns.iter().filter(|campaign| !campaign.name.is_empty());
    named_campaigns
        .filter_map(|campaign| {
            let range = find_name(text, &apply_french_spacing(&campaign.name)).next()?;
            Some((range, Annotation::Link(campaign.url.clone()?)))
        })
        .collect()
}

/// Splits a text wherever an annotation begins or ends.
#[must_use]
pub fn split_into_spans(text: &str, annotations: &Annotations) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let borders = annotations.iter().flat_map(|(range, _)| [range.start, range.end]);
        let end = borders.filter(|border| *border > start).min().unwrap_or(text.len());
        let mut span = Span { text: text[start..end].to_owned(), ..Span::default() };
        let covers = |range: &Range<usize>| range.start <= start && end <= range.end;
        for (_, annotation) in annotations.iter().filter(|(range, _)| covers(range)) {
            match annotation {
                Annotation::Language(language) => span.language = Some(language.clone()),
                Annotation::Link(link) => span.link = Some(link.clone()),
                Annotation::Match => span.is_match = true,
            }
        }
        spans.push(span);
        start = end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(text: &str) -> ForeignTerm {
        let language = Language::try_from("en".to_owned()).expect("a language");
        ForeignTerm { text: text.to_owned(), language }
    }

    fn foreign(text: &str, terms: &[ForeignTerm]) -> Vec<String> {
        let spans = split_into_spans(text, &find_foreign_terms(text, terms));
        assert_eq!(spans.iter().map(|span| span.text.as_str()).collect::<String>(), text);
        spans.into_iter().filter(|span| span.language.is_some()).map(|span| span.text).collect()
    }

    #[test]
    fn terms_match_whole_words_and_the_longest_wins() {
        let terms = [term("organizing"), term("community organizing"), term("community organizer")];
        let text = "le community organizing d’une community organizer, organizing, organizings";
        assert_eq!(
            foreign(text, &terms),
            ["community organizing", "community organizer", "organizing"]
        );
        assert!(foreign("rien", &terms).is_empty() && foreign("", &terms).is_empty());
    }

    #[test]
    fn overlapping_annotations_are_combined() {
        let text = "le community organizing";
        let mut annotations = find_foreign_terms(text, &[term("community organizing")]);
        annotations.push((0..12, Annotation::Match));
        let spans: Vec<_> = split_into_spans(text, &annotations)
            .into_iter()
            .map(|span| (span.text, span.is_match, span.language.is_some()))
            .collect();
        let expected =
            [("le ", true, false), ("community", true, true), (" organizing", false, true)];
        assert_eq!(
            spans,
            expected.map(|(text, is_match, is_foreign)| (text.to_owned(), is_match, is_foreign))
        );
    }

    #[test]
    fn names_match_their_displayed_form() {
        let text = apply_french_spacing("La campagne Qui décide ? et le What now ?");
        assert_eq!(foreign(&text, &[term("What now ?")]), ["What now\u{202f}?"]);
        let url = Link::try_from("https://b.fr/".to_owned()).ok();
        let campaigns = [Campaign { name: "Qui décide ?".to_owned(), url, ..Campaign::default() }];
        assert_eq!(find_campaign_links(&text, &campaigns).len(), 1);
    }

    #[test]
    fn names_match_in_every_unicode_form_and_spacing() {
        let text = "Le thé, la cafe\u{301}te\u{301}ria et l’a\u{ad}te\u{200b}lier";
        assert_eq!(foreign(text, &[term("cafétéria")]), ["cafe\u{301}te\u{301}ria"]);
        assert_eq!(foreign("la cafétéria", &[term("cafe\u{301}te\u{301}ria")]), ["cafétéria"]);
        assert_eq!(foreign(text, &[term("atelier")]), ["a\u{ad}te\u{200b}lier"]);
        assert_eq!(foreign("Women’s\u{a0}Day", &[term("Women's Day")]), ["Women’s\u{a0}Day"]);
        assert!(
            foreign(text, &[term("the")]).is_empty(),
            "words that differ by an accent do not match"
        );
    }

    #[test]
    fn the_mention_of_a_campaign_with_a_site_becomes_a_link() {
        let url = Link::try_from("https://b.fr/".to_owned()).ok();
        let campaigns = [
            Campaign { name: "Une".to_owned(), ..Campaign::default() },
            Campaign { name: "Deux".to_owned(), url: url.clone(), ..Campaign::default() },
        ];
        let text = "Une et Deux.";
        let spans = split_into_spans(text, &find_campaign_links(text, &campaigns));
        assert_eq!(
            spans.iter().map(|span| (span.text.as_str(), span.link.is_some())).collect::<Vec<_>>(),
            [("Une et ", false), ("Deux", true), (".", false)]
        );
    }
}
