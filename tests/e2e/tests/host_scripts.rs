//! Pages of other sites whose scripts replace what a widget calls: all is as without them. The libraries are
//! the real ones, before and after the loader; `cargo xtask test` installs them.

use std::fs;
use std::path::Path;

use e2e::{Browser, DISGUISE, Element, Host, Key, Role, Session};
use e2e::{scenarios, wait_for_value, wait_until, workspace};
use serde_json::{Value, json};

/// When the page's library comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comes {
    /// Before the loader.
    First,
    /// After the loader, before any widget.
    Between,
    /// After all widgets have come to life.
    Last,
}

const PROTOTYPE: &str = "/usr/share/javascript/prototype/prototype.js";
const MOOTOOLS: &str = "/usr/share/javascript/mootools/mootools-core-nc.js";
const MOOTOOLS_MORE: &str = "/usr/share/javascript/mootools/mootools-more-nc.js";

const WIDGETS: &str = "<next-level-testimonials><a href='/'>Chez nous</a></next-level-testimonials>
    <next-level-press></next-level-press><next-level-partners></next-level-partners>
    <iframe data-next-level title=a width=600 height=100 src='SITEembed/v1/partners.html'></iframe>
    <div style='height: 5000px'>Loin</div>";

/// A monitor as many firms have them: each request gets a header that names the visit.
const MONITOR: &str = "const original = window.fetch;
    window.fetch = (input, init = {}) => {
        const headers = new Headers(init.headers ?? input.headers);
        headers.set('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
        return original(input, { ...init, headers });
    };";

/// Names of the platform that a page's own scripts have taken, and functions that do otherwise: for scripts of
/// ours alone, since whoever drives the browser calls some of them too.
const TAKEN: &str = "function Comment() {} function Text() {} function Window() {} function Event() {}
    window.Element = function () {}; window.KeyboardEvent = class {}; window.CustomEvent = null; window.Response = class {};
    for (const name of ['remove', 'append', 'matches', 'closest', 'scrollTo', 'setAttribute', 'querySelectorAll', 'dispatchEvent'])
        replace(HTMLElement.prototype, name, () => { throw new Error(`the page's ${name}`) });
    for (const name of ['map', 'filter', 'find', 'forEach', 'includes', 'entries']) replace(Array.prototype, name, () => []);
    for (const name of ['trim', 'split']) replace(String.prototype, name, () => '');
    for (const name of ['matchMedia', 'setTimeout', 'queueMicrotask', 'getComputedStyle', 'fetch'])
        replace(window, name, () => { throw new Error(`the page's ${name}`) });
    replace(JSON, 'parse', () => ({}));
    replace(Object, 'entries', () => []);";

/// Lets a page do otherwise whenever a script of ours calls a function of the platform.
const REPLACE: &str = "window.replace = (() => {
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

async fn under_prototype(browser: Browser) {
    all_is_as_without(&browser, &read(PROTOTYPE)).await;
}

async fn under_mootools(browser: Browser) {
    all_is_as_without(&browser, &read(MOOTOOLS)).await;
    all_is_as_without(&browser, &[read(MOOTOOLS), read(MOOTOOLS_MORE)].join(";\n")).await;
}

async fn under_what_replaces_the_language_s_own(browser: Browser) {
    for name in ["core-js-bundle/minified.js", "zone.js/bundles/zone.umd.min.js"] {
        all_is_as_without(&browser, &package(name)).await;
    }
}

async fn under_jquery(browser: Browser) {
    let no_conflict = "window.jQuery(function ($) { $('body').append('<p>prêt</p>') })";
    let jquery = package("jquery/dist/jquery.min.js");
    all_is_as_without(&browser, &[&jquery, no_conflict].join(";\n")).await;
}

async fn under_a_monitor_that_adds_a_header_to_each_request(browser: Browser) {
    all_is_as_without(&browser, MONITOR).await;
}

async fn under_a_page_that_has_taken_the_platform_s_names(browser: Browser) {
    all_is_as_without(&browser, &[REPLACE, TAKEN].concat()).await;
}

/// An empty frame loads nothing that a policy could forbid.
async fn under_a_policy_without_frames(browser: Browser) {
    let host = host(&read(MOOTOOLS), Comes::First).await;
    let site = host.site.origin();
    let policy = format!(
        "default-src 'none'; frame-src 'none'; child-src 'none'; \
         script-src 'self' {site} 'wasm-unsafe-eval'; connect-src {site}; img-src {site} data:"
    );
    host.own.header("content-security-policy", &policy);
    let page = host.open(&browser).await;
    page.widgets().await;
    carousel_moves(&page).await;
    search_finds(&page).await;
}

/// The first widget of a page has nowhere to take a function from before it stands in the page; from then on
/// no script of ours calls one that the page has replaced, whatever it is.
async fn no_function_that_the_page_has_replaced_is_called(browser: Browser) {
    let host = Host::with(
        "<script src='/library.js'></script>LOADER<div style='height: 5000px'></div>
        <next-level-mission></next-level-mission>",
    )
    .await;
    host.own.page("/library.js", &script_of(&host, &[REPLACE, NOTES].concat()));
    let page = host.open(&browser).await;
    loader_has_run(&page).await;
    let widgets = WIDGETS.replace("SITE", &host.site.url("/"));
    page.eval(
        "noted.clear(); document.body.insertAdjacentHTML('afterbegin', arguments[0])",
        vec![widgets.into()],
    )
    .await;
    alive(&page).await;
    page.eval("document.querySelector('next-level-press').remove()", vec![]).await;
    assert_eq!(page.eval("return [...noted].sort()", vec![]).await, json!([]));
}

/// Notes each function of these interfaces and of the window that a script of ours calls.
const NOTES: &str = "window.noted = new Set();
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

/// Only where something is missing, an empty frame is made: it costs some milliseconds.
async fn a_page_that_has_replaced_nothing_costs_no_frame(browser: Browser) {
    let counts = "<script>window.made = []; const real = Document.prototype.createElement;
        disguise(Document.prototype, 'createElement', function (name, ...rest) {
            made.push(name);
            return real.call(this, name, ...rest);
        })</script>LOADER<main>";
    let host = Host::with(&[DISGUISE, counts, WIDGETS, "</main>"].concat()).await;
    let page = host.open(&browser).await;
    alive(&page).await;
    let made = "return [made.includes('slot'), made.includes('iframe')]";
    assert_eq!(page.eval(made, vec![]).await, json!([true, false]));
}

/// What is typed in a field is no shortcut of the page's; keys that the field does not use reach the page.
async fn what_is_typed_in_a_field_is_no_shortcut(browser: Browser) {
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
    host.own.page("/hotkeys.js", &package("hotkeys-js/dist/hotkeys-js.min.js"));
    let page = host.open(&browser).await;
    page.widgets().await;
    let field = page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.focus(&field).await;
    page.keys("jk /?s").await;
    page.press(Key::Left).await;
    page.press(Key::Backspace).await;
    page.press(Key::Enter).await;
    let value = "return root.querySelector('input').value";
    wait_for_value("what was typed", "jk /s", async || page.in_widget(value).await).await;
    assert_eq!(page.eval("return heard", vec![]).await, json!([]));
    // "Enter" has led to the results.
    page.focus(&field).await;
    page.press(Key::Escape).await;
    page.chord(&[Key::Control, Key::Left]).await;
    let heard = page.eval("return heard.filter(key => key.startsWith('keydown'))", vec![]).await;
    assert_eq!(heard, json!(["keydown Escape", "keydown Control", "keydown ArrowLeft"]));
    page.press(Key::Tab).await;
    let heard = page.eval("return heard.includes('keydown Tab')", vec![]).await;
    assert_eq!(heard, true);
}

/// Turbo, LiveView, Livewire and htmx bring a page to a new HTML so: what was set here is not in it.
async fn a_page_that_is_rendered_anew_keeps_a_frame_s_height(browser: Browser) {
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
        host.own.page("/library.js", &package(file));
        let page = host.open(&browser).await;
        page.widgets().await;
        let height = frame_height(&page).await;
        page.eval("window.section = document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')", vec![]).await;
        page.click(Role::Button, "Témoignage suivant").await;
        position(&page, 2).await;
        let rendered = format!(
            "const [main] = document.getElementsByTagName('main');
            const html = main.innerHTML.replace(/ style=\"[^\"]*\"/g, '').replace('<p>Un</p>', '<p>Deux</p>');
            for (let round = 0; round < 5; round++) {{
                {morph};
                await new Promise(requestAnimationFrame);
            }}
            return [main.textContent.includes('Deux'), document.querySelector('iframe').style.height,
                section === document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')]"
        );
        let rendered = format!("return (async () => {{ {rendered} }})()");
        assert_eq!(page.eval(&rendered, vec![]).await, json!([true, height, true]), "{file}");
        position(&page, 2).await;
    }
}

/// A page that takes the height away each time, or chooses one of its own, has its way: there is no fight.
async fn a_page_that_insists_on_a_frame_s_height_has_its_way(browser: Browser) {
    let host = Host::with(
        "<iframe data-next-level title=a width=600 height=100 src='SITEembed/v1/partners.html'></iframe>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    frame_height(&page).await;
    let own = "return (async () => {
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
    assert_eq!(page.eval(own, vec![]).await, json!(["321px", "", true]));
}

scenarios! {
    under_prototype,
    under_mootools,
    under_what_replaces_the_language_s_own,
    under_jquery,
    under_a_monitor_that_adds_a_header_to_each_request,
    under_a_page_that_has_taken_the_platform_s_names,
    under_a_policy_without_frames,
    no_function_that_the_page_has_replaced_is_called,
    a_page_that_has_replaced_nothing_costs_no_frame,
    what_is_typed_in_a_field_is_no_shortcut,
    a_page_that_is_rendered_anew_keeps_a_frame_s_height,
    a_page_that_insists_on_a_frame_s_height_has_its_way,
}

/// Opens a page with this library, whenever it comes, and tries all that a visitor can do.
async fn all_is_as_without(browser: &Browser, library: &str) {
    let page = browser.open("about:blank").await;
    for comes in [Comes::First, Comes::Between, Comes::Last] {
        let host = host(library, comes).await;
        page.open(&host.own.url("/")).await;
        loader_has_run(&page).await;
        if comes == Comes::Last {
            page.widgets().await;
        }
        if comes != Comes::First {
            page.eval(ADD, vec!["/library.js".into()]).await;
        }
        if comes == Comes::Between {
            let widgets = WIDGETS.replace("SITE", &host.site.url("/"));
            page.eval(
                "document.querySelector('main').innerHTML = arguments[0]",
                vec![widgets.into()],
            )
            .await;
        }
        alive(&page).await;
        assert_eq!(page.problems().await, [], "{comes:?}");
    }
}

/// Adds a script of the page, and waits until it has run.
const ADD: &str = "return new Promise((done, failed) => document.body.append(Object.assign(
    document.createElement('script'), { src: arguments[0], onload: () => done(true), onerror: failed })))";

