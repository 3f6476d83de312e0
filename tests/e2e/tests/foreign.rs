//! The DOM is not ours alone: whatever somebody else does to it, before the Wasm comes or after, every control
//! works, every word can be read, and nothing is said.
//!
//! `docs/foreign-dom.md` shows the table; [`e2e::MUTATIONS`] is what it is made of.

use std::fs;

use e2e::{Browser, Host, MUTATIONS, Mutation, Session, Site, When};
use e2e::{bare, scenarios, usual_content, wait_for_value, wait_until, wasm, workspace};
use serde_json::{Value, json};

const PAGE: &str = "document.getElementById('site')";
const FRAME: &str = "document.getElementById('widget')";
const WIDGET: &str = "document.querySelector('next-level-testimonials').shadowRoot";

/// Where testimonials can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surface {
    Page,
    Frame,
    Widget,
}

impl Surface {
    /// The element or shadow root that everything of ours is in, in JavaScript.
    fn root(self) -> &'static str {
        match self {
            Self::Page => PAGE,
            Self::Frame => FRAME,
            Self::Widget => WIDGET,
        }
    }

    /// Opens it with the Wasm held back, has something done, and lets the Wasm come.
    async fn open_changed(self, page: &Session, change: &str) -> Kept {
        let kept = self.serve().await;
        let held = kept.site().hold(&wasm());
        self.open(page, &kept).await;
        let there = format!("return !!{}?.querySelector('blockquote')", self.root());
        wait_until("it is painted", async || page.eval(&there, vec![]).await == true).await;
        page.eval(change, vec![]).await;
        held.release();
        kept
    }

    async fn serve(self) -> Kept {
        match self {
            Self::Page | Self::Frame => {
                let site = Site::usual().await;
                // As dist's headers say of what the dialog's preview takes.
                site.header("access-control-allow-origin", "*");
                Kept::Site(site)
            }
            Self::Widget => Kept::Host(
                Host::with(
                    "<next-level-testimonials loading=eager>À nous</next-level-testimonials>LOADER",
                )
                .await,
            ),
        }
    }

    async fn open(self, page: &Session, kept: &Kept) {
        let url = match kept {
            Kept::Host(host) => host.own.url("/"),
            Kept::Site(site) if self == Self::Page => site.url("/"),
            Kept::Site(site) => site.url("/embed/v1/testimonials.html"),
        };
        page.open(&url).await;
    }

    /// Waits until a page has asked for its content again: WebKit complains of a fetch that a leave cuts off.
    async fn rests(self, kept: &Kept) {
        if self != Self::Page {
            return;
        }
        wait_until("the content is asked for again", async || {
            let requests = kept.site().requests();
            let answered = requests.iter().filter(|request| request.status != 0);
            answered.filter(|request| request.path.starts_with("/content/")).count() >= 5
        })
        .await;
    }
}

/// What serves a surface, as long as it lives.
enum Kept {
    Site(Site),
    Host(Host),
}

impl Kept {
    fn site(&self) -> &Site {
        match self {
            Self::Site(site) => site,
            Self::Host(host) => &host.site,
        }
    }
}

async fn whatever_is_done_to_the_page_before_the_wasm_it_works(browser: Browser) {
    works_whatever_was_done_before(&browser, Surface::Page).await;
}

async fn whatever_is_done_to_a_frame_before_the_wasm_it_works(browser: Browser) {
    works_whatever_was_done_before(&browser, Surface::Frame).await;
}

async fn whatever_is_done_to_a_widget_before_the_wasm_it_works(browser: Browser) {
    works_whatever_was_done_before(&browser, Surface::Widget).await;
}

async fn works_whatever_was_done_before(browser: &Browser, surface: Surface) {
    let page = browser.open("about:blank").await;
    // A page that was left may still be asking for something.
    let mut kept = vec![];
    for mutation in MUTATIONS {
        println!("{surface:?}: {}", mutation.name);
        kept.push(surface.open_changed(&page, &mutation.within(surface.root())).await);
        works(&page, surface).await;
        surface.rests(&kept[kept.len() - 1]).await;
        assert_eq!(page.console().await, [], "{}", mutation.name);
    }
}

