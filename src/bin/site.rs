//! The browser's entry: hydrates what the build rendered into `<div id="site">`; where nothing
//! was rendered, fetches the content and renders it here.

use leptos::mount::{hydrate_from, mount_to};
use next_level::{
    browser,
    page::{Sources, page},
};

/// Where the site's files are, seen from the page.
const BASE: &str = "./";

fn main() {
    let Some(container) = browser::container("site") else { return };
    let rendered = container.first_element_child().is_some();
    match Sources::known(browser::data_block, BASE).filter(|_| rendered) {
        Some(sources) => {
            hydrate_from(container, move || page(sources, BASE)).forget();
            browser::when_idle(move || sources.refresh());
        }
        None => {
            container.set_text_content(None);
            mount_to(container, || page(Sources::fetched(BASE), BASE)).forget();
        }
    }
}