async fn host(library: &str, comes: Comes) -> Host {
    let first = if comes == Comes::First { "<script src='/library.js'></script>" } else { "" };
    let widgets = if comes == Comes::Between { "" } else { WIDGETS };
    let host = Host::with(&format!("{first}LOADER<main>{widgets}</main>")).await;
    host.own.page("/library.js", &script_of(&host, library));
    host
}

fn script_of(host: &Host, library: &str) -> String {
    library.replace("{SITE}", host.site.origin())
}

async fn loader_has_run(page: &Session) {
    wait_until("the loader has run", async || {
        let run = page.eval("return !!customElements.get('next-level-press')", vec![]).await;
        if run == true { Ok(()) } else { Err(page.problems().await) }
    })
    .await;
}

/// Every widget answers, goes and comes again, and the frame has its height.
async fn alive(page: &Session) {
    let widgets = page.eval("return document.querySelectorAll('next-level-press, next-level-partners, next-level-testimonials').length", vec![]).await;
    assert_eq!(widgets, 3);
    page.widgets().await;
    carousel_moves(page).await;
    search_finds(page).await;
    frame_height(page).await;
    let again = "const widget = document.querySelector('next-level-press'), { nextSibling, parentNode } = widget;
        widget.remove();
        return new Promise(done => setTimeout(() => {
            parentNode.insertBefore(widget, nextSibling);
            widget.ready.then(({ count }) => done(count > 0));
        }))";
    assert_eq!(page.eval(again, vec![]).await, true, "a widget comes again");
    search_finds(page).await;
    let left = "return [window.length, [...document.querySelectorAll('*')].filter(e => e.shadowRoot?.querySelector('iframe')).length]";
    assert_eq!(page.eval(left, vec![]).await, json!([1, 0]), "no frame is left behind");
}

