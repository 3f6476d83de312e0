//! Third parties change the DOM, before the Wasm loads or after: every control still works, the whole text is
//! readable, and the console stays empty.
//!
//! The table in `docs/foreign-dom.md` lists [`e2e::MUTATIONS`].

use std::fs;

use e2e::{Browser, Host, MUTATIONS, Mutation, Session, Site, When};
use e2e::{
    read_fixture_content, scenarios, strip_whitespace, wait_for_value, wait_until, wasm_path,
    workspace_dir,
};
use serde_json::{Value, json};

const PAGE: &str = "document.getElementById('site')";
const FRAME: &str = "document.getElementById('widget')";
const WIDGET: &str = "document.querySelector('next-level-testimonials').shadowRoot";

/// The kinds of documents that show testimonials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surface {
    Page,
    Frame,
    Widget,
}

impl Surface {
    /// A JavaScript expression for the element or shadow root that contains the app.
    fn root(self) -> &'static str {
        match self {
            Self::Page => PAGE,
            Self::Frame => FRAME,
            Self::Widget => WIDGET,
        }
    }

    /// Opens the surface with the Wasm held, runs a script in it, and releases the Wasm.
    async fn open_with_change(self, page: &Session, change: &str) -> Servers {
        let servers = self.serve().await;
        let hold = servers.site().hold(&wasm_path());
        self.open(page, &servers).await;
        let is_painted = format!("return !!{}?.querySelector('blockquote')", self.root());
        wait_until("it is painted", async || page.eval(&is_painted, vec![]).await == true).await;
        page.eval(change, vec![]).await;
        hold.release();
        servers
    }

    async fn serve(self) -> Servers {
        match self {
            Self::Page | Self::Frame => {
                Servers::Site(Site::with_fixture().await.allow_other_origins())
            }
            Self::Widget => Servers::Host(
                Host::with(
                    "<next-level-testimonials loading=eager>À nous</next-level-testimonials>LOADER",
                )
                .await,
            ),
        }
    }

    async fn open(self, page: &Session, servers: &Servers) {
        let url = match servers {
            Servers::Host(host) => host.server.url("/"),
            Servers::Site(site) if self == Self::Page => site.url("/"),
            Servers::Site(site) => site.url("/embed/v1/testimonials.html"),
        };
        page.open(&url).await;
    }

    /// Waits until a page has fetched its content again.
    async fn wait_for_content_requests(self, servers: &Servers) {
        if self == Self::Page {
            servers.site().wait_for_content_requests().await;
        }
    }
}

/// The servers of a surface, until they are dropped.
enum Servers {
    Site(Site),
    Host(Host),
}

impl Servers {
    fn site(&self) -> &Site {
        match self {
            Self::Site(site) => site,
            Self::Host(host) => &host.site,
        }
    }
}

async fn the_page_works_after_any_mutation_before_hydration(browser: Browser) {
    test_mutations_before_hydration(&browser, Surface::Page).await;
}

async fn a_frame_works_after_any_mutation_before_hydration(browser: Browser) {
    test_mutations_before_hydration(&browser, Surface::Frame).await;
}

async fn a_widget_works_after_any_mutation_before_hydration(browser: Browser) {
    test_mutations_before_hydration(&browser, Surface::Widget).await;
}

async fn test_mutations_before_hydration(browser: &Browser, surface: Surface) {
    let page = browser.open("about:blank").await;
    // A page that was left may still have open requests.
    let mut servers = vec![];
    for mutation in MUTATIONS {
        println!("{surface:?}: {}", mutation.name);
        servers.push(surface.open_with_change(&page, &mutation.build_script(surface.root())).await);
        assert_works(&page, surface).await;
        surface.wait_for_content_requests(&servers[servers.len() - 1]).await;
        assert_eq!(page.read_console().await, [], "{}", mutation.name);
    }
}

async fn the_hydrated_page_works_after_any_mutation(browser: Browser) {
    test_mutations_after_hydration(&browser, Surface::Page).await;
}

async fn a_hydrated_frame_works_after_any_mutation(browser: Browser) {
    test_mutations_after_hydration(&browser, Surface::Frame).await;
}

async fn a_hydrated_widget_works_after_any_mutation(browser: Browser) {
    test_mutations_after_hydration(&browser, Surface::Widget).await;
}

