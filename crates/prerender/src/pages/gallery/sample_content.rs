//! Invented content.

use serde_json::{Value, json};

/// A text of `count` words.
pub(crate) fn filler(count: usize) -> String {
    const WORDS: &str = "ensemble nous avons appris à écouter puis à construire une force commune";
    let words: Vec<_> = WORDS.split(' ').cycle().take(count).collect();
    format!("Ici, {}.", words.join(" "))
}

/// A testimonial of `count` words.
pub(crate) fn testimonial(count: usize, portrait: bool) -> Value {
    let picture = portrait.then(|| json!({ "file": "portrait.svg", "width": 96, "height": 96 }));
    let mut testimonial = json!({
        "id": format!("voix-{count}"), "quote": filler(count),
        "name": "Prénom Nom", "role": "Ce que fait cette personne, et où",
    });
    if let Some(picture) = picture {
        testimonial["portrait"] = picture;
    }
    testimonial
}

/// A name for an organisation, of four lengths in turn.
pub(crate) fn organisation_name(at: usize) -> String {
    ["Court", "Deux Mots", "Un Nom Bien Plus Long", "L’Écho des Élèves"][at % 4].to_owned()
}

/// `count` organisations; some have a link, some a logo.
pub(crate) fn partners(count: usize, name: impl Fn(usize) -> String) -> Value {
    let organisation = |at: usize| {
        let mut organisation = json!({ "id": format!("organisation-{at}"), "name": name(at) });
        if at % 3 == 1 {
            organisation["url"] = "https://exemple.org/".into();
        }
        if at % 7 == 3 {
            organisation["logo"] = json!({ "file": "logo.svg", "width": 120, "height": 40 });
        }
        organisation
    };
    json!({
        "title": "Organisations", "introduction": filler(14), "conclusion": filler(14),
        "and_others": count > 1, "campaigns": [],
        "organisations": (0..count).map(organisation).collect::<Vec<_>>(),
    })
}

/// An excerpt of `count` words; the first has no optional field, each next has one more.
pub(crate) fn excerpt(at: usize, count: usize) -> Value {
    let mut excerpt =
        json!({ "id": format!("extrait-{at}"), "paragraphs": [format!("«{}»", filler(count))] });
    let fields = [
        ("organisation", "Une organisation"),
        ("publication", "Le Journal"),
        ("date", "2024-03-01"),
        ("url", "https://exemple.org/article"),
    ];
    for (name, value) in fields.into_iter().take(at % 5) {
        excerpt[name] = value.into();
    }
    excerpt
}
