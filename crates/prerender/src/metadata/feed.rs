//! The press review as a feed (RSS 2.0).

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{NaiveDate, NaiveTime};
use maud::html;
use rss::{
    Category, Channel, Guid, Image, Item,
    extension::{Extension, dublincore::DublinCoreExtension},
};

use content::{Date, Excerpt};
use next_level::section::Section;
use text::typography::apply_french_spacing;

use crate::{
    Error, SiteUrl,
    art::{FEED_ICON, icon_path},
    documents::Documents,
};

/// The length after which a title is cut, in characters.
const TITLE_LENGTH: usize = 70;

/// Quotation marks that a cut may leave open, and those that close them.
const QUOTES: [(char, &str); 3] = [('«', "\u{202f}»"), ('“', "”"), ('‹', "\u{202f}›")];

/// Renders the feed, the newest excerpt first. Those without a date come last, in the order of the file.
pub(crate) fn render_feed(documents: &Documents, url: &SiteUrl) -> Result<String, Error> {
    let mut excerpts: Vec<&Excerpt> = documents.press.excerpts.iter().collect();
    // A month or a year counts as its first day, as in feed readers.
    excerpts.sort_by_key(|excerpt| Reverse(excerpt.date.as_ref().map(Date::as_str)));
    let newest = excerpts.iter().filter_map(|excerpt| parse_day(excerpt.date.as_ref()?)).max();
    let title =
        apply_french_spacing(&format!("{} – {}", documents.site.name, documents.press.title));
    let link = url.join(&format!("#{}", Section::Press.anchor()));
    let image = Image {
        url: url.join(&icon_path(FEED_ICON)),
        title: title.clone(),
        link: link.clone(),
        width: Some(FEED_ICON.to_string()),
        height: Some(FEED_ICON.to_string()),
        description: None,
    };
    let channel = Channel {
        title,
        link,
        description: apply_french_spacing(&documents.mission.title),
        language: Some(documents.site.language.as_str().to_owned()),
        last_build_date: newest.map(format_day),
        image: Some(image),
        namespaces: [("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned())].into(),
        extensions: [("atom".to_owned(), link_to_self(url))].into(),
        items: excerpts.into_iter().map(|excerpt| build_item(excerpt, url)).collect(),
        ..Channel::default()
    };
    let written = channel.pretty_write_to(Vec::new(), b' ', 2).map_err(|_| Error::Feed)?;
    let xml = String::from_utf8(written).map_err(|_| Error::Feed)?;
    Ok(xml.chars().filter(|character| is_allowed(*character)).chain(['\n']).collect())
}

fn build_item(excerpt: &Excerpt, url: &SiteUrl) -> Item {
    let Excerpt { id, paragraphs, organisation, publication, date, url: whole } = excerpt;
    let page = url.join(&format!("#extrait-{id}"));
    // Feed readers parse a description as HTML. Those that show plain text drop the tags, and the line break
    // separates two paragraphs.
    let html = |paragraph: &String| html! { p { (apply_french_spacing(paragraph)) } }.into_string();
    let day = date.as_ref().and_then(parse_day);
    // The date of RSS needs a day; Dublin Core takes a month or a year, too.
    let vague = date.as_ref().filter(|_| day.is_none()).map(|date| date.as_str().to_owned());
    let core = DublinCoreExtension {
        publishers: publication.iter().cloned().collect(),
        dates: vague.into_iter().collect(),
        ..DublinCoreExtension::default()
    };
    Item {
        title: Some(cut_title(excerpt)),
        link: Some(whole.as_ref().map_or(page, |whole| whole.as_str().to_owned())),
        description: Some(paragraphs.iter().map(html).collect::<Vec<_>>().join("\n")),
        categories: organisation.iter().map(|name| category(name)).collect(),
        // Feed readers identify an item by this alone, and the site may move: so its URL is not in it.
        guid: Some(Guid { value: format!("next-level:extrait-{id}"), permalink: false }),
        pub_date: day.map(format_day),
        dublin_core_ext: (core != DublinCoreExtension::default()).then_some(core),
        ..Item::default()
    }
}

fn category(name: &str) -> Category {
    Category { name: name.to_owned(), domain: None }
}

/// The URL of the feed itself, which validators want.
fn link_to_self(url: &SiteUrl) -> BTreeMap<String, Vec<Extension>> {
    let attributes =
        [("rel", "self"), ("type", "application/rss+xml"), ("href", &url.join("feed.xml"))];
    let link = Extension {
        name: "atom:link".to_owned(),
        attrs: attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..Extension::default()
    };
    [("link".to_owned(), vec![link])].into()
}

/// Parses a date that has a day.
fn parse_day(date: &Date) -> Option<NaiveDate> {
    date.as_str().parse().ok()
}

/// Formats a day as RSS wants it, with a time. At noon UTC it is the same day nearly everywhere, so no reader shows the
/// day before or after.
fn format_day(day: NaiveDate) -> String {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day.and_time(noon).and_utc().to_rfc2822()
}

/// Cuts the beginning of an excerpt between two words.
fn cut_title(excerpt: &Excerpt) -> String {
    let text = apply_french_spacing(excerpt.paragraphs.first().map_or("", String::as_str));
    let Some((cut, _)) = text.char_indices().nth(TITLE_LENGTH) else { return close_quotes(text) };
    let end = text[..cut].rfind(' ').unwrap_or(cut);
    let dangling = |last: char| last.is_whitespace() || ".,;:–—([«“‹".contains(last);
    close_quotes(format!("{}…", text[..end].trim_end_matches(dangling)))
}

/// Closes every quotation that is open at the end of a text, the inner one first.
fn close_quotes(mut text: String) -> String {
    let mut open: Vec<&str> = Vec::new();
    for character in text.chars() {
        if let Some((_, closing)) = QUOTES.iter().find(|(opening, _)| *opening == character) {
            open.push(closing);
        } else if open.last().is_some_and(|closing| closing.ends_with(character)) {
            open.pop();
        }
    }
    // Straight quotation marks open and close.
    if !text.matches('"').count().is_multiple_of(2) {
        open.push("\"");
    }
    text.extend(open.into_iter().rev());
    text
}

/// Whether XML allows a character, and it is not a control character.
fn is_allowed(character: char) -> bool {
    (!character.is_control() || character == '\n' || character == '\t')
        && !"\u{fffe}\u{ffff}".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};

    /// Renders a feed of these excerpts and parses it.
    fn parse_feed(excerpts: &str, url: &str) -> Channel {
        fn read_document<T: Document>(json: &str) -> T {
            read_text(json).unwrap_or_default()
        }
        let documents = Documents {
            site: read_document::<Site>(r#"{"name": "Une association", "language": "fr"}"#),
            mission: Mission::default(),
            testimonials: Testimonials::default(),
            partners: Partners::default(),
            press: read_document::<Press>(&format!(
                r#"{{"title": "Presse", "excerpts": [{excerpts}]}}"#
            )),
            former_ids: Vec::new(),
        };
        let url = SiteUrl::try_from(url).expect("an address");
        let feed = render_feed(&documents, &url).unwrap_or_else(|error| panic!("{error}"));
        feed.parse().unwrap_or_else(|error| panic!("{error}: {feed}"))
    }

    fn parse_dated_feed(all: &[(&str, &str)]) -> Channel {
        let excerpt = |(id, date): &(&str, &str)| {
            let date =
                if date.is_empty() { String::new() } else { format!(r#", "date": "{date}""#) };
            format!(r#"{{"id": "{id}", "paragraphs": ["Des mots."]{date}}}"#)
        };
        parse_feed(&all.iter().map(excerpt).collect::<Vec<_>>().join(","), "https://exemple.org/")
    }

    #[test]
    fn the_newest_excerpt_is_first_and_those_without_a_date_are_last_as_in_the_file() {
        let feed = parse_dated_feed(&[
            ("sans-1", ""),
            ("annee", "2024"),
            ("jour", "2024-03-27"),
            ("sans-2", ""),
            ("ancien", "2011-12-31"),
            ("mois", "2024-03"),
            ("meme-jour", "2024-03-27"),
        ]);
        let ids = feed.items.iter().map(|item| item.guid.as_ref().map_or("", |guid| &guid.value));
        let ids: Vec<_> = ids.map(|id| id.trim_start_matches("next-level:extrait-")).collect();
        assert_eq!(ids, ["jour", "meme-jour", "mois", "annee", "ancien", "sans-1", "sans-2"]);
    }

    #[test]
    fn a_day_is_an_rss_date_and_a_month_or_a_year_is_a_dublin_core_date() {
        let feed =
            parse_dated_feed(&[("a", "2024-03-27"), ("b", "2024-02"), ("c", "2023"), ("d", "")]);
        let dates = feed.items.iter().map(|item| {
            let core = item.dublin_core_ext.as_ref().and_then(|core| core.dates.first());
            (item.pub_date.as_deref(), core.map(String::as_str))
        });
        let noon = "Wed, 27 Mar 2024 12:00:00 +0000";
        let wanted =
            [(Some(noon), None), (None, Some("2024-02")), (None, Some("2023")), (None, None)];
        assert_eq!(dates.collect::<Vec<_>>(), wanted);
        assert_eq!(feed.last_build_date.as_deref(), Some(noon));
        // A newer month is not the day of a change.
        let vague = parse_dated_feed(&[("a", "2025-01"), ("b", "2024-03-27")]);
        assert_eq!(vague.last_build_date.as_deref(), Some(noon));
        assert_eq!(parse_dated_feed(&[("a", "2024-02"), ("b", "")]).last_build_date, None);
        assert_eq!(parse_dated_feed(&[]).last_build_date, None);
    }

    #[test]
    fn the_guid_of_an_item_does_not_change_with_the_site_url() {
        let all = r#"{"id": "a", "paragraphs": ["Un."]}, {"id": "b", "paragraphs": ["Un."]}"#;
        let guids = |url| {
            let items = parse_feed(all, url).items;
            items.into_iter().filter_map(|item| item.guid).collect::<Vec<_>>()
        };
        let guids = (guids("https://exemple.org/"), guids("http://autre.exemple/a/b/"));
        assert_eq!(guids.0, guids.1);
        assert!(guids.0.len() == 2 && guids.0[0] != guids.0[1], "{guids:?}");
        assert!(guids.0.iter().all(|guid| !guid.permalink), "{guids:?}");
    }

    #[test]
    fn the_channel_has_a_picture_and_its_own_url() {
        let feed = parse_feed("", "https://exemple.org/a/");
        let image = feed.image.as_ref().expect("a picture");
        assert_eq!(image.url, "https://exemple.org/a/icons/icone-144.png");
        assert_eq!((image.title.as_str(), image.link.as_str()), (feed.title(), feed.link()));
        assert_eq!((image.width.as_deref(), image.height.as_deref()), (Some("144"), Some("144")));
        let own = &feed.extensions["atom"]["link"][0].attrs;
        assert_eq!(own["href"], "https://exemple.org/a/feed.xml");
        assert_eq!((feed.title(), feed.language()), ("Une association – Presse", Some("fr")));
    }

    #[test]
    fn the_paragraphs_of_a_description_have_white_space_between_them() {
        let feed = parse_feed(
            r#"{"id": "a", "paragraphs": ["Un & deux ]]> trois.", "« Quatre »"]}"#,
            "https://exemple.org/",
        );
        let wanted = "<p>Un &amp; deux ]]&gt; trois.</p>\n<p>«\u{202f}Quatre\u{202f}»</p>";
        assert_eq!(feed.items[0].description.as_deref(), Some(wanted));
    }

    #[test]
    fn a_title_ends_between_two_words_and_closes_its_quotations() {
        let long = "mot ".repeat(30);
        let cut = |text: &str| {
            let excerpt = Excerpt { paragraphs: vec![text.to_owned()], ..Excerpt::default() };
            cut_title(&excerpt)
        };
        for (text, end) in [
            (format!("« {long} »"), "mot…\u{202f}»"),
            (format!("Elle dit : « {long} “{long}” »."), "mot…\u{202f}»"),
            (format!("« Un “{long}” »"), "mot…”\u{202f}»"),
            (format!("« Un. » {long}"), "mot mot…"),
            (format!("\"{long}\""), "mot…\""),
        ] {
            let title = cut(&text);
            assert!(title.ends_with(end), "{title}");
            assert!(title.chars().count() < TITLE_LENGTH + 6, "{title}");
        }
        // A quotation that the next paragraph closes.
        assert_eq!(cut("« Un début."), "«\u{202f}Un début.\u{202f}»");
        assert_eq!(cut("Rien à fermer ?"), "Rien à fermer\u{202f}?");
        let opened_last = format!("{} « suite et fin »", "a".repeat(TITLE_LENGTH - 5));
        assert_eq!(cut(&opened_last), format!("{}…", "a".repeat(TITLE_LENGTH - 5)));
        assert_eq!(cut(""), "");
    }
}
