//! Host pages whose scripts replace functions that a widget calls: everything works as without them. The libraries
//! are the real ones, loaded before and after the loader; `cargo xtask test` installs them.

use std::fs;
use std::path::Path;

use e2e::{Browser, DISGUISE_SCRIPT, Element, Host, Key, Role, Session};
use e2e::{scenarios, wait_for_value, wait_until, workspace_dir};
use serde_json::json;

/// When the page's library is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LoadTime {
    /// Before the loader.
    BeforeLoader,
    /// After the loader, before any widget.
    BeforeWidgets,
    /// After all widgets are ready.
    AfterWidgets,
}

const PROTOTYPE: &str = "/usr/share/javascript/prototype/prototype.js";
const MOOTOOLS: &str = "/usr/share/javascript/mootools/mootools-core-nc.js";
const MOOTOOLS_MORE: &str = "/usr/share/javascript/mootools/mootools-more-nc.js";

const WIDGETS: &str = "<next-level-testimonials><a href='/'>Chez nous</a></next-level-testimonials>
    <next-level-press></next-level-press><next-level-partners></next-level-partners>
    <iframe data-next-level title=a width=600 height=100 src='SITEembed/v1/partners.html'></iframe>
    <div style='height: 5000px'>Loin</div>";

/// A typical monitoring script: each request gets a header with the id of the visit.
const MONITOR: &str = "const original = window.fetch;
    window.fetch = (input, init = {}) => {
        const headers = new Headers(init.headers ?? input.headers);
        headers.set('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
        return original(input, { ...init, headers });
    };";

/// A page's own scripts shadow names of the platform and replace its functions: for the site's scripts alone, since
/// the browser's driver calls some of them, too.
const TAKEN_NAMES: &str = "function Comment() {} function Text() {} function Window() {} function Event() {}
    window.Element = function () {}; window.KeyboardEvent = class {}; window.CustomEvent = null; window.Response = class {};
    for (const name of ['remove', 'append', 'matches', 'closest', 'scrollTo', 'setAttribute', 'querySelectorAll', 'dispatchEvent'])
        replace(HTMLElement.prototype, name, () => { throw new Error(`the page's ${name}`) });
    for (const name of ['map', 'filter', 'find', 'forEach', 'includes', 'entries']) replace(Array.prototype, name, () => []);
    for (const name of ['trim', 'split']) replace(String.prototype, name, () => '');
    for (const name of ['matchMedia', 'setTimeout', 'queueMicrotask', 'getComputedStyle', 'fetch'])
        replace(window, name, () => { throw new Error(`the page's ${name}`) });
    replace(JSON, 'parse', () => ({}));
    replace(Object, 'entries', () => []);";

/// Defines `replace`, which replaces a function of the platform for calls by the site's scripts only.
const REPLACE_SCRIPT: &str = "window.replace = (() => {
        const { apply } = Reflect, { includes, split } = String.prototype, Failure = Error;
        return (owner, name, otherwise) => {
            const original = owner[name];
            owner[name] = function (...all) {
                const lines = apply(split, new Failure().stack, ['\\n']);
                const caller = lines[lines[0] === 'Error' ? 2 : 1] ?? '';
                return apply(apply(includes, caller, ['{SITE}']) ? otherwise : original, this, all);
            };
        };
    })();";

async fn widgets_work_with_prototype(browser: Browser) {
    assert_widgets_work_with(&browser, &read_file(PROTOTYPE)).await;
}

async fn widgets_work_with_mootools(browser: Browser) {
    let both = [read_file(MOOTOOLS), read_file(MOOTOOLS_MORE)].join(";\n");
    assert_widgets_work_with(&browser, &both).await;
}

async fn widgets_work_with_polyfills_of_the_language(browser: Browser) {
    for name in ["core-js-bundle/minified.js", "zone.js/bundles/zone.umd.min.js"] {
        assert_widgets_work_with(&browser, &read_package(name)).await;
    }
}

async fn widgets_work_with_jquery(browser: Browser) {
    let no_conflict = "window.jQuery(function ($) { $('body').append('<p>prêt</p>') })";
    let jquery = read_package("jquery/dist/jquery.min.js");
    assert_widgets_work_with(&browser, &[&jquery, no_conflict].join(";\n")).await;
}

async fn widgets_work_with_a_monitor_that_adds_a_header_to_each_request(browser: Browser) {
    assert_widgets_work_with(&browser, MONITOR).await;
}