async fn whatever_is_done_to_the_living_page_it_works(browser: Browser) {
    works_whatever_is_done_after(&browser, Surface::Page).await;
}

async fn whatever_is_done_to_a_living_frame_it_works(browser: Browser) {
    works_whatever_is_done_after(&browser, Surface::Frame).await;
}

async fn whatever_is_done_to_a_living_widget_it_works(browser: Browser) {
    works_whatever_is_done_after(&browser, Surface::Widget).await;
}

async fn works_whatever_is_done_after(browser: &Browser, surface: Surface) {
    let after = |mutation: &&Mutation| match mutation.when {
        When::Before => false,
        When::Ever => true,
        When::EverInDocuments => surface != Surface::Widget,
    };
    let page = browser.open("about:blank").await;
    let mut all = vec![];
    for mutation in MUTATIONS.iter().filter(after) {
        println!("{surface:?}: {}", mutation.name);
        let kept = surface.serve().await;
        surface.open(&page, &kept).await;
        wait_for_value("the position", json!("1 / 3"), async || {
            state(&page, surface).await["position"].clone()
        })
        .await;
        page.eval(&mutation.within(surface.root()), vec![]).await;
        works(&page, surface).await;
        surface.rests(&kept).await;
        assert_eq!(page.console().await, [], "{}", mutation.name);
        all.push(kept);
    }
}

/// The data are in the document, too.
async fn whatever_is_done_to_the_data_the_page_and_a_frame_work(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut kept = vec![];
    for (name, change) in [
        (
            "a proxy leaves the white space out",
            "e.textContent = JSON.stringify(JSON.parse(e.textContent))",
        ),
        ("they are gone", "e.remove()"),
        ("they are cut off", "e.textContent = e.textContent.slice(0, 99)"),
        ("they are another document", "e.textContent = '[]'"),
    ] {
        for surface in [Surface::Page, Surface::Frame] {
            for block in ["testimonials.json", "site.json"] {
                println!("{surface:?}: {name}: {block}");
                // A frame that finds data of another kind has nothing to go by; it can be read.
                if surface == Surface::Frame && name == "they are another document" {
                    continue;
                }
                let change = format!("const e = document.getElementById('{block}'); {change}");
                kept.push(surface.open_changed(&page, &change).await);
                works(&page, surface).await;
                surface.rests(&kept[kept.len() - 1]).await;
                assert_eq!(page.console().await, [], "{name}: {block}");
            }
        }
    }
}

/// What a document without its data cannot fetch either, it shows as it was rendered.
async fn without_data_what_was_rendered_stays(browser: Browser) {
    let kept = Surface::Page.serve().await;
    kept.site().fault("/content/testimonials.json", e2e::Fault::Status(500));
    let held = kept.site().hold(&wasm());
    let page = browser.open(&kept.site().url("/")).await;
    page.eval("document.getElementById('testimonials.json').remove()", vec![]).await;
    held.release();
    page.hydrated().await;
    wait_until("they are asked for", async || kept.site().asked_for("/content/testimonials.json"))
        .await;
    let seen = state(&page, Surface::Page).await;
    assert_eq!((&seen["quotes"], &seen["exposed"]), (&json!(3), &json!(3)), "{seen}");
    assert_eq!(seen["position"], Value::Null, "no control that would do nothing");
    page.link("Témoignage suivant").await;
}

/// Strangers around and between our parts.
async fn what_stands_around_the_parts_does_not_count(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut kept = vec![];
    for change in [
        "document.getElementById('site').prepend('x', document.createElement('div'))",
        "document.querySelectorAll('main > div').forEach(e => e.prepend(document.createElement('ins')))",
        "document.querySelector('header').remove(); document.querySelector('footer').remove()",
        "document.getElementById('presse').remove()",
        "document.body.append(document.getElementById('presse'))",
        "document.body.prepend(document.createElement('ext-bar'))",
    ] {
        println!("{change}");
        kept.push(Surface::Page.open_changed(&page, change).await);
        carousel_works(&page, Surface::Page).await;
        Surface::Page.rests(&kept[kept.len() - 1]).await;
        assert_eq!(page.console().await, [], "{change}");
    }
}

