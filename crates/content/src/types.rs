//! One type per JSON file, and one per kind of entry. The crate `editor` says the same for editors,
//! field by field; a test holds the two together.
//!
//! Each field has a default of its own: one default for a whole type costs the Wasm 1.0 kB after brotli.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{Date, Language, Link};

/// `site.json`: what holds for the whole site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The association's name.
    #[serde(default)]
    pub name: String,
    /// The language of the words, as in `<html lang>`.
    #[serde(default)]
    pub language: Language,
    /// The association's own home page.
    #[serde(default, deserialize_with = "tolerate")]
    pub home: Option<Link>,
    /// The association's page that the words are quoted from.
    #[serde(default, deserialize_with = "tolerate")]
    pub page: Option<Link>,
    /// How to reach the association; usually a `mailto:` link.
    #[serde(default, deserialize_with = "tolerate")]
    pub contact: Option<Link>,
    /// The legal notice ("mentions légales").
    #[serde(default, deserialize_with = "tolerate")]
    pub legal_notice: Option<Link>,
    /// What the association says about personal data.
    #[serde(default, deserialize_with = "tolerate")]
    pub privacy: Option<Link>,
    /// The accessibility statement (RGAA 4.1.2).
    #[serde(default, deserialize_with = "tolerate")]
    pub accessibility_statement: Option<Link>,
    /// Expressions in another language, wherever they stand in the content (RGAA 8.7).
    #[serde(default)]
    pub foreign_language_terms: Vec<ForeignTerm>,
}

/// An expression that is not in the site's language, so that a screen reader pronounces it well.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForeignTerm {
    /// The expression, letter for letter.
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

/// `testimonials.json`: what people say of their training.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimonials {
    /// The section's title.
    #[serde(default)]
    pub title: String,
    /// The quotations, in order.
    #[serde(default)]
    pub testimonials: Vec<Testimonial>,
    /// After how many seconds the next one comes by itself, if that is wanted at all.
    #[serde(default)]
    pub rotation_seconds: Option<u32>,
}

/// Somebody's words, and who they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimonial {
    /// The slug that names this testimonial in links.
    #[serde(default)]
    pub id: String,
    /// The words, letter for letter.
    #[serde(default)]
    pub quote: String,
    /// The person's name.
    #[serde(default)]
    pub name: String,
    /// What the person does, and where.
    #[serde(default)]
    pub role: String,
    /// The person's portrait, if there is one.
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
    /// The campaigns that the conclusion names; one with a link becomes one.
    #[serde(default)]
    pub campaigns: Vec<Campaign>,
}

/// An organisation whose members were trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// The slug that names this organisation.
    #[serde(default)]
    pub id: String,
    /// Its name, letter for letter.
    #[serde(default)]
    pub name: String,
    /// Its own site, where it is known.
    #[serde(default, deserialize_with = "tolerate")]
    pub url: Option<Link>,
    /// Its logo, if there is one.
    #[serde(default)]
    pub logo: Option<Picture>,
}

/// A campaign or collective that the association started or co-founded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Campaign {
    /// The slug that names this campaign.
    #[serde(default)]
    pub id: String,
    /// Its name, as the conclusion writes it.
    #[serde(default)]
    pub name: String,
    /// Its own site, where it is known.
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
    /// The slug that names this excerpt in links.
    #[serde(default)]
    pub id: String,
    /// The words, letter for letter, in paragraphs.
    #[serde(default)]
    pub paragraphs: Vec<String>,
    /// The organisation or campaign it speaks of, by its name in `partners.json`.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Where it appeared.
    #[serde(default)]
    pub publication: Option<String>,
    /// When it appeared.
    #[serde(default, deserialize_with = "tolerate")]
    pub date: Option<Date>,
    /// Where it can be read whole.
    #[serde(default, deserialize_with = "tolerate")]
    pub url: Option<Link>,
}

/// A picture that the site itself serves, with its size so that nothing moves when it arrives.
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

/// Reads a text that may turn out not to be a `T`: then it is left out, since one bad link must not take its whole
/// section from the page. The strict check refuses it beforehand.
fn tolerate<'de, T: TryFrom<String>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    let text: Option<String> = Option::deserialize(from)?;
    Ok(text.and_then(|text| text.try_into().ok()))
}
