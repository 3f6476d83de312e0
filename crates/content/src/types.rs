//! One type per JSON file, and one per kind of entry. `fields` in the crate `editor` describes the same
//! fields for editors; `the_shapes_and_the_types_have_the_same_fields` in its tests compares the two.
//!
//! Each field has its own default: one default for a whole type costs 1.0 kB of Wasm (brotli 11).

use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize};

use crate::{Date, Language, Link};

/// `site.json`: settings of the whole site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The association's name.
    #[serde(default)]
    pub name: String,
    /// The language of the content, as in `<html lang>`.
    #[serde(default)]
    pub language: Language,
    /// The association's own home page.
    #[serde(default, deserialize_with = "tolerate")]
    pub home: Option<Link>,
    /// The association's page that the content is quoted from.
    #[serde(default, deserialize_with = "tolerate")]
    pub page: Option<Link>,
    /// The contact link, usually `mailto:`.
    #[serde(default, deserialize_with = "tolerate")]
    pub contact: Option<Link>,
    /// The legal notice ("mentions légales").
    #[serde(default, deserialize_with = "tolerate")]
    pub legal_notice: Option<Link>,
    /// The privacy policy.
    #[serde(default, deserialize_with = "tolerate")]
    pub privacy: Option<Link>,
    /// The accessibility statement (RGAA 4.1.2).
    #[serde(default, deserialize_with = "tolerate")]
    pub accessibility_statement: Option<Link>,
    /// Expressions in another language, anywhere in the content (RGAA 8.7).
    #[serde(default)]
    pub foreign_language_terms: Vec<ForeignTerm>,
}

/// An expression in another language than the site's, marked up for screen readers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForeignTerm {
    /// The expression, verbatim.
    #[serde(default)]
    pub text: String,
    /// Its language.
    #[serde(default)]
    pub language: Language,
}

/// `mission.json`: what the association does, in paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mission {
    /// The section's title.
    #[serde(default)]
    pub title: String,
    /// The paragraphs, in order.
    #[serde(default)]
    pub paragraphs: Vec<String>,
}

/// `testimonials.json`: quotations of people who were trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimonials {
    /// The section's title.
    #[serde(default)]
    pub title: String,
    /// The quotations, in order.
    #[serde(default)]
    pub testimonials: Vec<Testimonial>,
    /// The interval of the automatic rotation in seconds; `None` disables it.
    #[serde(default)]
    pub rotation_seconds: Option<u32>,
}

/// What only the build reads of `testimonials.json`: as a field of [`Testimonials`] it would cost 0.08 kB of Wasm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormerTestimonials {
    /// The ids of testimonials that were withdrawn: their addresses say so.
    #[serde(default)]
    pub former_ids: Vec<String>,
}

impl Testimonials {
    /// The seconds that a rotation may wait: readers find that quotations rotate too fast.
    pub const ROTATION_SECONDS: RangeInclusive<u32> = 12..=600;
}

/// A quotation and its author.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimonial {
    /// The slug of this testimonial in links.
    #[serde(default)]
    pub id: String,
    /// The quotation, verbatim.
    #[serde(default)]
    pub quote: String,
    /// The person's name.
    #[serde(default)]
    pub name: String,
    /// The person's role and organisation.
    #[serde(default)]
    pub role: String,
    /// The person's portrait.
    #[serde(default)]
    pub portrait: Option<Picture>,
}

/// `partners.json`: the organisations whose members were trained, and the campaigns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Partners {
    /// The section's title.
    #[serde(default)]
    pub title: String,
    /// The sentence before the list.
    #[serde(default)]
    pub introduction: String,
    /// The organisations, in order.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// Whether the list ends with "et d’autres".
    #[serde(default)]
    pub and_others: bool,
    /// The sentence after the list, which names the campaigns.
    #[serde(default)]
    pub conclusion: String,
    /// The campaigns that the conclusion names; those with a URL become links.
    #[serde(default)]
    pub campaigns: Vec<Campaign>,
}

/// An organisation whose members were trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// The slug of this organisation.
    #[serde(default)]
    pub id: String,
    /// Its name, verbatim.
    #[serde(default)]
    pub name: String,
    /// Its own site.
    #[serde(default, deserialize_with = "tolerate")]
    pub url: Option<Link>,
    /// Its logo.
    #[serde(default)]
    pub logo: Option<Picture>,
}

/// A campaign or collective that the association started or co-founded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// The slug of this campaign.
    #[serde(default)]
    pub id: String,
    /// Its name, as the conclusion writes it.
    #[serde(default)]
    pub name: String,
    /// Its own site.
    #[serde(default, deserialize_with = "tolerate")]
    pub url: Option<Link>,
}

/// `press.json`: the press review.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Press {
    /// The section's title.
    #[serde(default)]
    pub title: String,
    /// The excerpts, in order.
    #[serde(default)]
    pub excerpts: Vec<Excerpt>,
}

/// A passage of an article or a broadcast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The slug of this excerpt in links.
    #[serde(default)]
    pub id: String,
    /// The quoted paragraphs, verbatim.
    #[serde(default)]
    pub paragraphs: Vec<String>,
    /// The organisation or campaign that the excerpt is about, by its name in `partners.json`.
    #[serde(default)]
    pub organisation: Option<String>,
    /// The newspaper, station or site that published it.
    #[serde(default)]
    pub publication: Option<String>,
    /// The date of publication.
    #[serde(default, deserialize_with = "tolerate")]
    pub date: Option<Date>,
    /// The whole article.
    #[serde(default, deserialize_with = "tolerate")]
    pub url: Option<Link>,
}

/// A picture served by the site, with its size to avoid layout shifts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Its path below the site's `images` folder.
    #[serde(default)]
    pub file: String,
    /// Its width, in pixels.
    #[serde(default)]
    pub width: u32,
    /// Its height, in pixels.
    #[serde(default)]
    pub height: u32,
}

/// Reads an optional text as a `T`, or `None` if it is not one: an invalid link must not take its whole section from
/// the page. The strict check in the crate `editor` rejects it beforehand.
fn tolerate<'de, T: TryFrom<String>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    Ok(text.and_then(|text| text.try_into().ok()))
}
