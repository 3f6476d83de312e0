//! New entries, from answers given to the command: what is asked, what is refused, what is written; and
//! the summary of what is there.

use std::{
    fs,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use editor::{
    check::check,
    commands::{Error, add_entry, print_summary},
    entry::{EntryList, LISTS},
    shape::FILES,
};
use tempfile::TempDir;

#[test]
fn a_testimonial_is_added_behind_the_last_one_and_nothing_else_changes() {
    let copy = Copy::new();
    let before = copy.text("testimonials.json");
    let told = copy.ask("testimonial", "Oui.\nLéo Mathey\nMembre de « A4 »\n\n");
    let entry = "    {\n      \"id\": \"leo-mathey-2\",\n      \"quote\": \"Oui.\",\n      \
                 \"name\": \"Léo Mathey\",\n      \"role\": \"Membre de « A4 »\"\n    }";
    let end = "\n  ]\n}\n";
    let start = before.strip_suffix(end).expect("the file's end");
    let wanted = format!("{start},\n{entry}{end}");
    assert_eq!(copy.text("testimonials.json"), wanted);
    let line = start.lines().count() + 1;
    assert!(told.contains(&format!("testimonials.json, ligne {line} :\n\n{entry}")), "{told}");
    copy.is_faultless();
}

#[test]
fn every_list_asks_each_of_its_fields_with_its_explanation() {
    for (name, answers, asked) in [
        ("temoignage", "Oui.\nZoé\nMembre\nla.webp\n9\n8\n", &["Témoignage", "Portrait"][..]),
        ("organisation", "Zoé\nhttps://a.fr/\nla.webp\n9\n8\n", &["Son propre site", "Logo"]),
        ("extrait", "Un.\nDeux.\n\nA4\nLe Journal\n2024-03\nhttps://a.fr/\n", &["connues : A4"]),
    ] {
        let copy = Copy::new();
        let told = copy.ask(name, answers);
        for asked in asked {
            assert!(told.contains(asked), "{name}: {asked} is not in {told}");
        }
        assert!(!told.contains('✗'), "{told}");
        copy.is_faultless();
        let text = copy.text(EntryList::find(name).expect("a list").file);
        let last = answers.lines().rfind(|line| !line.is_empty()).expect("an answer");
        assert!(text.contains(last), "{last} is not in {text}");
    }
}

#[test]
fn a_wrong_answer_is_told_at_once_and_asked_again() {
    let copy = Copy::new();
    let told = copy.ask(
        "excerpt",
        "\n<b>Un</b>\nUn.\n\necole pour tous\nÉcole Pour Tous\n\n31/12/2024\n2024-12-31\na.fr\n\n",
    );
    for wrong in [
        "il faut une réponse ici",
        "sans balise ni entité",
        "écrivez \"École Pour Tous\"",
        "année-mois-jour",
        "copiez l’adresse entière",
    ] {
        assert_eq!(told.matches(wrong).count(), 1, "{wrong}: {told}");
    }
    assert!(
        told.contains("\"organisation\": \"École Pour Tous\",\n      \"date\": \"2024-12-31\"")
    );
    copy.is_faultless();
}

#[test]
fn answers_that_end_early_leave_every_file_untouched() {
    for list in LISTS {
        for answers in ["", "Un texte", "Un texte\n", "Un texte\nUn autr"] {
            let copy = Copy::new();
            let (result, _) = copy.add(list.names[0], answers.as_bytes());
            let error = result.expect_err("too few answers").to_string();
            assert!(error.contains("rien n’a été changé"), "{error}");
            copy.is_as_it_was();
        }
    }
}

/// Fails after some answers, as a terminal does that is closed; until then no file has changed.
struct Closed<'a>(&'a [u8], &'a Copy);

impl Read for Closed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            self.1.is_as_it_was();
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.0.read(buffer)
    }
}

#[test]
fn a_command_that_is_stopped_leaves_every_file_untouched() {
    let copy = Copy::new();
    let answers = "Une organisation\nhttps://exemple.org/\n".as_bytes();
    let (result, printed) = copy.add("partner", Closed(answers, &copy));
    assert!(matches!(result, Err(Error::Terminal(_))), "{result:?}");
    assert_eq!(printed.matches("> ").count(), 3, "three questions: {printed}");
    copy.is_as_it_was();
}

