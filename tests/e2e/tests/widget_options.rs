//! What a host may ask of a widget: every value, changes while it lives, and values that are none.

use e2e::{Browser, Emulation, Host, Session};
use e2e::{scenarios, wait_for_value};
use serde_json::{Value, json};

async fn every_accepted_value_counts_and_nothing_is_mounted_anew(browser: Browser) {
    let host = Host::with("<next-level-testimonials></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.widgets().await;
    page.in_widget(
        "window.section = root.querySelector('section'); window.heading = root.querySelector('h3');
        window.row = root.querySelector('.testimonials__row'); window.first = root.querySelector('[data-item]')",
    )
    .await;
    let mut chosen = false;
    for (name, value, seen, expected) in [
        ("layout", "list", "section.dataset.layout", json!("list")),
        ("layout", "grid", "section.dataset.layout", json!("grid")),
        ("layout", "carousel", "section.dataset.layout ?? null", Value::Null),
        ("theme", "dark", "getComputedStyle(section).colorScheme", json!("dark")),
        ("theme", "light", "getComputedStyle(section).colorScheme", json!("light")),
        ("theme", "auto", "root.querySelector('[data-theme]')", Value::Null),
        ("heading-level", "2", TITLE, json!("h2")),
        ("heading-level", "4", TITLE, json!("h4")),
        ("heading-level", "5", TITLE, json!("h5")),
        ("heading-level", "6", TITLE, json!("h6")),
        ("heading-level", "3", TITLE, json!("h3")),
        ("items", "paya-ndiaye,leo-mathey", ITEMS, json!("paya-ndiaye,leo-mathey")),
        ("items", "", ITEMS, json!("leo-mathey,julien-rigenbach,paya-ndiaye")),
        ("limit", "1", "section.querySelectorAll('[data-item]').length", json!(1)),
        ("limit", "50", "section.querySelectorAll('[data-item]').length", json!(3)),
    ] {
        set(&page, name, value).await;
        let script = format!("return {seen}");
        wait_for_value(&format!("{name}={value}"), expected, async || {
            page.in_widget(&script).await
        })
        .await;
        let same = "return root.querySelector('section') === section && row.isConnected";
        assert_eq!(page.in_widget(same).await, true, "{name}={value}: nothing is mounted anew");
        // Which entries there are is written anew, within the same row.
        chosen |= matches!(name, "items" | "limit");
        let entry = page.in_widget("return first.isConnected").await;
        assert!(chosen || entry == true, "{name}={value}: no entry is written anew");
    }
    assert_eq!(page.console().await, []);
}

const TITLE: &str = "section.querySelector('.section-title').localName";
const ITEMS: &str = "[...section.querySelectorAll('[data-item]')].map(e => e.dataset.item).join()";

async fn entries_stand_in_the_order_wanted_before_and_after_the_wasm(browser: Browser) {
    let ids = "return [...root.querySelectorAll('[data-item]')].filter(e => e.getClientRects().length).map(e => e.dataset.item)";
    let plain = Host::with("<next-level-partners></next-level-partners>LOADER").await;
    let page = plain.open(&browser).await;
    page.widgets().await;
    let all = page.in_widget(ids).await;
    let [first, third] = [&all[0], &all[2]].map(|id| id.as_str().expect("an id").to_owned());
    let host = Host::with(&format!(
        "<next-level-partners items=' {third}, {first}' loading=eager></next-level-partners>LOADER"
    ))
    .await;
    let held = host.site.hold(&e2e::wasm());
    let page = host.open(&browser).await;
    let chosen = json!([first, third]);
    wait_for_value("what is painted: the chosen, where they stand", chosen, async || {
        page.eval("return !!document.querySelector('next-level-partners').shadowRoot?.querySelector('section')", vec![]).await;
        page.in_widget(&ids.replace("return", "if (!root) return null; return")).await
    })
    .await;
    held.release();
    page.widgets().await;
    assert_eq!(page.in_widget(ids).await, json!([third, first]), "in their order");
    let others =
        page.in_widget("return root.querySelector('.partners__others')?.textContent ?? ''").await;
    assert_eq!(others, "et d’autres", "who is left out is among the others");
    assert_eq!(page.console().await, []);
}

/// The Wasm begins with all entries, and takes its leave of the others before anything is painted.
async fn no_frame_shows_more_than_was_asked_for(browser: Browser) {
    let watch = "<script>window.most = 0; requestAnimationFrame(function look() {
        const root = document.querySelector('next-level-press')?.shadowRoot;
        const shown = [...root?.querySelectorAll('[data-item]') ?? []].filter(e => e.getClientRects().length);
        most = Math.max(most, shown.length);
        requestAnimationFrame(look);
    })</script>";
    let widget = "<next-level-press limit=3 loading=eager></next-level-press>LOADER";
    let host = Host::with(&[watch, widget].concat()).await;
    let page = host.open(&browser).await;
    page.widgets().await;
    let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(most))))";
    assert_eq!(page.eval(frames, vec![]).await, 3);
}

