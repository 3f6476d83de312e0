//! The built site in three real browsers, driven by WebDriver; their consoles are read by WebDriver BiDi, the
//! DevTools protocol and WebKit's inspector.
//!
//! A scenario is an `async fn(Browser)`; [`scenarios!`] makes one test per engine of it:
//!
//! ```ignore
//! async fn next_shows_the_second_quote(browser: Browser) {
//!     let site = Site::with_fixture().await;
//!     let page = browser.open(&site.url("/")).await;
//!     page.click(Role::Button, "Témoignage suivant").await;
//!     wait_for_value("the position", "2 / 3", async || page.read_text(".testimonials__position").await).await;
//!     assert_eq!(page.read_errors().await, []);
//! }
//!
//! scenarios! { next_shows_the_second_quote }
//! ```
//!
//! Run through `cargo xtask test`, which installs the browsers.
//! A failed scenario saves a screenshot, the page and the console in `target/screenshots/failed`.

mod scenario;
pub use scenario::{Browser, run};

mod site;
pub use site::{Failure, Hold, Request, Site};

mod host;
pub use host::{DISGUISE_SCRIPT, FAST_CLOCK_SCRIPT, Host};

mod session;
pub use session::{Role, Session, element_reference};

mod row;
pub use row::{FIND_ROW, PRESS_NEXT};

mod state;
pub use state::{STATES, SiteVariant, State, Step};

mod mutation;
pub use mutation::{MUTATIONS, Mutation, When};

pub mod axe;

mod color;
pub use color::COLOR_FUNCTIONS;

mod content;
pub use content::{list_texts, read_content, read_fixture_content, strip_whitespace};

mod wait;
pub use wait::{Condition, wait_for_value, wait_until};

mod console;
pub use console::{Level, Message, Source};

mod engine;
pub use engine::{Emulation, Engine};

mod driver;

mod pool;

mod process;
pub use process::{ProcessGroup, find_free_port, leashed_command};

mod paths;
pub use paths::{copy_folder, dist_dir, find_program, glue_path, hosted_dir, list_files};
pub use paths::{wasm_path, workspace_dir};

pub use fantoccini::elements::Element;
pub use fantoccini::key::Key;