async fn test_mutations_after_hydration(browser: &Browser, surface: Surface) {
    let applies = |mutation: &&Mutation| match mutation.when {
        When::BeforeHydration => false,
        When::Always => true,
        When::AlwaysInDocuments => surface != Surface::Widget,
    };
    let page = browser.open("about:blank").await;
    let mut servers = vec![];
    for mutation in MUTATIONS.iter().filter(applies) {
        println!("{surface:?}: {}", mutation.name);
        // One document for all that leave its elements: the texts that the app changes are anew its own each time.
        if servers.is_empty() || mutation.when == When::AlwaysInDocuments {
            servers.push(surface.serve().await);
            surface.open(&page, &servers[servers.len() - 1]).await;
        } else {
            press_button(&page, surface, ".testimonials__all").await;
            press_button(&page, surface, "[aria-label=\"Témoignage précédent\"]").await;
        }
        wait_for_value("the position", json!("1 / 3"), async || {
            read_state(&page, surface).await["position"].clone()
        })
        .await;
        page.eval(&mutation.build_script(surface.root()), vec![]).await;
        assert_works(&page, surface).await;
        surface.wait_for_content_requests(&servers[servers.len() - 1]).await;
        assert_eq!(page.read_console().await, [], "{}", mutation.name);
    }
}

/// A script may rewrite the page after some parts are hydrated and before others are.
async fn a_page_that_is_rewritten_while_it_is_hydrated_works(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut sites = vec![];
    for hydrated in [".theme input", ".testimonials button", "[type=search]"] {
        println!("{hydrated}");
        let rewrite = "<script>new MutationObserver((_, observer) => {
            if (!document.querySelector('HYDRATED')) return;
            observer.disconnect();
            setTimeout(() => {
                const site = document.getElementById('site');
                site.innerHTML = site.innerHTML.replace(/que/g, '<b>que</b>');
                window.rewritten = true;
            });
        }).observe(document, { childList: true, subtree: true })</script>";
        let rewrite = rewrite.replace("HYDRATED", hydrated);
        let site = Site::with_fixture().await;
        site.set_page("/", &site.get_page("/").replace("<head>", &format!("<head>{rewrite}")));
        page.open(&site.url("/")).await;
        let rewritten = "return window.rewritten";
        wait_for_value("the rewrite", true, async || page.eval(rewritten, vec![]).await).await;
        assert_works(&page, Surface::Page).await;
        let site = Servers::Site(site);
        Surface::Page.wait_for_content_requests(&site).await;
        assert_eq!(page.read_console().await, [], "{hydrated}");
        sites.push(site);
    }
}

/// Third parties change the document's data blocks, too.
async fn the_page_and_a_frame_work_after_changes_of_their_data(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut servers = vec![];
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
                // A frame with data of another kind cannot run; it is readable.
                if surface == Surface::Frame && name == "they are another document" {
                    continue;
                }
                let change = format!("const e = document.getElementById('{block}'); {change}");
                servers.push(surface.open_with_change(&page, &change).await);
                assert_works(&page, surface).await;
                surface.wait_for_content_requests(&servers[servers.len() - 1]).await;
                assert_eq!(page.read_console().await, [], "{name}: {block}");
            }
        }
    }
}

/// Content that is neither in the document nor fetched stays as it was prerendered.
async fn without_data_the_prerendered_content_stays(browser: Browser) {
    let servers = Surface::Page.serve().await;
    servers.site().fail("/content/testimonials.json", e2e::Failure::Status(500));
    let hold = servers.site().hold(&wasm_path());
    let page = browser.open(&servers.site().url("/")).await;
    page.eval("document.getElementById('testimonials.json').remove()", vec![]).await;
    hold.release();
    page.find_css("[type=search]").await;
    wait_until("they are asked for", async || {
        servers.site().has_request_for("/content/testimonials.json")
    })
    .await;
    let state = read_state(&page, Surface::Page).await;
    assert_eq!((&state["quotes"], &state["exposed"]), (&json!(3), &json!(3)), "{state}");
    assert_eq!(state["position"], Value::Null, "no control that would do nothing");
    page.find_link("Témoignage suivant").await;
}