async fn widgets_work_when_the_page_has_taken_the_platform_s_names(browser: Browser) {
    assert_widgets_work_with(&browser, &[REPLACE_SCRIPT, TAKEN_NAMES].concat()).await;
}

/// An empty frame loads nothing, so a policy cannot forbid it.
async fn widgets_work_under_a_policy_without_frames(browser: Browser) {
    let host = serve_host(&read_file(MOOTOOLS), LoadTime::BeforeLoader).await;
    let site = host.site.origin();
    let policy = format!(
        "default-src 'none'; frame-src 'none'; child-src 'none'; \
         script-src 'self' {site} 'wasm-unsafe-eval'; connect-src {site}; img-src {site} data:"
    );
    host.server.set_header("content-security-policy", &policy);
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    assert_carousel_works(&page).await;
    assert_search_works(&page).await;
}

/// The first widget can obtain the platform's functions only once it is in the page; from then on no script of the
/// site calls any function that the page has replaced.
async fn no_function_that_the_page_has_replaced_is_called(browser: Browser) {
    let host = Host::with(
        "<script src='/library.js'></script>LOADER<div style='height: 5000px'></div>
        <next-level-mission></next-level-mission>",
    )
    .await;
    host.server
        .set_page("/library.js", &insert_origin(&host, &[REPLACE_SCRIPT, RECORD_CALLS].concat()));
    let page = host.open(&browser).await;
    page.wait_for_loader().await;
    let widgets = WIDGETS.replace("SITE", &host.site.url("/"));
    page.eval(
        "noted.clear(); document.body.insertAdjacentHTML('afterbegin', arguments[0])",
        vec![widgets.into()],
    )
    .await;
    assert_widgets_work(&page).await;
    page.eval("document.querySelector('next-level-press').remove()", vec![]).await;
    assert_eq!(page.eval("return [...noted].sort()", vec![]).await, json!([]));
}

/// Records each function of these interfaces and of the window that a script of the site calls.
const RECORD_CALLS: &str = "window.noted = new Set();
    const note = (owner, of, name) => {
        const { value, writable } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
        if (typeof value !== 'function' || !writable || name === 'constructor') return;
        replace(owner, name, function (...all) {
            noted.add(`${of}.${name}`);
            return Reflect.apply(value, this, all);
        });
    };
    for (const of of ['EventTarget', 'Node', 'Element', 'HTMLElement', 'HTMLInputElement', 'CharacterData', 'Document',
        'DocumentFragment', 'Event', 'DOMTokenList', 'HTMLCollection', 'MediaQueryList', 'Response'])
        for (const name of Object.getOwnPropertyNames(window[of].prototype)) note(window[of].prototype, of, name);
    for (const name of ['addEventListener', 'fetch', 'setTimeout', 'clearTimeout', 'queueMicrotask', 'matchMedia',
        'getComputedStyle', 'requestIdleCallback', 'requestAnimationFrame']) note(window, 'window', name);
    note(JSON, 'JSON', 'parse');";

/// An empty frame, which costs some milliseconds, is created only if the page has replaced a function.
async fn a_page_that_has_replaced_nothing_gets_no_frame(browser: Browser) {
    let count_elements = "<script>window.made = []; const real = Document.prototype.createElement;
        disguise(Document.prototype, 'createElement', function (name, ...rest) {
            made.push(name);
            return real.call(this, name, ...rest);
        })</script>LOADER<main>";
    let host = Host::with(&[DISGUISE_SCRIPT, count_elements, WIDGETS, "</main>"].concat()).await;
    let page = host.open(&browser).await;
    assert_widgets_work(&page).await;
    let created = "return [made.includes('slot'), made.includes('iframe')]";
    assert_eq!(page.eval(created, vec![]).await, json!([true, false]));
}

/// Typed text triggers no shortcut of the page; keys that the field does not use reach the page.
async fn typing_in_a_field_triggers_no_shortcut_of_the_page(browser: Browser) {
    let host = Host::with(
        "<script src='/hotkeys.js'></script><next-level-press loading=eager></next-level-press>LOADER<input id=theirs>
        <script>window.heard = [];
        hotkeys('j,k,s,/,left,enter', event => { heard.push(`hotkeys ${event.key}`); event.preventDefault() });
        for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, event => {
            if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
            heard.push(`${type} ${event.key}`);
            if (event.key.length === 1 && !event.ctrlKey) event.preventDefault();
        })</script>",
    )
    .await;
    host.server.set_page("/hotkeys.js", &read_package("hotkeys-js/dist/hotkeys-js.min.js"));
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let field = page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.focus(&field).await;
    page.type_text("jk /?s").await;
    page.press(Key::Left).await;
    page.press(Key::Backspace).await;
    page.press(Key::Enter).await;
    let value = "return root.querySelector('input').value";
    wait_for_value("what was typed", "jk /s", async || page.eval_in_widget(value).await).await;
    assert_eq!(page.eval("return heard", vec![]).await, json!([]));
    // “Enter” has moved the focus to the results.
    page.focus(&field).await;
    page.press(Key::Escape).await;
    page.press_chord(&[Key::Control, Key::Left]).await;
    let keys = page.eval("return heard.filter(key => key.startsWith('keydown'))", vec![]).await;
    assert_eq!(keys, json!(["keydown Escape", "keydown Control", "keydown ArrowLeft"]));
    page.press(Key::Tab).await;
    let keys = page.eval("return heard.includes('keydown Tab')", vec![]).await;
    assert_eq!(keys, true);
}

