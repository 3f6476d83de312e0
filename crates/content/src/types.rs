//! One type per JSON file, and one per kind of entry. `shape` in the crate `editor` describes the same
//! fields for editors; `the_shapes_and_the_types_have_the_same_fields` in its tests compares the two.

use serde::Serialize;

use crate::{Date, Language, Link, json::object};

/// `site.json`: settings of the whole site.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Site {
    /// The association's name.
    pub name: String,
    /// The language of the content, as in `<html lang>`.
    pub language: Language,
    /// The association's own home page.
    pub home: Option<Link>,
    /// The association's page that the content is quoted from.
    pub page: Option<Link>,
    /// The contact link, usually `mailto:`.
    pub contact: Option<Link>,
    /// The legal notice ("mentions légales").
    pub legal_notice: Option<Link>,
    /// The privacy policy.
    pub privacy: Option<Link>,
    /// The accessibility statement (RGAA 4.1.2).
    pub accessibility_statement: Option<Link>,
    /// Expressions in another language, anywhere in the content (RGAA 8.7).
    pub foreign_language_terms: Vec<ForeignTerm>,
}

object!(Site { name, language, foreign_language_terms } tolerates {
    home, page, contact, legal_notice, privacy, accessibility_statement
});

/// An expression in another language than the site's, marked up for screen readers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ForeignTerm {
    /// The expression, verbatim.
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

/// `testimonials.json`: quotations of people who were trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Testimonials {
    /// The section's title.
    pub title: String,
    /// The quotations, in order.
    pub testimonials: Vec<Testimonial>,
    /// The interval of the automatic rotation in seconds; `None` disables it.
    pub rotation_seconds: Option<u32>,
}

object!(Testimonials { title, testimonials, rotation_seconds });

/// A quotation and its author.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Testimonial {
    /// The slug of this testimonial in links.
    pub id: String,
    /// The quotation, verbatim.
    pub quote: String,
    /// The person's name.
    pub name: String,
    /// The person's role and organisation.
    pub role: String,
    /// The person's portrait.
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
    /// The campaigns that the conclusion names; those with a URL become links.
    pub campaigns: Vec<Campaign>,
}

object!(Partners { title, introduction, organisations, and_others, conclusion, campaigns });

/// An organisation whose members were trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Organisation {
    /// The slug of this organisation.
    pub id: String,
    /// Its name, verbatim.
    pub name: String,
    /// Its own site.
    pub url: Option<Link>,
    /// Its logo.
    pub logo: Option<Picture>,
}

object!(Organisation { id, name, logo } tolerates { url });

/// A campaign or collective that the association started or co-founded.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Campaign {
    /// The slug of this campaign.
    pub id: String,
    /// Its name, as the conclusion writes it.
    pub name: String,
    /// Its own site.
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
    /// The slug of this excerpt in links.
    pub id: String,
    /// The quoted paragraphs, verbatim.
    pub paragraphs: Vec<String>,
    /// The organisation or campaign that the excerpt is about, by its name in `partners.json`.
    pub organisation: Option<String>,
    /// The newspaper, station or site that published it.
    pub publication: Option<String>,
    /// The date of publication.
    pub date: Option<Date>,
    /// The whole article.
    pub url: Option<Link>,
}

object!(Excerpt { id, paragraphs, organisation, publication } tolerates { date, url });

/// A picture served by the site, with its size to avoid layout shifts.
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
