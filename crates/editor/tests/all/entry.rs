//! New entries: prompts, validation and the written text; and the summary of the content.

use std::{
    fs,
    io::{self, Read},
};

use editor::{
    entry::{EntryList, LISTS},
    error::Error,
};

use crate::copy::Copy;

#[test]
fn a_testimonial_is_appended_and_nothing_else_changes() {
    let copy = Copy::new();
    let before = copy.text("testimonials.json");
    let output = copy.add_successfully("testimonial", "Oui.\nLéo Mathey\nMembre de « A4 »\n\n");
    let entry = "    {\n      \"id\": \"leo-mathey-2\",\n      \"quote\": \"Oui.\",\n      \
                 \"name\": \"Léo Mathey\",\n      \"role\": \"Membre de « A4 »\"\n    }";
    let end = "\n  ]\n}\n";
    let start = before.strip_suffix(end).expect("the file's end");
    let expected = format!("{start},\n{entry}{end}");
    assert_eq!(copy.text("testimonials.json"), expected);
    let line = start.lines().count() + 1;
    assert!(output.contains(&format!("testimonials.json, ligne {line} :\n\n{entry}")), "{output}");
    copy.assert_correct();
}

#[test]
fn every_field_of_every_list_is_prompted_with_its_description() {
    for (name, answers, prompts) in [
        ("temoignage", "Oui.\nZoé\nMembre\nla.webp\n", &["Témoignage", "Portrait"][..]),
        ("organisation", "Zoé\nhttps://a.fr/\nla.webp\n", &["Son propre site", "Logo"]),
        ("extrait", "Un.\nDeux.\n\nA4\nLe Journal\n2024-03\nhttps://a.fr/\n", &["connues : A4"]),
    ] {
        let copy = Copy::new();
        let output = copy.add_successfully(name, answers);
        for prompt in prompts {
            assert!(output.contains(prompt), "{name}: {prompt} is not in {output}");
        }
        assert!(!output.contains('✗'), "{output}");
        copy.assert_correct();
        let text = copy.text(EntryList::find(name).expect("a list").file);
        let last = answers.lines().rfind(|line| !line.is_empty()).expect("an answer");
        assert!(text.contains(last), "{last} is not in {text}");
    }
}

#[test]
fn an_invalid_answer_is_rejected_immediately_and_prompted_again() {
    let copy = Copy::new();
    let output = copy.add_successfully(
        "excerpt",
        "\n<b>Un</b>\nUn.\n\necole pour tous\nÉcole Pour Tous\n\n31/12/2024\n2024-12-31\na.fr\n\n",
    );
    for error in [
        "il faut une réponse ici",
        "sans balise ni entité",
        "écrivez \"École Pour Tous\"",
        "année-mois-jour",
        "copiez l’adresse entière",
    ] {
        assert_eq!(output.matches(error).count(), 1, "{error}: {output}");
    }
    assert!(
        output.contains("\"organisation\": \"École Pour Tous\",\n      \"date\": \"2024-12-31\"")
    );
    copy.assert_correct();
}

#[test]
fn an_early_end_of_input_leaves_every_file_unchanged() {
    for list in LISTS {
        for answers in ["", "Un texte", "Un texte\n", "Un texte\nUn autr"] {
            let copy = Copy::new();
            let (result, _) = copy.add(list.names[0], answers.as_bytes());
            let error = result.expect_err("too few answers").to_string();
            assert!(error.contains("rien n’a été changé"), "{error}");
            copy.assert_unchanged();
        }
    }
}

/// Fails after some answers like a closed terminal, and asserts that no file has changed until then.
struct ClosedTerminal<'a>(&'a [u8], &'a Copy);

impl Read for ClosedTerminal<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            self.1.assert_unchanged();
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_closed_terminal_leaves_every_file_unchanged() {
    let copy = Copy::new();
    let answers = "Une organisation\nhttps://exemple.org/\n".as_bytes();
    let (result, printed) = copy.add("partner", ClosedTerminal(answers, &copy));
    assert!(matches!(result, Err(Error::Terminal(_))), "{result:?}");
    assert_eq!(printed.matches("> ").count(), 3, "three questions: {printed}");
    copy.assert_unchanged();
}

/// Changes a file while the questions are answered.
struct Meanwhile<'a, F>(&'a [u8], F);

impl<F: FnMut()> Read for Meanwhile<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.1)();
        self.0.read(buffer)
    }
}

#[test]
fn what_happens_to_the_file_during_the_questions_is_named() {
    let copy = Copy::new();
    let answers = "Une organisation\nhttps://exemple.org/\n\n".as_bytes();
    let break_file = || copy.write("partners.json", "{ \"partners\": 1");
    let (result, _) = copy.add("partner", Meanwhile(answers, break_file));
    let error = result.expect_err("the file is broken").to_string();
    assert!(error.contains("partners.json"), "{error}");

    let copy = Copy::new();
    let path = copy.content().join("partners.json");
    let remove = || fs::remove_file(&path).unwrap_or_default();
    let (result, _) = copy.add("partner", Meanwhile(answers, remove));
    assert!(matches!(&result, Err(Error::Io(of, _)) if *of == path), "{result:?}");
}

#[test]
fn no_entry_is_added_to_content_with_errors() {
    let copy = Copy::new();
    let text = copy.text("press.json").replacen(',', "", 1);
    copy.write("press.json", &text);
    let (result, _) = copy.add("partner", "A\n\n\n".as_bytes());
    let error = result.expect_err("the content has an error").to_string();
    assert!(error.contains("ajoutez une virgule"), "{error}");
    assert!(error.contains("Rien n’a été changé"), "{error}");
    assert_eq!(copy.text("press.json"), text);
}

#[test]
fn an_unknown_list_is_rejected_with_the_known_names() {
    let copy = Copy::new();
    let (result, _) = copy.add("campagne", "".as_bytes());
    let error = result.expect_err("no such list").to_string();
    assert!(error.contains("testimonial, partner, excerpt"), "{error}");
    copy.assert_unchanged();
}

#[test]
fn the_summary_counts_entries_and_names_missing_fields() {
    let copy = Copy::of("full");
    let (correct, output) = copy.summary();
    assert!(correct, "{output}");
    for line in [
        "les cinq fichiers sont corrects",
        "    Extraits : 4\n        sans « Organisation » : 2 (nu, annee)",
        "        sans « Publication » : 2 (nu, mois)",
        "        sans « Date » : 1 (nu)",
        "        sans « Article » : 3 (nu, mois, annee)",
        "    Organisations : 2\n        sans « Site » : 1 (ch03)",
        "    Témoignages : 2\n        sans « Portrait » : 1 (paya)",
    ] {
        assert!(output.contains(line), "{line:?} is not in {output}");
    }
    assert!(!output.contains("il manque"), "{output}");

    copy.write("mission.json", "{");
    copy.write("site.json", "{\"name\": \"A\"}");
    let (correct, output) = copy.summary();
    assert!(!correct, "{output}");
    assert!(output.contains("mission.json\n    illisible"), "{output}");
    assert!(output.contains("il manque : Langue, Accueil, Page, Contact"), "{output}");
    let (errors, rest) = output.split_once("Contenu : 1 faute.").expect("the errors first");
    assert!(errors.contains("remède") && !rest.contains("remède"), "{output}");
}
