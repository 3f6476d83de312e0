//! The form for editors, as `cargo xtask edit` serves it, in a real Chromium: Sveltia CMS with its own local back end
//! over a real folder, the browser's private one, since no driver can answer the dialog that chooses another.

use std::fs;
use std::path::PathBuf;

use e2e::{Engine, ProcessGroup, Role, Session, Source};
use e2e::{
    element_reference, find_free_port, find_program, leashed_command, run, wait_for_value,
    wait_until, workspace_dir,
};
use serde_json::Value;
use tempfile::TempDir;

const FIXTURE: &str = "tests/fixtures/usual/content";

/// Origins that the form would ask, were it not for its policy: fonts that it has itself, in its sheet; the state of
/// the code host.
const REFUSED: [&str; 2] = ["https://cdn.jsdelivr.net", "https://www.githubstatus.com"];

/// What a phone writes into a photo.
const PLACE: &[u8] = b"48.8566 N 2.3522 E";

/// Finds a folder of the private file system, and makes the ones above; `parts` are its names.
const FOLDER: &str = "const open = async parts => {
        let folder = await navigator.storage.getDirectory();
        for (const name of ['repository', ...parts])
            folder = await folder.getDirectoryHandle(name, { create: true });
        return folder;
    };";

/// The form over a copy of the fixture.
struct Form {
    page: Session,
    _server: ProcessGroup,
    downloads: TempDir,
}

#[test]
#[ignore = "needs the form's package; cargo xtask test --all installs it and runs it"]
fn a_testimonial_with_a_portrait_a_mended_word_and_an_excerpt_are_saved_as_new_entries_are() {
    run(Engine::Chromium, "form::saved", async |browser| {
        let form = Form::open(&browser).await;

        form.edit("testimonials").await;
        form.add("témoignage").await;
        form.fill("Identifiant", "aissatou-diallo").await;
        form.fill("Témoignage", "On parle d’une seule voix.").await;
        form.fill("Nom", "Aïssatou Diallo").await;
        form.fill("Rôle", "Membre de CH03").await;
        form.check_box("Ajouter Portrait").await;
        form.upload_photo("Aïssatou (1).jpg").await;
        form.save().await;
        let added = "    {\n      \"id\": \"aissatou-diallo\",\n      \"quote\": \"On parle d’une seule voix.\",\n      \
             \"name\": \"Aïssatou Diallo\",\n      \"role\": \"Membre de CH03\",\n      \"portrait\": {\n        \
             \"file\": \"aissatou-1.webp\"\n      }\n    }\n  ]\n}\n";
        form.assert_saved("testimonials", "    }\n  ]\n}\n", &format!("    }},\n{added}")).await;
        form.assert_photo_is_small_and_says_no_place("aissatou-1.webp").await;

        form.edit("partners").await;
        form.fill("Titre", "Vous en avez entendu parler").await;
        form.save().await;
        form.assert_saved("partners", "entendu parler..\"", "entendu parler\"").await;

        form.edit("press").await;
        form.add("extrait").await;
        form.fill("Identifiant", "un-extrait").await;
        form.add("paragraphe").await;
        form.fill("Paragraphe", "« Un extrait. »").await;
        form.fill("Organisation", "Lallab").await;
        form.fill("Date", "2024-03-27").await;
        form.save().await;
        let added = "    {\n      \"id\": \"un-extrait\",\n      \"paragraphs\": [\n        \"« Un extrait. »\"\n      ],\n      \
             \"organisation\": \"Lallab\",\n      \"date\": \"2024-03-27\"\n    }\n  ]\n}\n";
        form.assert_saved("press", "    }\n  ]\n}\n", &format!("    }},\n{added}")).await;

        for file in ["mission", "site"] {
            assert_eq!(form.read_text(file).await, fixture(file), "nobody has opened it");
        }
        form.assert_nothing_foreign_was_asked().await;
    });
}

