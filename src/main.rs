//! The browser's entry: the page, or widgets on whatever page they stand.
//!
//! Nothing happens until whoever loaded the Wasm calls one of the exports, so there is no `main`.

#![no_main]

use std::{
    cell::{Cell, RefCell},
    panic,
};

use leptos::{
    mount::{UnmountHandle, hydrate_from, mount_to},
    prelude::*,
};
use next_level::{
    browser::{self, Kept},
    components::Markup,
    heading_level::HeadingLevel,
    options::{Layout, Options, Section},
    page::{Part, SHELL, Sources, THEME, parts, theme},
    widget::{readable, widget},
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlElement;

/// Where the site's files are, seen from the page.
const BASE: &str = "./";

type View = Box<dyn FnOnce() -> Markup>;
type Mounted = UnmountHandle<<Markup as Render>::State>;

/// Hydrates what the build rendered into an element. Where something else is there by now, or it was rendered
/// from other data, it is rendered anew: hydration would look for nodes that are not there, and stop for good.
fn take_over(element: HtmlElement, data: &[&str], view: View) -> Mounted {
    if browser::as_rendered(&element, data) {
        return hydrate_from(element, view);
    }
    let kept = Kept::inside(&element).with_scrolls(&element);
    element.set_text_content(None);
    let mounted = mount_to(element.clone(), view);
    kept.put_back(&element);
    mounted
}

/// Takes over each part of the page in `<div id="site">`; where there is no page, writes its shell, and
/// fetches the content.
#[wasm_bindgen]
pub fn page() {
    let Some(site) = browser::container("site") else { return };
    let rendered = !browser::ensure_shell(&site, SHELL);
    // The first, since mounting is what starts whatever runs futures.
    if let Some(place) = browser::part(&site, THEME) {
        start(theme(), place);
    }
    let data = |file: &str| browser::data_block(file).filter(|_| rendered);
    let sources = Sources::found(data, BASE);
    SOURCES.set(Some(sources));
    for part in parts(sources, BASE) {
        if let Some(place) = browser::part(&site, part.name) {
            start(part, place);
        }
    }
    browser::when_idle(move || sources.refresh());
}

thread_local! {
    static SOURCES: Cell<Option<Sources>> = const { Cell::new(None) };
    static LIVING: RefCell<Vec<(&'static str, Mounted)>> = const { RefCell::new(Vec::new()) };
}

/// Renders a part of the page anew, in the element that is now its place: somebody has put copies in the place
/// of its nodes, to which nobody listens.
#[wasm_bindgen]
pub fn renew(place: HtmlElement) {
    let Some(sources) = SOURCES.get() else { return };
    let name = place.get_attribute("data-part").unwrap_or_default();
    let part = parts(sources, BASE).into_iter().chain([theme()]).find(|part| part.name == name);
    if let Some(part) = part {
        place.set_text_content(None);
        start(part, place);
    }
}

/// Takes a part over at once; but while its document has to be fetched, what stands there can be read.
fn start(Part { name, files, request, view }: Part, place: HtmlElement) {
    let missing = request.filter(|request| place.has_child_nodes() && !request.ready());
    let take_over = move || {
        let data: Vec<_> = files.iter().filter_map(|file| browser::data_block(file)).collect();
        let data: Vec<_> = data.iter().map(String::as_str).collect();
        let mounted = take_over(place, &data, view);
        LIVING.with_borrow_mut(|living| {
            living.retain(|(known, _)| *known != name);
            living.push((name, mounted));
        });
    };
    let Some(request) = missing else { return take_over() };
    let mut take_over = Some(take_over);
    browser::effect(move || {
        if request.ready() {
            untrack(|| take_over.take().map(|take_over| take_over()));
        }
    });
}

/// A widget that lives. Freeing it (`free()`) takes its nodes away, and all that listens or waits.
#[wasm_bindgen]
pub struct LiveWidget {
    options: RwSignal<Options>,
    _mounted: Mounted,
}

#[wasm_bindgen]
impl LiveWidget {
    /// Takes over a section in the element that holds it, from the JSON of `site.json` and of its own
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
        // Mounting gives back what it mounted, not what it was mounted with.
        thread_local!(static MADE: RefCell<Option<RwSignal<Options>>> = const { RefCell::new(None) });
        let data = [site.clone(), document.clone()];
        let view = Box::new(move || {
            let options = RwSignal::new(Options::at(HeadingLevel::WIDGET));
            let made = widget(section, site, document, &base, options.read_only());
            MADE.set(made.is_some().then_some(options));
            made.into()
        });
        let mounted = take_over(container, &data.each_ref().map(String::as_str), view);
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
