//! Rules on single values. What nobody sees in a value is told once, by [`super::signs`].

use std::ops::RangeInclusive;

use jsonc_parser::ast::Value;

use super::{Corpus, Fault, corpus::Place, signs::visible};
use crate::shape::{Kind, Shape};
use content::{Date, Language, Link, LinkError};

/// No text is empty or has spaces around it.
pub(super) fn texts(corpus: &Corpus, faults: &mut Vec<Fault>) {
    for kind in [Kind::Text, Kind::OrganisationName] {
        corpus.each_text(kind, |place, text| {
            let source = place.file.text.get(place.range().start..place.range().end);
            if source.is_some_and(|source| source.contains('\n')) {
                return; // Not closed on its line: that is told as a fault of the file.
            }
            let text = &*visible(text);
            let line_break = text.contains(['\n', '\r', '\t']);
            let (problem, remedy) = if text.trim().is_empty() {
                ("le texte est vide", "écrivez le texte, ou retirez le champ s’il est facultatif")
            } else if text.trim() != text {
                (
                    "le texte commence ou finit par une espace",
                    "retirez les espaces avant et après le texte",
                )
            } else if line_break {
                (
                    "le texte contient un retour à la ligne ou une tabulation",
                    "écrivez le texte sur une ligne ; un paragraphe par entrée de la liste",
                )
            } else {
                return;
            };
            faults.push(fault(place, problem, remedy));
        });
    }
}

/// No text contains HTML: it would be shown letter for letter.
pub(super) fn markup(corpus: &Corpus, faults: &mut Vec<Fault>) {
    for kind in [Kind::Text, Kind::OrganisationName] {
        corpus.each_text(kind, |place, text| {
            let opens = |at: usize| {
                text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
            };
            let entity = text.split('&').skip(1).any(|rest| {
                rest.split_once(';').is_some_and(|(name, _)| {
                    (2..9).contains(&name.len())
                        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
                })
            });
            if entity || text.match_indices('<').any(|(at, _)| opens(at)) {
                faults.push(fault(
                    place,
                    "le texte contient du HTML, qui serait montré tel quel",
                    "écrivez le texte seul, sans balise ni entité",
                ));
            }
        });
    }
}

/// An id is a slug.
pub(super) fn slugs(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each_text(Kind::Slug, |place, text| {
        let text = &*visible(text);
        let letters = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let hyphens = text.starts_with('-') || text.ends_with('-') || text.contains("--");
        if text.is_empty() || !letters || hyphens {
            faults.push(fault(
                place,
                "cet id ne peut pas servir dans un lien",
                "n’employez que minuscules sans accent, chiffres et traits d’union : ecole-pour-tous",
            ));
        }
    });
}

/// A link is `https:` or `mailto:`.
pub(super) fn links(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each_text(Kind::Link, |place, text| match Link::try_from(visible(text)) {
        Ok(_) => {}
        Err(LinkError::Scheme) if text.starts_with("http://") => faults.push(fault(
            place,
            "ce lien commence par http://, que le site refuse",
            "écrivez https:// et essayez l’adresse dans le navigateur, ou retirez le champ",
        )),
        Err(LinkError::Scheme) => faults.push(fault(
            place,
            "ce lien ne commence ni par https:// ni par mailto:",
            "copiez l’adresse entière depuis le navigateur, ou retirez le champ",
        )),
        Err(LinkError::Address) => faults.push(fault(
            place,
            "cette adresse est incomplète ou contient un caractère interdit",
            "copiez l’adresse entière depuis le navigateur, sans espace ni guillemet",
        )),
    });
}

/// A date is in the calendar.
pub(super) fn dates(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each_text(Kind::Date, |place, text| {
        if Date::try_from(visible(text)).is_err() {
            faults.push(fault(
                place,
                "ce n’est pas une date du calendrier",
                "écrivez année-mois-jour, comme 2024-03-27, ou seulement 2024-03 ou 2024",
            ));
        }
    });
}

/// A language is a tag (RFC 5646).
pub(super) fn languages(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each_text(Kind::Language, |place, text| {
        if Language::try_from(visible(text)).is_err() {
            faults.push(fault(
                place,
                "ce n’est pas un code de langue",
                "écrivez un code comme fr, en, es ou pt-BR",
            ));
        }
    });
}

/// A size is a whole number of pixels.
pub(super) fn pixels(corpus: &Corpus, faults: &mut Vec<Fault>) {
    let problem = "ce n’est pas une taille d’image";
    let remedy = "écrivez un nombre entier de pixels, de 1 à 10000";
    numbers(corpus, Kind::Pixels, 1..=10_000, problem, remedy, faults);
}

/// A rotation leaves the time to read: people say that quotations rotate too fast.
pub(super) fn rotations(corpus: &Corpus, faults: &mut Vec<Fault>) {
    let problem = "ce n’est pas une durée qui laisse le temps de lire";
    let remedy = "écrivez un nombre entier de secondes, de 12 à 600, ou retirez le champ";
    numbers(corpus, Kind::Seconds, 12..=600, problem, remedy, faults);
}

fn numbers(
    corpus: &Corpus,
    kind: Kind,
    allowed: RangeInclusive<u32>,
    problem: &str,
    remedy: &str,
    faults: &mut Vec<Fault>,
) {
    corpus.each(|place| {
        if let (Shape::Value(of), Value::NumberLit(number)) = (place.shape, place.value)
            && of == kind
            && !number.value.parse().is_ok_and(|number| allowed.contains(&number))
        {
            faults.push(fault(place, problem, remedy));
        }
    });
}

fn fault(place: &Place<'_>, problem: &str, remedy: &str) -> Fault {
    Fault::at(place.file, place.range(), &place.path, problem, remedy)
}
