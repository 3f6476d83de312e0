//! The whole content is on the page, as text and links, and never as HTML.

use std::collections::BTreeSet;

use e2e::{Browser, Failure, Key, Role, Session, Site};
use e2e::{read_content, scenarios, strip_whitespace, wait_for_value, wait_until};
use serde_json::{Value, json};

/// Each file, and a selector for the element that shows it.
const SECTIONS: [(&str, &str); 5] = [
    ("mission.json", "#mission"),
    ("testimonials.json", "#temoignages"),
    ("partners.json", "#organisations"),
    ("press.json", "#presse"),
    ("site.json", "body"),
];

/// The fields whose texts are not shown.
const NOT_SHOWN: [&str; 5] = ["$schema", "id", "language", "date", "file"];

async fn every_text_and_link_of_the_content_is_on_the_page(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    for (file, selector) in SECTIONS {
        let ContentStrings { texts, inner, urls } = ContentStrings::collect(&read_content(file));
        assert!(!texts.is_empty(), "{file} has texts");
        let what = format!("every text of {file} is shown in {selector}");
        wait_until(&what, async || {
            let shown = read_shown_text(&page, selector).await;
            expect_empty(find_missing(&shown, &texts, &inner))
        })
        .await;
        let hrefs = read_hrefs(&page).await;
        let unlinked: Vec<_> = urls.iter().filter(|url| !hrefs.contains(*url)).collect();
        assert!(unlinked.is_empty(), "{file}: no link leads to {unlinked:?}; there are {hrefs:?}");
    }
    assert_foreign_terms_have_their_language(&page).await;
    assert_eq!(page.read_console().await, []);
    let own = BTreeSet::from([site.origin().to_owned()]);
    assert_eq!(page.read_origins().await, own, "only the site itself is asked");
}

/// Removes the elements with the terms' `lang` from a copy of the page: no term may remain.
async fn assert_foreign_terms_have_their_language(page: &Session) {
    let terms = read_content("site.json")["foreign_language_terms"].clone();
    for term in terms.as_array().expect("the terms are a list") {
        let (text, language) = (&term["text"], &term["language"]);
        let script = "const [term, language] = arguments, body = document.body.cloneNode(true);
            body.querySelectorAll('script, style').forEach(e => e.remove());
            const own = [...body.querySelectorAll(`[lang='${language}']`)];
            const there = own.filter(e => e.textContent == term).length;
            own.forEach(e => e.replaceWith('…'));
            return [there, body.textContent.split(term).length - 1];";
        let counts = page.eval(script, vec![text.clone(), language.clone()]).await;
        assert!(
            counts[0].as_u64() > Some(0) && counts[1] == 0,
            "{text} stands in lang={language}, and nowhere else: {counts}"
        );
    }
}

async fn the_page_can_be_walked_by_its_headings_and_landmarks(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    wait_for_sections(&page).await;
    let script = "return [document.documentElement.lang, [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter(e => e.getClientRects().length).map(e => Number(e.localName[1]))]";
    let found = page.eval(script, vec![]).await;
    assert_eq!(found[0], "fr");
    let levels: Vec<i64> = serde_json::from_value(found[1].clone()).expect("levels are numbers");
    assert_eq!(levels[0], 1, "the first heading is the page's");
    assert_eq!(
        levels.iter().filter(|level| **level == 1).count(),
        1,
        "one heading is the page's: {levels:?}"
    );
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "no level is skipped: {levels:?}"
    );
    // Accessible names have the stylesheet's capitals.
    let titles = page.find_names(Role::Heading).await;
    let expected = SECTIONS.map(|(file, _)| read_content(file)["title"].clone()).into_iter();
    let expected: Vec<_> = expected
        .filter_map(|title| Some(strip_whitespace(title.as_str()?).to_lowercase()))
        .collect();
    let titles: Vec<_> =
        titles.iter().map(|title| strip_whitespace(title).to_lowercase()).collect();
    assert_eq!(titles, expected, "each section's title is a heading");
    for landmark in [Role::Banner, Role::Main, Role::ContentInfo, Role::Navigation] {
        let names = page.find_names(landmark).await;
        assert_eq!(names.len(), 1, "one {landmark:?}: {names:?}");
    }
}