/// Foreign nodes around and between the parts.
async fn changes_around_the_parts_break_nothing(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut servers = vec![];
    for change in [
        "document.getElementById('site').prepend('x', document.createElement('div'))",
        "document.querySelectorAll('main > div').forEach(e => e.prepend(document.createElement('ins')))",
        "document.querySelector('header').remove(); document.querySelector('footer').remove()",
        "document.getElementById('presse').remove()",
        "document.body.append(document.getElementById('presse'))",
        "document.body.prepend(document.createElement('ext-bar'))",
    ] {
        println!("{change}");
        servers.push(Surface::Page.open_with_change(&page, change).await);
        assert_carousel_works(&page, Surface::Page).await;
        Surface::Page.wait_for_content_requests(&servers[servers.len() - 1]).await;
        assert_eq!(page.read_console().await, [], "{change}");
    }
}

/// The visitor's scroll positions and focus survive although their nodes are replaced.
async fn a_rerendered_page_keeps_the_focus_the_scroll_positions_and_the_drawing(browser: Browser) {
    let change = "const row = document.querySelector('.testimonials__row');
        document.querySelectorAll('main p, main h1').forEach(e => e.prepend(document.createElement('ext-icon')));
        document.querySelector('#temoignages').scrollIntoView({ behavior: 'instant' });
        row.scrollTo({ left: row.clientWidth, behavior: 'instant' });
        document.querySelectorAll('.quotation__link')[1].focus({ preventScroll: true })";
    let describe = "const row = document.querySelector('.testimonials__row');
        return [Math.round(scrollY), Math.round(row.scrollLeft / row.clientWidth), document.activeElement.getAttribute('href'),
            !!document.querySelector('.mission__picture svg')]";
    let servers = Surface::Page.serve().await;
    let hold = servers.site().hold(&wasm_path());
    let page = browser.open(&servers.site().url("/")).await;
    page.eval(change, vec![]).await;
    page.wait_for_scroll_end().await;
    let before = page.eval(describe, vec![]).await;
    hold.release();
    page.wait_for_hydration().await;
    page.wait_for_scroll_end().await;
    let icons = "return document.querySelectorAll('main ext-icon').length";
    assert_eq!(page.eval(icons, vec![]).await, 0, "it was rendered anew");
    assert_eq!(page.eval(describe, vec![]).await, before);
    assert_eq!(before[1], 1, "the second testimonial is in view");
}

/// The address names a testimonial and a search, which a rerendered page follows, too.
async fn a_rerendered_page_follows_the_address(browser: Browser) {
    let servers = Surface::Page.serve().await;
    let hold = servers.site().hold(&wasm_path());
    let testimonials = read_fixture_content("testimonials.json");
    let second = testimonials["testimonials"][1]["id"].as_str().expect("an id").to_owned();
    let address = format!("/?q=bidonvilles#temoignage-{second}");
    let page = browser.open(&servers.site().url(&address)).await;
    page.eval(&MUTATIONS[0].build_script(PAGE), vec![]).await;
    hold.release();
    page.wait_for_hydration().await;
    wait_for_value("the position", json!("2 / 3"), async || {
        read_state(&page, Surface::Page).await["position"].clone()
    })
    .await;
    assert_eq!(page.read_text(".press__count").await, "1 extrait sur 12");
    assert_eq!(
        page.eval("return document.querySelectorAll('[data-part] font').length", vec![]).await,
        0
    );
    Surface::Page.wait_for_content_requests(&servers).await;
    assert_eq!(page.read_console().await, []);
}

/// A page that a translator has changed still takes over newer content.
async fn changed_content_reaches_a_translated_page(browser: Browser) {
    let site = Site::with_fixture().await;
    let mut partners = read_fixture_content("partners.json");
    partners["introduction"] = "Entre autres".into();
    let mut mission = read_fixture_content("mission.json");
    mission["title"] = "Un autre titre".into();
    for (file, value) in [("partners", partners), ("mission", mission)] {
        site.set_page(&format!("/content/{file}.json"), &value.to_string());
    }
    let holds = ["/content/partners.json", "/content/mission.json"].map(|path| site.hold(path));
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.eval(&MUTATIONS[0].build_script(PAGE), vec![]).await;
    holds.into_iter().for_each(e2e::Hold::release);
    let texts = "return ['.partners__introduction', 'h1'].map(of => document.querySelector(of).textContent)";
    wait_for_value("the new texts", json!(["Entre autres", "Un autre titre"]), async || {
        page.eval(texts, vec![]).await
    })
    .await;
    let drawings = "return document.querySelectorAll('.mission__picture svg').length";
    assert_eq!(page.eval(drawings, vec![]).await, 1, "the drawing is still there");
    assert_eq!(page.read_console().await, []);
}

