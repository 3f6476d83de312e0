//! The browser's entry: asks for the content and shows the page in `<div id="site">`.

use leptos::mount::mount_to;
use next_level::{
    browser,
    page::{Sources, page},
};

fn main() {
    let Some(container) = browser::container("site") else {
        return;
    };
    let base = "./";
    mount_to(container, move || page(Sources::fetched(base), base)).forget();
}
