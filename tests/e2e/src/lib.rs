//! The built site in three real browsers, driven by plain W3C WebDriver.
//!
//! A scenario is an `async fn(Browser)`; [`scenarios!`] makes one test per engine of it:
//!
//! ```ignore
//! async fn next_shows_the_second_quote(browser: Browser) {
//!     let site = Site::dist().await;
//!     let page = browser.open(&site.url("/")).await;
//!     page.click(Role::Button, "Témoignage suivant").await;
//!     wait_for_value("the position", "2 sur 5", async || page.text_of(".position").await).await;
//!     assert_eq!(page.problems().await, []);
//! }
//!
//! scenarios! { next_shows_the_second_quote }
//! ```
//!
//! Run through `cargo xtask test`, which installs the browsers and starts a display for WebKit.
//! A scenario that fails leaves a screenshot, the page and the console in `target/screenshots/failed`.

mod scenario;
pub use scenario::{Browser, run};

mod site;
pub use site::{Fault, Hold, Request, Site};

mod host;
pub use host::{DISGUISE, FAST, Host};

mod session;
pub use session::{Role, Session};

mod row;
pub use row::{PRESS_NEXT, ROW};

mod state;
pub use state::{Comes, STATES, State, Step};

mod mutation;
pub use mutation::{MUTATIONS, Mutation, When};

pub mod axe;

mod content;
pub use content::{bare, content, usual_content};

mod wait;
pub use wait::{Condition, wait_for_value, wait_until};

mod console;
pub use console::{Level, Message, Source};

mod engine;
pub use engine::{Emulation, Engine};

mod driver;

mod process;
pub use process::{ProcessGroup, find_free_port, leashed_command};

mod paths;
pub use paths::{dist, program, wasm, workspace};

pub use fantoccini::elements::Element;
pub use fantoccini::key::Key;
