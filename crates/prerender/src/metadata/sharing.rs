//! What messengers and social networks show of an address: the Open Graph protocol (<https://ogp.me>).

use content::Testimonial;
use maud::{Markup, html};
use next_level::section::Section;
use text::typography::apply_french_spacing;

use crate::{
    SiteUrl,
    art::{CARD, SHARING_PICTURE, picture_path},
    documents::Documents,
};

/// What is shown of an address.
pub(crate) struct Preview {
    address: String,
    title: String,
    description: String,
    /// The absolute URL of a PNG, its width and height in pixels, and its text alternative.
    picture: (String, u32, u32, String),
}

impl Preview {
    /// The title and the first words of a section, with the site's picture.
    pub(crate) fn of_section(
        section: Section,
        documents: &Documents,
        url: &SiteUrl,
        address: &str,
    ) -> Self {
        let (picture, width, height) = SHARING_PICTURE;
        let mission = apply_french_spacing(&documents.mission.title);
        let alternative = format!("{}, {mission}", documents.site.name);
        Self {
            address: address.to_owned(),
            title: apply_french_spacing(documents.title(section)),
            description: documents.description(section).to_owned(),
            picture: (url.join(picture), width, height, alternative),
        }
    }

    /// The words of a testimonial, with its card.
    pub(crate) fn of_testimonial(testimonial: &Testimonial, url: &SiteUrl, address: &str) -> Self {
        let Testimonial { id, quote, name, .. } = testimonial;
        let (card, width, height) = CARD;
        let quote = apply_french_spacing(&format!("«{quote}»"));
        Self {
            address: address.to_owned(),
            title: format!("Témoignage de {name}"),
            description: quote.clone(),
            picture: (url.join(&picture_path(id, card)), width, height, format!("{quote} {name}")),
        }
    }
}

/// Renders the tags of Open Graph, and the only one that Twitter does not read from these.
pub(crate) fn render_sharing_tags(documents: &Documents, preview: &Preview) -> Vec<Markup> {
    let Preview { address, title, description, picture: (picture, width, height, alternative) } =
        preview;
    let site = &documents.site;
    let mut tags = vec![
        ("og:type", "website".to_owned()),
        ("og:url", address.clone()),
        ("og:site_name", site.name.clone()),
        ("og:title", title.clone()),
        ("og:description", description.clone()),
        ("og:image", picture.clone()),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        ("og:image:alt", alternative.clone()),
        ("twitter:card", "summary_large_image".to_owned()),
    ];
    // Open Graph wants a country, too, which is known for French only.
    if site.language.as_str() == "fr" {
        tags.push(("og:locale", "fr_FR".to_owned()));
    }
    let render = |(name, value): (&str, String)| {
        // Open Graph uses `property`, all others use `name`.
        if name.starts_with("og:") {
            html! { meta property=(name) content=(value); }
        } else {
            html! { meta name=(name) content=(value); }
        }
    };
    tags.into_iter().map(render).collect()
}
