//! The states that the page can be in, as a table: who visits, what came, and what they did.
//!
//! A new state is a new row of [`STATES`]; what only some engine can do is left out in the others.

use std::fs;

use serde_json::{Value, json};

use crate::content::usual_content;
use crate::engine::{Emulation, Engine};
use crate::paths::workspace;
use crate::scenario::{Browser, dist_index, without_container_content};
use crate::session::{Role, Session};
use crate::site::{Fault, Site};
use crate::wait::wait_until;

/// Every state of the page that is looked at as a whole.
pub const STATES: &[State] = &[
    State { name: "light", ..LIGHT },
    State { name: "dark", visitor: &[Emulation::Dark], ..LIGHT },
    State { name: "forced colours", visitor: &[Emulation::ForcedColors], ..LIGHT },
    State {
        name: "forced colours, dark",
        visitor: &[Emulation::ForcedColors, Emulation::Dark],
        ..LIGHT
    },
    State { name: "without scripts", comes: Comes::Prerendered, ..LIGHT },
    State { name: "320 px wide", width: 320, ..LIGHT },
    State { name: "320 px wide, dark", visitor: &[Emulation::Dark], width: 320, ..LIGHT },
    State {
        name: "another testimonial",
        comes: Comes::Full,
        steps: &[Step::Press("Témoignage suivant")],
        ..LIGHT
    },
    State {
        name: "all testimonials",
        steps: &[Step::Press("Afficher tous les témoignages")],
        ..LIGHT
    },
    State {
        name: "all testimonials, dark, 320 px wide",
        visitor: &[Emulation::Dark],
        width: 320,
        steps: &[Step::Press("Afficher tous les témoignages")],
        ..LIGHT
    },
    State { name: "a search that finds", steps: &[Step::Search("jeunes")], ..LIGHT },
    State {
        name: "a search that finds nothing",
        comes: Comes::Full,
        steps: &[Step::Search("zzz")],
        ..LIGHT
    },
    State {
        name: "a search that finds nothing, dark",
        visitor: &[Emulation::Dark],
        steps: &[Step::Search("zzz")],
        ..LIGHT
    },
    State { name: "the dialog that embeds", steps: EMBED, ..LIGHT },
    State {
        name: "the dialog that embeds, dark, 320 px wide",
        visitor: &[Emulation::Dark],
        width: 320,
        steps: EMBED,
        ..LIGHT
    },
    State { name: "every field filled", comes: Comes::Full, ..LIGHT },
    State {
        name: "every field filled, dark",
        visitor: &[Emulation::Dark],
        comes: Comes::Full,
        ..LIGHT
    },
    State { name: "every field filled, 320 px wide", width: 320, comes: Comes::Full, ..LIGHT },
    State { name: "many excerpts, folded", comes: Comes::ManyExcerpts, ..LIGHT },
    State {
        name: "many excerpts, unfolded",
        comes: Comes::ManyExcerpts,
        steps: &[Step::Unfold],
        ..LIGHT
    },
    State { name: "a rotation and a crowd of organisations", comes: Comes::Crowded, ..LIGHT },
    State { name: "no mission", comes: Comes::Without("mission.json"), ..LIGHT },
    State { name: "no testimonials", comes: Comes::Without("testimonials.json"), ..LIGHT },
    State { name: "no partners", comes: Comes::Without("partners.json"), ..LIGHT },
    State { name: "no press review", comes: Comes::Without("press.json"), ..LIGHT },
    State {
        name: "no press review, dark",
        visitor: &[Emulation::Dark],
        comes: Comes::Without("press.json"),
        ..LIGHT
    },
    State { name: "no words in the footer", comes: Comes::Without("site.json"), ..LIGHT },
];

const LIGHT: State =
    State { name: "light", visitor: &[], width: 1280, comes: Comes::Built, steps: &[] };

const EMBED: &[Step] = &[Step::Embed("Intégrer : Témoignages")];

const FILES: [&str; 5] =
    ["mission.json", "testimonials.json", "partners.json", "press.json", "site.json"];

/// One state, and how to get there.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// What a failure calls it.
    pub name: &'static str,
    /// What the visitor prefers; a session has it from its start.
    pub visitor: &'static [Emulation],
    /// The viewport's width.
    pub width: u32,
    /// What the visitor gets from the site.
    pub comes: Comes,
    /// What the visitor then does.
    pub steps: &'static [Step],
}

