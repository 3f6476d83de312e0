//! The states of the page, as a table: the visitor's preferences, the site's content, and the visitor's actions.
//!
//! A new state is a new row of [`STATES`]; engines leave out the states that they do not support.

use std::fs;

use serde_json::{Value, json};

use crate::content::read_fixture_content;
use crate::engine::{Emulation, Engine};
use crate::paths::workspace_dir;
use crate::scenario::{Browser, clear_container, read_dist_index};
use crate::session::{Role, Session};
use crate::site::{Failure, Site};
use crate::wait::wait_until;

/// Every state in which the page is checked as a whole.
pub const STATES: &[State] = &[
    State { name: "light", ..DEFAULT },
    State { name: "dark", emulations: &[Emulation::Dark], ..DEFAULT },
    State { name: "forced colours", emulations: &[Emulation::ForcedColors], ..DEFAULT },
    State {
        name: "forced colours, dark",
        emulations: &[Emulation::ForcedColors, Emulation::Dark],
        ..DEFAULT
    },
    State { name: "without the Wasm", variant: SiteVariant::Prerendered, ..DEFAULT },
    State { name: "320 px wide", width: 320, ..DEFAULT },
    State { name: "320 px wide, dark", emulations: &[Emulation::Dark], width: 320, ..DEFAULT },
    State {
        name: "another testimonial",
        variant: SiteVariant::Full,
        steps: &[Step::Press("Témoignage suivant")],
        ..DEFAULT
    },
    State {
        name: "all testimonials",
        steps: &[Step::Press("Afficher tous les témoignages")],
        ..DEFAULT
    },
    State {
        name: "all testimonials, dark, 320 px wide",
        emulations: &[Emulation::Dark],
        width: 320,
        steps: &[Step::Press("Afficher tous les témoignages")],
        ..DEFAULT
    },
    State { name: "a search that finds", steps: &[Step::Search("jeunes")], ..DEFAULT },
    State {
        name: "a search that finds nothing",
        variant: SiteVariant::Full,
        steps: &[Step::Search("zzz")],
        ..DEFAULT
    },
    State {
        name: "a search that finds nothing, dark",
        emulations: &[Emulation::Dark],
        steps: &[Step::Search("zzz")],
        ..DEFAULT
    },
    State { name: "the dialog that embeds", steps: EMBED_STEPS, ..DEFAULT },
    State {
        name: "the dialog that embeds, dark, 320 px wide",
        emulations: &[Emulation::Dark],
        width: 320,
        steps: EMBED_STEPS,
        ..DEFAULT
    },
    State { name: "every field filled", variant: SiteVariant::Full, ..DEFAULT },
    State {
        name: "every field filled, dark",
        emulations: &[Emulation::Dark],
        variant: SiteVariant::Full,
        ..DEFAULT
    },
    State {
        name: "every field filled, 320 px wide",
        width: 320,
        variant: SiteVariant::Full,
        ..DEFAULT
    },
    State { name: "many excerpts, folded", variant: SiteVariant::ManyExcerpts, ..DEFAULT },
    State {
        name: "many excerpts, unfolded",
        variant: SiteVariant::ManyExcerpts,
        steps: &[Step::Unfold],
        ..DEFAULT
    },
    State {
        name: "a rotation and a crowd of organisations",
        variant: SiteVariant::Crowded,
        ..DEFAULT
    },
    State { name: "no mission", variant: SiteVariant::Without("mission.json"), ..DEFAULT },
    State {
        name: "no testimonials",
        variant: SiteVariant::Without("testimonials.json"),
        ..DEFAULT
    },
    State { name: "no partners", variant: SiteVariant::Without("partners.json"), ..DEFAULT },
    State { name: "no press review", variant: SiteVariant::Without("press.json"), ..DEFAULT },
    State {
        name: "no press review, dark",
        emulations: &[Emulation::Dark],
        variant: SiteVariant::Without("press.json"),
        ..DEFAULT
    },
    State { name: "no words in the footer", variant: SiteVariant::Without("site.json"), ..DEFAULT },
];

const DEFAULT: State =
    State { name: "light", emulations: &[], width: 1280, variant: SiteVariant::Built, steps: &[] };

const EMBED_STEPS: &[Step] = &[Step::OpenDialog("Intégrer : Témoignages")];

const CONTENT_FILES: [&str; 5] =
    ["mission.json", "testimonials.json", "partners.json", "press.json", "site.json"];

/// One state, and how to reach it.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The name in failures and snapshots.
    pub name: &'static str,
    /// The visitor's preferences, which a session emulates from its start.
    pub emulations: &'static [Emulation],
    /// The viewport's width in CSS pixels.
    pub width: u32,
    /// What the site serves.
    pub variant: SiteVariant,
    /// The visitor's actions.
    pub steps: &'static [Step],
}

