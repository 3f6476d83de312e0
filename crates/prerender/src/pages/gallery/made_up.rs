//! Content that is made up, to be looked at.

use serde_json::{Value, json};

/// One thing, so many times.
pub(crate) fn many<T: Clone>(count: usize, one: T) -> Vec<T> {
    vec![one; count]
}

/// So many words that say nothing.
pub(crate) fn words(count: usize) -> String {
    const WORDS: [&str; 12] = [
        "ensemble",
        "nous",
        "avons",
        "appris",
        "à",
        "écouter",
        "puis",
        "à",
        "construire",
        "une",
        "force",
        "commune",
    ];
    let words: Vec<_> = WORDS.into_iter().cycle().take(count).collect();
    format!("Ici, {}.", words.join(" "))
}

/// A testimonial of so many words.
pub(crate) fn voice(count: usize, portrait: bool) -> Value {
    let picture = portrait.then(|| json!({ "file": "portrait.svg", "width": 96, "height": 96 }));
    let mut voice = json!({
        "id": format!("voix-{count}"), "quote": words(count),
        "name": "Prénom Nom", "role": "Ce que fait cette personne, et où",
    });
    if let Some(picture) = picture {
        voice["portrait"] = picture;
    }
    voice
}

/// The name of one of many organisations.
pub(crate) fn name(at: usize) -> String {
    ["Court", "Deux Mots", "Un Nom Bien Plus Long", "L’Écho des Élèves"][at % 4].to_owned()
}

/// So many organisations with such names; some have a link, some a logo.
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
        "title": "Organisations", "introduction": words(14), "conclusion": words(14),
        "and_others": count > 1, "campaigns": [],
        "organisations": (0..count).map(organisation).collect::<Vec<_>>(),
    })
}

/// An excerpt of so many words; the first knows no field, the next one more each.
pub(crate) fn excerpt(at: usize, count: usize) -> Value {
    let mut excerpt =
        json!({ "id": format!("extrait-{at}"), "paragraphs": [format!("«{}»", words(count))] });
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