#[test]
#[ignore = "needs the form's package; cargo xtask test --all installs it and runs it"]
fn what_the_patterns_refuse_is_not_saved_and_is_told_in_french() {
    run(Engine::Chromium, "form::refused", async |browser| {
        let form = Form::open(&browser).await;
        form.edit("press").await;
        form.add("extrait").await;
        form.fill("Identifiant", "Mon extrait").await;
        form.fill("Organisation", "<b>Lallab</b>").await;
        form.fill("Date", "27/03/2024").await;
        form.fill("Article", "lemonde.fr/article").await;
        form.page.click(Role::Button, "Enregistrer").await;
        for message in [
            "N’employez que minuscules sans accent",
            "sans balise ni entité HTML",
            "Écrivez année-mois-jour",
            "copiez l’adresse entière",
        ] {
            wait_until(message, async || form.page.read_text("body").await.contains(message)).await;
        }
        assert_eq!(form.read_text("press").await, fixture("press"));
    });
}

impl Form {
    /// Starts the command, and chooses a folder with the fixture.
    async fn open(browser: &e2e::Browser) -> Self {
        let port = find_free_port();
        let mut command = leashed_command(&find_program("CARGO", "cargo", &[]));
        command
            .args([
                "run",
                "--quiet",
                "--package",
                "xtask",
                "--",
                "edit",
                "--port",
                &port.to_string(),
            ])
            .current_dir(workspace_dir());
        let server = ProcessGroup::start(command, TempDir::with_prefix("e2e-").expect("a folder"));
        wait_until("cargo xtask edit has told what to do", async || {
            let log = server.read_log();
            if log.contains("dépôt local") { Ok(()) } else { Err(log) }
        })
        .await;
        let page = browser.open(&format!("http://127.0.0.1:{port}/admin/")).await;
        let form = Self {
            page,
            _server: server,
            downloads: TempDir::with_prefix("e2e-").expect("a folder"),
        };
        // Fields far outside the window are not in the page.
        form.page.resize(1280, 3000).await;
        form.write(".git/HEAD", "ref: refs/heads/main\n").await;
        for file in ["mission", "testimonials", "partners", "press", "site"] {
            form.write(&format!("public/content/{file}.json"), &fixture(file)).await;
        }
        let choose = format!("{FOLDER} window.showDirectoryPicker = () => open([]);");
        form.page.eval(&choose, vec![]).await;
        form.page.click(Role::Button, "Travailler avec un dépôt local").await;
        form.wait_for_list().await;
        form
    }

    /// The list of the files, to which the form returns after each of them.
    async fn wait_for_list(&self) {
        wait_until("the five files are listed", async || {
            let text = self.page.read_text("body").await;
            let files = ["Mission", "Témoignages", "Organisations", "Revue de presse", "Site"];
            if files.iter().all(|file| text.contains(file)) { Ok(()) } else { Err(text) }
        })
        .await;
    }

    async fn edit(&self, file: &str) {
        let (address, _) = self
            .page
            .current_url()
            .await
            .split_once('#')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .expect("a place in the form");
        self.page.open(&format!("{address}#/collections/_singletons/entries/{file}")).await;
        self.page.find_button("Enregistrer").await;
    }

    /// Adds a value to a list. Names have marks around inserted words, which say that these may be of another script.
    async fn add(&self, item: &str) {
        self.page.click(Role::Button, &format!("Ajouter \u{2068}{item}\u{2069}")).await;
    }

    async fn check_box(&self, name: &str) {
        let (verb, word) = name.split_once(' ').expect("two words");
        self.page.click(Role::Checkbox, &format!("{verb} \u{2068}{word}\u{2069}")).await;
    }

    /// Replaces the text of a field. A click could meet the buttons that lie over the form's end.
    async fn fill(&self, name: &str, text: &str) {
        let field = self.page.find(Role::Textbox, name).await;
        self.page.scroll_into_view(&field).await;
        self.page.focus(&field).await;
        self.page.eval("arguments[0].select()", vec![element_reference(&field)]).await;
        self.page.type_text(text).await;
        let script = "return arguments[0].value";
        wait_for_value(name, Value::from(text), async || {
            self.page.eval(script, vec![element_reference(&field)]).await
        })
        .await;
    }