/// What a site serves.
#[derive(Clone, Copy, Debug)]
pub enum SiteVariant {
    /// The whole built site.
    Built,
    /// The page without its module script, so that the Wasm never runs.
    Prerendered,
    /// The content of `tests/fixtures/full`, where every optional field is filled.
    Full,
    /// More excerpts than are shown unfolded.
    ManyExcerpts,
    /// Testimonials with rotation, and a press review with a dozen organisations.
    Crowded,
    /// The whole site except one file of the content.
    Without(&'static str),
}

/// One action of a visitor.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Presses the button with this name.
    Press(&'static str),
    /// Types into the search field.
    Search(&'static str),
    /// Opens the `<details>`.
    Unfold,
    /// Opens the dialog of the button with this name, and waits for its snippet.
    OpenDialog(&'static str),
}

impl State {
    /// Finds the state with this name in the table.
    pub fn find(name: &str) -> &'static Self {
        let state = STATES.iter().find(|state| state.name == name);
        state.unwrap_or_else(|| panic!("the table of states has no {name:?}"))
    }

    /// Opens a session with this state's preferences, and brings it into the state.
    pub async fn enter(&self, browser: &Browser) -> (Session, Site) {
        let page = browser.open_as(self.emulations, "about:blank").await;
        let site = self.reach(&page).await;
        (page, site)
    }

    /// The preferences of all states that an engine supports, each once.
    pub fn list_emulations(engine: Engine) -> Vec<&'static [Emulation]> {
        let mut all: Vec<_> = STATES.iter().map(|state| state.emulations).collect();
        all.retain(|emulations| {
            engine != Engine::WebKit || !emulations.contains(&Emulation::ForcedColors)
        });
        let mut unique = vec![];
        for emulations in all {
            if !unique.contains(&emulations) {
                unique.push(emulations);
            }
        }
        unique
    }

    /// Brings a session with this state's preferences into the state. The site is served until it is dropped.
    pub async fn reach(&self, page: &Session) -> Site {
        let site = self.variant.serve().await;
        page.resize(self.width, 800).await;
        page.open(&site.url("/")).await;
        self.variant.wait_until_loaded(page).await;
        page.wait_for_layout().await;
        for step in self.steps {
            step.perform(page).await;
        }
        site
    }
}

impl SiteVariant {
    async fn serve(self) -> Site {
        let site = Site::with_fixture().await;
        match self {
            Self::Built => {}
            Self::Prerendered => site.set_page("/", &strip_module_script(&site.get_page("/"))),
            Self::Full => {
                for file in CONTENT_FILES {
                    site.set_page(
                        &format!("/content/{file}"),
                        &read_full_fixture(&format!("content/{file}")),
                    );
                }
                for file in ["images/logo.svg", "images/portrait.svg"] {
                    site.set_page(&format!("/{file}"), &read_full_fixture(file));
                }
                site.set_page("/", &clear_container(&read_dist_index()));
            }
            Self::ManyExcerpts => {
                site.set_page("/content/press.json", &add_excerpts().to_string());
                site.set_page("/", &clear_container(&read_dist_index()));
            }
            Self::Crowded => {
                let mut testimonials = read_fixture_content("testimonials.json");
                testimonials["rotation_seconds"] = 120.into();
                site.set_page("/content/testimonials.json", &testimonials.to_string());
                site.set_page("/content/press.json", &add_organisations().to_string());
                site.set_page("/", &clear_container(&read_dist_index()));
            }
            Self::Without(file) => {
                site.fail(&format!("/content/{file}"), Failure::Missing);
                site.set_page("/", &clear_container(&read_dist_index()));
            }
        }
        site
    }

    async fn wait_until_loaded(self, page: &Session) {
        let script = match self {
            Self::Prerendered => return,
            Self::Built => "return !!document.querySelector('[type=search]')",
            Self::Full | Self::ManyExcerpts | Self::Crowded | Self::Without(_) => {
                "return !!document.querySelector('main section') && document.readyState == 'complete'
                    && ![...document.querySelectorAll('[role=status]')].some(e => e.textContent.startsWith('Chargement'))"
            }
        };
        wait_until(&format!("the page has what comes: {self:?}"), async || {
            page.eval(script, vec![]).await == true
        })
        .await;
    }
}

impl Step {
    async fn perform(self, page: &Session) {
        match self {
            Self::Press(name) => page.click(Role::Button, name).await,
            Self::Search(text) => {
                page.click(Role::Searchbox, "Rechercher dans la revue de presse").await;
                page.type_text(text).await;
                wait_until("the search has been made", async || {
                    let count = page.read_text("#presse form > p").await;
                    count.contains("sur") || count.contains("Aucun")
                })
                .await;
            }
            Self::OpenDialog(name) => {
                page.click(Role::Button, name).await;
                let shown = "const code = document.querySelector('dialog[open] textarea');
                    return !!code && code.value.includes('next-level-')";
                wait_until("the snippet is there", async || page.eval(shown, vec![]).await == true)
                    .await;
            }
            Self::Unfold => {
                let summary = page.find_css("summary").await;
                page.click_on(&summary).await;
                let open = "return document.querySelector('details').open";
                wait_until("it unfolds", async || page.eval(open, vec![]).await == true).await;
            }
        }
    }
}

fn read_full_fixture(file: &str) -> String {
    let path = workspace_dir().join("tests/fixtures/full").join(file);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

fn add_excerpts() -> Value {
    let mut press = read_fixture_content("press.json");
    let excerpts = press["excerpts"].as_array_mut().expect("the excerpts are a list");
    let more = (0..30)
        .map(|i| json!({ "id": format!("e{i}"), "paragraphs": [format!("Un extrait, le {i}.")] }));
    excerpts.extend(more);
    press
}

fn add_organisations() -> Value {
    let mut press = read_fixture_content("press.json");
    let excerpts = press["excerpts"].as_array_mut().expect("the excerpts are a list");
    for (number, excerpt) in excerpts.iter_mut().enumerate() {
        excerpt["organisation"] = format!("Une organisation, la {number}e").into();
    }
    press
}

/// Removes the module script; data blocks, which are script elements, too, stay.
fn strip_module_script(html: &str) -> String {
    let (before, rest) =
        html.split_once("<script type=\"module\"").expect("a module starts the Wasm");
    let (_, after) = rest.split_once("</script>").expect("a script ends");
    format!("{before}{after}")
}