/// The page is saved in any state, and served again with its scripts.
async fn a_saved_page_works_again(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut all_servers = vec![];
    for actions in ACTIONS {
        println!("{actions}");
        let servers = Surface::Page.serve().await;
        let html = save_page(&page, &servers, actions).await;
        let second_site = Site::with_fixture().await;
        second_site.set_page("/", &html);
        page.open(&second_site.url("/")).await;
        let second_site = Servers::Site(second_site);
        assert_works(&page, Surface::Page).await;
        Surface::Page.wait_for_content_requests(&second_site).await;
        assert_eq!(page.read_console().await, [], "{actions}");
        all_servers.push((servers, second_site));
    }
}

/// The page is saved in any state, and opened where no script runs: from a file, or from an archive that drops them.
async fn a_saved_page_without_scripts_shows_every_word_and_no_control(browser: Browser) {
    let page = browser.open("about:blank").await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    for actions in ACTIONS {
        println!("{actions}");
        let servers = Surface::Page.serve().await;
        let html = save_page(&page, &servers, actions).await;
        let (before, rest) = html.split_once("<script type=\"module\"").expect("a module");
        let (_, after) = rest.split_once("</script>").expect("its end");
        let html = [before, after].concat();
        servers.site().set_page("/", &html);
        let file = folder.path().join("page.html");
        fs::write(&file, &html).expect("a file");
        for address in [servers.site().url("/"), format!("file://{}", file.display())] {
            page.open(&address).await;
            assert_readable_without_controls(&page, actions).await;
        }
    }
}

/// A visitor's actions before the page is saved.
const ACTIONS: [&str; 5] = [
    "",
    "document.querySelector('#site .testimonials__controls [aria-label=\"Témoignage suivant\"]').click()",
    "document.querySelector('#site .testimonials__all').click()",
    "const e = document.querySelector('#site [type=search]'); e.value = 'jeunes'; e.dispatchEvent(new Event('input'))",
    "document.querySelector('#site [data-embed][role=button]').click();
        return new Promise(done => { const seek = () => document.querySelector('dialog[open]') ? done() : setTimeout(seek, 20); seek() })",
];

/// Saves the hydrated page as a browser or an archive does.
async fn save_page(page: &Session, servers: &Servers, actions: &str) -> String {
    Surface::Page.open(page, servers).await;
    page.wait_for_hydration().await;
    page.eval(actions, vec![]).await;
    page.wait_for_scroll_end().await;
    Surface::Page.wait_for_content_requests(servers).await;
    let html =
        page.eval("return '<!doctype html>' + document.documentElement.outerHTML", vec![]).await;
    html.as_str().expect("HTML").to_owned()
}

async fn assert_readable_without_controls(page: &Session, actions: &str) {
    let controls = "const seen = e => e.getClientRects().length && getComputedStyle(e).visibility == 'visible';
        return [...document.querySelectorAll('button, input, select, textarea, dialog, [role=button]')].filter(seen).map(e => e.outerHTML.slice(0, 99))";
    assert_eq!(page.eval(controls, vec![]).await, json!([]), "{actions}");
    let text = "return document.querySelector('#site').innerText";
    let text = page.eval(text, vec![]).await;
    let shown = strip_whitespace(text.as_str().expect("a text")).to_lowercase();
    let read_list = |file: &str, list: &str| {
        read_fixture_content(file)[list].as_array().cloned().unwrap_or_default()
    };
    let quotes = read_list("testimonials.json", "testimonials")
        .into_iter()
        .map(|entry| entry["quote"].clone());
    let excerpts =
        read_list("press.json", "excerpts").into_iter().map(|entry| entry["paragraphs"][0].clone());
    for text in quotes.chain(excerpts) {
        let text = strip_whitespace(text.as_str().expect("words")).to_lowercase();
        assert!(shown.contains(&text), "{actions}: {text} is not to be read");
    }
    page.find_link("Témoignage suivant").await;
}

