//! The press review as a feed (RSS 2.0).

use super::{SiteUrl, escaped, files::Words};
use crate::{content::Excerpt, typography::french};

/// About so many characters of an excerpt without a name stand as its title.
const TITLE: usize = 70;

/// The feed. An item has a date only if the excerpt has one, and it is as precise as that one:
/// Dublin Core's, since RSS's own would need an hour that nobody knows.
pub(super) fn feed(words: &Words, url: &SiteUrl) -> String {
    let items: String = words.press.excerpts.iter().map(|excerpt| item(excerpt, url)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n\
         <title>{name} – {title}</title>\n<link>{page}</link>\n\
         <description>{description}</description>\n<language>{language}</language>\n\
         <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{own}\"/>\n\
         {items}</channel>\n</rss>\n",
        name = text(&words.site.name),
        title = text(&words.press.title),
        page = text(&url.join("#presse")),
        description = text(&words.mission.title),
        language = text(words.site.language.as_str()),
        own = text(&url.join("feed.xml")),
    )
}

fn item(excerpt: &Excerpt, url: &SiteUrl) -> String {
    let Excerpt { id, paragraphs, organisation, publication, date, url: whole } = excerpt;
    let page = url.join(&format!("#extrait-{id}"));
    let link = whole.as_ref().map_or(page.as_str(), |whole| whole.as_str());
    // Readers take a description for HTML, so it is escaped as HTML and then as XML.
    let html: String =
        paragraphs.iter().map(|words| format!("<p>{}</p>", escaped(&french(words)))).collect();
    let mut item = format!(
        "<item>\n<title>{}</title>\n<link>{}</link>\n<guid isPermaLink=\"false\">{}</guid>\n\
         <description>{}</description>\n",
        text(&title(excerpt)),
        text(link),
        text(&page),
        text(&html),
    );
    let more = [
        ("category", organisation.as_deref()),
        ("dc:publisher", publication.as_deref()),
        ("dc:date", date.as_ref().map(|date| date.as_str())),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            item += &format!("<{name}>{}</{name}>\n", text(value));
        }
    }
    item + "</item>\n"
}

/// The beginning of the words, cut between two of them.
fn title(excerpt: &Excerpt) -> String {
    let words = excerpt.paragraphs.first().map_or("", String::as_str);
    let Some((cut, _)) = words.char_indices().nth(TITLE) else { return words.to_owned() };
    let end = words[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", words[..end].trim_end_matches([' ', ',', ';', ':', '(']))
}

/// A text in XML, which takes no control character.
fn text(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || *c == '\n' || *c == '\t';
    escaped(&text.chars().filter(allowed).collect::<String>()).replace('>', "&gt;")
}
