//! The browser's entry: the page, or widgets on whatever page they stand.

use std::{cell::RefCell, panic};

use leptos::{
    mount::{UnmountHandle, hydrate_from, mount_to},
    prelude::*,
};
use next_level::{
    browser,
    heading_level::HeadingLevel,
    options::{Layout, Options, Section},
    page::{Sources, page as whole_page},
    widget::{readable, widget},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlElement;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Where the site's files are, seen from the page.
const BASE: &str = "./";

/// Nothing happens until whoever loaded the Wasm says what is wanted.
fn main() {}

/// Hydrates what the build rendered into `<div id="site">`; where nothing was rendered, fetches the
/// content and renders it there.
#[wasm_bindgen]
pub fn page() {
    let Some(container) = browser::container("site") else { return };
    let rendered = container.first_element_child().is_some();
    match Sources::known(browser::data_block, BASE).filter(|_| rendered) {
        Some(sources) => {
            hydrate_from(container, move || whole_page(sources, BASE)).forget();
            browser::when_idle(move || sources.refresh());
        }
        None => {
            container.set_text_content(None);
            mount_to(container, || whole_page(Sources::fetched(BASE), BASE)).forget();
        }
    }
}

/// A widget that lives. Freeing it (`free()`) takes its nodes away, and all that listens or waits.
#[wasm_bindgen]
pub struct LiveWidget {
    options: RwSignal<Options>,
    _mounted: UnmountHandle<<AnyView as Render>::State>,
}

#[wasm_bindgen]
impl LiveWidget {
    /// Hydrates a section in the element that holds it, from the JSON of `site.json` and of its own
    /// document; `undefined` if they are not these. `base` is where the site's files are, ending with `/`.
    pub fn hydrate(
        container: HtmlElement,
        section: &str,
        site: String,
        document: String,
        base: String,
    ) -> Option<Self> {
        let section =
            Section::named(section).filter(|section| readable(*section, &site, &document))?;
        // Hydration gives back what it mounted, not what it was mounted with.
        thread_local!(static MADE: RefCell<Option<RwSignal<Options>>> = const { RefCell::new(None) });
        let mounted = hydrate_from(container, move || {
            let options = RwSignal::new(Options::at(HeadingLevel::WIDGET));
            let made = widget(section, site, document, &base, options.read_only());
            MADE.set(made.is_some().then_some(options));
            made.unwrap_or_else(|| ().into_any())
        });
        MADE.take().map(|options| Self { options, _mounted: mounted })
    }

    /// Shows it otherwise: the title's level, the layout's name, the ids of the entries wanted, and how many
    /// at most (0 for all).
    pub fn show(&self, level: u8, layout: &str, items: Vec<String>, limit: usize) {
        let level = HeadingLevel::nearest(level);
        let options = Options { level, layout: Layout::named(layout), items, limit };
        if *self.options.read_untracked() != options {
            self.options.set(options);
        }
    }
}

thread_local!(static TOLD_OF_PANIC: RefCell<Vec<js_sys::Function>> = const { RefCell::new(Vec::new()) });

/// Calls back when the Wasm has panicked: then nothing that it made answers any more.
#[wasm_bindgen]
pub fn on_panic(told: js_sys::Function) {
    TOLD_OF_PANIC.with_borrow_mut(|all| all.push(told));
    panic::set_hook(Box::new(|_| {
        browser::stop();
        for told in TOLD_OF_PANIC.take() {
            let _ = told.call0(&JsValue::UNDEFINED);
        }
    }));
}
