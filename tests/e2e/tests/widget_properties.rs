//! Properties, as frameworks set them, before and after the loader has run: each reflects its attribute.

use e2e::{Browser, Host, scenarios, wait_for_value};
use serde_json::{Value, json};

async fn each_property_reflects_its_attribute(browser: Browser) {
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    for (property, value, name, attribute, read) in [
        ("theme", "'dark'", "theme", json!("dark"), json!("dark")),
        ("theme", "null", "theme", Value::Null, json!("")),
        ("layout", "'list'", "layout", json!("list"), json!("list")),
        ("layout", "undefined", "layout", Value::Null, json!("")),
        ("limit", "2", "limit", json!("2"), json!(2)),
        ("limit", "'3'", "limit", json!("3"), json!(3)),
        ("limit", "NaN", "limit", Value::Null, Value::Null),
        ("limit", "1", "limit", json!("1"), json!(1)),
        ("limit", "0", "limit", Value::Null, Value::Null),
        ("headingLevel", "2", "heading-level", json!("2"), json!(2)),
        ("headingLevel", "false", "heading-level", Value::Null, Value::Null),
        ("headingLevel", "true", "heading-level", Value::Null, Value::Null),
        (
            "items",
            "['paya-ndiaye', 'leo-mathey']",
            "items",
            json!("paya-ndiaye,leo-mathey"),
            json!(["paya-ndiaye", "leo-mathey"]),
        ),
        (
            "items",
            "' leo-mathey , paya-ndiaye '",
            "items",
            json!(" leo-mathey , paya-ndiaye "),
            json!(["leo-mathey", "paya-ndiaye"]),
        ),
        ("items", "[]", "items", Value::Null, json!([])),
        (
            "items",
            "new Proxy(['leo-mathey'], {})",
            "items",
            json!("leo-mathey"),
            json!(["leo-mathey"]),
        ),
        ("items", "''", "items", Value::Null, json!([])),
        ("loading", "'lazy'", "loading", json!("lazy"), json!("lazy")),
    ] {
        let script = format!(
            "widget.{property} = {value}; return [widget.getAttribute('{name}'), widget.{property}]"
        );
        let seen = page.eval_in_widget(&script).await;
        assert_eq!(seen, json!([attribute, read]), "{property} = {value}");
    }
    // They have the effects of the attributes.
    page.eval_in_widget("Object.assign(widget, { layout: 'list', items: ['paya-ndiaye', 'leo-mathey'], theme: 'dark', headingLevel: 5 })").await;
    wait_for_value("what is shown", expect_shown(&["paya-ndiaye", "leo-mathey"]), async || {
        page.eval_in_widget(READ_SHOWN).await
    })
    .await;
    page.eval_in_widget("Object.assign(widget, { items: null, limit: 1 })").await;
    wait_for_value("one", expect_shown(&["leo-mathey"]), async || {
        page.eval_in_widget(READ_SHOWN).await
    })
    .await;
    let has_all_properties = "return ['theme', 'layout', 'limit', 'items', 'loading', 'headingLevel'].every(name => name in widget)";
    assert_eq!(page.eval_in_widget(has_all_properties).await, true);
    assert_eq!(page.read_console().await, [], "nothing of this was an unknown value");
}

/// Reads the entries, the layout, the colour scheme and the heading's element.
const READ_SHOWN: &str = "const section = root.querySelector('section');
    return [[...section.querySelectorAll('[data-item]')].map(e => e.dataset.item), section.dataset.layout,
        getComputedStyle(section).colorScheme, section.querySelector('.section-title').localName]";

fn expect_shown(items: &[&str]) -> Value {
    json!([items, "list", "dark", "h5"])
}

/// A framework has set the properties of an element in the page and of a detached one before the loader runs.
async fn properties_set_before_the_loader_are_kept(browser: Browser) {
    let host = Host::with(
        "<next-level-testimonials limit=3 layout=grid></next-level-testimonials>
        <script>
            const choices = { layout: 'list', items: ['paya-ndiaye', 'leo-mathey'], theme: 'dark', headingLevel: 5, loading: 'eager', limit: undefined };
            Object.assign(document.querySelector('next-level-testimonials'), choices);
            window.made = Object.assign(document.createElement('next-level-testimonials'), choices);
        </script>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    assert_eq!(page.eval_in_widget(READ_SHOWN).await, expect_shown(&["paya-ndiaye", "leo-mathey"]));
    page.eval("document.querySelector('next-level-testimonials').replaceWith(made)", vec![]).await;
    page.wait_for_widgets().await;
    assert_eq!(page.eval_in_widget(READ_SHOWN).await, expect_shown(&["paya-ndiaye", "leo-mathey"]));
    let own = "return [Object.keys(widget), widget.limit, widget.getAttribute('limit')]";
    assert_eq!(
        page.eval_in_widget(own).await,
        json!([["ready"], null, null]),
        "accessors, not values"
    );
    page.eval_in_widget("widget.items = 'julien-rigenbach'").await;
    wait_for_value("what follows", expect_shown(&["julien-rigenbach"]), async || {
        page.eval_in_widget(READ_SHOWN).await
    })
    .await;
    assert_eq!(page.read_console().await, []);
}

/// A framework sets the same values at each rendering.
async fn setting_the_same_values_changes_nothing(browser: Browser) {
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let choices = "const choices = () => ({ layout: 'list', items: ['paya-ndiaye', 'leo-mathey'], limit: 2, theme: 'dark', headingLevel: 5, loading: 'eager' });";
    page.eval_in_widget(&format!("{choices} Object.assign(widget, choices())")).await;
    wait_for_value("what is shown", expect_shown(&["paya-ndiaye", "leo-mathey"]), async || {
        page.eval_in_widget(READ_SHOWN).await
    })
    .await;
    let set_again = format!(
        "{choices} const changes = [], watch = new MutationObserver(all => changes.push(...all.map(({{ type }}) => type)));
        const options = {{ attributes: true, subtree: true, childList: true, characterData: true }};
        watch.observe(widget, options); watch.observe(root, options);
        for (let i = 0; i < 3; i++) {{
            Object.assign(widget, choices());
            for (const {{ name, value }} of [...widget.attributes]) widget.setAttribute(name, value);
        }}
        return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
            done(changes.concat(watch.takeRecords().map(({{ type }}) => type)).filter(type => type !== 'attributes')))))"
    );
    assert_eq!(page.eval_in_widget(&set_again).await, json!([]), "no node changes");
    let properties = set_again.replace("for (const { name, value } of [...widget.attributes]) widget.setAttribute(name, value);", "")
        .replace(".filter(type => type !== 'attributes')", "");
    assert_eq!(
        page.eval_in_widget(&properties).await,
        json!([]),
        "and of properties no attribute either"
    );
}

scenarios! {
    properties_set_before_the_loader_are_kept;
    chromium:
    each_property_reflects_its_attribute,
    setting_the_same_values_changes_nothing,
}