scenarios! {
    the_page_works_after_any_mutation_before_hydration,
    a_frame_works_after_any_mutation_before_hydration,
    a_widget_works_after_any_mutation_before_hydration,
    the_hydrated_page_works_after_any_mutation,
    a_hydrated_frame_works_after_any_mutation,
    a_hydrated_widget_works_after_any_mutation,
    a_page_that_is_rewritten_while_it_is_hydrated_works,
    without_data_the_prerendered_content_stays,
    changes_around_the_parts_break_nothing,
    a_rerendered_page_keeps_the_focus_the_scroll_positions_and_the_drawing,
    a_rerendered_page_follows_the_address,
    changed_content_reaches_a_translated_page,
    a_saved_page_works_again,
    a_saved_page_without_scripts_shows_every_word_and_no_control;
    chromium:
    the_page_and_a_frame_work_after_changes_of_their_data,
}

/// The table in the docs is complete.
#[test]
fn the_table_in_the_docs_names_every_mutation() {
    let table = fs::read_to_string(workspace_dir().join("docs/foreign-dom.md")).expect("the docs");
    for mutation in MUTATIONS {
        let row = format!(
            "| {} | {} |",
            mutation.name,
            if mutation.when == When::BeforeHydration { "before" } else { "before, after" }
        );
        assert!(table.contains(&row), "docs/foreign-dom.md has no row {row}");
    }
}

/// Asserts that the carousel works, and on the page the search, too.
async fn assert_works(page: &Session, surface: Surface) {
    assert_carousel_works(page, surface).await;
    if surface == Surface::Page {
        assert_search_works(page).await;
    }
}

async fn assert_carousel_works(page: &Session, surface: Surface) {
    let wait_for = async |what: &str, position: &str, exposed: u32| {
        let expected = json!({ "position": position, "quotes": 3, "exposed": exposed, "told": [] });
        wait_for_value(what, expected, async || read_state(page, surface).await).await;
    };
    wait_for("it lives", "1 / 3", 1).await;
    press_button(page, surface, "[aria-label=\"Témoignage suivant\"]").await;
    wait_for("after a press of next", "2 / 3", 1).await;
    press_button(page, surface, ".testimonials__all").await;
    wait_for("all of them", "2 / 3", 3).await;
    let button_text =
        format!("return {}.querySelector('.testimonials__all').textContent", surface.root());
    wait_for_value("the button's words", "Afficher un témoignage à la fois", async || {
        page.eval(&button_text, vec![]).await
    })
    .await;
}

async fn press_button(page: &Session, surface: Surface, button: &str) {
    let click = format!(
        "const e = {}.querySelector(`.testimonials__controls ${{arguments[0]}}`), seen = getComputedStyle(e).visibility == 'visible';
         if (seen) e.click(); return seen",
        surface.root()
    );
    assert_eq!(page.eval(&click, vec![button.into()]).await, true, "{button} can be seen");
}

async fn assert_search_works(page: &Session) {
    let describe = "return [document.querySelector('.press__count').textContent,
        document.querySelectorAll('.press__results article').length,
        document.querySelector('.press__all').getClientRects().length > 0]";
    let search = "const e = document.querySelector('[type=search]'); e.value = arguments[0]; e.dispatchEvent(new Event('input'))";
    let wait_for = async |what: &str, expected: Value| {
        wait_for_value(what, expected, async || page.eval(describe, vec![]).await).await;
    };
    wait_for("all excerpts", json!(["12 extraits", 0, true])).await;
    page.eval(search, vec!["bidonvilles".into()]).await;
    wait_for("what was found", json!(["1 extrait sur 12", 1, false])).await;
    page.eval(search, vec!["".into()]).await;
    wait_for("all excerpts again", json!(["12 extraits", 0, true])).await;
    let field = page.find_css("[type=search]").await;
    assert!(page.describe(&field).await.starts_with("searchbox"), "who hears the page finds it");
}

/// Reads the state of the testimonials, and the page's alerts.
async fn read_state(page: &Session, surface: Surface) -> Value {
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
