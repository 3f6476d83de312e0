//! Fuzzes the strict check, the tolerant reading, the prerender and the schemas with arbitrary bytes, arbitrary JSON,
//! and the real files with mutated structure.
//!
//! Some hundred cases, always the same. With `NEXT_LEVEL_FUZZ_SECONDS` as many as that time allows,
//! other ones each time; a case that fails is left in a folder that its message names.

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
use serde_json::{Map, Value};

/// The number of cases without `NEXT_LEVEL_FUZZ_SECONDS`.
const CASES: usize = 256;

/// A short template as Trunk writes it.
const TEMPLATE: &str = "<html><head><title>Le Next Level</title>\
    <link rel=\"icon\" href=\"data:image/svg+xml,x\">\
    <script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>\
    <style>a { b: c }</style>\
    </head><div id=\"site\"></div></html>";

/// Rules that no schema can say: of other files, of a text before it is parsed, of how a number is
/// written.
const BEYOND_SCHEMAS: &[&str] = &[
    "fichiers",
    "syntaxe",
    "champs-uniques",
    "signes",
    "id-uniques",
    "organisations",
    "campagnes",
    "images",
    "pixels",
    "defilement",
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
        prop_oneof![1 => bytes, 1 => json, 8 => mutated].boxed()
    }

    /// Asserts what holds for any files.
    fn holds(&self, case: &Case, tally: &mut Tally) {
        let content = self.folder.path().join("content");
        write(&content, case);
        let faults = check(&content);
        for fault in &faults {
            assert!(fault.line > 0 && fault.column > 0, "{fault}");
            assert!(!fault.problem.is_empty() && !fault.remedy.is_empty(), "{fault}");
            assert_eq!(fault.annotation().lines().count(), 1, "{fault}");
        }
        for (index, bytes) in case.iter().enumerate() {
            let own = faults.iter().filter(|fault| fault.file.ends_with(FILES[index].0));
            self.agree(index, bytes, &own.collect::<Vec<_>>(), tally);
        }
        let scripts = self.scripts(case);
        assert!(scripts.is_some() || !faults.is_empty(), "no fault, and the page cannot be made");
        for ((path, found), (_, most)) in scripts.iter().flatten().zip(&self.scripts) {
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

/// A change of one value somewhere in a file.
#[derive(Clone, Debug)]
struct Mutation {
    /// The way to the value: which of the entries or fields, at each step.
    way: Vec<prop::sample::Index>,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Replace(Value),
    /// Puts another field or entry into the value.
    Add(String, Value),
    /// Takes one of its fields or entries out.
    Remove(prop::sample::Index),
    /// Repeats one of its entries.
    Repeat(prop::sample::Index, usize),
    /// Puts something into a text.
    Write(prop::sample::Index, String),
    /// Wraps the value in lists.
    Wrap(usize),
}

impl Mutation {
    fn apply(&self, mut value: &mut Value) {
        for step in &self.way {
            let inner = match &*value {
                Value::Array(list) => list.len(),
                Value::Object(fields) => fields.len(),
                _ => 0,
            };
            if inner == 0 {
                break;
            }
            let at = step.index(inner);
            value = match value {
                Value::Array(list) => &mut list[at],
                Value::Object(fields) => fields.values_mut().nth(at).expect("a field"),
                _ => unreachable!("it holds nothing"),
            };
        }
        match (&self.change, value) {
            (Change::Replace(by), value) => *value = by.clone(),
            (Change::Add(name, more), Value::Object(fields)) => {
                fields.insert(name.clone(), more.clone());
            }
            (Change::Add(_, more), Value::Array(list)) => list.push(more.clone()),
            (Change::Remove(which), Value::Object(fields)) if !fields.is_empty() => {
                let name = fields.keys().nth(which.index(fields.len())).expect("a field").clone();
                fields.remove(&name);
            }
            (Change::Remove(which), Value::Array(list)) if !list.is_empty() => {
                list.remove(which.index(list.len()));
            }
            (Change::Repeat(which, times), Value::Array(list)) if !list.is_empty() => {
                let again = which.get(list).clone();
                list.extend(std::iter::repeat_n(again, *times));
            }
            (Change::Write(at, more), Value::String(text)) => {
                let places: Vec<_> =
                    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                text.insert_str(*at.get(&places), more);
            }
            (Change::Wrap(times), value) => {
                for _ in 0..*times {
                    *value = Value::Array(vec![value.take()]);
                }
            }
            _ => {}
        }
    }
}

fn mutation() -> impl Strategy<Value = (prop::sample::Index, Mutation)> {
    let change = prop_oneof![
        3 => json().prop_map(Change::Replace),
        2 => (name(), json()).prop_map(|(name, value)| Change::Add(name, value)),
        2 => any::<prop::sample::Index>().prop_map(Change::Remove),
        2 => (any::<prop::sample::Index>(), 1usize..40)
            .prop_map(|(which, times)| Change::Repeat(which, times)),
        4 => (any::<prop::sample::Index>(), text()).prop_map(|(at, text)| Change::Write(at, text)),
        1 => (1usize..200).prop_map(Change::Wrap),
    ];
    let way = prop::collection::vec(any::<prop::sample::Index>(), 0..5);
    let mutation = (way, change).prop_map(|(way, change)| Mutation { way, change });
    (any::<prop::sample::Index>(), mutation)
}

/// Bytes in place of others, somewhere in some files.
fn slips() -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index, Vec<u8>)>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![",", "\"", "{", "]", "\\", "\n", "//", "é", "\u{feff}"])
            .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), bytes), 1..4)
}

/// JSON of any kind, often with names and texts that the content has.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (0u32..700).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        6 => text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..6)
                .prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

/// The names of all fields.
const NAMES: &str = "$schema title name id paragraphs excerpts organisations campaigns testimonials quote \
    role portrait logo file width height url date organisation publication language \
    foreign_language_terms text conclusion introduction and_others rotation_seconds home \
    contact";

fn name() -> impl Strategy<Value = String> {
    let known: Vec<_> = NAMES.split(' ').map(str::to_owned).collect();
    prop_oneof![8 => prop::sample::select(known), 1 => text()]
}

/// Texts with a meaning in HTML, JSON, French typography or the rules.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "é",
    "e\u{301}",
    "\u{feff}",
    "\u{202f}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{7f}",
    "\n",
    "<",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "]]>",
    "&",
    "&lt;",
    "&nbsp;",
    "\"",
    "'",
    "\\",
    "«",
    "»",
    " : ",
    " ;",
    "?",
    "…",
    "·e·s",
    "fondateur·ices",
    "@",
    "%0A",
    "::error::",
    "{}",
    "https://a.fr/",
    "https://",
    "http://a.fr",
    "mailto:a@b.fr",
    "javascript:alert(1)",
    "2024",
    "2024-02-29",
    "2023-02-29",
    "2024-03",
    "fr",
    "pt-BR",
    "ecole-pour-tous",
    "Lallab",
    "A4",
    "organizing",
    "community organizing",
    "logo.svg",
    "../logo.svg",
    "a//b.webp",
    "__proto__",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        2 => Just("</script><script>".to_owned()),
        1 => any::<String>(),
        1 => "\\PC{0,12}",
        1 => (1usize..3000).prop_map(|times| "mot ".repeat(times)),
    ]
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
