//! A section on somebody else's page: when it comes, and what it leaves alone.

use e2e::{Browser, Host, Role, content, scenarios, wait_for_value, wait_until, wasm};
use serde_json::{Value, json};

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

async fn nothing_is_asked_for_until_a_widget_is_near(browser: Browser) {
    let far = "<div style='height: 9000px'></div><next-level-partners></next-level-partners>";
    let host = Host::open(&browser, Host::site().await, far).await;
    // What is near comes, and what is far still does not.
    let near = "document.body.prepend(document.createElement('next-level-mission'))";
    host.eval(near).await;
    host.ready(1).await;
    assert!(!host.asked().iter().any(|path| path.contains("partners")), "{:?}", host.asked());
    host.eval("document.querySelector('next-level-partners').scrollIntoView()").await;
    host.ready(2).await;
    assert_eq!(host.page.console().await, []);
}

async fn the_hosts_own_words_stand_until_the_section_comes_and_once_it_has_gone(browser: Browser) {
    let site = Host::site().await;
    let hold = site.hold("/embed/v1/testimonials.html");
    let body = "<next-level-testimonials><a href='/'>Nos témoignages</a></next-level-testimonials>";
    let host = Host::open(&browser, site, body).await;
    let seen =
        "return document.querySelector('next-level-testimonials a').getClientRects().length > 0";
    host.has("the host's words are seen", seen).await;
    hold.release();
    host.ready(1).await;
    assert_eq!(host.eval(seen).await, false, "the section stands in their place");
    let again = "const element = document.querySelector('next-level-testimonials');
        element.remove();
        return new Promise(done => setTimeout(() => {
            element.setAttribute('loading', 'lazy');
            done(element.shadowRoot.innerHTML);
        }))";
    assert_eq!(host.eval(again).await, "<slot></slot>");
}

async fn what_was_painted_before_the_wasm_stays(browser: Browser) {
    let site = Host::site().await;
    let hold = site.hold(&wasm());
    let body: String = SECTIONS
        .map(|name| format!("<next-level-{name} loading=eager></next-level-{name}>"))
        .concat();
    let host = Host::open(&browser, site, &body).await;
    let painted = "return [...document.querySelectorAll('next-level-press, next-level-mission, next-level-partners, next-level-testimonials')]
        .every(element => element.shadowRoot.querySelector('section'))";
    host.has("all four are painted", painted).await;
    let note = "window.before = SECTIONS.flatMap(name =>
        [...document.querySelector(`next-level-${name}`).shadowRoot.querySelectorAll('section *')])"
        .replace("SECTIONS", "['mission', 'testimonials', 'partners', 'press']");
    host.eval(&note).await;
    hold.release();
    host.ready(4).await;
    let gone = "return before.filter(node => !node.isConnected).map(node => node.outerHTML)";
    assert_eq!(host.eval(gone).await, json!([]));
    assert_eq!(host.page.console().await, []);
}

async fn a_press_of_next_is_told_to_the_host(browser: Browser) {
    let body = "<next-level-testimonials loading=eager></next-level-testimonials>";
    let host = Host::open(&browser, Host::site().await, body).await;
    host.ready(1).await;
    host.page.click(Role::Button, "Témoignage suivant").await;
    let id = content("testimonials.json")["testimonials"][1]["id"].clone();
    let expected = json!([["change", "next-level-testimonials", { "index": 1, "id": id }]]);
    let told = "return heard.filter(([name]) => name === 'change')";
    wait_for_value("what is told", expected, async || host.eval(told).await).await;
    let count = content("testimonials.json")["testimonials"].as_array().map(Vec::len);
    let ready = "return document.querySelector('next-level-testimonials').ready";
    assert_eq!(host.eval(ready).await, json!({ "section": "testimonials", "count": count }));
}

async fn the_host_is_left_as_it_was(browser: Browser) {
    let body: String = SECTIONS
        .map(|name| format!("<next-level-{name} loading=eager></next-level-{name}>"))
        .concat();
    let watch = "<script>
        window.touched = [];
        addEventListener('DOMContentLoaded', () => new MutationObserver(all =>
            touched.push(...all.map(({ type, target }) => `${type} ${target.nodeName}`)))
            .observe(document, { attributes: true, childList: true, characterData: true, subtree: true }));
    </script>";
    let host = Host::open(&browser, Host::site().await, &[watch, &body].concat()).await;
    host.ready(4).await;
    let address = host.page.url().await;
    host.page.click(Role::Button, "Témoignage suivant").await;
    host.page.click(Role::Button, "Afficher tous les témoignages").await;
    let field = host.page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    host.page.focus(&field).await;
    host.page.keys("formation").await;
    wait_until("the search has been made", async || {
        host.page.text_of("form > p").await.contains("extrait")
    })
    .await;
    assert_eq!(host.page.url().await, address);
    assert_eq!(host.eval("return [touched, history.length > 2]").await, json!([[], false]));
    let sheets = "return [document.adoptedStyleSheets.length, document.querySelectorAll('style').length,
        ...[...document.body.children].map(element => element.shadowRoot?.querySelectorAll('style, [style]').length ?? 0)]
        .every(count => !count)";
    assert_eq!(host.eval(sheets).await, true);
    assert_eq!(host.page.console().await, []);
}

