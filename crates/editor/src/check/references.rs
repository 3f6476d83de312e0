//! Rules on references between values: unique ids, known names.

use jsonc_parser::{
    ast::{Object, Value},
    common::Ranged,
};

use super::{
    ContentFiles, Diagnostic,
    names::{describe_difference, find_closest, find_closest_phrase},
};
use crate::fields::Kind;
use content::{Document, Partners, Site, Testimonials};
use text::{
    fold::{find_name, is_same_name},
    typography::apply_french_spacing,
};

/// Entries of a list have distinct ids.
pub(super) fn check_unique_ids(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_values(|node| {
        let Value::Array(list) = node.value else {
            return;
        };
        let mut seen: Vec<(&str, usize)> = Vec::new();
        let line = |start: usize| node.file.text[..start].matches('\n').count() + 1;
        for (index, id) in list
            .elements
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry.as_object()?.get_string("id")?)))
        {
            match seen.iter().find(|(known, _)| *known == id.value) {
                Some((_, first)) => diagnostics.push(Diagnostic::new(
                    node.file,
                    id.range(),
                    &format!("{}[{index}].id", node.path),
                    format!("cet id est déjà celui de l’entrée de la ligne {first}"),
                    "donnez à la nouvelle entrée un id à elle ; l’ancienne garde le sien",
                )),
                None => seen.push((&id.value, line(id.range().start))),
            }
        }
    });
}

/// No testimonial has an id of `former_ids`: its address would say that it is withdrawn.
pub(super) fn check_former_ids(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_values(|node| {
        if node.file.name != Testimonials::FILE || !node.path.is_empty() {
            return;
        }
        let Some(object) = node.object() else { return };
        let list = |name| object.get(name).map(|property| &property.value);
        let ids = list("testimonials").into_iter().flat_map(entries);
        let ids: Vec<_> =
            ids.filter_map(|entry| entry.get_string("id")).map(|id| &id.value).collect();
        let former = list("former_ids").and_then(Value::as_array);
        for (index, id) in former.iter().flat_map(|list| &list.elements).enumerate() {
            let Some(id) = id.as_string_lit().filter(|id| ids.contains(&&id.value)) else {
                continue;
            };
            diagnostics.push(Diagnostic::new(
                node.file,
                id.range(),
                &format!("former_ids[{index}]"),
                "un témoignage a cet id : il n’est pas retiré".to_owned(),
                "retirez cet id de la liste, ou retirez le témoignage",
            ));
        }
    });
}

/// An excerpt names only organisations and campaigns of `partners.json`.
pub(super) fn check_organisations(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: Vec<String> = Vec::new();
    content.visit_values(|node| {
        if node.file.name == Partners::FILE
            && ["organisations", "campaigns"].contains(&node.path.as_str())
        {
            known.extend(
                entries(node.value)
                    .filter_map(|entry| Some(entry.get_string("name")?.value.to_string())),
            );
        }
    });
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    content.visit_strings(Kind::OrganisationName, |node, name| {
        // Without any name, partners.json has an error of its own.
        if names.is_empty() || names.iter().any(|known| is_same_name(known, name)) {
            return;
        }
        let meant = find_closest(name, &names);
        let remedy = match meant {
            Some(meant) => format!("écrivez \"{meant}\", comme dans partners.json"),
            None => {
                "ajoutez d’abord cette organisation à partners.json, ou retirez le champ".to_owned()
            }
        };
        let problem = "partners.json ne connaît pas cette organisation";
        let problem = with_difference(problem, name, meant);
        diagnostics.push(Diagnostic::new(node.file, node.range(), &node.path, problem, remedy));
    });
}

/// The conclusion contains the name of each campaign, which becomes a link there.
pub(super) fn check_campaigns(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_values(|node| {
        if node.file.name != Partners::FILE || !node.path.is_empty() {
            return;
        }
        let Some(object) = node.object() else { return };
        let Some(conclusion) = object.get_string("conclusion") else {
            return;
        };
        let campaigns = object.get("campaigns").map(|property| &property.value);
        for (index, name) in campaigns
            .and_then(Value::as_array)
            .into_iter()
            .flat_map(|list| list.elements.iter().enumerate())
            .filter_map(|(index, entry)| Some((index, entry.as_object()?.get_string("name")?)))
        {
            let displayed = apply_french_spacing(&conclusion.value);
            if find_name(&displayed, &apply_french_spacing(&name.value)).next().is_none() {
                let meant = find_closest_phrase(&name.value, &[conclusion.value.to_string()]);
                let problem = "la conclusion ne contient pas ce nom";
                diagnostics.push(Diagnostic::new(
                    node.file,
                    name.range(),
                    &format!("campaigns[{index}].name"),
                    with_difference(problem, &name.value, meant.as_deref()),
                    "écrivez le nom comme dans \"conclusion\", ou retirez la campagne",
                ));
            }
        }
    });
}

/// Each foreign term occurs in a displayed text; otherwise its language is marked up nowhere.
pub(super) fn check_foreign_terms(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    let is_term = |file: &str, path: &str| {
        file == Site::FILE
            && path.starts_with("foreign_language_terms[")
            && path.ends_with("].text")
    };
    let (mut texts, mut displayed) = (Vec::new(), Vec::new());
    for kind in Kind::TEXTS {
        content.visit_strings(kind, |node, text| {
            if node.path != "$schema" && !is_term(node.file.name, &node.path) {
                texts.push(text.to_owned());
                displayed.push(apply_french_spacing(text));
            }
        });
    }
    content.visit_strings(Kind::Text, |node, term| {
        let contains_term =
            |text: &String| find_name(text, &apply_french_spacing(term)).next().is_some();
        if !is_term(node.file.name, &node.path) || displayed.iter().any(contains_term) {
            return;
        }
        let meant = find_closest_phrase(term, &texts);
        let remedy = match &meant {
            Some(meant) => format!("écrivez \"{meant}\", comme dans le texte"),
            None => "écrivez l’expression comme dans le texte, ou retirez-la".to_owned(),
        };
        let problem =
            with_difference("aucun texte ne contient cette expression", term, meant.as_deref());
        diagnostics.push(Diagnostic::new(node.file, node.range(), &node.path, problem, remedy));
    });
}

/// Appends to a problem how the name differs from the one that was probably meant.
fn with_difference(problem: &str, written: &str, meant: Option<&str>) -> String {
    match meant.and_then(|meant| describe_difference(written, meant)) {
        Some(difference) => format!("{problem} : {difference}"),
        None => problem.to_owned(),
    }
}

/// Returns the objects in a list.
fn entries<'a>(list: &'a Value<'a>) -> impl Iterator<Item = &'a Object<'a>> {
    list.as_array().into_iter().flat_map(|list| &list.elements).filter_map(Value::as_object)
}
