//! Fuzzes the strict check, the tolerant reading, the prerender and the schemas with arbitrary bytes, fragments of
//! JSON, arbitrary JSON, and the real files with mutated structure.
//!
//! Some hundred cases, always the same. With `NEXT_LEVEL_FUZZ_SECONDS` as many as that time allows,
//! other ones each time; a case that fails is left in a folder that its message names.

mod mutation;

use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    str,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use boon::{Compiler, SchemaIndex, Schemas};
use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
use editor::{
    check::{Diagnostic, check},
    fields::FILES,
    schema::render_schemas,
};
use prerender::{SiteUrl, render_files};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::Value;

use crate::mutation::{json, mutation, slips};

/// The number of cases without `NEXT_LEVEL_FUZZ_SECONDS`.
const CASES: usize = 256;

/// A short template as Trunk writes it.
const TEMPLATE: &str = "<html><head><title>Le Next Level</title>\
    <link rel=\"icon\" href=\"data:image/svg+xml,x\">\
    <script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>\
    <style>a { b: c }</style>\
    </head><div id=\"site\"></div></html>";

/// Rules that no schema can say: of other files, of a text before it is parsed, of how a number is written.
#[rustfmt::skip]
const BEYOND_SCHEMAS: &[&str] = &[
    "fichiers", "syntaxe", "champs-uniques", "signes", "id-uniques", "anciens-id", "organisations", "campagnes",
    "images", "tailles", "pixels", "defilement",
];

/// What files that are not quite JSON consist of.
#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u", "\\ud800", "//", "/*", "\n", "\r", "é", "\u{feff}",
    "\u{2028}", "null", "true", "-1e9", "0x", "NaN", "\"title\"", "\"excerpts\"", "\"organisations\"", "\"id\"", "\"a\"",
];

#[test]
fn no_content_makes_anything_panic_and_all_agree_on_what_is_right() {
    let seconds = env::var("NEXT_LEVEL_FUZZ_SECONDS").ok();
    let seconds = seconds.map(|text| text.parse().expect("a number of seconds"));
    let time = seconds.map(Duration::from_secs);
    let seed = time.map_or(0, |_| {
        SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_nanos() as u64
    });
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed.to_le_bytes(); 4].concat());
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let fuzz = Fuzz::new();
    let (start, mut tally) = (Instant::now(), Tally::default());
    while time.map_or(tally.cases < CASES, |time| start.elapsed() < time) {
        let case = fuzz.case().new_tree(&mut runner).expect("a case").current();
        let tried = catch_unwind(AssertUnwindSafe(|| fuzz.holds(&case, &mut tally)));
        if let Err(panic) = tried {
            let kept = env::temp_dir().join(format!("next-level-fuzz-{seed}-{}", tally.cases));
            write(&kept.join("content"), &case);
            let why = panic.downcast_ref::<String>().cloned();
            let why = why.or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned()));
            panic!("case {} in {}: {}", tally.cases, kept.display(), why.unwrap_or_default());
        }
        tally.cases += 1;
        if tally.cases.is_multiple_of(10_000) {
            println!("{tally:?} after {} s", start.elapsed().as_secs());
        }
    }
    println!("{tally:?} in {} s, seed {seed}", start.elapsed().as_secs());
    let Tally { cases, right, readable, .. } = tally;
    assert!(right > cases / 50 && readable > cases / 10 && readable < cases, "{tally:?}");
}

/// The numbers of cases.
#[derive(Debug, Default)]
struct Tally {
    cases: usize,
    /// Without any fault.
    right: usize,
    /// With faults or without, but the page could be made.
    readable: usize,
    /// Single files that a schema was asked about.
    judged: usize,
}

/// The five files, as bytes.
type Case = Vec<Vec<u8>>;

/// The sources of the cases, and what they are checked against.
struct Fuzz {
    folder: tempfile::TempDir,
    /// The real content and the fixtures.
    good: Vec<Vec<Value>>,
    known: Schemas,
    schemas: Vec<SchemaIndex>,
    url: SiteUrl,
    /// The number of scripts in each file that is rendered from valid content.
    scripts: Vec<(String, usize)>,
}

