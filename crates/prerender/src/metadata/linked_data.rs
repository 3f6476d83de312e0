//! Linked data (JSON-LD): the association and the quotations on the page.

use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use content::{Excerpt, Testimonial};

use crate::{
    SiteUrl,
    art::{MANIFEST_ICONS, icon_path},
    documents::Documents,
    html::escape_data_block,
    pages::testimonial,
};

/// Renders the data block. It says only what the content says.
pub(crate) fn render_linked_data(documents: &Documents, url: &SiteUrl) -> Markup {
    let organisation = url.join("#association");
    let mut graph = vec![describe_association(documents, url, &organisation)];
    let about = json!({ "@id": organisation });
    let testimonials = documents.testimonials.testimonials.iter();
    graph.extend(testimonials.map(|testimonial| describe_testimonial(testimonial, url, &about)));
    graph.extend(documents.press.excerpts.iter().map(describe_excerpt));
    render_graph(graph)
}

/// Renders the data block of a testimonial's own page.
pub(crate) fn render_testimonial_data(
    testimonial: &Testimonial,
    documents: &Documents,
    url: &SiteUrl,
) -> Markup {
    let organisation = url.join("#association");
    let about = json!({ "@id": organisation });
    let association = describe_association(documents, url, &organisation);
    render_graph(vec![association, describe_testimonial(testimonial, url, &about)])
}

fn render_graph(graph: Vec<Value>) -> Markup {
    let linked = json!({ "@context": "https://schema.org", "@graph": graph });
    html! { script type="application/ld+json" { (PreEscaped(escape_data_block(&linked.to_string()))) } }
}

fn describe_association(documents: &Documents, url: &SiteUrl, id: &str) -> Value {
    let site = &documents.site;
    let home = site.home.as_ref().map_or(url.as_str(), |home| home.as_str());
    let mut association = json!({
        "@type": "Organization",
        "@id": id,
        "name": site.name,
        "url": home,
        "logo": url.join(&icon_path(MANIFEST_ICONS[1])),
    });
    let mailbox = site.contact.as_ref().and_then(|link| link.as_str().strip_prefix("mailto:"));
    if let Some(mailbox) = mailbox {
        association["email"] = mailbox.split('?').next().into();
    }
    association
}

fn describe_testimonial(testimonial: &Testimonial, url: &SiteUrl, about: &Value) -> Value {
    let Testimonial { id, quote, name, role, .. } = testimonial;
    json!({
        "@type": "Quotation",
        "url": testimonial::address(id, url),
        "text": quote,
        "creator": { "@type": "Person", "name": name, "description": role },
        "about": about,
    })
}

fn describe_excerpt(excerpt: &Excerpt) -> Value {
    let mut quotation = json!({ "@type": "Quotation", "text": excerpt.paragraphs.join("\n") });
    if let Some(name) = &excerpt.organisation {
        quotation["about"] = json!({ "@type": "Organization", "name": name });
    }
    if excerpt.publication.is_some() || excerpt.url.is_some() {
        let mut whole = json!({ "@type": "CreativeWork" });
        if let Some(name) = &excerpt.publication {
            whole["publisher"] = json!({ "@type": "Organization", "name": name });
        }
        if let Some(date) = &excerpt.date {
            whole["datePublished"] = date.as_str().into();
        }
        if let Some(url) = &excerpt.url {
            whole["url"] = url.as_str().into();
        }
        quotation["isPartOf"] = whole;
    }
    quotation
}
