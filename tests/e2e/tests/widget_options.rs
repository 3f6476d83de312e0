//! The attributes of a widget: every accepted value, changes at runtime, and invalid values.

use e2e::{Browser, Emulation, Host, Session};
use e2e::{scenarios, wait_for_value};
use serde_json::{Value, json};

async fn every_accepted_value_applies_without_remounting(browser: Browser) {
    let host = Host::with("<next-level-testimonials></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.eval_in_widget(
        "window.section = root.querySelector('section'); window.heading = root.querySelector('h3');
        window.row = root.querySelector('.testimonials__row'); window.first = root.querySelector('[data-item]')",
    )
    .await;
    let mut has_new_entries = false;
    for (name, value, seen, expected) in [
        ("layout", "list", "section.dataset.layout", json!("list")),
        ("layout", "grid", "section.dataset.layout", json!("grid")),
        ("layout", "carousel", "section.dataset.layout ?? null", Value::Null),
        ("theme", "dark", "getComputedStyle(section).colorScheme", json!("dark")),
        ("theme", "light", "getComputedStyle(section).colorScheme", json!("light")),
        ("theme", "auto", "root.querySelector('[data-theme]')", Value::Null),
        ("heading-level", "2", HEADING_TAG, json!("h2")),
        ("heading-level", "4", HEADING_TAG, json!("h4")),
        ("heading-level", "5", HEADING_TAG, json!("h5")),
        ("heading-level", "6", HEADING_TAG, json!("h6")),
        ("heading-level", "3", HEADING_TAG, json!("h3")),
        ("items", "paya-ndiaye,leo-mathey", ITEM_IDS, json!("paya-ndiaye,leo-mathey")),
        ("items", "", ITEM_IDS, json!("leo-mathey,julien-rigenbach,paya-ndiaye")),
        ("limit", "1", "section.querySelectorAll('[data-item]').length", json!(1)),
        ("limit", "50", "section.querySelectorAll('[data-item]').length", json!(3)),
    ] {
        set_attribute(&page, name, value).await;
        let script = format!("return {seen}");
        wait_for_value(&format!("{name}={value}"), expected, async || {
            page.eval_in_widget(&script).await
        })
        .await;
        let is_same_section = "return root.querySelector('section') === section && row.isConnected";
        assert_eq!(
            page.eval_in_widget(is_same_section).await,
            true,
            "{name}={value}: nothing is mounted anew"
        );
        // A change of the entries renders them again, within the same row.
        has_new_entries |= matches!(name, "items" | "limit");
        let entry = page.eval_in_widget("return first.isConnected").await;
        assert!(has_new_entries || entry == true, "{name}={value}: no entry is written anew");
    }
    assert_eq!(page.read_console().await, []);
}

const HEADING_TAG: &str = "section.querySelector('.section-title').localName";
const ITEM_IDS: &str =
    "[...section.querySelectorAll('[data-item]')].map(e => e.dataset.item).join()";

async fn chosen_entries_are_shown_before_and_in_their_order_after_the_wasm(browser: Browser) {
    let ids = "return [...root.querySelectorAll('[data-item]')].filter(e => e.getClientRects().length).map(e => e.dataset.item)";
    let first_host = Host::with("<next-level-partners></next-level-partners>LOADER").await;
    let page = first_host.open(&browser).await;
    page.wait_for_widgets().await;
    let all = page.eval_in_widget(ids).await;
    let [first, third] = [&all[0], &all[2]].map(|id| id.as_str().expect("an id").to_owned());
    let host = Host::with(&format!(
        "<next-level-partners items=' {third}, {third}, {first}' limit=2 loading=eager></next-level-partners>LOADER"
    ))
    .await;
    let hold = host.site.hold(&e2e::wasm_path());
    let page = host.open(&browser).await;
    let expected = json!([first, third]);
    wait_for_value("what is painted: the chosen, where they stand", expected, async || {
        page.eval("return !!document.querySelector('next-level-partners').shadowRoot?.querySelector('section')", vec![]).await;
        page.eval_in_widget(&ids.replace("return", "if (!root) return null; return")).await
    })
    .await;
    hold.release();
    page.wait_for_widgets().await;
    assert_eq!(page.eval_in_widget(ids).await, json!([third, first]), "in their order");
    let others = page
        .eval_in_widget("return root.querySelector('.partners__others')?.textContent ?? ''")
        .await;
    assert_eq!(others, "et d’autres", "who is left out is among the others");
    assert_eq!(page.read_console().await, []);
}

