//! A plain text, as it is shown, cut into spans: which part is in another language, which is a link, which was
//! searched for. Content is plain text; all that is more about it is worked out here.

use std::ops::Range;

use content::{Campaign, ForeignTerm, Language, Link};
use text::{fold::find_name, typography::apply_french_spacing};

/// A part of a text, and all that holds for the whole of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Their language, if it is not the page's (RGAA 8.7, WCAG 3.1.2).
    pub language: Option<Language>,
    /// Where they lead.
    pub link: Option<Link>,
    /// Whether the search found them.
    pub marked: bool,
}

/// Something that holds for a part of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The part is in another language.
    Language(Language),
    /// The part is a link.
    Link(Link),
    /// The part was searched for.
    Mark,
}

/// The parts of a text, by byte range, and what holds for each.
pub type Notes = Vec<(Range<usize>, Note)>;

/// Where the terms stand in a text. Of two that overlap the longer one counts.
#[must_use]
pub fn foreign_terms(text: &str, terms: &[ForeignTerm]) -> Notes {
    let mut found = Notes::new();
    for ForeignTerm { text: term, language } in terms.iter().filter(|term| !term.text.is_empty()) {
        let language = || Note::Language(language.clone());
        found.extend(find_name(text, &apply_french_spacing(term)).map(|range| (range, language())));
    }
    let hidden = |range: &Range<usize>| {
        let overlaps = |other: &&Range<usize>| other.start < range.end && range.start < other.end;
        found.iter().map(|(other, _)| other).filter(overlaps).any(|other| other.len() > range.len())
    };
    found.iter().filter(|(range, _)| !hidden(range)).cloned().collect()
}

/// Where campaigns that have a site stand in a text.
#[must_use]
pub fn campaign_links(text: &str, campaigns: &[Campaign]) -> Notes {
    let linked = campaigns.iter().filter(|campaign| !campaign.name.is_empty());
    linked
        .filter_map(|campaign| {
            let place = find_name(text, &apply_french_spacing(&campaign.name)).next()?;
            Some((place, Note::Link(campaign.url.clone()?)))
        })
        .collect()
}

/// Cuts a text wherever a note begins or ends.
#[must_use]
pub fn spans(text: &str, notes: &Notes) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let borders = notes.iter().flat_map(|(range, _)| [range.start, range.end]);
        let end = borders.filter(|border| *border > start).min().unwrap_or(text.len());
        let mut span = Span { text: text[start..end].to_owned(), ..Span::default() };
        for (_, note) in notes.iter().filter(|(range, _)| range.start <= start && end <= range.end)
        {
            match note {
                Note::Language(language) => span.language = Some(language.clone()),
                Note::Link(link) => span.link = Some(link.clone()),
                Note::Mark => span.marked = true,
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
        let spans = spans(text, &foreign_terms(text, terms));
        assert_eq!(spans.iter().map(|span| span.text.as_str()).collect::<String>(), text);
        spans.into_iter().filter(|span| span.language.is_some()).map(|span| span.text).collect()
    }

    #[test]
    fn a_term_is_found_as_whole_words_and_the_longest_wins() {
        let terms = [term("organizing"), term("community organizing"), term("community organizer")];
        let text = "le community organizing d’une community organizer, organizing, organizings";
        assert_eq!(
            foreign(text, &terms),
            ["community organizing", "community organizer", "organizing"]
        );
        assert!(foreign("rien", &terms).is_empty() && foreign("", &terms).is_empty());
    }

    #[test]
    fn overlapping_notes_hold_together_where_they_overlap() {
        let text = "le community organizing";
        let mut notes = foreign_terms(text, &[term("community organizing")]);
        notes.push((0..12, Note::Mark));
        let told: Vec<_> = spans(text, &notes)
            .into_iter()
            .map(|span| (span.text, span.marked, span.language.is_some()))
            .collect();
        let expected =
            [("le ", true, false), ("community", true, true), (" organizing", false, true)];
        assert_eq!(
            told,
            expected.map(|(text, marked, foreign)| (text.to_owned(), marked, foreign))
        );
    }

    #[test]
    fn names_are_found_as_they_are_shown() {
        let text = apply_french_spacing("La campagne Qui décide ? et le What now ?");
        assert_eq!(foreign(&text, &[term("What now ?")]), ["What now\u{202f}?"]);
        let url = Link::try_from("https://b.fr/".to_owned()).ok();
        let campaigns = [Campaign { name: "Qui décide ?".to_owned(), url, ..Campaign::default() }];
        assert_eq!(campaign_links(&text, &campaigns).len(), 1);
    }

    #[test]
    fn names_are_found_however_their_letters_and_spaces_are_written() {
        let text = "Le thé, la cafe\u{301}te\u{301}ria et l’a\u{ad}te\u{200b}lier";
        assert_eq!(foreign(text, &[term("cafétéria")]), ["cafe\u{301}te\u{301}ria"]);
        assert_eq!(foreign("la cafétéria", &[term("cafe\u{301}te\u{301}ria")]), ["cafétéria"]);
        assert_eq!(foreign(text, &[term("atelier")]), ["a\u{ad}te\u{200b}lier"]);
        assert_eq!(foreign("Women’s\u{a0}Day", &[term("Women's Day")]), ["Women’s\u{a0}Day"]);
        assert!(foreign(text, &[term("the")]).is_empty(), "an accent makes another word");
    }

    #[test]
    fn a_campaign_with_a_site_is_a_link_where_it_is_named() {
        let url = Link::try_from("https://b.fr/".to_owned()).ok();
        let campaigns = [
            Campaign { name: "Une".to_owned(), ..Campaign::default() },
            Campaign { name: "Deux".to_owned(), url: url.clone(), ..Campaign::default() },
        ];
        let text = "Une et Deux.";
        let spans = spans(text, &campaign_links(text, &campaigns));
        assert_eq!(
            spans.iter().map(|span| (span.text.as_str(), span.link.is_some())).collect::<Vec<_>>(),
            [("Une et ", false), ("Deux", true), (".", false)]
        );
    }
}
