//! A widget on a host's page: when it loads, which files widgets share, and that it changes nothing but itself.

use e2e::axe;
use e2e::{Browser, Engine, Host, Key, Role};
use e2e::{glue_path, scenarios, wait_for_value, wait_until, wasm_path};
use serde_json::json;

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

/// Taller than the window, so that the next element is not near.
const SPACER: &str = "<div style='height: 5000px'>Loin</div>";

async fn nothing_but_the_loader_is_requested_until_a_widget_is_near(browser: Browser) {
    let host = Host::with(&format!(
        "LOADER{SPACER}<next-level-testimonials><p id=own>À nous</p></next-level-testimonials>{SPACER}
         <next-level-press style='--next-level-min-height: 345px'></next-level-press>
         <next-level-mission hidden style='--next-level-min-height: 345px'></next-level-mission>
         <next-level-partners></next-level-partners>"
    ))
    .await;
    let page = host.open(&browser).await;
    page.wait_for_loader().await;
    let reserved = "return ['press', 'mission'].map(name =>
        document.querySelector(`next-level-${name}`).getBoundingClientRect().height)";
    wait_for_value("the reserved heights", json!([345, 0]), async || {
        page.eval(reserved, vec![]).await
    })
    .await;
    // As on a page that replaces one view by another.
    page.eval("document.querySelector('next-level-partners').remove()", vec![]).await;
    page.wait_for_frames().await;
    let paths: Vec<_> = host.site.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/embed/v1.js"], "registering asks for nothing");
    let shown = "return document.getElementById('own').getClientRects().length > 0";
    assert_eq!(page.eval(shown, vec![]).await, true, "the host's own words are there");

    page.eval("window.heard = []; for (const name of ['ready', 'error', 'change'])
        addEventListener(`next-level-${name}`, event => heard.push([name, event.detail, event.target.localName]));
        document.querySelector('next-level-testimonials').scrollIntoView()", vec![]).await;
    let expected =
        json!([["ready", { "section": "testimonials", "count": 3 }, "next-level-testimonials"]]);
    wait_for_value("what the page hears", expected, async || {
        page.eval("return heard", vec![]).await
    })
    .await;
    assert_eq!(page.eval(shown, vec![]).await, false, "the widget stands in their place");
    page.click(Role::Button, "Témoignage suivant").await;
    wait_until("it tells of the other testimonial", async || {
        let events = page.eval("return heard[1]", vec![]).await;
        let second =
            json!(["change", { "index": 1, "id": "julien-rigenbach" }, "next-level-testimonials"]);
        if events == second { Ok(()) } else { Err(events) }
    })
    .await;
    assert_eq!(page.read_console().await, []);
}

async fn hydration_keeps_every_painted_node(browser: Browser) {
    for section in SECTIONS {
        let host = Host::with(&format!(
            "LOADER<next-level-{section} loading=eager></next-level-{section}>"
        ))
        .await;
        let hold = host.site.hold(&wasm_path());
        let page = host.open(&browser).await;
        let tag = "const all = [...(root?.querySelectorAll('*') ?? [])];
            if (all.length < 5) return 0;
            all.forEach(e => e.before = true); window.before = all; return all.length";
        let tagged = wait_until("the section is painted", async || {
            page.eval_in_widget(tag).await.as_u64().filter(|tagged| *tagged > 5)
        })
        .await;
        hold.release();
        page.wait_for_widgets().await;
        let kept = "return before.filter(e => e.isConnected).length";
        assert_eq!(page.eval(kept, vec![]).await, tagged, "{section}: no node was replaced");
        assert_eq!(page.read_console().await, [], "{section}");
        page.close().await;
    }
}

async fn five_widgets_share_one_glue_one_wasm_and_one_document_a_section(browser: Browser) {
    let host = Host::with(
        "<next-level-press></next-level-press><next-level-testimonials></next-level-testimonials>
         <next-level-mission></next-level-mission>LOADER<next-level-partners></next-level-partners>
         <next-level-testimonials layout=list></next-level-testimonials>LOADER
         <script type=module src='SITEembed/v1.js?again'></script>",
    )
    .await;
    let page = host.open(&browser).await;
    assert_eq!(page.wait_for_widgets().await.len(), 5);
    let mut paths: Vec<_> = host.site.requests().into_iter().map(|request| request.path).collect();
    paths.retain(|path| path != "/embed/v1.js");
    paths.sort();
    let mut expected = SECTIONS.map(|section| format!("/embed/v1/{section}.html")).to_vec();
    expected.extend(["/embed/v1/widget.js".to_owned(), glue_path(), wasm_path()]);
    expected.sort();
    assert_eq!(paths, expected, "each file is requested once");
    assert_eq!(page.read_console().await, [], "a second loader throws nothing");
    let own_origins: std::collections::BTreeSet<_> =
        [&host.site, &host.server].map(|site| site.origin().to_owned()).into();
    assert_eq!(page.read_origins().await, own_origins, "nobody else is asked");
    let kept = "return [document.cookie, localStorage.length, sessionStorage.length]";
    assert_eq!(page.eval(kept, vec![]).await, json!(["", 0, 0]), "nothing is kept on the host");
}

