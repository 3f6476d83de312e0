//! One type per JSON file, and one per kind of entry. The crate `editor` says the same for editors,
//! field by field; a test holds the two together.

use serde::Serialize;

use crate::{Date, Language, Link, json::object};

/// `site.json`: what holds for the whole site.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Site {
    /// The association's name.
    pub name: String,
    /// The language of the words, as in `<html lang>`.
    pub language: Language,
    /// The association's own home page.
    pub home: Option<Link>,
    /// The association's page that the words are quoted from.
    pub page: Option<Link>,
    /// How to reach the association; usually a `mailto:` link.
    pub contact: Option<Link>,
    /// The legal notice ("mentions légales").
    pub legal_notice: Option<Link>,
    /// What the association says about personal data.
    pub privacy: Option<Link>,
    /// The accessibility statement (RGAA 4.1.2).
    pub accessibility_statement: Option<Link>,
    /// Expressions in another language, wherever they stand in the content (RGAA 8.7).
    pub foreign_language_terms: Vec<ForeignTerm>,
}

object!(Site { name, language, foreign_language_terms } tolerates {
    home, page, contact, legal_notice, privacy, accessibility_statement
});

/// An expression that is not in the site's language, so that a screen reader pronounces it well.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ForeignTerm {
    /// The expression, letter for letter.
    pub text: String,
    /// Its language.
    pub language: Language,
}

object!(ForeignTerm { text, language });

/// `mission.json`: what the association does, in paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mission {
    /// The section's title.
    pub title: String,
    /// The paragraphs, in order.
    pub paragraphs: Vec<String>,
}

object!(Mission { title, paragraphs });

/// `testimonials.json`: what people say of their training.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Testimonials {
    /// The section's title.
    pub title: String,
    /// The quotations, in order.
    pub testimonials: Vec<Testimonial>,
    /// After how many seconds the next one comes by itself, if that is wanted at all.
    pub rotation_seconds: Option<u32>,
}

object!(Testimonials { title, testimonials, rotation_seconds });

/// Somebody's words, and who they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
    pub portrait: Option<Picture>,
}

object!(Testimonial { id, quote, name, role, portrait });

/// `partners.json`: the organisations whose members were trained, and the campaigns.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Partners {
    /// The section's title.
    pub title: String,
    /// The sentence before the list.
    pub introduction: String,
    /// The organisations, in order.
    pub organisations: Vec<Organisation>,
    /// Whether the list ends with "et d’autres".
    pub and_others: bool,
    /// The sentence after the list, which names the campaigns.
    pub conclusion: String,
    /// The campaigns that the conclusion names; one with a link becomes one.
    pub campaigns: Vec<Campaign>,
}

object!(Partners { title, introduction, organisations, and_others, conclusion, campaigns });

/// An organisation whose members were trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Organisation {
    /// The slug that names this organisation.
    pub id: String,
    /// Its name, letter for letter.
    pub name: String,
    /// Its own site, where it is known.
    pub url: Option<Link>,
    /// Its logo, if there is one.
    pub logo: Option<Picture>,
}

object!(Organisation { id, name, logo } tolerates { url });

/// A campaign or collective that the association started or co-founded.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Campaign {
    /// The slug that names this campaign.
    pub id: String,
    /// Its name, as the conclusion writes it.
    pub name: String,
    /// Its own site, where it is known.
    pub url: Option<Link>,
}

object!(Campaign { id, name } tolerates { url });

/// `press.json`: the press review.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Press {
    /// The section's title.
    pub title: String,
    /// The excerpts, in order.
    pub excerpts: Vec<Excerpt>,
}

object!(Press { title, excerpts });

/// A passage of an article or a broadcast.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Excerpt {
    /// The slug that names this excerpt in links.
    pub id: String,
    /// The words, letter for letter, in paragraphs.
    pub paragraphs: Vec<String>,
    /// The organisation or campaign it speaks of, by its name in `partners.json`.
    pub organisation: Option<String>,
    /// Where it appeared.
    pub publication: Option<String>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Where it can be read whole.
    pub url: Option<Link>,
}

object!(Excerpt { id, paragraphs, organisation, publication } tolerates { date, url });

/// A picture that the site itself serves, with its size so that nothing moves when it arrives.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Picture {
    /// Its path below the site's `images` folder.
    pub file: String,
    /// Its width, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
}

object!(Picture { file, width, height });