/// What a visitor had done before does not go with the nodes that it was done to.
async fn what_is_rendered_anew_keeps_the_focus_the_scrolls_and_the_drawing(browser: Browser) {
    let change = "const row = document.querySelector('.testimonials__row');
        document.querySelectorAll('main p, main h1').forEach(e => e.prepend(document.createElement('ext-icon')));
        document.querySelector('#temoignages').scrollIntoView({ behavior: 'instant' });
        row.scrollTo({ left: row.clientWidth, behavior: 'instant' });
        document.querySelectorAll('.quotation__link')[1].focus({ preventScroll: true })";
    let look = "const row = document.querySelector('.testimonials__row');
        return [Math.round(scrollY), Math.round(row.scrollLeft / row.clientWidth), document.activeElement.getAttribute('href'),
            !!document.querySelector('.mission__picture svg')]";
    let kept = Surface::Page.serve().await;
    let held = kept.site().hold(&wasm());
    let page = browser.open(&kept.site().url("/")).await;
    page.eval(change, vec![]).await;
    page.page_rests().await;
    let before = page.eval(look, vec![]).await;
    held.release();
    page.hydrated().await;
    page.page_rests().await;
    let icons = "return document.querySelectorAll('main ext-icon').length";
    assert_eq!(page.eval(icons, vec![]).await, 0, "it was rendered anew");
    assert_eq!(page.eval(look, vec![]).await, before);
    assert_eq!(before[1], 1, "the second testimonial is in view");
}

/// The address names a testimonial and a search, whoever rendered them.
async fn what_is_rendered_anew_follows_the_address(browser: Browser) {
    let kept = Surface::Page.serve().await;
    let held = kept.site().hold(&wasm());
    let testimonials = usual_content("testimonials.json");
    let second = testimonials["testimonials"][1]["id"].as_str().expect("an id").to_owned();
    let address = format!("/?q=bidonvilles#temoignage-{second}");
    let page = browser.open(&kept.site().url(&address)).await;
    page.eval(&MUTATIONS[0].within(PAGE), vec![]).await;
    held.release();
    page.hydrated().await;
    wait_for_value("the position", json!("2 / 3"), async || {
        state(&page, Surface::Page).await["position"].clone()
    })
    .await;
    assert_eq!(page.text_of(".press__count").await, "1 extrait sur 12");
    assert_eq!(
        page.eval("return document.querySelectorAll('[data-part] font').length", vec![]).await,
        0
    );
    Surface::Page.rests(&kept).await;
    assert_eq!(page.console().await, []);
}

/// A page that a translator has changed follows what has changed on the site since.
async fn what_has_changed_on_the_site_reaches_a_translated_page(browser: Browser) {
    let site = Site::usual().await;
    let mut partners = usual_content("partners.json");
    partners["introduction"] = "Entre autres".into();
    let mut mission = usual_content("mission.json");
    mission["title"] = "Un autre titre".into();
    for (file, value) in [("partners", partners), ("mission", mission)] {
        site.page(&format!("/content/{file}.json"), &value.to_string());
    }
    let held = ["/content/partners.json", "/content/mission.json"].map(|path| site.hold(path));
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.eval(&MUTATIONS[0].within(PAGE), vec![]).await;
    held.into_iter().for_each(e2e::Hold::release);
    let texts = "return ['.partners__introduction', 'h1'].map(of => document.querySelector(of).textContent)";
    wait_for_value("the new texts", json!(["Entre autres", "Un autre titre"]), async || {
        page.eval(texts, vec![]).await
    })
    .await;
    let drawn = "return document.querySelectorAll('.mission__picture svg').length";
    assert_eq!(page.eval(drawn, vec![]).await, 1, "the drawing is still there");
    assert_eq!(page.console().await, []);
}

