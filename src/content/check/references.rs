//! Rules between values: ids that must differ, names that must exist, files that must be there.

use std::path::{Component, Path};

use jsonc_parser::{
    ast::{Object, Value},
    common::Ranged,
};

use super::{Corpus, Fault, structure::closest};
use crate::content::{Document, Partners, shape::Kind};

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

/// An excerpt names only organisations and campaigns of `partners.json`, letter for letter.
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
        if names.is_empty() || names.contains(&name) {
            return;
        }
        let remedy = match closest(name, &names) {
            Some(close) => format!("écrivez \"{close}\", comme dans partners.json"),
            None => {
                "ajoutez d’abord cette organisation à partners.json, ou retirez le champ".to_owned()
            }
        };
        faults.push(Fault::at(
            place.file,
            place.range(),
            &place.path,
            "partners.json ne connaît pas cette organisation",
            remedy,
        ));
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
            if !conclusion.value.contains(name.value.as_ref()) {
                faults.push(Fault::at(
                    place.file,
                    name.range(),
                    &format!("campaigns[{index}].name"),
                    "la conclusion ne contient pas ce nom, à la lettre",
                    "écrivez le nom comme dans \"conclusion\", ou retirez la campagne",
                ));
            }
        }
    });
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
