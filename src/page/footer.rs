//! The page's footer.

use leptos::{html, prelude::*};

use crate::components::{El, Markup, el};
use content::{Link, Site};

/// The association's name, and the links that the content has: home page, source page, contact, legal notice, privacy
/// and accessibility statement.
#[component]
pub(super) fn Footer(site: ReadSignal<Site>) -> Markup {
    Markup::live_element(move || {
        let site = site.read();
        let links: Vec<El> = links(&site).collect();
        let list = || el(html::ul()).class("footer__links").attr("role", "list");
        el(html::div())
            .class("footer__words")
            .child(el(html::p()).class("footer__name").child(site.name.as_str()))
            .child((!links.is_empty()).then(|| list().children(links)))
    })
}

/// The links that the content has.
fn links(site: &Site) -> impl Iterator<Item = El> {
    let link = |label: &str, link: &Link| {
        el(html::li()).child(el(html::a()).attr("href", link.as_str()).child(label))
    };
    let labelled = [
        ("La page d’où viennent ces textes", &site.page),
        ("Contact", &site.contact),
        ("Mentions légales", &site.legal_notice),
        ("Données personnelles", &site.privacy),
        ("Accessibilité", &site.accessibility_statement),
    ];
    let home = site.home.as_ref().map(|home| link(home.label(), home));
    home.into_iter().chain(
        labelled.into_iter().filter_map(move |(label, url)| Some(link(label, url.as_ref()?))),
    )
}