/// Saved in any state, and served again with its scripts.
async fn a_saved_page_lives_again(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut all = vec![];
    for steps in STATES {
        println!("{steps}");
        let kept = Surface::Page.serve().await;
        let html = saved(&page, &kept, steps).await;
        let again = Site::usual().await;
        again.page("/", &html);
        page.open(&again.url("/")).await;
        let again = Kept::Site(again);
        works(&page, Surface::Page).await;
        Surface::Page.rests(&again).await;
        assert_eq!(page.console().await, [], "{steps}");
        all.push((kept, again));
    }
}

/// Saved in any state, and opened where no script runs: from a file, or from an archive that drops them.
async fn a_saved_page_without_scripts_shows_every_word_and_no_control(browser: Browser) {
    let page = browser.open("about:blank").await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    for steps in STATES {
        println!("{steps}");
        let kept = Surface::Page.serve().await;
        let html = saved(&page, &kept, steps).await;
        let (before, rest) = html.split_once("<script type=\"module\"").expect("a module");
        let (_, after) = rest.split_once("</script>").expect("its end");
        let html = [before, after].concat();
        kept.site().page("/", &html);
        let file = folder.path().join("page.html");
        fs::write(&file, &html).expect("a file");
        for address in [kept.site().url("/"), format!("file://{}", file.display())] {
            page.open(&address).await;
            only_to_be_read(&page, steps).await;
        }
    }
}

/// What a visitor may have done before the page is saved.
const STATES: [&str; 5] = [
    "",
    "document.querySelector('#site .testimonials__controls [aria-label=\"Témoignage suivant\"]').click()",
    "document.querySelector('#site .testimonials__all').click()",
    "const e = document.querySelector('#site [type=search]'); e.value = 'jeunes'; e.dispatchEvent(new Event('input'))",
    "document.querySelector('#site [data-embed][role=button]').click();
        return new Promise(done => { const seek = () => document.querySelector('dialog[open]') ? done() : setTimeout(seek, 20); seek() })",
];

/// The page as a browser or an archive saves it while it lives.
async fn saved(page: &Session, kept: &Kept, steps: &str) -> String {
    Surface::Page.open(page, kept).await;
    page.hydrated().await;
    page.eval(steps, vec![]).await;
    page.page_rests().await;
    Surface::Page.rests(kept).await;
    let html =
        page.eval("return '<!doctype html>' + document.documentElement.outerHTML", vec![]).await;
    html.as_str().expect("HTML").to_owned()
}

async fn only_to_be_read(page: &Session, steps: &str) {
    let controls = "const seen = e => e.getClientRects().length && getComputedStyle(e).visibility == 'visible';
        return [...document.querySelectorAll('button, input, select, textarea, dialog, [role=button]')].filter(seen).map(e => e.outerHTML.slice(0, 99))";
    assert_eq!(page.eval(controls, vec![]).await, json!([]), "{steps}");
    let text = "return document.querySelector('#site').innerText";
    let text = page.eval(text, vec![]).await;
    let text = bare(text.as_str().expect("a text")).to_lowercase();
    let read =
        |file: &str, list: &str| usual_content(file)[list].as_array().cloned().unwrap_or_default();
    let quotes =
        read("testimonials.json", "testimonials").into_iter().map(|one| one["quote"].clone());
    let excerpts =
        read("press.json", "excerpts").into_iter().map(|one| one["paragraphs"][0].clone());
    for words in quotes.chain(excerpts) {
        let words = bare(words.as_str().expect("words")).to_lowercase();
        assert!(text.contains(&words), "{steps}: {words} is not to be read");
    }
    page.link("Témoignage suivant").await;
}

scenarios! {
    whatever_is_done_to_the_page_before_the_wasm_it_works,
    whatever_is_done_to_a_frame_before_the_wasm_it_works,
    whatever_is_done_to_a_widget_before_the_wasm_it_works,
    whatever_is_done_to_the_living_page_it_works,
    whatever_is_done_to_a_living_frame_it_works,
    whatever_is_done_to_a_living_widget_it_works,
    whatever_is_done_to_the_data_the_page_and_a_frame_work,
    without_data_what_was_rendered_stays,
    what_stands_around_the_parts_does_not_count,
    what_is_rendered_anew_keeps_the_focus_the_scrolls_and_the_drawing,
    what_is_rendered_anew_follows_the_address,
    what_has_changed_on_the_site_reaches_a_translated_page,
    a_saved_page_lives_again,
    a_saved_page_without_scripts_shows_every_word_and_no_control,
}