async fn the_first_tab_stop_skips_to_the_content(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    wait_for_sections(&page).await;
    page.press(Key::Tab).await;
    let script = "const e = document.activeElement, r = e.getBoundingClientRect();
        return [e.textContent, r.top >= 0 && r.left >= 0 && r.height > 0]";
    wait_for_value("the first stop, in view", json!(["Aller au contenu", true]), async || {
        page.eval(script, vec![]).await
    })
    .await;
    page.press(Key::Enter).await;
    let focus = "return document.activeElement.localName";
    wait_for_value("the focus", json!("main"), async || page.eval(focus, vec![]).await).await;
    page.press(Key::Tab).await;
    let inside = "return !!document.activeElement.parentElement?.closest('main')";
    assert_eq!(page.eval(inside, vec![]).await, true, "the next stop lies in the content");
}

async fn nothing_scrolls_or_sticks_out_sideways_at_any_width(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    wait_for_sections(&page).await;
    for width in [320, 360, 768, 1280, 2560] {
        page.resize(width, 900).await;
        // Only the row of testimonials may extend beyond the edge; a drawing clips itself.
        let script = "const root = document.scrollingElement, row = e => e.parentElement?.closest('[role=group]');
            const out = [...document.querySelectorAll('body *')].filter(e => {
                const r = e.getBoundingClientRect();
                return r.width && !row(e) && !e.closest('svg *') && !e.closest('[role=group] *') && (r.right > root.clientWidth + 1 || r.left < -1);
            });
            return [root.scrollWidth - root.clientWidth, out.map(e => `${e.localName}.${e.className}: ${e.textContent.slice(0, 40)}`)]";
        wait_for_value(&format!("the excess at {width} px"), json!([0, []]), async || {
            page.eval(script, vec![]).await
        })
        .await;
    }
}

async fn nothing_of_the_content_is_read_as_html(browser: Browser) {
    const MARKUP: &str = "<script>window.owned=1</script><img src=x onerror=\"window.owned=1\">";
    const ADDRESS: &str = "javascript:window.owned=1";
    let site = Site::dist().await;
    let mut press = read_content("press.json");
    press["title"] = "<b>gras</b> &amp; &lt;".into();
    press["excerpts"][0] = json!({
        "id": "attaque", "paragraphs": [MARKUP], "organisation": MARKUP, "publication": MARKUP, "url": ADDRESS,
    });
    site.fail("/content/press.json", Failure::Body(press.to_string().into()));
    let mut partners = read_content("partners.json");
    partners["introduction"] = MARKUP.into();
    partners["organisations"][0]["url"] = ADDRESS.into();
    partners["campaigns"][1]["url"] = ADDRESS.into();
    site.fail("/content/partners.json", Failure::Body(partners.to_string().into()));
    let page = browser.open_client_side(&site).await;

    for (altered, selector) in [(&press, "#presse"), (&partners, "#organisations")] {
        let ContentStrings { mut texts, mut inner, .. } = ContentStrings::collect(altered);
        texts.retain(|text| text != ADDRESS);
        inner.retain(|text| text != ADDRESS);
        wait_until(&format!("{selector} shows its texts letter for letter"), async || {
            let shown = read_shown_text(&page, selector).await;
            expect_empty(find_missing(&shown, &texts, &inner))
        })
        .await;
    }
    let script = "return [typeof window.owned, document.querySelectorAll('#site script, #site img, #site b').length]";
    assert_eq!(page.eval(script, vec![]).await, json!(["undefined", 0]));
    let hrefs = read_hrefs(&page).await;
    // The app's own links are anchors, each section's embed document and each testimonial's page; links of the content
    // are https.
    let known = |href: &String| {
        ["https://", "#", "./embed/v1/", "./temoignages/"]
            .iter()
            .any(|start| href.starts_with(start))
    };
    assert!(hrefs.len() > 8 && hrefs.iter().all(known), "{hrefs:?}");
    assert_eq!(page.read_console().await, []);
    assert!(!site.has_request_for("/x"), "no picture is asked for");
}