#[test]
fn content_with_errors_is_mended_first() {
    let copy = Copy::new();
    let text = copy.text("press.json").replacen(',', "", 1);
    fs::write(copy.content().join("press.json"), &text).expect("written");
    let (result, _) = copy.add("partner", "A\n\n\n".as_bytes());
    let error = result.expect_err("the content has an error").to_string();
    assert!(error.contains("ajoutez une virgule"), "{error}");
    assert!(error.contains("Rien n’a été changé"), "{error}");
    assert_eq!(copy.text("press.json"), text);
}

#[test]
fn a_list_that_nobody_knows_is_named() {
    let copy = Copy::new();
    let (result, _) = copy.add("campagne", "".as_bytes());
    let error = result.expect_err("no such list").to_string();
    assert!(error.contains("testimonial, partner, excerpt"), "{error}");
    copy.is_as_it_was();
}

#[test]
fn the_summary_counts_what_is_there_and_names_what_is_not() {
    let copy = Copy::of("tests/fixtures/full/content");
    for picture in ["logo.svg", "portrait.svg"] {
        fs::write(copy.folder.path().join("images").join(picture), "").expect("a picture");
    }
    let (correct, told) = copy.summary();
    assert!(correct, "{told}");
    for line in [
        "les cinq fichiers sont corrects",
        "    Extraits : 4\n        sans « Organisation » : 2 (nu, annee)",
        "        sans « Publication » : 2 (nu, mois)",
        "        sans « Date » : 1 (nu)",
        "        sans « Article » : 3 (nu, mois, annee)",
        "    Organisations : 2\n        sans « Site » : 1 (ch03)",
        "    Témoignages : 2\n        sans « Portrait » : 1 (paya)",
    ] {
        assert!(told.contains(line), "{line:?} is not in {told}");
    }
    assert!(!told.contains("il manque"), "{told}");

    fs::write(copy.content().join("mission.json"), "{").expect("written");
    fs::write(copy.content().join("site.json"), "{\"name\": \"A\"}").expect("written");
    let (correct, told) = copy.summary();
    assert!(!correct, "{told}");
    assert!(told.contains("mission.json\n    illisible"), "{told}");
    assert!(told.contains("il manque : Langue, Accueil, Page, Contact"), "{told}");
    let (faults, rest) = told.split_once("Contenu : 1 faute.").expect("the faults first");
    assert!(faults.contains("remède") && !rest.contains("remède"), "{told}");
}

/// A copy of some content, to add to.
struct Copy {
    folder: TempDir,
    from: PathBuf,
}

impl Copy {
    fn new() -> Self {
        Self::of("tests/fixtures/usual/content")
    }

    fn of(folder: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
        let copy = Self { folder: tempfile::tempdir().expect("a folder"), from };
        fs::create_dir(copy.content()).expect("a folder");
        fs::create_dir(copy.folder.path().join("images")).expect("a folder");
        fs::write(copy.folder.path().join("images/la.webp"), "").expect("a picture");
        for (file, _) in FILES {
            fs::copy(copy.from.join(file), copy.content().join(file)).expect("copied");
        }
        copy
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.content().join(file)).expect("a text")
    }

    /// Whether the content is correct, and its printed summary.
    fn summary(&self) -> (bool, String) {
        let mut out = Vec::new();
        let correct = print_summary(&self.content(), &mut out).expect("printed");
        (correct, String::from_utf8(out).expect("UTF-8"))
    }

    /// Adds an entry from these answers; also what was printed.
    fn add(&self, list: &str, answers: impl Read) -> (Result<(), Error>, String) {
        let mut out = Vec::new();
        let result = add_entry(list, &self.content(), &mut BufReader::new(answers), &mut out);
        (result, String::from_utf8(out).expect("UTF-8"))
    }

    /// What is printed for somebody whose entry is added.
    fn ask(&self, list: &str, answers: &str) -> String {
        let (result, printed) = self.add(list, answers.as_bytes());
        result.unwrap_or_else(|error| panic!("{error}"));
        printed
    }

    fn is_faultless(&self) {
        let faults = check(&self.content());
        assert!(faults.is_empty(), "{faults:#?}");
        assert_eq!(fs::read_dir(self.content()).expect("a folder").count(), FILES.len());
    }

    fn is_as_it_was(&self) {
        for (file, _) in FILES {
            let before = fs::read_to_string(self.from.join(file)).expect("a text");
            assert_eq!(self.text(file), before, "{file}");
        }
        self.is_faultless();
    }
}