/// With a hostile `<base>`, and after every control was used.
async fn the_host_s_page_stays_as_it_was(browser: Browser) {
    let host = Host::with(
        "<base href='https://ailleurs.exemple/'><main>
         <next-level-testimonials loading=eager><i>a</i></next-level-testimonials>
         <next-level-press loading=eager></next-level-press></main>",
    )
    .await;
    let page = host.open(&browser).await;
    let observe = "const loader = document.createElement('script');
        Object.assign(loader, { type: 'module', src: arguments[0] });
        document.body.append(loader);
        // What comes after the script element is the loader's doing.
        window.changes = []; window.at = location.href; window.entries = history.length;
        new MutationObserver(all => changes.push(...all.map(({ type, target }) => type + target.nodeName)))
            .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        window.html = document.documentElement.outerHTML";
    page.eval(observe, vec![host.site.url("/embed/v1.js").into()]).await;
    let ready = "return Promise.all(['testimonials', 'press'].map(name =>
        customElements.whenDefined(`next-level-${name}`).then(() => document.querySelector(`next-level-${name}`).ready)))";
    page.eval(ready, vec![]).await;
    // By keyboard: WebKit's driver cannot click everything in a shadow root.
    for name in [
        "Témoignage suivant",
        "Témoignage précédent",
        "Afficher tous les témoignages",
        "Afficher un témoignage à la fois",
        "Banlieues Climat",
    ] {
        let button = page.find_button(name).await;
        page.focus(&button).await;
        page.press(Key::Enter).await;
    }
    let wait_for_count = |text: &'static str| {
        let page = &page;
        async move {
            let count = "return document.querySelector('next-level-press').shadowRoot.querySelector('.press__count').textContent";
            wait_until("the press review says how much it shows", async || {
                let count = page.eval(count, vec![]).await;
                if count.as_str().is_some_and(|count| count.contains(text)) {
                    Ok(())
                } else {
                    Err(count)
                }
            })
            .await;
        }
    };
    wait_for_count("sur 12").await;
    let chosen = page.find_button("Banlieues Climat").await;
    page.focus(&chosen).await;
    page.press(Key::Enter).await;
    wait_for_count("12 extraits").await;
    let field = page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.focus(&field).await;
    page.type_text("jeunes").await;
    wait_for_count("sur 12").await;
    let unchanged = "return [changes, location.href === at, history.length === entries, html === document.documentElement.outerHTML,
        document.adoptedStyleSheets.length, document.querySelectorAll('style').length]";
    assert_eq!(page.eval(unchanged, vec![]).await, json!([[], true, true, true, 0, 0]));
    let links = "return [...document.querySelectorAll('*')].flatMap(e => e.shadowRoot ? [...e.shadowRoot.querySelectorAll('a')] : [])
        .map(a => a.href).filter(href => !href.startsWith('https://') || href.includes('ailleurs'))";
    let links = page.eval(links, vec![]).await;
    let own: Vec<_> =
        links.as_array().into_iter().flatten().filter_map(|link| link.as_str()).collect();
    assert!(
        !own.is_empty() && own.iter().all(|link| link.starts_with(&host.site.url("/"))),
        "permalinks lead to the site: {own:?}"
    );
    let inside = "return root.querySelectorAll('style').length";
    assert_eq!(page.eval_in_widget(inside).await, 0, "no style element for a policy to forbid");
}

/// A host's stylesheet for its whole page does not apply inside a widget.
async fn a_hostile_stylesheet_changes_nothing_inside(browser: Browser) {
    let hostile_stylesheet = "<style>html { font-size: 62.5% } body { line-height: 3; text-align: center; letter-spacing: 0.5em; text-transform: lowercase }
        * { box-sizing: content-box; color: red; margin: 7px } button { display: none !important } a { font-size: 40px }
        section, p, div, h3 { border: 9px solid; float: right; background: lime }</style>";
    let measure = "const at = element => { const a = element.getBoundingClientRect(), b = root.querySelector('section').getBoundingClientRect();
            return [a.x - b.x, a.y - b.y, a.width, a.height].map(Math.round).join() };
        return [...root.querySelectorAll('*')].map(e => e.localName + at(e) + getComputedStyle(e).color)";
    let body = "<div style='width: 700px !important; margin: 0; float: none; border: 0'>
        <next-level-testimonials loading=eager style='width: 700px; margin: 0'></next-level-testimonials></div>LOADER";
    let mut seen = vec![];
    let page = browser.open("about:blank").await;
    page.resize(1000, 800).await;
    for stylesheet in ["", hostile_stylesheet] {
        let host = Host::with(&[stylesheet, body].concat()).await;
        page.open(&host.url()).await;
        page.wait_for_widgets().await;
        page.find_button("Témoignage suivant").await;
        seen.push(page.eval_in_widget(measure).await);
    }
    assert_eq!(seen[0], seen[1]);
}