/// An invalid value means the default, and one warning that says what is accepted.
async fn what_is_no_value_is_told_once_and_counts_for_nothing(browser: Browser) {
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.widgets().await;
    let html = "return root.querySelector('section').outerHTML";
    let before = page.in_widget(html).await;
    page.eval("window.warned = []; console.warn = (...all) => warned.push(all.join(' '))", vec![])
        .await;
    let attacks = [
        ("theme", "\"><script>window.ran = true</script>"),
        ("layout", "__proto__"),
        ("layout", "constructor"),
        ("limit", "1e9"),
        ("limit", "NaN"),
        ("limit", "-1"),
        ("limit", "51"),
        ("limit", "1.5"),
        ("heading-level", "7"),
        ("heading-level", "1"),
        ("items", "__proto__,toString,<img src=x onerror=window.ran=true>"),
        ("theme", "expression(alert(1))"),
    ];
    for (name, value) in attacks {
        set(&page, name, value).await;
        set(&page, name, value).await;
        assert_eq!(page.in_widget(html).await, before, "{name}={value}");
        let warned = page.eval("return warned.splice(0)", vec![]).await;
        let warned: Vec<_> =
            warned.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(warned.len(), 1, "{name}={value}: {warned:?}");
        for part in ["<next-level-testimonials", name, value, "acceptées"] {
            assert!(warned[0].contains(part), "{name}={value}: {warned:?}");
        }
        page.in_widget(&format!("widget.removeAttribute('{name}')")).await;
    }
    let long = format!("widget.setAttribute('items', 'x,'.repeat(100000)); {html}");
    assert_eq!(page.in_widget(&long).await, before);
    let clean = "return [window.ran === true, 'theme' in {}, Object.keys(Object.prototype).length]";
    assert_eq!(page.eval(clean, vec![]).await, json!([false, false, 0]));
    assert_eq!(page.problems().await, []);
}

/// The host's own switch is followed, not only the system.
async fn auto_follows_the_colours_of_the_page_around(browser: Browser) {
    let host = Host::with("<next-level-press loading=eager></next-level-press>LOADER").await;
    let page = browser.open_as(&[Emulation::Dark], &host.own.url("/")).await;
    page.widgets().await;
    let colour = "return getComputedStyle(root.querySelector('section').parentElement).color";
    let mut seen = vec![];
    for scheme in ["light", "dark", "light dark"] {
        page.eval("document.documentElement.style.colorScheme = arguments[0]", vec![scheme.into()])
            .await;
        seen.push(page.in_widget(colour).await);
    }
    assert_ne!(seen[0], seen[1], "light is not dark");
    assert_eq!(seen[1], seen[2], "where the page follows the system, so does the widget");
    set(&page, "theme", "light").await;
    wait_for_value("light, though the page is dark", seen[0].clone(), async || {
        page.in_widget(colour).await
    })
    .await;
}

scenarios! {
    no_frame_shows_more_than_was_asked_for,
    every_accepted_value_counts_and_nothing_is_mounted_anew,
    entries_stand_in_the_order_wanted_before_and_after_the_wasm,
    what_is_no_value_is_told_once_and_counts_for_nothing,
    auto_follows_the_colours_of_the_page_around,
}

async fn set(page: &Session, name: &str, value: &str) {
    let script = "[...document.querySelectorAll('*')].find(({ localName }) => localName.startsWith('next-level-'))
        .setAttribute(arguments[0], arguments[1])";
    page.eval(script, vec![name.into(), value.into()]).await;
}
