//! Rules on single values. They ignore hidden characters, which [`super::hidden_characters`] reports.

use std::ops::RangeInclusive;

use jsonc_parser::ast::Value;

use super::{ContentFiles, Diagnostic, content_files::Node, hidden_characters::remove_hidden};
use crate::fields::{Kind, Shape};
use content::{Date, Language, Link, LinkError, Testimonials};

/// No text is empty or has spaces around it.
pub(super) fn check_texts(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    for kind in Kind::TEXTS {
        content.visit_strings(kind, |node, text| {
            if !node.is_single_line() {
                return;
            }
            let text = &*remove_hidden(text);
            let has_line_break = text.contains(['\n', '\r', '\t']);
            let (problem, remedy) = if text.trim().is_empty() {
                ("le texte est vide", "écrivez le texte, ou retirez le champ s’il est facultatif")
            } else if text.trim() != text {
                (
                    "le texte commence ou finit par une espace",
                    "retirez les espaces avant et après le texte",
                )
            } else if has_line_break {
                (
                    "le texte contient un retour à la ligne ou une tabulation",
                    "écrivez le texte sur une ligne ; un paragraphe par entrée de la liste",
                )
            } else {
                return;
            };
            diagnostics.push(error_at(node, problem, remedy));
        });
    }
}

/// No text contains HTML, which would be displayed verbatim.
pub(super) fn check_markup(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    for kind in Kind::TEXTS {
        content.visit_strings(kind, |node, text| {
            let is_tag = |index: usize| {
                text[index + 1..]
                    .starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
            };
            let has_entity = text.split('&').skip(1).any(|rest| {
                rest.split_once(';').is_some_and(|(name, _)| {
                    (2..9).contains(&name.len())
                        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
                })
            });
            if has_entity || text.match_indices('<').any(|(index, _)| is_tag(index)) {
                diagnostics.push(error_at(
                    node,
                    "le texte contient du HTML, qui serait montré tel quel",
                    "écrivez le texte seul, sans balise ni entité",
                ));
            }
        });
    }
}

/// An id is a slug.
pub(super) fn check_slugs(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_strings(Kind::Slug, |node, text| {
        let text = &*remove_hidden(text);
        let has_valid_characters = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let has_stray_hyphens = text.starts_with('-') || text.ends_with('-') || text.contains("--");
        if text.is_empty() || !has_valid_characters || has_stray_hyphens {
            diagnostics.push(error_at(
                node,
                "cet id ne peut pas servir dans un lien",
                "n’employez que minuscules sans accent, chiffres et traits d’union : ecole-pour-tous",
            ));
        }
    });
}

/// A link is `https:` or `mailto:`.
pub(super) fn check_links(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_strings(Kind::Link, |node, text| match Link::try_from(remove_hidden(text)) {
        Ok(_) => {}
        Err(LinkError::Scheme) if text.starts_with("http://") => diagnostics.push(error_at(
            node,
            "ce lien commence par http://, que le site refuse",
            "écrivez https:// et essayez l’adresse dans le navigateur, ou retirez le champ",
        )),
        Err(LinkError::Scheme) => diagnostics.push(error_at(
            node,
            "ce lien ne commence ni par https:// ni par mailto:",
            "copiez l’adresse entière depuis le navigateur, ou retirez le champ",
        )),
        Err(LinkError::Address) => diagnostics.push(error_at(
            node,
            "cette adresse est incomplète ou contient un caractère interdit",
            "copiez l’adresse entière depuis le navigateur, sans espace ni guillemet",
        )),
    });
}

/// A date exists in the calendar.
pub(super) fn check_dates(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_strings(Kind::Date, |node, text| {
        if Date::try_from(remove_hidden(text)).is_err() {
            diagnostics.push(error_at(
                node,
                "ce n’est pas une date du calendrier",
                "écrivez année-mois-jour, comme 2024-03-27, ou seulement 2024-03 ou 2024",
            ));
        }
    });
}

/// A language is a language tag (RFC 5646).
pub(super) fn check_languages(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_strings(Kind::Language, |node, text| {
        if Language::try_from(remove_hidden(text)).is_err() {
            diagnostics.push(error_at(
                node,
                "ce n’est pas un code de langue",
                "écrivez un code comme fr, en, es ou pt-BR",
            ));
        }
    });
}

/// A size is a whole number of pixels.
pub(super) fn check_pixels(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    let problem = "ce n’est pas une taille d’image";
    let remedy = "écrivez un nombre entier de pixels, de 1 à 10000";
    check_integers(content, Kind::Pixels, 1..=10_000, problem, remedy, diagnostics);
}

/// A rotation leaves enough time to read: users report that quotations rotate too fast.
pub(super) fn check_rotations(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    let problem = "ce n’est pas une durée qui laisse le temps de lire";
    let remedy = "écrivez un nombre entier de secondes, de 12 à 600, ou retirez le champ";
    check_integers(
        content,
        Kind::Seconds,
        Testimonials::ROTATION_SECONDS,
        problem,
        remedy,
        diagnostics,
    );
}

fn check_integers(
    content: &ContentFiles,
    kind: Kind,
    allowed: RangeInclusive<u32>,
    problem: &str,
    remedy: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    content.visit_values(|node| {
        if let (Shape::Value(expected), Value::NumberLit(number)) = (node.shape, node.value)
            && expected == kind
            && !number.value.parse().is_ok_and(|number| allowed.contains(&number))
        {
            diagnostics.push(error_at(node, problem, remedy));
        }
    });
}

fn error_at(node: &Node<'_>, problem: &str, remedy: &str) -> Diagnostic {
    Diagnostic::new(node.file, node.range(), &node.path, problem, remedy)
}