/// Turbo, LiveView, Livewire and htmx morph a page into new HTML, which lacks the attributes that the loader set.
async fn a_morphed_page_keeps_a_frame_s_height(browser: Browser) {
    for (file, morph) in [
        (
            "idiomorph/dist/idiomorph.min.js",
            "Idiomorph.morph(main, html, { morphStyle: 'innerHTML' })",
        ),
        (
            "morphdom/dist/morphdom-umd.min.js",
            "morphdom(main, `<main>${html}</main>`, { childrenOnly: true })",
        ),
    ] {
        let host = Host::with(
            "<script src='/library.js'></script><main><p>Un</p>
            <iframe data-next-level title=a width=600 height=100 src='SITEembed/v1/partners.html'></iframe>
            <next-level-testimonials loading=eager><p>Chez nous</p></next-level-testimonials></main>LOADER",
        )
        .await;
        host.server.set_page("/library.js", &read_package(file));
        let page = host.open(&browser).await;
        page.wait_for_widgets().await;
        let height = page.wait_for_frame_height().await;
        page.eval("window.section = document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')", vec![]).await;
        page.click(Role::Button, "Témoignage suivant").await;
        page.wait_for_slide(2).await;
        let morph_script = format!(
            "const [main] = document.getElementsByTagName('main');
            const html = main.innerHTML.replace(/ style=\"[^\"]*\"/g, '').replace('<p>Un</p>', '<p>Deux</p>');
            for (let round = 0; round < 5; round++) {{
                {morph};
                await new Promise(requestAnimationFrame);
            }}
            return [main.textContent.includes('Deux'), document.querySelector('iframe').style.height,
                section === document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')]"
        );
        let morph_script = format!("return (async () => {{ {morph_script} }})()");
        assert_eq!(page.eval(&morph_script, vec![]).await, json!([true, height, true]), "{file}");
        page.wait_for_slide(2).await;
    }
}

/// A page that removes the height each time, or sets one of its own, prevails: the loader does not set it again.
async fn a_page_can_override_a_frame_s_height(browser: Browser) {
    let host = Host::with(
        "<iframe data-next-level title=a width=600 height=100 src='SITEembed/v1/partners.html'></iframe>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    page.wait_for_frame_height().await;
    let override_height = "return (async () => {
        const frame = document.querySelector('iframe');
        frame.style.height = '321px';
        await new Promise(requestAnimationFrame);
        const chosen = frame.style.height;
        let removed = 0;
        new MutationObserver(() => {
            if (frame.style.height) frame.style.height = '', removed++;
        }).observe(frame, { attributes: true });
        frame.style.height = '322px';
        for (let all = 0; all < 10; all++) await new Promise(requestAnimationFrame);
        return [chosen, frame.style.height, removed > 1 && removed < 20];
    })()";
    assert_eq!(page.eval(override_height, vec![]).await, json!(["321px", "", true]));
}

scenarios! {
    widgets_work_with_prototype,
    widgets_work_with_mootools,
    widgets_work_with_polyfills_of_the_language,
    widgets_work_with_jquery,
    widgets_work_with_a_monitor_that_adds_a_header_to_each_request,
    widgets_work_when_the_page_has_taken_the_platform_s_names,
    widgets_work_under_a_policy_without_frames,
    no_function_that_the_page_has_replaced_is_called,
    a_page_that_has_replaced_nothing_gets_no_frame,
    typing_in_a_field_triggers_no_shortcut_of_the_page,
    a_morphed_page_keeps_a_frame_s_height,
    a_page_can_override_a_frame_s_height,
}

/// Opens a page with this library, loaded at each of the three times, and tries all controls.
async fn assert_widgets_work_with(browser: &Browser, library: &str) {
    let page = browser.open("about:blank").await;
    for load_time in [LoadTime::BeforeLoader, LoadTime::BeforeWidgets, LoadTime::AfterWidgets] {
        let host = serve_host(library, load_time).await;
        page.open(&host.server.url("/")).await;
        page.wait_for_loader().await;
        if load_time == LoadTime::AfterWidgets {
            page.wait_for_widgets().await;
        }
        if load_time != LoadTime::BeforeLoader {
            page.eval(ADD_SCRIPT, vec!["/library.js".into()]).await;
        }
        if load_time == LoadTime::BeforeWidgets {
            let widgets = WIDGETS.replace("SITE", &host.site.url("/"));
            page.eval(
                "document.querySelector('main').innerHTML = arguments[0]",
                vec![widgets.into()],
            )
            .await;
        }
        assert_widgets_work(&page).await;
        assert_eq!(page.read_errors().await, [], "{load_time:?}");
    }
}

/// Adds a script to the page, and waits until it has run.
const ADD_SCRIPT: &str = "return new Promise((done, failed) => document.body.append(Object.assign(
    document.createElement('script'), { src: arguments[0], onload: () => done(true), onerror: failed })))";