async fn the_font_is_the_host_s_unless_one_is_named(browser: Browser) {
    let host = Host::with("<div style='font-family: Courier, monospace'><next-level-partners></next-level-partners></div>LOADER").await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let font = "return [...new Set([...root.querySelectorAll('h3, p, span')].map(e => getComputedStyle(e).fontFamily))]";
    assert_eq!(page.eval_in_widget(font).await, json!(["Courier, monospace"]));
    page.eval("document.body.style.setProperty('--next-level-font', 'Georgia')", vec![]).await;
    assert_eq!(page.eval_in_widget(font).await, json!(["Georgia"]));
}

/// A host's font may be wider than the site's: the words of titles still stay whole.
async fn no_word_of_a_title_is_broken_in_a_wide_font(browser: Browser) {
    let host = Host::with(
        "<div id=room style='font-family: Verdana, \"DejaVu Sans\", sans-serif'>
         <next-level-mission></next-level-mission><next-level-partners></next-level-partners></div>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let broken_words = "document.getElementById('room').style.width = `${arguments[0]}px`;
        const broken = [], range = document.createRange();
        for (const { shadowRoot } of document.querySelectorAll('next-level-mission, next-level-partners'))
            for (const e of shadowRoot.querySelectorAll('.section-title, .partners__name')) {
                const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) for (const { index, 0: word } of walker.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
                    range.setStart(walker.currentNode, index);
                    range.setEnd(walker.currentNode, index + word.length);
                    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word);
                }
            }
        return broken";
    for width in [280, 480, 960] {
        wait_for_value(&format!("the broken words at {width} px"), json!([]), async || {
            page.eval(broken_words, vec![width.into()]).await
        })
        .await;
    }
}

async fn axe_finds_nothing_in_any_widget(browser: Browser) {
    let all: String = SECTIONS
        .map(|section| format!("<next-level-{section} heading-level=2></next-level-{section}>"))
        .concat();
    for emulations in axe::list_emulations(browser.engine()) {
        let host = Host::with(&format!(
            "<style>:root {{ color-scheme: light dark; background: light-dark(#fff, #111); color: light-dark(#000, #fff) }}</style><main><h1>Une page</h1>{all}</main>LOADER"
        ))
        .await;
        let page = browser.open_as(emulations, &host.server.url("/")).await;
        page.wait_for_widgets().await;
        let violations = axe::find_violations(&page).await;
        assert!(violations.is_empty(), "{emulations:?}: {violations:#?}");
        page.close().await;
    }
}

async fn the_keyboard_is_enough(browser: Browser) {
    let host = Host::with("<button>Avant</button><next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.find_button("Témoignage suivant").await;
    let before = page.find_button("Avant").await;
    page.focus(&before).await;
    let focused_name = "let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at.ariaLabel ?? at.textContent.trim()";
    let mut stops = vec![];
    for _ in 0..4 {
        page.press(Key::Tab).await;
        stops.push(page.eval(focused_name, vec![]).await);
    }
    assert_eq!(
        stops,
        [
            "Témoignage précédent",
            "Témoignage suivant",
            "Afficher tous les témoignages",
            "Témoignages, zone défilante"
        ]
    );
    page.press(Key::Right).await;
    wait_for_value("the position", "2 / 3", async || {
        page.read_text(".testimonials__position").await
    })
    .await;
    if page.engine() != Engine::WebKit {
        assert_eq!(page.read_console().await, []);
    }
}

scenarios! {
    nothing_but_the_loader_is_requested_until_a_widget_is_near,
    hydration_keeps_every_painted_node,
    five_widgets_share_one_glue_one_wasm_and_one_document_a_section,
    the_host_s_page_stays_as_it_was,
    a_hostile_stylesheet_changes_nothing_inside,
    the_font_is_the_host_s_unless_one_is_named,
    no_word_of_a_title_is_broken_in_a_wide_font,
    axe_finds_nothing_in_any_widget,
    the_keyboard_is_enough,
}