/// The strings of a file: `texts` have an element of their own, `inner` are parts of other texts.
struct ContentStrings {
    texts: Vec<String>,
    inner: Vec<String>,
    urls: Vec<String>,
}

impl ContentStrings {
    fn collect(file: &Value) -> Self {
        let mut strings = Self { texts: vec![], inner: vec![], urls: vec![] };
        strings.walk(file, false);
        // Texts that contain others must be found first.
        strings.texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        strings
    }

    fn walk(&mut self, value: &Value, inside: bool) {
        match value {
            Value::String(text) if text.starts_with("https:") || text.starts_with("mailto:") => {
                self.urls.push(text.clone());
            }
            Value::String(text) if inside => self.inner.push(text.clone()),
            Value::String(text) => self.texts.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| self.walk(value, inside)),
            Value::Object(fields) => {
                for (field, value) in fields {
                    // The conclusion names the campaigns; any text may contain foreign terms.
                    let inside =
                        inside || ["campaigns", "foreign_language_terms"].contains(&field.as_str());
                    if !NOT_SHOWN.contains(&field.as_str()) {
                        self.walk(value, inside);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Finds the texts that the page does not show; two equal texts must be shown twice.
fn find_missing(shown: &str, texts: &[String], inner: &[String]) -> Vec<String> {
    let inner = inner.iter().filter(|text| !shown.contains(&strip_whitespace(text)));
    let mut missing: Vec<_> = inner.cloned().collect();
    let mut left = shown.to_owned();
    for text in texts {
        match left.find(&strip_whitespace(text)) {
            Some(at) => left.replace_range(at..at + strip_whitespace(text).len(), "\n"),
            None => missing.push(text.clone()),
        }
    }
    missing
}

fn expect_empty(found: Vec<String>) -> Result<(), Vec<String>> {
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Reads the rendered text inside an element, without white space, before the stylesheet's capitals.
async fn read_shown_text(page: &Session, selector: &str) -> String {
    let script = "const root = document.querySelector(arguments[0]);
        if (!root) return '';
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (parent.getClientRects().length) texts.push(walker.currentNode.data);
        }
        return texts.join('')";
    let text = page.eval(script, vec![selector.into()]).await;
    strip_whitespace(text.as_str().expect("a text is a string"))
}

/// Reads the links' `href` attributes.
async fn read_hrefs(page: &Session) -> BTreeSet<String> {
    let script = "return [...document.querySelectorAll('[href]')].filter(e => e.closest('body')).map(e => e.getAttribute('href'))";
    serde_json::from_value(page.eval(script, vec![]).await).expect("addresses are strings")
}

/// Waits until every section is on the page.
async fn wait_for_sections(page: &Session) {
    for (file, selector) in SECTIONS {
        let texts = ContentStrings::collect(&read_content(file)).texts;
        wait_until(&format!("{selector} is there"), async || {
            expect_empty(find_missing(&read_shown_text(page, selector).await, &texts, &[]))
        })
        .await;
    }
    page.wait_for_layout().await;
}

scenarios! {
    every_text_and_link_of_the_content_is_on_the_page,
    the_page_can_be_walked_by_its_headings_and_landmarks,
    the_first_tab_stop_skips_to_the_content,
    nothing_scrolls_or_sticks_out_sideways_at_any_width;
    chromium:
    nothing_of_the_content_is_read_as_html,
}