/// The Wasm begins with all entries, and removes the others before the first paint.
async fn no_frame_shows_more_than_the_limit(browser: Browser) {
    let record_most = "<script>window.most = 0; requestAnimationFrame(function look() {
        const root = document.querySelector('next-level-press')?.shadowRoot;
        const shown = [...root?.querySelectorAll('[data-item]') ?? []].filter(e => e.getClientRects().length);
        most = Math.max(most, shown.length);
        requestAnimationFrame(look);
    })</script>";
    let widget = "<next-level-press limit=3 loading=eager></next-level-press>LOADER";
    let host = Host::with(&[record_most, widget].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(most))))";
    assert_eq!(page.eval(frames, vec![]).await, 3);
}

/// An invalid value means the default, and one warning that lists the accepted values.
async fn an_invalid_value_is_ignored_with_one_warning(browser: Browser) {
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let html = "return root.querySelector('section').outerHTML";
    let before = page.eval_in_widget(html).await;
    page.eval("window.warned = []; console.warn = (...all) => warned.push(all.join(' '))", vec![])
        .await;
    let invalid_values = [
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
    for (name, value) in invalid_values {
        set_attribute(&page, name, value).await;
        set_attribute(&page, name, value).await;
        assert_eq!(page.eval_in_widget(html).await, before, "{name}={value}");
        let warnings = page.eval("return warned.splice(0)", vec![]).await;
        let warnings: Vec<_> =
            warnings.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(warnings.len(), 1, "{name}={value}: {warnings:?}");
        for part in ["<next-level-testimonials", name, value, "acceptées"] {
            assert!(warnings[0].contains(part), "{name}={value}: {warnings:?}");
        }
        page.eval_in_widget(&format!("widget.removeAttribute('{name}')")).await;
    }
    let long = format!("widget.setAttribute('items', 'x,'.repeat(100000)); {html}");
    assert_eq!(page.eval_in_widget(&long).await, before);
    let is_clean =
        "return [window.ran === true, 'theme' in {}, Object.keys(Object.prototype).length]";
    assert_eq!(page.eval(is_clean, vec![]).await, json!([false, false, 0]));
    assert_eq!(page.read_errors().await, []);
}

/// A widget follows the host's own theme switch, not only the system.
async fn auto_follows_the_colour_scheme_of_the_host_page(browser: Browser) {
    let host = Host::with("<next-level-press loading=eager></next-level-press>LOADER").await;
    let page = browser.open_as(&[Emulation::Dark], &host.server.url("/")).await;
    page.wait_for_widgets().await;
    let colour = "return getComputedStyle(root.querySelector('section').parentElement).color";
    let mut seen = vec![];
    for scheme in ["light", "dark", "light dark"] {
        page.eval("document.documentElement.style.colorScheme = arguments[0]", vec![scheme.into()])
            .await;
        seen.push(page.eval_in_widget(colour).await);
    }
    assert_ne!(seen[0], seen[1], "light is not dark");
    assert_eq!(seen[1], seen[2], "where the page follows the system, so does the widget");
    set_attribute(&page, "theme", "light").await;
    wait_for_value("light, though the page is dark", seen[0].clone(), async || {
        page.eval_in_widget(colour).await
    })
    .await;
}

scenarios! {
    no_frame_shows_more_than_the_limit,
    chosen_entries_are_shown_before_and_in_their_order_after_the_wasm,
    auto_follows_the_colour_scheme_of_the_host_page;
    chromium:
    every_accepted_value_applies_without_remounting,
    an_invalid_value_is_ignored_with_one_warning,
}

async fn set_attribute(page: &Session, name: &str, value: &str) {
    let script = "[...document.querySelectorAll('*')].find(({ localName }) => localName.startsWith('next-level-'))
        .setAttribute(arguments[0], arguments[1])";
    page.eval(script, vec![name.into(), value.into()]).await;
}