impl Fuzz {
    fn new() -> Self {
        let (mut known, mut compiler) = (Schemas::new(), Compiler::new());
        let schemas = render_schemas().into_iter().map(|(name, text)| {
            let address = format!("https://exemple.org/{name}");
            let schema = serde_json::from_str(&text).expect("JSON");
            compiler.add_resource(&address, schema).expect("an address");
            compiler.compile(&address, &mut known).expect("a schema")
        });
        let schemas = schemas.collect();
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("images")).expect("a folder");
        for picture in ["logo.svg", "portrait.svg"] {
            fs::write(folder.path().join("images").join(picture), "").expect("a picture");
        }
        let good = ["public/content", "tests/fixtures/full/content"].map(|folder| {
            FILES.iter().map(|(file, _)| parsed(&root().join(folder).join(file))).collect()
        });
        let url = SiteUrl::try_from("https://exemple.org/").expect("an address");
        let mut fuzz = Self { folder, good: good.into(), known, schemas, url, scripts: Vec::new() };
        let right: Case = fuzz.good[0].iter().map(|file| file.to_string().into_bytes()).collect();
        fuzz.scripts = fuzz.scripts(&right).expect("the real content can be shown");
        fuzz
    }

    /// Files of any kind: most are content that is right but for some mutations.
    fn case(&self) -> BoxedStrategy<Case> {
        let bytes = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 5);
        let fragment = prop_oneof![
            4 => prop::sample::select(FRAGMENTS).prop_map(|fragment| fragment.as_bytes().to_vec()),
            1 => any::<u8>().prop_map(|byte| vec![byte]),
            1 => any::<char>().prop_map(|letter| letter.to_string().into_bytes()),
        ];
        let fragments = prop::collection::vec(fragment, 0..40).prop_map(|all| all.concat());
        let fragments = prop::collection::vec(fragments, 5);
        let json = prop::collection::vec(json().prop_map(|json| json.to_string().into_bytes()), 5);
        let good = prop::sample::select(self.good.clone());
        let mutated =
            (good, prop::collection::vec(mutation(), 0..6), prop::option::weighted(0.2, slips()))
                .prop_map(|(mut files, mutations, slips)| {
                    for (file, mutation) in &mutations {
                        mutation.apply(file.get_mut(&mut files));
                    }
                    let mut files: Case =
                        files.iter().map(|file| format!("{file:#}").into_bytes()).collect();
                    for (file, at, bytes) in slips.iter().flatten() {
                        let file = file.get_mut(&mut files);
                        let at = at.index(file.len() + 1);
                        file.splice(at..(at + 1).min(file.len()), bytes.iter().copied());
                    }
                    files
                });
        prop_oneof![1 => bytes, 1 => fragments, 1 => json, 8 => mutated].boxed()
    }

    /// Asserts what holds for any files.
    fn holds(&self, case: &Case, tally: &mut Tally) {
        let content = self.folder.path().join("content");
        write(&content, case);
        let faults = check(&content);
        for fault in &faults {
            assert!(fault.line > 0 && fault.column > 0, "{fault}");
            assert!(!fault.problem.is_empty() && !fault.remedy.is_empty(), "{fault}");
            assert!(!fault.to_string().is_empty(), "{fault:?}");
            assert_eq!(fault.annotation().lines().count(), 1, "{fault}");
        }
        for (index, bytes) in case.iter().enumerate() {
            let own = faults.iter().filter(|fault| fault.file.ends_with(FILES[index].0));
            self.agree(index, bytes, &own.collect::<Vec<_>>(), tally);
        }
        let scripts = self.scripts(case);
        assert!(scripts.is_some() || !faults.is_empty(), "no fault, and the page cannot be made");
        for (path, found) in scripts.iter().flatten() {
            // Each testimonial has a page, with the same scripts.
            let is_same = |other: &str| {
                let folder = "temoignages/";
                other == path || other.starts_with(folder) && path.starts_with(folder)
            };
            let most =
                self.scripts.iter().filter(|(other, _)| is_same(other)).map(|(_, most)| most);
            let most = most.max().unwrap_or_else(|| panic!("{path} is no page of the site"));
            assert!(found <= most, "{path}: {found} scripts, and at most {most} are the site's");
        }
        tally.right += usize::from(faults.is_empty());
        tally.readable += usize::from(scripts.is_some());
    }

    /// What the check passes can be read, and the schema says what the check says.
    fn agree(&self, index: usize, bytes: &[u8], faults: &[&Diagnostic], tally: &mut Tally) {
        let parsed = str::from_utf8(bytes).ok().and_then(|text| serde_json::from_str(text).ok());
        let Some(value) = parsed else {
            assert!(!faults.is_empty(), "{} is no JSON, and has no fault", FILES[index].0);
            return;
        };
        assert!(readable(index, bytes) || !faults.is_empty(), "what is right can be read: {value}");
        let refused = self.known.validate(&value, self.schemas[index]).err();
        if faults.is_empty() {
            assert!(refused.is_none(), "the check passes, the schema does not: {refused:#?}");
        }
        let sayable = |fault: &&&Diagnostic| !BEYOND_SCHEMAS.contains(&fault.rule);
        // Of a field that is there twice, and of a text with hidden signs, the check sees more.
        let more = |fault: &&Diagnostic| ["champs-uniques", "signes"].contains(&fault.rule);
        let more = faults.iter().any(more);
        if let Some(fault) = faults.iter().find(sayable).filter(|_| !more) {
            assert!(refused.is_some(), "the schema passes what the check does not:\n{fault}");
        }
        tally.judged += 1;
    }

    /// Renders all files of the site, and counts the scripts in each; `None` if the content cannot be read.
    fn scripts(&self, case: &Case) -> Option<Vec<(String, usize)>> {
        let json = |file: &str| {
            let index = FILES.iter().position(|(name, _)| *name == file)?;
            String::from_utf8(case[index].clone()).ok()
        };
        let made = render_files(TEMPLATE, json, Some(&self.url)).ok()?;
        // In JSON a text is a text.
        let markup = made.into_iter().filter(|file| !file.path.ends_with(".json"));
        let count = |text: &str| text.matches("<script").count();
        Some(markup.map(|file| (file.path, count(&file.text))).collect())
    }
}

fn readable(index: usize, bytes: &[u8]) -> bool {
    fn one<T: Document>(bytes: &[u8]) -> bool {
        str::from_utf8(bytes).ok().and_then(read_text::<T>).is_some()
    }
    match FILES[index].0 {
        Site::FILE => one::<Site>(bytes),
        Mission::FILE => one::<Mission>(bytes),
        Testimonials::FILE => one::<Testimonials>(bytes),
        Partners::FILE => one::<Partners>(bytes),
        Press::FILE => one::<Press>(bytes),
        file => panic!("{file} has no type"),
    }
}

fn write(folder: &Path, case: &Case) {
    fs::create_dir_all(folder).expect("a folder");
    for ((file, _), bytes) in FILES.iter().zip(case) {
        fs::write(folder.join(file), bytes).expect("written");
    }
}

fn parsed(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
