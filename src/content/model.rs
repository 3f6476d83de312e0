//! One type per JSON file, and one per kind of entry. [`super::shape`] says the same for editors,
//! field by field; a test holds the two together.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Date, Language, Link};

/// `site.json`: what holds for the whole site.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Site {
    /// The association's name.
    pub name: String,
    /// The language of the words, as in `<html lang>`.
    #[serde(default)]
    pub language: Language,
    /// The association's own home page.
    #[serde(default, deserialize_with = "tolerant")]
    pub home: Option<Link>,
    /// The association's page that the words are quoted from.
    #[serde(default, deserialize_with = "tolerant")]
    pub page: Option<Link>,
    /// How to reach the association; usually a `mailto:` link.
    #[serde(default, deserialize_with = "tolerant")]
    pub contact: Option<Link>,
    /// The legal notice ("mentions légales").
    #[serde(default, deserialize_with = "tolerant")]
    pub legal_notice: Option<Link>,
    /// What the association says about personal data.
    #[serde(default, deserialize_with = "tolerant")]
    pub privacy: Option<Link>,
    /// The accessibility statement (RGAA 4.1.2).
    #[serde(default, deserialize_with = "tolerant")]
    pub accessibility_statement: Option<Link>,
    /// Expressions in another language, wherever they stand in the content (RGAA 8.7).
    #[serde(default)]
    pub foreign_language_terms: Vec<ForeignTerm>,
}

/// An expression that is not in the site's language, so that a screen reader pronounces it well.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct ForeignTerm {
    /// The expression, letter for letter.
    pub text: String,
    /// Its language.
    pub language: Language,
}

/// `mission.json`: what the association does, in paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Mission {
    /// The section's title.
    pub title: String,
    /// The paragraphs, in order.
    pub paragraphs: Vec<String>,
}

/// `testimonials.json`: what people say of their training.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Testimonials {
    /// The section's title.
    pub title: String,
    /// The quotations, in order.
    pub testimonials: Vec<Testimonial>,
}

/// Somebody's words, and who they are.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Testimonial {
    /// The slug that names this testimonial in links.
    pub id: String,
    /// The words, letter for letter.
    pub quote: String,
    /// The person's name.
    pub name: String,
    /// What the person does, and where.
    pub role: String,
    /// The person's portrait, if there is one.
    #[serde(default)]
    pub portrait: Option<Picture>,
}

/// `partners.json`: the organisations whose members were trained, and the campaigns.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Partners {
    /// The section's title.
    pub title: String,
    /// The sentence before the list.
    pub introduction: String,
    /// The organisations, in order.
    pub organisations: Vec<Organisation>,
    /// Whether the list ends with "et d’autres".
    #[serde(default)]
    pub and_others: bool,
    /// The sentence after the list, which names the campaigns.
    pub conclusion: String,
    /// The campaigns that the conclusion names; one with a link becomes one.
    #[serde(default)]
    pub campaigns: Vec<Campaign>,
}

/// An organisation whose members were trained.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Organisation {
    /// The slug that names this organisation.
    pub id: String,
    /// Its name, letter for letter.
    pub name: String,
    /// Its own site, where it is known.
    #[serde(default, deserialize_with = "tolerant")]
    pub url: Option<Link>,
    /// Its logo, if there is one.
    #[serde(default)]
    pub logo: Option<Picture>,
}

/// A campaign or collective that the association started or co-founded.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Campaign {
    /// The slug that names this campaign.
    pub id: String,
    /// Its name, as the conclusion writes it.
    pub name: String,
    /// Its own site, where it is known.
    #[serde(default, deserialize_with = "tolerant")]
    pub url: Option<Link>,
}

/// `press.json`: the press review.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Press {
    /// The section's title.
    pub title: String,
    /// The excerpts, in order.
    pub excerpts: Vec<Excerpt>,
}

/// A passage of an article or a broadcast.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Excerpt {
    /// The slug that names this excerpt in links.
    pub id: String,
    /// The words, letter for letter, in paragraphs.
    pub paragraphs: Vec<String>,
    /// The organisation or campaign it speaks of, by its name in `partners.json`.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Where it appeared.
    #[serde(default)]
    pub publication: Option<String>,
    /// When it appeared.
    #[serde(default, deserialize_with = "tolerant")]
    pub date: Option<Date>,
    /// Where it can be read whole.
    #[serde(default, deserialize_with = "tolerant")]
    pub url: Option<Link>,
}

/// A picture that the site itself serves, with its size so that nothing moves when it arrives.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Picture {
    /// Its path below the site's `images` folder.
    pub file: String,
    /// Its width, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
}

/// Reads an optional text that may turn out not to be a `T`: then it is left out, since one bad
/// link must not take its whole section from the page. The build's check refuses it beforehand.
fn tolerant<'de, D: Deserializer<'de>, T: TryFrom<String>>(from: D) -> Result<Option<T>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.and_then(|text| T::try_from(text).ok()))
}
