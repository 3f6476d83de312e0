//! Each rule, with edits that violate it.

use std::collections::BTreeSet;

use editor::check::{RULES, check};

use crate::{
    copy::{Copy, format_all},
    schema::Validator,
};

/// An edit that violates one rule.
struct Case {
    file: &'static str,
    /// The replaced text, which occurs once in the file.
    old: &'static str,
    new: &'static str,
    rule: &'static str,
    /// A text on the error's line and on no line before it.
    line: &'static str,
    /// A part of the remedy.
    remedy: &'static str,
}

/// `FILE: OLD => NEW, RULE on LINE: REMEDY;`, or `OLD + MORE` for another line after the old text.
macro_rules! cases {
    ($($file:literal: $old:literal $edit:tt $new:literal, $rule:literal on $line:literal: $remedy:literal;)+) => {
        &[$(Case {
            file: $file,
            old: $old,
            new: cases!($old $edit $new),
            rule: $rule,
            line: $line,
            remedy: $remedy,
        }),+]
    };
    ($old:literal => $new:literal) => { $new };
    ($old:literal + $more:literal) => { concat!($old, "\n", $more) };
}

const CASES: &[Case] = cases! {
    "mission.json": r#"pouvoir collectif","# => r#"pouvoir collectif""#,
        "syntaxe" on "title": "ajoutez une virgule";
    "testimonials.json": r#""Membre de Lallab""# => r#""Membre de Lallab","#,
        "syntaxe" on "Membre de Lallab": "retirez cette virgule";
    "site.json": r#"site.schema.json","# + "// le nom",
        "syntaxe" on "// le nom": "retirez ce commentaire";
    "press.json": r#""Revue de presse""# => r#""Revue de presse"#,
        "syntaxe" on "Revue de presse": "à la fin du texte";
    "press.json": r#""Revue de presse""# => "“Revue de presse”",
        "syntaxe" on "“Revue de presse”": "guillemets droits";
    // A missing brace is reported where the next entry begins.
    "press.json": "    },\n    {\n      \"id\": \"bidonvilles\"" => r#"    { "id": "bidonvilles""#,
        "syntaxe" on "bidonvilles": "";
    "testimonials.json": "se lancer avec" => r#"se "lancer" avec"#,
        "syntaxe" on r#""lancer""#: "dans un texte, écrivez « et »";
    // A missing bracket is reported at the second string, which has no field name before it.
    "mission.json": r#""paragraphs": ["# => r#""paragraphs":"#,
        "syntaxe" on "Cette discipline,": "une liste de textes commence par [";
    "press.json": r#""excerpts": ["# + r#"{ "id": "a", "paragraphs": "Un." ] },"#,
        "syntaxe" on r#""Un." ]"#: "ouvrez la liste par [";
    "press.json": r#""../../docs/schemas/press.schema.json""# => "true",
        "types" on "$schema": "écrivez un texte entre guillemets";
    "partners.json": r#""and_others": true"# => r#""and_others": "oui""#,
        "types" on "and_others": "true ou false, sans guillemets";
    "press.json": r#""organisation": "A4""# => r#""organisation": null"#,
        "types" on "null": "retirez le champ si rien n’est connu";
    "site.json": r#""language": "fr""# => r#""language": ["fr"]"#,
        "types" on r#"["fr"]"#: "écrivez un texte entre guillemets";
    "mission.json": r#""paragraphs": ["# + r#"["Un paragraphe"],"#,
        "types" on "Un paragraphe": "écrivez un texte entre guillemets";
    "testimonials.json": r#""Léo Mathey","# + r#""portrait": "la.webp","#,
        "types" on "portrait": r#"un objet { "file": … }"#;
    "press.json": r#""id": "bidonvilles","# + r#""$schema": "ailleurs","#,
        "champs-connus" on "ailleurs": "retirez ce champ";
    "partners.json": r#""url": "https://a4asso.org/""# => r#""ulr": "https://a4asso.org/""#,
        "champs-connus" on "ulr": r#"écrivez "url""#;
    "press.json": r#""id": "bidonvilles","# + r#""photographe": "Une personne","#,
        "champs-connus" on "photographe": "les champs possibles sont id (Identifiant), paragraphs (Paragraphes)";
    "partners.json": r#""id": "conatus","# + r#""site": "https://conatus.fr/","#,
        "champs-connus" on "site": r#"écrivez "url""#;
    "press.json": r#""Revue de presse","# + r#""title": "La presse","#,
        "champs-uniques" on "La presse": "gardez-en un seul";
    "testimonials.json": r#""testimonials": ["# + r#"{ "id": "sans-nom", "quote": "Oui", "role": "Membre" },"#,
        "champs-requis" on "sans-nom": "Le nom de la personne";
    "mission.json": r#""title": "Construire du pouvoir collectif","# => "",
        "champs-requis" on "{": "Le titre de la section";
    "partners.json": r#""name": "Lallab","# + r#""logo": { "width": 9, "height": 9 },"#,
        "champs-requis" on "logo": "du dossier public/images";
    "press.json": r#""excerpts": ["# + r#"{ "id": "vide", "paragraphs": [] },"#,
        "listes" on "vide": "écrivez au moins une entrée";
    "testimonials.json": "Membre de Lallab" => "",
        "textes" on r#""role": """#: "écrivez le texte";
    "testimonials.json": "Membre de Lallab" => " ",
        "textes" on r#""role": " ""#: "écrivez le texte";
    "press.json": "Revue de presse" => "Revue de presse ",
        "textes" on "Revue de presse": "retirez les espaces";
    "press.json": "Revue de presse" => "\u{a0}Revue de presse",
        "textes" on "Revue de presse": "retirez les espaces";
    "press.json": "Revue de presse" => r"Revue\nde presse",
        "textes" on r"Revue\nde presse": "sur une ligne";
    "press.json": "Revue de presse" => "Revue de\u{200b} presse",
        "signes" on "Revue de": "effacez ce signe";
    // A hidden character may be written as an escape.
    "press.json": "Revue de presse" => r"Revue \u202Ede presse",
        "signes" on "Revue ": "effacez ce signe";
    "press.json": r#""A4""# => "\"A\u{ad}4\"",
        "signes" on "A\u{ad}4": "effacez ce signe";
    "partners.json": "https://lallab.org/" => "https://lallab\u{2060}.org/\u{200e}",
        "signes" on "https://lallab": "effacez ces signes";
    "partners.json": "destins-lies" => "destins-lies\u{feff}",
        "signes" on "destins-lies": "effacez ce signe";
    "mission.json": "La discipline de référence" => "<script>alert(1)</script>",
        "balises" on "<script>": "sans balise ni entité";
    "testimonials.json": "Membre de Lallab" => "Membre de&nbsp;Lallab",
        "balises" on "&nbsp;": "sans balise ni entité";
    "partners.json": "destins-lies" => "Destins Liés",
        "identifiants" on "Destins Liés": "minuscules sans accent";
    "partners.json": "destins-lies" => "destins-",
        "identifiants" on "destins-": "minuscules sans accent";
    "partners.json": "https://lallab.org/" => "javascript:alert(1)",
        "liens" on "javascript:": "copiez l’adresse entière";
    "partners.json": "https://lallab.org/" => "http://lallab.org/",
        "liens" on "http://lallab": "écrivez https://";
    "partners.json": "https://lallab.org/" => "lallab.org",
        "liens" on "lallab.org": "copiez l’adresse entière";
    "partners.json": "https://lallab.org/" => "https://",
        "liens" on r#""https://""#: "sans espace ni guillemet";
    "site.json": "construire-du-pouvoir-collectif" => "construire du pouvoir collectif",
        "liens" on "construire du": "sans espace ni guillemet";
    "site.json": r#""language": "fr","# + r#""contact": "contact@exemple.org","#,
        "liens" on "contact": "copiez l’adresse entière";
    "site.json": r#""language": "fr","# + r#""contact": "mailto:contact","#,
        "liens" on "contact": "sans espace ni guillemet";
    "press.json": r#""id": "bidonvilles","# + r#""date": "31/02/2025","#,
        "dates" on "31/02/2025": "comme 2024-03-27";
    "press.json": r#""id": "bidonvilles","# + r#""date": "2025-02-29","#,
        "dates" on "2025-02-29": "comme 2024-03-27";
    "press.json": r#""id": "bidonvilles","# + r#""date": "2100-02-29","#,
        "dates" on "2100-02-29": "comme 2024-03-27";
    "press.json": r#""id": "bidonvilles","# + r#""date": "2024-04-31","#,
        "dates" on "2024-04-31": "comme 2024-03-27";
    "press.json": r#""id": "bidonvilles","# + r#""date": "2024-3","#,
        "dates" on "2024-3": "comme 2024-03-27";
    "site.json": r#""language": "fr""# => r#""language": "français""#,
        "langues" on "français": "un code comme fr";
    "partners.json": r#""name": "Lallab","# + "\"logo\": { \"file\": \"la.webp\",\n\"width\": 0.5, \"height\": 9 },",
        "pixels" on "0.5": "un nombre entier de pixels";
    "partners.json": r#""name": "Lallab","# + r#""logo": { "file": "la.webp", "width": 9, "height": 0 },"#,
        "pixels" on "logo": "de 1 à 10000";
    "testimonials.json": r#""title": "Témoignages","# + r#""rotation_seconds": 5,"#,
        "defilement" on "rotation_seconds": "de 12 à 600";
    "partners.json": r#""id": "ch03""# => r#""id":  "conatus""#,
        "id-uniques" on r#""id":  "conatus""#: "un id à elle";
    "testimonials.json": r#""title": "Témoignages","# + r#""former_ids": ["parti", "leo-mathey"],"#,
        "anciens-id" on "former_ids": "retirez cet id de la liste";
    "press.json": "École Pour Tous" => "Ecole pour tous",
        "organisations" on "Ecole pour tous": r#"écrivez "École Pour Tous", comme dans partners.json"#;
    "press.json": r#""A4""# => r#""Une tout autre association""#,
        "organisations" on "Une tout autre association": "ajoutez d’abord cette organisation";
    "partners.json": r#""Démocratiser La Politique""# => r#""Démocratiser la politique""#,
        "campagnes" on "Démocratiser la politique": r#"comme dans "conclusion""#;
    "testimonials.json": r#""Léo Mathey","# + r#""portrait": { "file": "a//b.webp", "width": 9, "height": 9 },"#,
        "images" on "a//b.webp": "écrivez le nom seul";
    "testimonials.json": r#""Léo Mathey","# + r#""portrait": { "file": "absent.webp", "width": 9, "height": 9 },"#,
        "images" on "absent.webp": "mettez l’image dans ce dossier";
    "testimonials.json": r#""Léo Mathey","# + r#""portrait": { "file": "../la.webp", "width": 9, "height": 9 },"#,
        "images" on "../la.webp": "écrivez le nom seul";
    "testimonials.json": r#""Léo Mathey","# + r#""portrait": { "file": "la.gif", "width": 9, "height": 9 },"#,
        "images" on "la.gif": "une image .avif";
    "testimonials.json": r#""Léo Mathey","# + r#""portrait": { "file": "vide.webp", "width": 9 },"#,
        "tailles" on "vide.webp": "enregistrez-la à nouveau";
};

