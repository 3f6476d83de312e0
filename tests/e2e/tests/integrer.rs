//! "Intégrer": the dialog that makes a snippet, and what the snippet then does on somebody else's page.

use std::fs;

use e2e::{Browser, Engine, Key, Role, Session, Site};
use e2e::{dist, scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

/// What the page calls each section, its element's name, and how it is embedded.
const SECTIONS: [(&str, &str); 4] = [
    ("Intégrer : Mission", "mission"),
    ("Intégrer : Témoignages", "testimonials"),
    ("Intégrer : Organisations", "partners"),
    ("Intégrer : Revue de presse", "press"),
];

async fn every_choice_is_one_that_the_loader_reads(browser: Browser) {
    let (site, page) = opened(&browser).await;
    for (button, section) in SECTIONS {
        dialog(&page, button).await;
        // Every value of every choice, one after the other, and all entries of the list.
        let script = "const dialog = document.querySelector('dialog'), made = [];
            const code = dialog.querySelector('textarea'), note = () => made.push(code.value);
            note();
            for (const select of dialog.querySelectorAll('select')) {
                for (const { value } of select.options) {
                    select.value = value;
                    select.dispatchEvent(new Event('change'));
                    note();
                }
                select.selectedIndex = 0;
                select.dispatchEvent(new Event('change'));
            }
            for (const box of dialog.querySelectorAll('[type=checkbox]')) { box.click(); note(); }
            return made";
        let made = page.eval(script, vec![]).await;
        let made: Vec<&str> =
            made.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(made.len() > 8, "{section}: {made:?}");
        let host = Site::pages([("/", &*host(&made.concat()))]).await;
        let there = browser.open(&host.url("/")).await;
        let defined = format!("return !!customElements.get('next-level-{section}')");
        wait_until("the loader has run", async || there.eval(&defined, vec![]).await == true).await;
        let script = format!(
            "const known = [...customElements.get('next-level-{section}').observedAttributes, 'style'];
             return [...document.querySelectorAll('next-level-{section}')]
                .flatMap(e => e.getAttributeNames()).filter(name => !known.includes(name))"
        );
        assert_eq!(there.eval(&script, vec![]).await.to_string(), "[]", "{section}");
        let all = format!(
            "document.querySelectorAll('next-level-{section}').forEach(e => e.loading = e.setAttribute('loading', 'eager'))"
        );
        there.eval(&all, vec![]).await;
        let ready = format!(
            "return Promise.all([...document.querySelectorAll('next-level-{section}')].map(e => e.ready)).then(all => all.length)"
        );
        assert_eq!(
            there.eval(&ready, vec![]).await,
            made.len(),
            "{section}: every one comes to life"
        );
        assert_eq!(there.console().await, [], "{section}: the loader warns of nothing");
        page.press(Key::Escape).await;
        there.client().clone().close().await.expect("the window closes");
    }
    drop(site);
}

async fn what_is_pasted_shows_what_the_preview_showed(browser: Browser) {
    let (_site, page) = opened(&browser).await;
    dialog(&page, "Intégrer : Témoignages").await;
    let choose = "const select = [...document.querySelectorAll('dialog select')]
            .find(select => [...select.options].some(option => option.value == 'list'));
        select.value = 'list';
        select.dispatchEvent(new Event('change'))";
    page.eval(choose, vec![]).await;
    let code = page.eval("return document.querySelector('dialog textarea').value", vec![]).await;
    let code = code.as_str().expect("a snippet");
    assert!(code.contains("layout=\"list\""), "{code}");
    let host = Site::pages([("/", &*host(code))]).await;
    let there = browser.open(&host.url("/")).await;
    let pasted = shown(&there, "next-level-testimonials").await;
    let frame = page.css("dialog iframe").await;
    page.bring_into_view(&frame).await;
    frame.enter_frame().await.expect("the preview is a frame");
    assert_eq!(shown(&page, "next-level-testimonials").await, pasted);
    page.client().enter_parent_frame().await.expect("the page is around it");
    page.screenshot(&format!("integrer-{}", browser.engine())).await;
    assert_eq!(there.console().await, []);
}

async fn the_code_can_be_copied_and_says_so_for_a_while(browser: Browser) {
    let (_site, page) = opened(&browser).await;
    dialog(&page, "Intégrer : Organisations").await;
    page.click(Role::Button, "Copier").await;
    page.button("Copié").await;
    let said = "return document.querySelector('dialog [role=status]').textContent";
    assert_eq!(page.eval(said, vec![]).await, "Copié");
    page.button("Copier").await;
    wait_for_value("what is said", "", async || page.eval(said, vec![]).await).await;
}

/// The dialog's own keys are the browser's: the focus stays inside, Escape closes, and it comes back.
async fn the_keyboard_is_enough(browser: Browser) {
    let (_site, page) = opened(&browser).await;
    let opener = page.button("Intégrer : Mission").await;
    page.focus(&opener).await;
    page.press(Key::Enter).await;
    wait_until("the dialog is open", async || {
        page.eval("return !!document.querySelector('dialog[open]')", vec![]).await == true
    })
    .await;
    let script = page.css("dialog [role=tab]").await;
    page.focus(&script).await;
    let mut ways = vec![];
    for key in [Key::Right, Key::Right, Key::Right, Key::Left, Key::Home, Key::End] {
        page.press(key).await;
        let tab = "const tab = document.activeElement;
            return [tab.textContent, tab.ariaSelected, document.querySelector('[role=tabpanel]').getAttribute('aria-labelledby') == tab.id]";
        ways.push(page.eval(tab, vec![]).await.to_string());
    }
    let way = |name: &str| format!("[\"{name}\",\"true\",true]");
    assert_eq!(
        ways,
        ["Iframe", "WordPress", "Script", "WordPress", "Script", "WordPress"].map(way)
    );
    page.press(Key::Escape).await;
    let back = "return !document.querySelector('dialog') && document.activeElement.dataset.embed";
    wait_for_value("where the focus is", "mission", async || page.eval(back, vec![]).await).await;
    assert_eq!(page.console().await, []);
}

async fn hostile_words_stay_words(browser: Browser) {
    let site = Site::dist().await;
    site.header("access-control-allow-origin", "*");
    let document = fs::read_to_string(dist().join("embed/v1/mission.html")).expect("a document");
    let (before, rest) = document.split_once("<title>").expect("a title");
    let (_, after) = rest.split_once("</title>").expect("a title");
    let hostile = "&quot;&gt;&lt;script&gt;window.ran = true&lt;/script&gt;";
    site.page("/embed/v1/mission.html", &format!("{before}<title>{hostile}</title>{after}"));
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    for way in ["Script", "Iframe", "WordPress"] {
        dialog(&page, "Intégrer : Mission").await;
        let script = "const tabs = [...document.querySelectorAll('dialog [role=tab]')];
            tabs.find(tab => tab.textContent == arguments[0]).click();
            return document.querySelector('dialog textarea').value";
        let code = page.eval(script, vec![way.into()]).await;
        let host = Site::pages([("/", &*host(code.as_str().expect("a snippet")))]).await;
        let there = browser.open(&host.url("/")).await;
        for page in [&page, &there] {
            assert_eq!(
                page.eval("return window.ran === true", vec![]).await,
                false,
                "{way}: {code}"
            );
        }
        if way != "WordPress" {
            let text = there.eval("return document.documentElement.outerHTML", vec![]).await;
            assert!(text.to_string().contains("window.ran"), "{way}: it is there as words: {text}");
        }
        page.press(Key::Escape).await;
        there.client().clone().close().await.expect("the window closes");
    }
}

/// The page as it is hosted, under its policy: the preview is made of what is at hand, not of the address
/// in the snippet.
async fn the_hosted_page_previews_each_way_under_its_policy(browser: Browser) {
    if browser.engine() == Engine::WebKit {
        // Without an origin, `'self'` is nothing there, and the address that the policy names is not this one.
        return;
    }
    let hosted = std::env::var_os("NEXT_LEVEL_HOSTED").expect("run by cargo xtask test");
    let site = Site::folder(&std::path::Path::new(&hosted).join("root/dist")).await;
    site.header("access-control-allow-origin", "*");
    site.header("cross-origin-resource-policy", "cross-origin");
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    dialog(&page, "Intégrer : Témoignages").await;
    let code = page.eval("return document.querySelector('dialog textarea').value", vec![]).await;
    assert!(code.to_string().contains("https://exemple.org/embed/v1.js"), "{code}");
    let frame = page.css("dialog iframe").await;
    page.bring_into_view(&frame).await;
    frame.clone().enter_frame().await.expect("the preview is a frame");
    shown(&page, "next-level-testimonials").await;
    page.client().clone().enter_parent_frame().await.expect("the page is around it");
    let way = "[...document.querySelectorAll('dialog [role=tab]')].find(tab => tab.textContent == 'Iframe').click()";
    page.eval(way, vec![]).await;
    frame.enter_frame().await.expect("the preview is a frame");
    let height = "return document.querySelector('iframe')?.style.height ?? ''";
    wait_until("the frame in the preview has told its height", async || {
        page.eval(height, vec![]).await != ""
    })
    .await;
    assert_eq!(page.console().await, []);
}

/// No engine is told of anything that the page or its preview may not do, whatever is chosen.
async fn opening_it_and_choosing_in_it_breaks_no_policy(browser: Browser) {
    let hosted = std::env::var_os("NEXT_LEVEL_HOSTED").expect("run by cargo xtask test");
    let dist = std::path::Path::new(&hosted).join("root/dist");
    let site = Site::folder(&dist).await;
    site.header("access-control-allow-origin", "*");
    site.header("cross-origin-resource-policy", "cross-origin");
    // A frame without an origin is let load by the site's address, which is another one here.
    let mut documents = vec!["preview.html".to_owned()];
    documents.extend(SECTIONS.map(|(_, section)| format!("v1/{section}.html")));
    for document in documents {
        let path = format!("embed/{document}");
        let text = fs::read_to_string(dist.join(&path)).expect("a document");
        let own = format!("'self' {}", site.origin());
        site.page(&format!("/{path}"), &text.replace("'self' https://exemple.org", &own));
    }
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    dialog(&page, "Intégrer : Témoignages").await;
    // Chromium's driver does not hear the console of a frame without an origin, so there the frame itself listens.
    let listen = "self.broken = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => broken.push(violatedDirective))";
    let frame = page.css("dialog iframe").await;
    page.bring_into_view(&frame).await;
    frame.enter_frame().await.expect("the preview is a frame");
    page.eval(listen, vec![]).await;
    page.client().clone().enter_parent_frame().await.expect("the page is around it");
    for way in ["Iframe", "WordPress", "Script"] {
        let script = "const tabs = [...document.querySelectorAll('dialog [role=tab]')];
            tabs.find(tab => tab.textContent == arguments[0]).click()";
        page.eval(script, vec![way.into()]).await;
        let frame = page.css("dialog iframe").await;
        page.bring_into_view(&frame).await;
        frame.enter_frame().await.expect("the preview is a frame");
        if way == "Script" {
            shown(&page, "next-level-testimonials").await;
            let room = "return document.querySelector('next-level-testimonials').style.cssText";
            let room = page.eval(room, vec![]).await;
            assert!(room.as_str().is_some_and(|room| room.contains("--next-level-")), "{room}");
        } else {
            let height = "return document.querySelector('iframe')?.style.height ?? ''";
            wait_until("the frame in the preview has told its height", async || {
                page.eval(height, vec![]).await != ""
            })
            .await;
        }
        assert_eq!(page.eval("return self.broken", vec![]).await, json!([]), "{way}");
        page.client().clone().enter_parent_frame().await.expect("the page is around it");
    }
    let mut told = page.console().await;
    // WebKitGTK is built without web app manifests, and complains of their directive.
    let unknown = |text: &str| page.engine() == Engine::WebKit && text.contains("'manifest-src'");
    told.retain(|message| !unknown(&message.text));
    assert_eq!(told, []);
}

/// Before the Wasm, and without it: the page's own script opens the dialog.
async fn it_needs_no_wasm(browser: Browser) {
    let site = Site::dist().await;
    site.fault(&e2e::wasm(), e2e::Fault::Missing);
    let page = browser.open(&site.url("/")).await;
    page.click(Role::Link, "Intégrer : Revue de presse").await;
    wait_until("the snippet is there", async || {
        let code =
            page.eval("return document.querySelector('dialog textarea')?.value ?? ''", vec![]);
        code.await.as_str().is_some_and(|code| code.contains("<next-level-press"))
    })
    .await;
}

scenarios! {
    every_choice_is_one_that_the_loader_reads,
    what_is_pasted_shows_what_the_preview_showed,
    the_code_can_be_copied_and_says_so_for_a_while,
    the_keyboard_is_enough,
    hostile_words_stay_words,
    the_hosted_page_previews_each_way_under_its_policy,
    opening_it_and_choosing_in_it_breaks_no_policy,
    it_needs_no_wasm,
}

/// The page, with a site that other origins may read as they may the hosted one.
async fn opened(browser: &Browser) -> (Site, Session) {
    let site = Site::dist().await;
    site.header("access-control-allow-origin", "*");
    let page = browser.open(&site.url("/")).await;
    page.resize(1280, 900).await;
    page.hydrated().await;
    (site, page)
}

async fn dialog(page: &Session, button: &str) {
    page.click(Role::Button, button).await;
    wait_until("the snippet is there", async || {
        let code = page
            .eval("return document.querySelector('dialog[open] textarea')?.value ?? ''", vec![]);
        code.await.as_str().is_some_and(|code| code.contains("<next-level-"))
    })
    .await;
}

fn host(snippet: &str) -> String {
    format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title><body>{snippet}"
    )
}

/// What an element shows once it has come to life: the words, and how they are laid out.
async fn shown(page: &Session, element: &str) -> Value {
    let ready = format!(
        "const element = document.querySelector('{element}');
         if (!element?.ready) return null;
         element.setAttribute('loading', 'eager');
         return element.ready.then(() => {{
            const section = element.shadowRoot.querySelector('section');
            return [section.dataset.layout, section.innerText];
         }})"
    );
    wait_until(&format!("{element} comes to life"), async || {
        let shown = page.eval(&ready, vec![]).await;
        if shown.is_null() { Err(shown) } else { Ok(shown) }
    })
    .await
}
