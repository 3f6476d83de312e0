//! Schemas of single values. Their patterns mean the same in JavaScript and in Rust: no look-ahead, and an
//! explicit list of spaces, since `\s` differs.

use content::Testimonials;

use super::{Forbidden, Kind, Schema};

/// The characters of `char::is_whitespace`.
const SPACES: &str =
    r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// The characters of `char::is_control`.
const CONTROLS: &str = r"\u0000-\u001f\u007f-\u009f";

pub(crate) fn value_schema(kind: Kind) -> Schema {
    let string = |pattern: String, pattern_error_message, examples| Schema {
        kind: "string",
        pattern: Some(pattern),
        pattern_error_message,
        examples,
        ..Schema::default()
    };
    let integer = |minimum, maximum| Schema {
        kind: "integer",
        minimum: Some(minimum),
        maximum: Some(maximum),
        ..Schema::default()
    };
    match kind {
        Kind::Text | Kind::Paragraph | Kind::OrganisationName => Schema {
            error_message: "Écrivez un texte entre guillemets, sans balise ni entité HTML."
                .to_owned(),
            not: Some(Forbidden { pattern: "<[A-Za-z/!?]|&[A-Za-z0-9#]{2,8};" }),
            ..string(
                format!("^[^{SPACES}{CONTROLS}]([^{CONTROLS}]*[^{SPACES}{CONTROLS}])?$"),
                "Écrivez un texte sur une ligne, sans espace avant ni après.",
                &[],
            )
        },
        Kind::Slug => string(
            "^[a-z0-9]+(-[a-z0-9]+)*$".to_owned(),
            "N’employez que minuscules sans accent, chiffres et traits d’union.",
            &["ecole-pour-tous"],
        ),
        Kind::Link => string(
            link_pattern(),
            "Copiez l’adresse entière depuis le navigateur : https://… ou mailto:…",
            &["https://exemple.org/", "mailto:contact@exemple.org"],
        ),
        Kind::Date => string(
            date_pattern(),
            "Écrivez année-mois-jour, ou seulement l’année et le mois, ou l’année.",
            &["2024-03-27", "2024-03", "2024"],
        ),
        Kind::Language => string(
            "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$".to_owned(),
            "Écrivez un code comme fr, en, es ou pt-BR.",
            &["fr", "en", "es"],
        ),
        Kind::PictureFile => Schema {
            error_message: "Écrivez le nom seul, comme \"lallab.webp\".".to_owned(),
            not: Some(Forbidden { pattern: r"^/|^\.{1,2}/|/\.\.(/|$)" }),
            ..string(
                r"^[^\\:%?#]+\.(avif|webp|png|jpg|svg)$".to_owned(),
                "Nommez une image .avif, .webp, .png, .jpg ou .svg de public/images.",
                &["lallab.webp"],
            )
        },
        Kind::Pixels => integer(1, 10_000),
        Kind::Seconds => {
            integer(*Testimonials::ROTATION_SECONDS.start(), *Testimonials::ROTATION_SECONDS.end())
        }
        Kind::Boolean => Schema { kind: "boolean", ..Schema::default() },
    }
}

fn link_pattern() -> String {
    let excluded = format!(r#"{SPACES}{CONTROLS}<>"\\`"#);
    format!("^(https://[^/?#@:.{excluded}][^{excluded}]*|mailto:[^@{excluded}]+@[^{excluded}]+)$")
}

/// Matches a day of the Gregorian calendar, a month or a year.
fn date_pattern() -> String {
    let day = "(0[1-9]|1[0-9]|2[0-8])";
    let months = [
        format!("(0[1-9]|1[0-2])(-{day})?"),
        "(0[13-9]|1[0-2])-(29|30)".to_owned(),
        "(0[13578]|1[02])-31".to_owned(),
    ];
    let leap = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
    format!("^([0-9]{{4}}(-({}))?|{leap})$", months.join("|"))
}