/// What only the check rejects: rules on other files, on other values or on the text of the JSON, and lines of cases.
#[rustfmt::skip]
const BEYOND_SCHEMAS: &[&str] = &[
    "syntaxe", "champs-uniques", "signes", "id-uniques", "anciens-id", "organisations", "campagnes", "tailles",
    "a//b.webp", "absent.webp",
];

#[test]
fn every_error_has_its_file_line_and_remedy() {
    let mismatches: Vec<_> = CASES.iter().filter_map(Case::mismatch).collect();
    assert!(
        mismatches.is_empty(),
        "{} cases of {}:\n\n{}",
        mismatches.len(),
        CASES.len(),
        mismatches.join("\n\n")
    );
}

#[test]
fn every_rule_has_a_case() {
    let tested: BTreeSet<_> = CASES.iter().map(|case| case.rule).chain(["fichiers"]).collect();
    let known: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(tested, known);
    assert_eq!(known.len(), RULES.len(), "names are unique");
    assert!(RULES.iter().all(|rule| rule.description.ends_with('.')), "a sentence each");
}

/// `tests/fuzz` in the crate `prerender` compares the two on random content.
#[test]
fn the_schemas_reject_what_the_check_rejects() {
    let validator = Validator::new();
    let is_beyond = |text: &str| BEYOND_SCHEMAS.contains(&text);
    for case in CASES.iter().filter(|case| !is_beyond(case.rule) && !is_beyond(case.line)) {
        let text = case.apply().text(case.file);
        let value = serde_json::from_str(&text).expect("JSON");
        assert!(validator.validate(case.file, &value).is_some(), "{} is accepted", case.new);
    }
}

impl Case {
    fn apply(&self) -> Copy {
        let copy = Copy::new();
        copy.edit(self.file, self.old, self.new);
        copy
    }

    /// Returns a message unless the check finds exactly the expected error.
    fn mismatch(&self) -> Option<String> {
        let copy = self.apply();
        let errors = check(&copy.content());
        let expected = (copy.content().join(self.file), copy.line(self.file, self.line));
        let matches = match &errors[..] {
            [error] => {
                (&error.file, error.line) == (&expected.0, expected.1)
                    && error.rule == self.rule
                    && error.remedy.contains(self.remedy)
                    && !error.problem.is_empty()
            }
            _ => false,
        };
        let Self { rule, line, remedy, .. } = self;
        let description = format!("{rule}, line {} ({line:?}), {remedy:?}", expected.1);
        (!matches).then(|| format!("expected: {description}\n{}", format_all(&errors)))
    }
}