    /// Uploads a photo of 1600 × 2000 pixels with its place.
    async fn upload_photo(&self, name: &str) {
        let script = "const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [1600, 2000];
            canvas.getContext('2d').fillRect(400, 400, 800, 800);
            return [...atob(canvas.toDataURL('image/jpeg').split(',')[1])].map(c => c.charCodeAt(0));";
        let jpeg = bytes(&self.page.eval(script, vec![]).await);
        let exif = [b"Exif\0\0", PLACE].concat();
        let length = u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes();
        let photo = [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..]].concat();
        let path = self.downloads.path().join(name);
        fs::write(&path, photo).expect("a photo");

        // The page has other inputs for files.
        self.page.find_button("Parcourir").await;
        let script = "const own = [...document.querySelectorAll('button')].findLast(e => e.innerText.includes('Parcourir'));
            let around = own;
            while (!around.querySelector('input[type=file]')) around = around.parentElement;
            around.querySelector('input[type=file]').id = 'the-photo';";
        self.page.eval(script, vec![]).await;
        let input = self.page.find_css("#the-photo").await;
        input.send_keys(&path.display().to_string()).await.expect("a file can be chosen");
        self.page.find_button("Replace Image").await;
    }

    async fn save(&self) {
        self.page.click(Role::Button, "Enregistrer").await;
        self.wait_for_list().await;
    }

    /// Asserts that a file is the fixture's with one change.
    async fn assert_saved(&self, file: &str, old: &str, new: &str) {
        let before = fixture(file);
        assert_eq!(before.matches(old).count(), 1, "{old:?} is once in {file}");
        wait_for_value(file, before.replace(old, new), async || self.read_text(file).await).await;
    }

    async fn assert_photo_is_small_and_says_no_place(&self, name: &str) {
        let photo = self.read(&format!("public/images/{name}")).await;
        assert!(photo.starts_with(b"RIFF") && photo[8..].starts_with(b"WEBP"), "{name} is WebP");
        assert!(
            !photo.windows(PLACE.len()).any(|part| part == PLACE),
            "{name} says where it was taken"
        );
        let script =
            "const image = await createImageBitmap(new Blob([new Uint8Array(arguments[0])]));
            return [image.width, image.height];";
        let script = format!("return (async (...arguments) => {{ {script} }})(...arguments)");
        let size = self.page.eval(&script, vec![photo.into()]).await;
        assert_eq!(size, Value::from(vec![960, 1200]));
    }

    /// The policy has stopped what the form tries by itself, and there was nothing else.
    async fn assert_nothing_foreign_was_asked(&self) {
        let is_known = |text: &str| REFUSED.iter().any(|origin| text.contains(origin));
        let messages = self.page.read_errors().await;
        let others: Vec<_> = messages.iter().filter(|message| !is_known(&message.text)).collect();
        assert!(others.is_empty(), "{others:#?}");
        assert!(messages.iter().any(|message| message.source == Source::Security), "{messages:#?}");
        let own = self.page.current_url().await;
        let origins = self.page.read_origins().await;
        let foreign: Vec<_> = origins
            .iter()
            .filter(|origin| !own.starts_with(*origin) && !is_known(origin))
            .collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }

    async fn write(&self, path: &str, text: &str) {
        let script = format!("{FOLDER} const [path, text] = arguments, parts = path.split('/'), name = parts.pop();
            return open(parts).then(async folder => {{
                const file = await (await folder.getFileHandle(name, {{ create: true }})).createWritable();
                await file.write(text);
                await file.close();
            }})");
        self.page.eval(&script, vec![path.into(), text.into()]).await;
    }

    async fn read_text(&self, file: &str) -> String {
        String::from_utf8(self.read(&format!("public/content/{file}.json")).await).expect("UTF-8")
    }

    async fn read(&self, path: &str) -> Vec<u8> {
        let script = format!(
            "{FOLDER} const parts = arguments[0].split('/'), name = parts.pop();
            return open(parts).then(async folder => {{
                const file = await (await folder.getFileHandle(name)).getFile();
                return [...new Uint8Array(await file.arrayBuffer())];
            }})"
        );
        bytes(&self.page.eval(&script, vec![path.into()]).await)
    }
}

/// The bytes that a script has returned.
fn bytes(list: &Value) -> Vec<u8> {
    serde_json::from_value(list.clone()).expect("numbers of a byte each")
}

fn fixture(file: &str) -> String {
    let path: PathBuf = workspace_dir().join(FIXTURE).join(format!("{file}.json"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