/// What a visitor gets from the site.
#[derive(Clone, Copy, Debug)]
pub enum Comes {
    /// All of it.
    Built,
    /// The HTML, and no script.
    Prerendered,
    /// The content of `tests/fixtures/full`, where every optional field is filled.
    Full,
    /// More excerpts than stand open.
    ManyExcerpts,
    /// Testimonials that rotate, and a press review that names a dozen organisations.
    Crowded,
    /// All but one file of the content.
    Without(&'static str),
}

/// One thing that a visitor does.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Presses the button of that name.
    Press(&'static str),
    /// Types into the search field.
    Search(&'static str),
    /// Unfolds what stands folded.
    Unfold,
    /// Opens the dialog of that button, and waits for its preview.
    Embed(&'static str),
}

impl State {
    /// The state of this name in the table.
    pub fn named(name: &str) -> &'static Self {
        let state = STATES.iter().find(|state| state.name == name);
        state.unwrap_or_else(|| panic!("the table of states has no {name:?}"))
    }

    /// Opens a window for this state's visitor, and brings it there.
    pub async fn enter(&self, browser: &Browser) -> (Session, Site) {
        let page = browser.open_as(self.visitor, "about:blank").await;
        let site = self.reach(&page).await;
        (page, site)
    }

    /// The visitors of all states that an engine knows, each once.
    pub fn visitors(engine: Engine) -> Vec<&'static [Emulation]> {
        let mut visitors: Vec<_> = STATES.iter().map(|state| state.visitor).collect();
        visitors.retain(|visitor| {
            engine != Engine::WebKit || !visitor.contains(&Emulation::ForcedColors)
        });
        let mut once = vec![];
        for visitor in visitors {
            if !once.contains(&visitor) {
                once.push(visitor);
            }
        }
        once
    }

    /// Brings a session of this state's visitor into this state. The site lives as long as its value.
    pub async fn reach(&self, page: &Session) -> Site {
        let site = self.comes.serve().await;
        page.resize(self.width, 800).await;
        page.open(&site.url("/")).await;
        self.comes.arrives(page).await;
        for step in self.steps {
            step.take(page).await;
        }
        site
    }
}

impl Comes {
    async fn serve(self) -> Site {
        let site = Site::usual().await;
        match self {
            Self::Built => {}
            Self::Prerendered => site.page("/", &without_scripts(&site.get("/"))),
            Self::Full => {
                for file in FILES {
                    site.page(&format!("/content/{file}"), &fixture(&format!("content/{file}")));
                }
                for file in ["images/logo.svg", "images/portrait.svg"] {
                    site.page(&format!("/{file}"), &fixture(file));
                }
                site.page("/", &without_container_content(&dist_index()));
            }
            Self::ManyExcerpts => {
                site.page("/content/press.json", &many_excerpts().to_string());
                site.page("/", &without_container_content(&dist_index()));
            }
            Self::Crowded => {
                let mut testimonials = usual_content("testimonials.json");
                testimonials["rotation_seconds"] = 120.into();
                site.page("/content/testimonials.json", &testimonials.to_string());
                site.page("/content/press.json", &crowd().to_string());
                site.page("/", &without_container_content(&dist_index()));
            }
            Self::Without(file) => {
                site.fault(&format!("/content/{file}"), Fault::Missing);
                site.page("/", &without_container_content(&dist_index()));
            }
        }
        site
    }

    async fn arrives(self, page: &Session) {
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
    async fn take(self, page: &Session) {
        match self {
            Self::Press(name) => page.click(Role::Button, name).await,
            Self::Search(words) => {
                page.click(Role::Searchbox, "Rechercher dans la revue de presse").await;
                page.keys(words).await;
                wait_until("the search has been made", async || {
                    let told = page.text_of("#presse form > p").await;
                    told.contains("sur") || told.contains("Aucun")
                })
                .await;
            }
            Self::Embed(name) => {
                page.click(Role::Button, name).await;
                let shown = "const code = document.querySelector('dialog[open] textarea');
                    return !!code && code.value.includes('next-level-')";
                wait_until("the snippet is there", async || page.eval(shown, vec![]).await == true)
                    .await;
            }
            Self::Unfold => {
                let summary = page.css("summary").await;
                page.click_on(&summary).await;
                let open = "return document.querySelector('details').open";
                wait_until("it unfolds", async || page.eval(open, vec![]).await == true).await;
            }
        }
    }
}

fn fixture(file: &str) -> String {
    let path = workspace().join("tests/fixtures/full").join(file);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

fn many_excerpts() -> Value {
    let mut press = usual_content("press.json");
    let excerpts = press["excerpts"].as_array_mut().expect("the excerpts are a list");
    let more = (0..30)
        .map(|i| json!({ "id": format!("e{i}"), "paragraphs": [format!("Un extrait, le {i}.")] }));
    excerpts.extend(more);
    press
}

fn crowd() -> Value {
    let mut press = usual_content("press.json");
    let excerpts = press["excerpts"].as_array_mut().expect("the excerpts are a list");
    for (number, excerpt) in excerpts.iter_mut().enumerate() {
        excerpt["organisation"] = format!("Une organisation, la {number}e").into();
    }
    press
}

/// The page without its modules; data blocks are scripts too, and stay.
fn without_scripts(html: &str) -> String {
    let (before, rest) =
        html.split_once("<script type=\"module\"").expect("a module starts the Wasm");
    let (_, after) = rest.split_once("</script>").expect("a script ends");
    format!("{before}{after}")
}