/// The same sections on a plain page and on one whose sheet means no good: box by box.
async fn a_hostile_sheet_changes_nothing_inside(browser: Browser) {
    let hostile = "<style>html{font-size:62.5%} body{line-height:3;text-align:center;letter-spacing:.2em;text-indent:3em}
        *{box-sizing:content-box} button{display:none!important} p,li,h3{margin:40px!important;color:red!important}
        </style>";
    let mut boxes = vec![];
    for sheet in ["", hostile] {
        let body: String = SECTIONS
            .map(|name| format!("<next-level-{name} loading=eager></next-level-{name}>"))
            .concat();
        let host = Host::open(
            &browser,
            Host::site().await,
            &[sheet, "<body style='margin:0'>", &body].concat(),
        )
        .await;
        host.ready(4).await;
        let geometry = "return [...document.body.children].filter(element => element.shadowRoot).flatMap(element => {
            const top = element.getBoundingClientRect().top;
            return [...element.shadowRoot.querySelectorAll('.widget *')].map(node => {
                const box = node.getBoundingClientRect(), style = getComputedStyle(node);
                return [node.className, ...[box.x, box.y - top, box.width, box.height].map(Math.round), style.color].join(' ');
            });
        })";
        host.has("the buttons are there", "return !!document.querySelector('next-level-testimonials').shadowRoot.querySelector('button')").await;
        boxes.push(host.eval(geometry).await);
    }
    let [plain, hostile] = &boxes[..] else { panic!("two pages") };
    let pairs =
        plain.as_array().into_iter().flatten().zip(hostile.as_array().into_iter().flatten());
    let differ: Vec<_> = pairs.filter(|(a, b)| a != b).take(5).collect();
    assert!(differ.is_empty(), "{differ:#?}");
    assert!(plain.as_array().map(Vec::len) > Some(50));
}

async fn links_lead_to_the_site_from_any_page(browser: Browser) {
    let base = "<!doctype html><title>t</title><base href='/ailleurs/'>";
    let quirks = "<title>t</title>";
    for head in [base, quirks] {
        let body = "<next-level-testimonials loading=eager></next-level-testimonials>";
        let host = Host::page(&browser, Host::site().await, &[head, body].concat()).await;
        host.ready(1).await;
        let links = "return [...document.querySelector('next-level-testimonials').shadowRoot.querySelectorAll('[href]')]
            .map(link => link.href)";
        let links = host.eval(links).await;
        let ours = host.site.url("/#temoignage-");
        let all = links.as_array().expect("links");
        assert!(
            !all.is_empty()
                && all.iter().all(|link| link.as_str().is_some_and(|link| link.starts_with(&ours))),
            "{links}"
        );
        assert_eq!(host.page.console().await, [], "{head}");
    }
}

async fn a_second_loader_from_elsewhere_throws_nothing(browser: Browser) {
    let other = Host::site().await;
    let again = format!(
        "<script type=module src='{0}'></script><script type=module src='{0}?again'></script>
        <next-level-mission loading=eager></next-level-mission>",
        other.url("/embed/v1.js")
    );
    let host = Host::open(&browser, Host::site().await, &again).await;
    host.ready(1).await;
    wait_until("the others are loaded", async || other.requests().len() >= 2).await;
    assert_eq!(host.eval("return heard.length").await, Value::from(1));
    assert_eq!(host.page.console().await, []);
}

async fn axe_finds_nothing_in_shadow_roots(browser: Browser) {
    for theme in ["light", "dark"] {
        let body: String = SECTIONS
            .map(|name| format!("<next-level-{name} loading=eager theme={theme} heading-level=2></next-level-{name}>"))
            .concat();
        let body = format!("<main><h1>Une page</h1>{body}</main>");
        let host = Host::open(&browser, Host::site().await, &body).await;
        host.ready(4).await;
        assert_eq!(e2e::axe::faults(&host.page).await, [""; 0], "{theme}");
    }
}

scenarios! {
    nothing_is_asked_for_until_a_widget_is_near,
    the_hosts_own_words_stand_until_the_section_comes_and_once_it_has_gone,
    what_was_painted_before_the_wasm_stays,
    a_press_of_next_is_told_to_the_host,
    the_host_is_left_as_it_was,
    a_hostile_sheet_changes_nothing_inside,
    links_lead_to_the_site_from_any_page,
    a_second_loader_from_elsewhere_throws_nothing,
    axe_finds_nothing_in_shadow_roots,
}
