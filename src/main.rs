//! The Wasm's entry points for the page and for widgets.
//!
//! There is no `main`: the scripts that load the Wasm call its exports.

#![no_main]

use std::cell::{Cell, RefCell};

use leptos::{
    mount::{UnmountHandle, hydrate_from, mount_to},
    prelude::*,
};
use next_level::{
    browser::{self, PreservedState},
    components::Markup,
    heading_level::HeadingLevel,
    options::{Layout, Options},
    page::{Part, SHELL, Sources, THEME_PART, parts, theme_part},
    section::Section,
    widget::{is_readable, widget},
};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// The URL of the site's files, relative to the page.
const BASE: &str = "./";

type MarkupFn = Box<dyn FnOnce() -> Markup>;
type MountHandle = UnmountHandle<<Markup as Render>::State>;

/// Hydrates an element's prerendered content. Content that was changed since, or rendered from other data, is rendered
/// again: hydration would miss its nodes and panic.
fn hydrate_or_render(element: HtmlElement, data: &[&str], view: MarkupFn) -> MountHandle {
    if browser::is_as_rendered(&element, data) {
        let handle = hydrate_from(element, view);
        // `hydrate_from` leaves its owner as the current one: it would dispose of what is created later, too.
        if let Some(owner) = Owner::current() {
            owner.unset();
        }
        return handle;
    }
    let preserved = PreservedState::capture(&element).with_scroll_positions(&element);
    element.set_text_content(None);
    let handle = mount_to(element.clone(), view);
    preserved.restore(&element);
    handle
}

thread_local! {
    static SOURCES: Cell<Option<Sources>> = const { Cell::new(None) };
    static MOUNTED_PARTS: RefCell<Vec<(&'static str, MountHandle)>> = const { RefCell::new(Vec::new()) };
}

/// Reads the documents of the page in `<div id="site">`, whose parts are then mounted one by one. If it was not
/// prerendered, writes its shell and fetches the documents.
#[wasm_bindgen]
pub fn page() {
    let Some(site) = browser::element_by_id("site") else { return };
    let is_prerendered = !browser::ensure_shell(&site, SHELL);
    // The first mount starts the executor, which fetches need.
    if MOUNTED_PARTS.with_borrow(Vec::is_empty)
        && let Some(element) = browser::find_theme_part(&site)
    {
        mount(element);
    }
    let json = |file: &str| browser::data_block(file).filter(|_| is_prerendered);
    SOURCES.set(Some(Sources::from_json_or_fetch(json, BASE)));
}

/// Mounts the part of the page that an element is for; hydrates its content if it has any. Before [`page`], only the
/// theme switch can be mounted.
#[wasm_bindgen]
pub fn mount(element: HtmlElement) {
    let name = element.get_attribute("data-part").unwrap_or_default();
    let part = if name == THEME_PART {
        Some(theme_part())
    } else {
        let find = |sources| parts(sources, BASE).into_iter().find(|part| part.name == name);
        SOURCES.get().and_then(find)
    };
    if let Some(part) = part {
        mount_part(part, element);
    }
}

/// Fetches the content of a file again; call it after all parts are mounted.
#[wasm_bindgen]
pub fn refresh(file: &str) {
    if let Some(sources) = SOURCES.get() {
        sources.refresh(file);
    }
}

/// Mounts a part; prerendered content, which stays readable meanwhile, only once its document is ready.
fn mount_part(Part { name, files, fetch, view }: Part, element: HtmlElement) {
    let pending = fetch.filter(|fetch| element.has_child_nodes() && !fetch.is_ready());
    let mount = move || {
        let data: Vec<_> = files.iter().filter_map(|file| browser::data_block(file)).collect();
        let data: Vec<_> = data.iter().map(String::as_str).collect();
        let handle = hydrate_or_render(element, &data, view);
        MOUNTED_PARTS.with_borrow_mut(|mounted| {
            mounted.retain(|(other, _)| *other != name);
            mounted.push((name, handle));
        });
    };
    let Some(fetch) = pending else { return mount() };
    let mut mount = Some(mount);
    browser::effect(move || {
        if fetch.is_ready() {
            untrack(|| mount.take().map(|mount| mount()));
        }
    });
}

/// A mounted widget. `free()` removes its nodes, listeners and timers.
#[wasm_bindgen]
pub struct LiveWidget {
    options: RwSignal<Options>,
    _handle: MountHandle,
}

#[wasm_bindgen]
impl LiveWidget {
    /// Hydrates a section in its container from the JSON of `site.json` and of its own document; `undefined` if either
    /// is invalid. `base` is the URL of the site's files, ending with `/`.
    pub fn hydrate(
        container: HtmlElement,
        section: &str,
        site: String,
        document: String,
        base: String,
    ) -> Option<Self> {
        let section = Section::from_name(section)
            .filter(|section| is_readable(*section, &site, &document))?;
        // Passes the options out of the view's closure, which can return only the view.
        thread_local!(static OPTIONS: RefCell<Option<RwSignal<Options>>> = const { RefCell::new(None) });
        let data = [site.clone(), document.clone()];
        let view = Box::new(move || {
            let options = RwSignal::new(Options::with_level(HeadingLevel::WIDGET));
            let view = widget(section, site, document, &base, options.read_only());
            OPTIONS.set(view.is_some().then_some(options));
            view.into()
        });
        let handle = hydrate_or_render(container, &data.each_ref().map(String::as_str), view);
        OPTIONS.take().map(|options| Self { options, _handle: handle })
    }

    /// Sets the options: the title's level, the layout's name, the ids of the selected entries, and their maximum
    /// number (0 for all).
    pub fn show(&self, level: u8, layout: &str, items: Vec<String>, limit: usize) {
        let level = HeadingLevel::nearest(level);
        let options = Options { level, layout: Layout::from_name(layout), items, limit };
        if *self.options.read_untracked() != options {
            self.options.set(options);
        }
    }
}

/// Prints the message of a panic, after which a debug build traps like any other.
#[cfg(debug_assertions)]
#[wasm_bindgen(start)]
fn print_panics() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
}
