//! The press review as a feed (RSS 2.0).

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{NaiveDate, NaiveTime};
use maud::html;
use rss::{
    Category, Channel, Guid, Image, Item,
    extension::{Extension, dublincore::DublinCoreExtension},
};

use content::{Date, Excerpt};
use text::typography::french;

use crate::{
    Error, SiteUrl,
    art::{FEED_ICON, icon_path},
    documents::Documents,
};

/// A title is cut after about so many characters of the excerpt.
const TITLE: usize = 70;

/// Quotation marks that may be left open by a cut, and what closes them.
const QUOTES: [(char, &str); 3] = [('«', "\u{202f}»"), ('“', "”"), ('‹', "\u{202f}›")];

/// The feed, the newest excerpt first. Those without a date come last, in the order of the file.
pub(crate) fn feed(words: &Documents, url: &SiteUrl) -> Result<String, Error> {
    let mut excerpts: Vec<&Excerpt> = words.press.excerpts.iter().collect();
    // A month or a year counts as its first day: so do readers of feeds that get no more than that.
    excerpts.sort_by_key(|excerpt| Reverse(excerpt.date.as_ref().map(Date::as_str)));
    let newest = excerpts.iter().filter_map(|excerpt| day(excerpt.date.as_ref()?)).max();
    let title = french(&format!("{} – {}", words.site.name, words.press.title));
    let link = url.join("#presse");
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
        description: french(&words.mission.title),
        language: Some(words.site.language.as_str().to_owned()),
        last_build_date: newest.map(noon),
        image: Some(image),
        namespaces: [("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned())].into(),
        extensions: [("atom".to_owned(), own_address(url))].into(),
        items: excerpts.into_iter().map(|excerpt| item(excerpt, url)).collect(),
        ..Channel::default()
    };
    let written = channel.pretty_write_to(Vec::new(), b' ', 2).map_err(|_| Error::Feed)?;
    let xml = String::from_utf8(written).map_err(|_| Error::Feed)?;
    Ok(xml.chars().filter(|sign| allowed(*sign)).chain(['\n']).collect())
}

fn item(excerpt: &Excerpt, url: &SiteUrl) -> Item {
    let Excerpt { id, paragraphs, organisation, publication, date, url: whole } = excerpt;
    let page = url.join(&format!("#extrait-{id}"));
    // Readers take a description for HTML. Those that show it as plain text drop the tags, and the line
    // break keeps the words of two paragraphs apart.
    let html = |words: &String| html! { p { (french(words)) } }.into_string();
    let known = date.as_ref().and_then(day);
    // RSS's own date needs a day: of an excerpt that has only a month or a year, Dublin Core says that much.
    let vague = date.as_ref().filter(|_| known.is_none()).map(|date| date.as_str().to_owned());
    let core = DublinCoreExtension {
        publishers: publication.iter().cloned().collect(),
        dates: vague.into_iter().collect(),
        ..DublinCoreExtension::default()
    };
    Item {
        title: Some(title(excerpt)),
        link: Some(whole.as_ref().map_or(page, |whole| whole.as_str().to_owned())),
        description: Some(paragraphs.iter().map(html).collect::<Vec<_>>().join("\n")),
        categories: organisation.iter().map(|name| category(name)).collect(),
        // Readers know an item by this alone, and the site may move: so its address is not in it.
        guid: Some(Guid { value: format!("next-level:extrait-{id}"), permalink: false }),
        pub_date: known.map(noon),
        dublin_core_ext: (core != DublinCoreExtension::default()).then_some(core),
        ..Item::default()
    }
}

fn category(name: &str) -> Category {
    Category { name: name.to_owned(), domain: None }
}

/// Where the feed itself is, as its validators ask.
fn own_address(url: &SiteUrl) -> BTreeMap<String, Vec<Extension>> {
    let attributes =
        [("rel", "self"), ("type", "application/rss+xml"), ("href", &url.join("feed.xml"))];
    let link = Extension {
        name: "atom:link".to_owned(),
        attrs: attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..Extension::default()
    };
    [("link".to_owned(), vec![link])].into()
}

/// The day of a date that names one.
fn day(date: &Date) -> Option<NaiveDate> {
    date.as_str().parse().ok()
}

/// A day as RSS writes it, which demands an hour that nobody knows. At noon in Greenwich it is the same day
/// nearly everywhere, so no reader shows the day before or after.
fn noon(day: NaiveDate) -> String {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day.and_time(noon).and_utc().to_rfc2822()
}

/// The beginning of an excerpt, cut between two words.
fn title(excerpt: &Excerpt) -> String {
    let words = french(excerpt.paragraphs.first().map_or("", String::as_str));
    let Some((cut, _)) = words.char_indices().nth(TITLE) else { return closed(words) };
    let end = words[..cut].rfind(' ').unwrap_or(cut);
    let dangling = |sign: char| sign.is_whitespace() || ".,;:–—([«“‹".contains(sign);
    closed(format!("{}…", words[..end].trim_end_matches(dangling)))
}

/// A text in which every quotation ends that begins in it, the inner one first.
fn closed(mut text: String) -> String {
    let mut open: Vec<&str> = Vec::new();
    for sign in text.chars() {
        if let Some((_, closing)) = QUOTES.iter().find(|(opening, _)| *opening == sign) {
            open.push(closing);
        } else if open.last().is_some_and(|closing| closing.ends_with(sign)) {
            open.pop();
        }
    }
    // Straight marks open and close alike.
    if !text.matches('"').count().is_multiple_of(2) {
        open.push("\"");
    }
    text.extend(open.into_iter().rev());
    text
}

/// Whether XML takes a character. Control characters that it takes are nothing to read either.
fn allowed(sign: char) -> bool {
    (!sign.is_control() || sign == '\n' || sign == '\t') && !"\u{fffe}\u{ffff}".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use content::{Document, Mission, Partners, Press, Site, Testimonials, read};

    /// A feed of these excerpts, read again.
    fn read_again(excerpts: &str, url: &str) -> Channel {
        fn known<T: Document>(json: &str) -> T {
            serde_json::from_str(json).ok().and_then(read).unwrap_or_default()
        }
        let words = Documents {
            site: known::<Site>(r#"{"name": "Une association", "language": "fr"}"#),
            mission: Mission::default(),
            testimonials: Testimonials::default(),
            partners: Partners::default(),
            press: known::<Press>(&format!(r#"{{"title": "Presse", "excerpts": [{excerpts}]}}"#)),
        };
        let url = SiteUrl::try_from(url).expect("an address");
        let feed = feed(&words, &url).unwrap_or_else(|fault| panic!("{fault}"));
        feed.parse().unwrap_or_else(|fault| panic!("{fault}: {feed}"))
    }

    fn dated(all: &[(&str, &str)]) -> Channel {
        let one = |(id, date): &(&str, &str)| {
            let date =
                if date.is_empty() { String::new() } else { format!(r#", "date": "{date}""#) };
            format!(r#"{{"id": "{id}", "paragraphs": ["Des mots."]{date}}}"#)
        };
        read_again(&all.iter().map(one).collect::<Vec<_>>().join(","), "https://exemple.org/")
    }

    #[test]
    fn the_newest_comes_first_and_what_has_no_date_last_as_in_the_file() {
        let feed = dated(&[
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
    fn a_day_is_told_as_rss_does_and_what_is_vaguer_as_it_is_known() {
        let feed = dated(&[("a", "2024-03-27"), ("b", "2024-02"), ("c", "2023"), ("d", "")]);
        let told = feed.items.iter().map(|item| {
            let core = item.dublin_core_ext.as_ref().and_then(|core| core.dates.first());
            (item.pub_date.as_deref(), core.map(String::as_str))
        });
        let noon = "Wed, 27 Mar 2024 12:00:00 +0000";
        let wanted =
            [(Some(noon), None), (None, Some("2024-02")), (None, Some("2023")), (None, None)];
        assert_eq!(told.collect::<Vec<_>>(), wanted);
        assert_eq!(feed.last_build_date.as_deref(), Some(noon));
        // A month that is newer than every known day is not the day of a change.
        let vague = dated(&[("a", "2025-01"), ("b", "2024-03-27")]);
        assert_eq!(vague.last_build_date.as_deref(), Some(noon));
        assert_eq!(dated(&[("a", "2024-02"), ("b", "")]).last_build_date, None);
        assert_eq!(dated(&[]).last_build_date, None);
    }

    #[test]
    fn what_a_reader_knows_an_item_by_does_not_change_with_the_site_s_address() {
        let all = r#"{"id": "a", "paragraphs": ["Un."]}, {"id": "b", "paragraphs": ["Un."]}"#;
        let guids = |url| {
            let items = read_again(all, url).items;
            items.into_iter().filter_map(|item| item.guid).collect::<Vec<_>>()
        };
        let guids = (guids("https://exemple.org/"), guids("http://autre.exemple/a/b/"));
        assert_eq!(guids.0, guids.1);
        assert!(guids.0.len() == 2 && guids.0[0] != guids.0[1], "{guids:?}");
        assert!(guids.0.iter().all(|guid| !guid.permalink), "{guids:?}");
    }

    #[test]
    fn the_channel_says_what_it_looks_like_and_where_it_is() {
        let feed = read_again("", "https://exemple.org/a/");
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
        let feed = read_again(
            r#"{"id": "a", "paragraphs": ["Un & deux ]]> trois.", "« Quatre »"]}"#,
            "https://exemple.org/",
        );
        let wanted = "<p>Un &amp; deux ]]&gt; trois.</p>\n<p>«\u{202f}Quatre\u{202f}»</p>";
        assert_eq!(feed.items[0].description.as_deref(), Some(wanted));
    }

    #[test]
    fn a_title_ends_between_two_words_and_closes_what_it_opens() {
        let long = "mot ".repeat(30);
        let cut = |words: &str| {
            let excerpt = Excerpt { paragraphs: vec![words.to_owned()], ..Excerpt::default() };
            title(&excerpt)
        };
        for (words, end) in [
            (format!("« {long} »"), "mot…\u{202f}»"),
            (format!("Elle dit : « {long} “{long}” »."), "mot…\u{202f}»"),
            (format!("« Un “{long}” »"), "mot…”\u{202f}»"),
            (format!("« Un. » {long}"), "mot mot…"),
            (format!("\"{long}\""), "mot…\""),
        ] {
            let title = cut(&words);
            assert!(title.ends_with(end), "{title}");
            assert!(title.chars().count() < TITLE + 6, "{title}");
        }
        // What is opened here and closed in the next paragraph.
        assert_eq!(cut("« Un début."), "«\u{202f}Un début.\u{202f}»");
        assert_eq!(cut("Rien à fermer ?"), "Rien à fermer\u{202f}?");
        let opened_last = format!("{} « suite et fin »", "a".repeat(TITLE - 5));
        assert_eq!(cut(&opened_last), format!("{}…", "a".repeat(TITLE - 5)));
        assert_eq!(cut(""), "");
    }
}
