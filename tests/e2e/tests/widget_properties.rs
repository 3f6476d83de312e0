//! Properties, as frameworks set them: each reflects its attribute, before the loader has come and after.

use e2e::{Browser, Host, Session};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

async fn each_property_reflects_its_attribute(browser: Browser) {
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.widgets().await;
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
        let seen = page.in_widget(&script).await;
        assert_eq!(seen, json!([attribute, read]), "{property} = {value}");
    }
    // And they do what the attributes do.
    page.in_widget("Object.assign(widget, { layout: 'list', items: ['paya-ndiaye', 'leo-mathey'], theme: 'dark', headingLevel: 5 })").await;
    wait_for_value("what is shown", shown(&["paya-ndiaye", "leo-mathey"]), async || {
        page.in_widget(SHOWN).await
    })
    .await;
    page.in_widget("Object.assign(widget, { items: null, limit: 1 })").await;
    wait_for_value("one", shown(&["leo-mathey"]), async || page.in_widget(SHOWN).await).await;
    let every = "return ['theme', 'layout', 'limit', 'items', 'loading', 'headingLevel'].every(name => name in widget)";
    assert_eq!(page.in_widget(every).await, true);
    assert_eq!(page.console().await, [], "nothing of this was an unknown value");
}

/// What is chosen, how, and in which colours.
const SHOWN: &str = "const section = root.querySelector('section');
    return [[...section.querySelectorAll('[data-item]')].map(e => e.dataset.item), section.dataset.layout,
        getComputedStyle(section).colorScheme, section.querySelector('.section-title').localName]";

fn shown(items: &[&str]) -> Value {
    json!([items, "list", "dark", "h5"])
}

/// An element of the page, and one that was only made: a framework has set both before the loader came.
async fn what_was_set_before_the_loader_came_is_taken_over(browser: Browser) {
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
    ready(&page).await;
    assert_eq!(page.in_widget(SHOWN).await, shown(&["paya-ndiaye", "leo-mathey"]));
    page.eval("document.querySelector('next-level-testimonials').replaceWith(made)", vec![]).await;
    ready(&page).await;
    assert_eq!(page.in_widget(SHOWN).await, shown(&["paya-ndiaye", "leo-mathey"]));
    let own = "return [Object.keys(widget), widget.limit, widget.getAttribute('limit')]";
    assert_eq!(page.in_widget(own).await, json!([["ready"], null, null]), "accessors, not values");
    page.in_widget("widget.items = 'julien-rigenbach'").await;
    wait_for_value("what follows", shown(&["julien-rigenbach"]), async || {
        page.in_widget(SHOWN).await
    })
    .await;
    assert_eq!(page.console().await, []);
}

/// A framework sets again what is set, at each rendering.
async fn what_is_set_again_changes_nothing(browser: Browser) {
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let page = host.open(&browser).await;
    page.widgets().await;
    let choices = "const choices = () => ({ layout: 'list', items: ['paya-ndiaye', 'leo-mathey'], limit: 2, theme: 'dark', headingLevel: 5, loading: 'eager' });";
    page.in_widget(&format!("{choices} Object.assign(widget, choices())")).await;
    wait_for_value("what is shown", shown(&["paya-ndiaye", "leo-mathey"]), async || {
        page.in_widget(SHOWN).await
    })
    .await;
    let again = format!(
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
    assert_eq!(page.in_widget(&again).await, json!([]), "no node changes");
    let properties = again.replace("for (const { name, value } of [...widget.attributes]) widget.setAttribute(name, value);", "")
        .replace(".filter(type => type !== 'attributes')", "");
    assert_eq!(
        page.in_widget(&properties).await,
        json!([]),
        "and of properties no attribute either"
    );
}

scenarios! {
    each_property_reflects_its_attribute,
    what_was_set_before_the_loader_came_is_taken_over,
    what_is_set_again_changes_nothing,
}

async fn ready(page: &Session) {
    wait_until("the element comes to life", async || {
        let ready = page.in_widget("return widget.ready?.then(() => true) ?? false").await;
        if ready == true { Ok(()) } else { Err(ready) }
    })
    .await;
}