/// Who reads the table of the docs reads what is tried.
#[test]
fn the_table_in_the_docs_names_every_mutation() {
    let table = fs::read_to_string(workspace().join("docs/foreign-dom.md")).expect("the docs");
    for mutation in MUTATIONS {
        let row = format!(
            "| {} | {} |",
            mutation.name,
            if mutation.when == When::Before { "before" } else { "before, after" }
        );
        assert!(table.contains(&row), "docs/foreign-dom.md has no row {row}");
    }
}

/// The testimonials move, and on the page the search finds.
async fn works(page: &Session, surface: Surface) {
    carousel_works(page, surface).await;
    if surface == Surface::Page {
        search_works(page).await;
    }
}

async fn carousel_works(page: &Session, surface: Surface) {
    let expect = async |what: &str, position: &str, exposed: u32| {
        let expected = json!({ "position": position, "quotes": 3, "exposed": exposed, "told": [] });
        wait_for_value(what, expected, async || state(page, surface).await).await;
    };
    expect("it lives", "1 / 3", 1).await;
    press(page, surface, "[aria-label=\"Témoignage suivant\"]").await;
    expect("after a press of next", "2 / 3", 1).await;
    press(page, surface, ".testimonials__all").await;
    expect("all of them", "2 / 3", 3).await;
    let words =
        format!("return {}.querySelector('.testimonials__all').textContent", surface.root());
    wait_for_value("the button's words", "Afficher un témoignage à la fois", async || {
        page.eval(&words, vec![]).await
    })
    .await;
}

async fn press(page: &Session, surface: Surface, button: &str) {
    let click = format!(
        "const e = {}.querySelector(`.testimonials__controls ${{arguments[0]}}`), seen = getComputedStyle(e).visibility == 'visible';
         if (seen) e.click(); return seen",
        surface.root()
    );
    assert_eq!(page.eval(&click, vec![button.into()]).await, true, "{button} can be seen");
}

async fn search_works(page: &Session) {
    let look = "return [document.querySelector('.press__count').textContent,
        document.querySelectorAll('.press__results article').length,
        document.querySelector('.press__all').getClientRects().length > 0]";
    let seek = "const e = document.querySelector('[type=search]'); e.value = arguments[0]; e.dispatchEvent(new Event('input'))";
    let expect = async |what: &str, expected: Value| {
        wait_for_value(what, expected, async || page.eval(look, vec![]).await).await;
    };
    expect("all excerpts", json!(["12 extraits", 0, true])).await;
    page.eval(seek, vec!["bidonvilles".into()]).await;
    expect("what was found", json!(["1 extrait sur 12", 1, false])).await;
    page.eval(seek, vec!["".into()]).await;
    expect("all excerpts again", json!(["12 extraits", 0, true])).await;
    let field = page.css("[type=search]").await;
    assert!(page.heard(&field).await.starts_with("searchbox"), "who hears the page finds it");
}

/// What the testimonials show, and what the page says.
async fn state(page: &Session, surface: Surface) -> Value {
    let script = format!(
        "const root = {}, slides = [...root.querySelectorAll('.testimonials__slide')],
            position = root.querySelector('.testimonials__controls .testimonials__position'),
            controls = root.querySelector('.testimonials__controls'),
            shown = controls && getComputedStyle(controls).visibility == 'visible';
        return {{
            position: position && shown ? position.textContent : null,
            quotes: root.querySelectorAll('.testimonials blockquote').length,
            exposed: slides.filter(e => e.ariaHidden != 'true').length,
            told: [...document.querySelectorAll('[role=alert]')].map(e => e.textContent),
        }}",
        surface.root()
    );
    page.eval(&script, vec![]).await
}