/// The next testimonial comes; the page stays where it is, and hears of it as it always does.
async fn carousel_moves(page: &Session) {
    let next = page.button("Témoignage suivant").await;
    page.eval("window.scrollTo(0, 100); window.told = 0; addEventListener('next-level-change', () => window.told++, { once: true })", vec![]).await;
    page.focus(&next).await;
    page.press(Key::Enter).await;
    position(page, 2).await;
    let seen = "return [scrollY, told]";
    wait_for_value("the page's place, and what it hears", json!([100, 1]), async || {
        page.eval(seen, vec![]).await
    })
    .await;
    let back: Element = page.button("Témoignage précédent").await;
    page.focus(&back).await;
    page.press(Key::Enter).await;
    position(page, 1).await;
}

/// Waits until the carousel says so, and the row stands there.
async fn position(page: &Session, expected: usize) {
    let script = "const root = document.querySelector('next-level-testimonials').shadowRoot;
        const said = root.querySelector('.testimonials__controls .testimonials__position')?.textContent;
        const row = root.querySelector('.testimonials__row'), [first] = row.children;
        const away = [...row.children].map(slide => Math.abs(slide.offsetLeft - first.offsetLeft - row.scrollLeft));
        return [parseInt(said), away.findIndex(away => away < 2) + 1 || away]";
    wait_for_value("the carousel's position", json!([expected, expected]), async || {
        page.eval(script, vec![]).await
    })
    .await;
}

async fn search_finds(page: &Session) {
    let field = page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.focus(&field).await;
    page.keys("jeunes").await;
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

/// Waits until the frame has a height of its own, and gives it.
async fn frame_height(page: &Session) -> Value {
    wait_until("the frame has its height", async || {
        let show = "const frame = document.querySelector('iframe'); frame.scrollIntoView({ behavior: 'instant' }); return frame.style.height";
        let height = page.eval(show, vec![]).await;
        if height.as_str().is_some_and(|height| !height.is_empty()) { Ok(height) } else { Err(height) }
    })
    .await
}

/// A library of the pinned versions.
fn package(file: &str) -> String {
    read(workspace().join("target/tools/node/hosts/node_modules").join(file))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}; cargo xtask test installs it", path.display()))
}
