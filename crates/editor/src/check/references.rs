//! Rules between values: ids that must differ, names that must exist, files that must be there.

use std::path::{Component, Path};

use jsonc_parser::{
    ast::{Object, Value},
    common::Ranged,
};

use super::{
    Corpus, Fault,
    names::{closest, closest_part, difference},
};
use crate::shape::Kind;
use content::{Document, Partners, Site};
use text::{
    fold::{find_name, is_same_name},
    typography::apply_french_spacing,
};

/// Two entries of a list do not have the same id.
pub(super) fn unique_ids(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each(|place| {
        let Value::Array(list) = place.value else {
            return;
        };
        let mut seen: Vec<(&str, usize)> = Vec::new();
        let line = |at: usize| place.file.text[..at].matches('\n').count() + 1;
        for (index, id) in list
            .elements
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry.as_object()?.get_string("id")?)))
        {
            match seen.iter().find(|(known, _)| *known == id.value) {
                Some((_, first)) => faults.push(Fault::at(
                    place.file,
                    id.range(),
                    &format!("{}[{index}].id", place.path),
                    format!("cet id est déjà celui de l’entrée de la ligne {first}"),
                    "donnez à la nouvelle entrée un id à elle ; l’ancienne garde le sien",
                )),
                None => seen.push((&id.value, line(id.range().start))),
            }
        }
    });
}

/// An excerpt names only organisations and campaigns of `partners.json`.
pub(super) fn organisations(corpus: &Corpus, faults: &mut Vec<Fault>) {
    let mut known: Vec<String> = Vec::new();
    corpus.each(|place| {
        if place.file.name == Partners::FILE
            && ["organisations", "campaigns"].contains(&place.path.as_str())
        {
            known.extend(
                entries(place.value)
                    .filter_map(|entry| Some(entry.get_string("name")?.value.to_string())),
            );
        }
    });
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    corpus.each_text(Kind::OrganisationName, |place, name| {
        // Without any name partners.json is what is wrong, and says so itself.
        if names.is_empty() || names.iter().any(|known| is_same_name(known, name)) {
            return;
        }
        let meant = closest(name, &names);
        let remedy = match meant {
            Some(meant) => format!("écrivez \"{meant}\", comme dans partners.json"),
            None => {
                "ajoutez d’abord cette organisation à partners.json, ou retirez le champ".to_owned()
            }
        };
        let problem = "partners.json ne connaît pas cette organisation";
        let problem = with_difference(problem, name, meant);
        faults.push(Fault::at(place.file, place.range(), &place.path, problem, remedy));
    });
}

/// The conclusion names each campaign, so that its link has a place to stand.
pub(super) fn campaigns(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each(|place| {
        if place.file.name != Partners::FILE || !place.path.is_empty() {
            return;
        }
        let Some(object) = place.object() else { return };
        let Some(conclusion) = object.get_string("conclusion") else {
            return;
        };
        let campaigns = object.get("campaigns").map(|property| &property.value);
        for (index, name) in campaigns
            .into_iter()
            .flat_map(entries)
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry.get_string("name")?)))
        {
            let shown = apply_french_spacing(&conclusion.value);
            if find_name(&shown, &apply_french_spacing(&name.value)).next().is_none() {
                let meant = closest_part(&name.value, &[conclusion.value.to_string()]);
                let problem = "la conclusion ne contient pas ce nom";
                faults.push(Fault::at(
                    place.file,
                    name.range(),
                    &format!("campaigns[{index}].name"),
                    with_difference(problem, &name.value, meant.as_deref()),
                    "écrivez le nom comme dans \"conclusion\", ou retirez la campagne",
                ));
            }
        }
    });
}

/// Each foreign term is in a text, as the page shows it: else no screen reader is told of its language.
pub(super) fn foreign_terms(corpus: &Corpus, faults: &mut Vec<Fault>) {
    let is_term = |file: &str, path: &str| {
        file == Site::FILE
            && path.starts_with("foreign_language_terms[")
            && path.ends_with("].text")
    };
    let (mut texts, mut shown) = (Vec::new(), Vec::new());
    for kind in [Kind::Text, Kind::OrganisationName] {
        corpus.each_text(kind, |place, text| {
            if place.path != "$schema" && !is_term(place.file.name, &place.path) {
                texts.push(text.to_owned());
                shown.push(apply_french_spacing(text));
            }
        });
    }
    corpus.each_text(Kind::Text, |place, term| {
        let is_named =
            |text: &String| find_name(text, &apply_french_spacing(term)).next().is_some();
        if !is_term(place.file.name, &place.path) || shown.iter().any(is_named) {
            return;
        }
        let meant = closest_part(term, &texts);
        let remedy = match &meant {
            Some(meant) => format!("écrivez \"{meant}\", comme dans le texte"),
            None => "écrivez l’expression comme dans le texte, ou retirez-la".to_owned(),
        };
        let problem =
            with_difference("aucun texte ne contient cette expression", term, meant.as_deref());
        faults.push(Fault::at(place.file, place.range(), &place.path, problem, remedy));
    });
}

/// What is wrong with a name, and how it differs from the one that was meant.
fn with_difference(problem: &str, written: &str, meant: Option<&str>) -> String {
    match meant.and_then(|meant| difference(written, meant)) {
        Some(difference) => format!("{problem} : {difference}"),
        None => problem.to_owned(),
    }
}

/// Each picture stands in `public/images`.
pub(super) fn pictures(corpus: &Corpus, faults: &mut Vec<Fault>) {
    let images = corpus.folder.parent().unwrap_or(Path::new(".")).join("images");
    corpus.each_text(Kind::PictureFile, |place, file| {
        let path = Path::new(file);
        let inside =
            !file.is_empty() && path.components().all(|part| matches!(part, Component::Normal(_)));
        let format = path.extension().and_then(|ending| ending.to_str());
        let (problem, remedy) = if !inside || file.contains(['\\', ':', '%', '?', '#']) {
            (
                "ce n’est pas le nom d’un fichier de public/images".to_owned(),
                "écrivez le nom seul, comme lallab.webp".to_owned(),
            )
        } else if !format
            .is_some_and(|ending| ["avif", "webp", "png", "jpg", "svg"].contains(&ending))
        {
            (
                "ce format d’image n’est pas prévu".to_owned(),
                "donnez une image .avif, .webp, .png, .jpg ou .svg".to_owned(),
            )
        } else if !images.join(path).is_file() {
            (
                format!("{} n’existe pas", images.join(path).display()),
                "mettez l’image dans ce dossier, ou corrigez son nom".to_owned(),
            )
        } else {
            return;
        };
        faults.push(Fault::at(place.file, place.range(), &place.path, problem, remedy));
    });
}

/// The objects of a list.
fn entries<'a>(list: &'a Value<'a>) -> impl Iterator<Item = &'a Object<'a>> {
    list.as_array().into_iter().flat_map(|list| &list.elements).filter_map(Value::as_object)
}