async fn serve_host(library: &str, load_time: LoadTime) -> Host {
    let first = if load_time == LoadTime::BeforeLoader {
        "<script src='/library.js'></script>"
    } else {
        ""
    };
    let widgets = if load_time == LoadTime::BeforeWidgets { "" } else { WIDGETS };
    let host = Host::with(&format!("{first}LOADER<main>{widgets}</main>")).await;
    host.server.set_page("/library.js", &insert_origin(&host, library));
    host
}

fn insert_origin(host: &Host, library: &str) -> String {
    library.replace("{SITE}", host.site.origin())
}

/// Asserts that every widget works, survives a removal, and that the frame has its height.
async fn assert_widgets_work(page: &Session) {
    let widgets = page.eval("return document.querySelectorAll('next-level-press, next-level-partners, next-level-testimonials').length", vec![]).await;
    assert_eq!(widgets, 3);
    page.wait_for_widgets().await;
    assert_carousel_works(page).await;
    assert_search_works(page).await;
    let frame = page.find_css("iframe").await;
    page.scroll_into_view(&frame).await;
    page.wait_for_frame_height().await;
    let remount = "const widget = document.querySelector('next-level-press'), { nextSibling, parentNode } = widget;
        widget.remove();
        return new Promise(done => setTimeout(() => {
            parentNode.insertBefore(widget, nextSibling);
            widget.ready.then(({ count }) => done(count > 0));
        }))";
    assert_eq!(page.eval(remount, vec![]).await, true, "a widget comes again");
    assert_search_works(page).await;
    let frames = "return [window.length, [...document.querySelectorAll('*')].filter(e => e.shadowRoot?.querySelector('iframe')).length]";
    assert_eq!(page.eval(frames, vec![]).await, json!([1, 0]), "no frame is left behind");
}

/// Asserts that the next testimonial is shown, that the page does not scroll, and that it receives the event.
async fn assert_carousel_works(page: &Session) {
    let next = page.find_button("Témoignage suivant").await;
    page.eval("window.scrollTo(0, 100); window.told = 0; addEventListener('next-level-change', () => window.told++, { once: true })", vec![]).await;
    page.focus(&next).await;
    page.press(Key::Enter).await;
    page.wait_for_slide(2).await;
    let state = "return [scrollY, told]";
    wait_for_value("the page's place, and what it hears", json!([100, 1]), async || {
        page.eval(state, vec![]).await
    })
    .await;
    let back: Element = page.find_button("Témoignage précédent").await;
    page.focus(&back).await;
    page.press(Key::Enter).await;
    page.wait_for_slide(1).await;
}

async fn assert_search_works(page: &Session) {
    let field = page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.focus(&field).await;
    page.type_text("jeunes").await;
    let count = "return document.querySelector('next-level-press').shadowRoot.querySelector('.press__count').textContent";
    wait_until("the search has found some", async || {
        let count = page.eval(count, vec![]).await;
        if count.as_str().is_some_and(|count| count.contains("sur 12")) {
            Ok(())
        } else {
            Err(count)
        }
    })
    .await;
}

/// Reads a library of the pinned versions.
fn read_package(file: &str) -> String {
    read_file(workspace_dir().join("target/tools/node/hosts/node_modules").join(file))
}

fn read_file(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}; cargo xtask test installs it", path.display()))
}
