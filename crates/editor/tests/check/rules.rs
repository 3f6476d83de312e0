//! Each rule, with an edit that violates it.

use std::collections::BTreeSet;

use editor::check::{RULES, check};

use crate::copy::{Copy, format_all};

/// An edit that violates one rule.
struct Case {
    rule: &'static str,
    file: &'static str,
    /// The replaced text, which occurs once in the file.
    old: &'static str,
    new: &'static str,
    /// A text on the error's line and on no line before it.
    line: &'static str,
    /// A part of the remedy.
    remedy: &'static str,
}

const CASES: &[Case] = &[
    Case {
        rule: "syntaxe",
        file: "mission.json",
        old: "\"title\": \"Construire du pouvoir collectif\",",
        new: "\"title\": \"Construire du pouvoir collectif\"",
        line: "\"title\"",
        remedy: "ajoutez une virgule",
    },
    Case {
        rule: "syntaxe",
        file: "testimonials.json",
        old: "\"role\": \"Membre de Lallab\"",
        new: "\"role\": \"Membre de Lallab\",",
        line: "Membre de Lallab",
        remedy: "retirez cette virgule",
    },
    Case {
        rule: "syntaxe",
        file: "site.json",
        old: "  \"name\": \"Le Next Level\"",
        new: "  // le nom\n  \"name\": \"Le Next Level\"",
        line: "// le nom",
        remedy: "retirez ce commentaire",
    },
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "\"title\": \"Revue de presse\"",
        new: "\"title\": \"Revue de presse",
        line: "\"Revue de presse",
        remedy: "à la fin du texte",
    },
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "\"title\": \"Revue de presse\"",
        new: "\"title\": “Revue de presse”",
        line: "“Revue de presse”",
        remedy: "guillemets droits",
    },
    // A missing brace is reported where the next entry begins.
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "    },\n    {\n      \"id\": \"bidonvilles\"",
        new: "    { \"id\": \"bidonvilles\"",
        line: "\"bidonvilles\"",
        remedy: "",
    },
    Case {
        rule: "syntaxe",
        file: "testimonials.json",
        old: "se lancer avec",
        new: "se \"lancer\" avec",
        line: "\"lancer\"",
        remedy: "dans un texte, écrivez « et »",
    },
    // A missing bracket is reported at the second string, which has no field name before it.
    Case {
        rule: "syntaxe",
        file: "mission.json",
        old: "\"paragraphs\": [",
        new: "\"paragraphs\":",
        line: "Cette discipline,",
        remedy: "une liste de textes commence par [",
    },
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "\"excerpts\": [",
        new: "\"excerpts\": [\n    { \"id\": \"a\", \"paragraphs\": \"Un.\" ] },",
        line: "\"Un.\" ]",
        remedy: "ouvrez la liste par [",
    },
    Case {
        rule: "types",
        file: "press.json",
        old: "\"../../docs/schemas/press.schema.json\"",
        new: "true",
        line: "$schema",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        rule: "champs-connus",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"$schema\": \"ailleurs\",",
        line: "ailleurs",
        remedy: "retirez ce champ",
    },
    Case {
        rule: "types",
        file: "partners.json",
        old: "\"and_others\": true",
        new: "\"and_others\": \"oui\"",
        line: "\"and_others\"",
        remedy: "true ou false, sans guillemets",
    },
    Case {
        rule: "types",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": null",
        line: "\"organisation\": null",
        remedy: "retirez le champ si rien n’est connu",
    },
    Case {
        rule: "types",
        file: "site.json",
        old: "\"language\": \"fr\",",
        new: "\"language\": [\"fr\"],",
        line: "[\"fr\"]",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        rule: "types",
        file: "mission.json",
        old: "\"paragraphs\": [\n",
        new: "\"paragraphs\": [\n    [\"Un paragraphe\"],\n",
        line: "[\"Un paragraphe\"]",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        rule: "champs-connus",
        file: "partners.json",
        old: "\"url\": \"https://a4asso.org/\"",
        new: "\"ulr\": \"https://a4asso.org/\"",
        line: "\"ulr\"",
        remedy: "écrivez \"url\"",
    },
    Case {
        rule: "champs-connus",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"photographe\": \"Une personne\",",
        line: "\"photographe\"",
        remedy: "les champs possibles sont id (Identifiant), paragraphs (Paragraphes)",
    },
    Case {
        rule: "champs-connus",
        file: "partners.json",
        old: "\"name\": \"Conatus\"",
        new: "\"name\": \"Conatus\",\n      \"site\": \"https://conatus.fr/\"",
        line: "\"site\"",
        remedy: "écrivez \"url\"",
    },
    Case {
        rule: "types",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": \"la.webp\",",
        line: "portrait",
        remedy: "un objet { \"file\": … }",
    },
    Case {
        rule: "champs-uniques",
        file: "press.json",
        old: "\"title\": \"Revue de presse\",",
        new: "\"title\": \"Revue de presse\",\n  \"title\": \"La presse\",",
        line: "\"title\": \"La presse\"",
        remedy: "gardez-en un seul",
    },
    Case {
        rule: "champs-requis",
        file: "testimonials.json",
        old: "\"testimonials\": [",
        new: "\"testimonials\": [\n    { \"id\": \"sans-nom\", \"quote\": \"Oui\", \"role\": \"Membre\" },",
        line: "\"sans-nom\"",
        remedy: "Le nom de la personne",
    },
    Case {
        rule: "champs-requis",
        file: "mission.json",
        old: "  \"title\": \"Construire du pouvoir collectif\",\n",
        new: "",
        line: "{",
        remedy: "Le titre de la section",
    },
    Case {
        rule: "listes",
        file: "press.json",
        old: "\"excerpts\": [",
        new: "\"excerpts\": [\n    { \"id\": \"vide\", \"paragraphs\": [] },",
        line: "\"vide\"",
        remedy: "écrivez au moins une entrée",
    },
    Case {
        rule: "textes",
        file: "testimonials.json",
        old: "\"Membre de Lallab\"",
        new: "\" \"",
        line: "\"role\": \" \"",
        remedy: "écrivez le texte",
    },
    Case {
        rule: "textes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue de presse \"",
        line: "\"Revue de presse \"",
        remedy: "retirez les espaces",
    },
    Case {
        rule: "textes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue\\nde presse\"",
        line: "\"Revue\\nde presse\"",
        remedy: "sur une ligne",
    },
    Case {
        rule: "signes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue de\u{200b} presse\"",
        line: "\"Revue de",
        remedy: "effacez ce signe",
    },
    // A hidden character may be written as an escape.
    Case {
        rule: "signes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue \\u202Ede presse\"",
        line: "\"Revue ",
        remedy: "effacez ce signe",
    },
    Case {
        rule: "signes",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": \"A\u{ad}4\"",
        line: "A\u{ad}4",
        remedy: "effacez ce signe",
    },
    Case {
        rule: "signes",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "https://lallab\u{2060}.org/\u{200e}",
        line: "https://lallab",
        remedy: "effacez ces signes",
    },
    Case {
        rule: "signes",
        file: "partners.json",
        old: "\"id\": \"destins-lies\"",
        new: "\"id\": \"destins-lies\u{feff}\"",
        line: "destins-lies",
        remedy: "effacez ce signe",
    },
    Case {
        rule: "balises",
        file: "mission.json",
        old: "La discipline de référence",
        new: "<script>alert(1)</script>",
        line: "<script>",
        remedy: "sans balise ni entité",
    },
    Case {
        rule: "balises",
        file: "testimonials.json",
        old: "Membre de Lallab",
        new: "Membre de&nbsp;Lallab",
        line: "&nbsp;",
        remedy: "sans balise ni entité",
    },
    Case {
        rule: "identifiants",
        file: "partners.json",
        old: "\"id\": \"destins-lies\"",
        new: "\"id\": \"Destins Liés\"",
        line: "\"id\": \"Destins Liés\"",
        remedy: "minuscules sans accent",
    },
    Case {
        rule: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "javascript:alert(1)",
        line: "javascript:",
        remedy: "copiez l’adresse entière",
    },
    Case {
        rule: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "http://lallab.org/",
        line: "http://lallab",
        remedy: "écrivez https://",
    },
    Case {
        rule: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "lallab.org",
        line: "\"lallab.org\"",
        remedy: "copiez l’adresse entière",
    },
    Case {
        rule: "liens",
        file: "site.json",
        old: "https://lenextlevel.org/construire-du-pouvoir-collectif/",
        new: "https://lenextlevel.org/construire du pouvoir collectif/",
        line: "construire du",
        remedy: "sans espace ni guillemet",
    },
    Case {
        rule: "dates",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"date\": \"31/02/2025\",",
        line: "31/02/2025",
        remedy: "comme 2024-03-27",
    },
    Case {
        rule: "dates",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"date\": \"2025-02-29\",",
        line: "2025-02-29",
        remedy: "comme 2024-03-27",
    },
    Case {
        rule: "langues",
        file: "site.json",
        old: "\"language\": \"fr\"",
        new: "\"language\": \"français\"",
        line: "français",
        remedy: "un code comme fr",
    },
    Case {
        rule: "pixels",
        file: "partners.json",
        old: "\"name\": \"Lallab\",",
        new: "\"name\": \"Lallab\",\n      \"logo\": { \"file\": \"la.webp\",\n        \"width\": 0.5, \"height\": 9 },",
        line: "0.5",
        remedy: "un nombre entier de pixels",
    },
    Case {
        rule: "defilement",
        file: "testimonials.json",
        old: "\"title\": \"Témoignages\",",
        new: "\"title\": \"Témoignages\",\n  \"rotation_seconds\": 5,",
        line: "rotation_seconds",
        remedy: "de 12 à 600",
    },
    Case {
        rule: "id-uniques",
        file: "partners.json",
        old: "\"id\": \"ch03\"",
        new: "\"id\":  \"conatus\"",
        line: "\"id\":  \"conatus\"",
        remedy: "un id à elle",
    },
    Case {
        rule: "anciens-id",
        file: "testimonials.json",
        old: "\"title\": \"Témoignages\",",
        new: "\"title\": \"Témoignages\", \"former_ids\": [\"parti\", \"leo-mathey\"],",
        line: "former_ids",
        remedy: "retirez cet id de la liste",
    },
    Case {
        rule: "organisations",
        file: "press.json",
        old: "\"organisation\": \"École Pour Tous\"",
        new: "\"organisation\": \"Ecole pour tous\"",
        line: "Ecole pour tous",
        remedy: "écrivez \"École Pour Tous\", comme dans partners.json",
    },
    Case {
        rule: "organisations",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": \"Une tout autre association\"",
        line: "Une tout autre association",
        remedy: "ajoutez d’abord cette organisation",
    },
    Case {
        rule: "campagnes",
        file: "partners.json",
        old: "\"name\": \"Démocratiser La Politique\"",
        new: "\"name\": \"Démocratiser la politique\"",
        line: "Démocratiser la politique",
        remedy: "comme dans \"conclusion\"",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"a//b.webp\", \"width\": 9, \"height\": 9 },",
        line: "a//b.webp",
        remedy: "écrivez le nom seul",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"absent.webp\", \"width\": 9, \"height\": 9 },",
        line: "absent.webp",
        remedy: "mettez l’image dans ce dossier",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"../la.webp\", \"width\": 9, \"height\": 9 },",
        line: "../la.webp",
        remedy: "écrivez le nom seul",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"la.gif\", \"width\": 9, \"height\": 9 },",
        line: "la.gif",
        remedy: "une image .avif",
    },
    Case {
        rule: "tailles",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"la.webp\", \"width\": 9 },",
        line: "la.webp",
        remedy: "enregistrez-la à nouveau",
    },
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

impl Case {
    /// Returns a message unless the check finds exactly the expected error.
    fn mismatch(&self) -> Option<String> {
        let copy = Copy::new();
        copy.edit(self.file, self.old, self.new);
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
