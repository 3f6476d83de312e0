//! “Intégrer”: the dialog that generates a snippet, and the snippet on a host's page.

use std::fs;

use e2e::{Browser, Engine, Key, Role, Session, Site};
use e2e::{dist_dir, hosted_dir, scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

/// Each section's button, and its name in elements and files.
const SECTIONS: [(&str, &str); 4] = [
    ("Intégrer : Mission", "mission"),
    ("Intégrer : Témoignages", "testimonials"),
    ("Intégrer : Organisations", "partners"),
    ("Intégrer : Revue de presse", "press"),
];

async fn the_loader_accepts_every_choice(browser: Browser) {
    let (site, page) = open_page(&browser).await;
    let host_page = browser.open("about:blank").await;
    for (button, section) in SECTIONS {
        open_dialog(&page, button).await;
        // Collects the snippets of every value of every choice, one after the other, and of all entries of the list.
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
        let snippets = page.eval(script, vec![]).await;
        let snippets: Vec<&str> =
            snippets.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(snippets.len() > 8, "{section}: {snippets:?}");
        let host = Site::pages([("/", &*host_html(&snippets.concat()))]).await;
        host_page.open(&host.url("/")).await;
        host_page.wait_for_loader().await;
        let script = format!(
            "const known = [...customElements.get('next-level-{section}').observedAttributes, 'style'];
             return [...document.querySelectorAll('next-level-{section}')]
                .flatMap(e => e.getAttributeNames()).filter(name => !known.includes(name))"
        );
        assert_eq!(host_page.eval(&script, vec![]).await.to_string(), "[]", "{section}");
        let all = format!(
            "document.querySelectorAll('next-level-{section}').forEach(e => e.loading = e.setAttribute('loading', 'eager'))"
        );
        host_page.eval(&all, vec![]).await;
        let ready = format!(
            "return Promise.all([...document.querySelectorAll('next-level-{section}')].map(e => e.ready)).then(all => all.length)"
        );
        assert_eq!(
            host_page.eval(&ready, vec![]).await,
            snippets.len(),
            "{section}: every one comes to life"
        );
        assert_eq!(host_page.read_console().await, [], "{section}: the loader warns of nothing");
        page.press(Key::Escape).await;
    }
    drop(site);
}

async fn a_pasted_snippet_shows_the_same_as_the_preview(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    open_dialog(&page, "Intégrer : Témoignages").await;
    let choose = "const select = [...document.querySelectorAll('dialog select')]
            .find(select => [...select.options].some(option => option.value == 'list'));
        select.value = 'list';
        select.dispatchEvent(new Event('change'))";
    page.eval(choose, vec![]).await;
    let code = page.eval("return document.querySelector('dialog textarea').value", vec![]).await;
    let code = code.as_str().expect("a snippet");
    assert!(code.contains("layout=\"list\""), "{code}");
    let host = Site::pages([("/", &*host_html(code))]).await;
    let host_page = browser.open(&host.url("/")).await;
    let pasted = read_embed(&host_page, "next-level-testimonials").await;
    let frame = page.find_css("dialog iframe").await;
    page.scroll_into_view(&frame).await;
    frame.enter_frame().await.expect("the preview is a frame");
    assert_eq!(read_embed(&page, "next-level-testimonials").await, pasted);
    page.client().enter_parent_frame().await.expect("the page is around it");
    page.save_screenshot(&format!("integrer-{}", browser.engine())).await;
    assert_eq!(host_page.read_console().await, []);
}

async fn copying_the_code_is_confirmed_for_a_while(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    open_dialog(&page, "Intégrer : Organisations").await;
    page.click(Role::Button, "Copier").await;
    page.find_button("Copié").await;
    let status = "return document.querySelector('dialog [role=status]').textContent";
    assert_eq!(page.eval(status, vec![]).await, "Copié");
    page.find_button("Copier").await;
    wait_for_value("what is said", "", async || page.eval(status, vec![]).await).await;
}

/// The arrow keys move between the tabs, Escape closes the dialog, and the focus returns to its button.
async fn the_keyboard_is_enough(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    let opener = page.find_button("Intégrer : Mission").await;
    page.focus(&opener).await;
    page.press(Key::Enter).await;
    wait_until("the dialog is open", async || {
        page.eval("return !!document.querySelector('dialog[open]')", vec![]).await == true
    })
    .await;
    let script = page.find_css("dialog [role=tab]").await;
    page.focus(&script).await;
    let mut tabs = vec![];
    for key in [Key::Right, Key::Right, Key::Right, Key::Left, Key::Home, Key::End] {
        page.press(key).await;
        let tab = "const tab = document.activeElement;
            return [tab.textContent, tab.ariaSelected, document.querySelector('[role=tabpanel]').getAttribute('aria-labelledby') == tab.id]";
        tabs.push(page.eval(tab, vec![]).await.to_string());
    }
    let selected_tab = |name: &str| format!("[\"{name}\",\"true\",true]");
    assert_eq!(
        tabs,
        ["Iframe", "WordPress", "Script", "WordPress", "Script", "WordPress"].map(selected_tab)
    );
    page.press(Key::Escape).await;
    let closed_and_focused =
        "return !document.querySelector('dialog') && document.activeElement.dataset.embed";
    wait_for_value("where the focus is", "mission", async || {
        page.eval(closed_and_focused, vec![]).await
    })
    .await;
    assert_eq!(page.read_console().await, []);
}

async fn hostile_titles_stay_text(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    let document =
        fs::read_to_string(dist_dir().join("embed/v1/mission.html")).expect("a document");
    let (before, rest) = document.split_once("<title>").expect("a title");
    let (_, after) = rest.split_once("</title>").expect("a title");
    let hostile = "&quot;&gt;&lt;script&gt;window.ran = true&lt;/script&gt;";
    site.set_page("/embed/v1/mission.html", &format!("{before}<title>{hostile}</title>{after}"));
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let host_page = browser.open("about:blank").await;
    for kind in ["Script", "Iframe", "WordPress"] {
        open_dialog(&page, "Intégrer : Mission").await;
        let script = "const tabs = [...document.querySelectorAll('dialog [role=tab]')];
            tabs.find(tab => tab.textContent == arguments[0]).click();
            return document.querySelector('dialog textarea').value";
        let code = page.eval(script, vec![kind.into()]).await;
        let host = Site::pages([("/", &*host_html(code.as_str().expect("a snippet")))]).await;
        host_page.open(&host.url("/")).await;
        for page in [&page, &host_page] {
            assert_eq!(
                page.eval("return window.ran === true", vec![]).await,
                false,
                "{kind}: {code}"
            );
        }
        if kind != "WordPress" {
            let text = host_page.eval("return document.documentElement.outerHTML", vec![]).await;
            assert!(
                text.to_string().contains("window.ran"),
                "{kind}: it is there as words: {text}"
            );
        }
        page.press(Key::Escape).await;
    }
}

/// Neither the hosted page nor its preview, which uses the files of its own origin and not the address in the snippet,
/// violates a policy, whatever is chosen.
async fn the_dialog_violates_no_policy(browser: Browser) {
    let dist = hosted_dir().join("root/dist");
    let site = Site::folder(&dist).await.allow_other_origins();
    // For a frame without an origin the policy names the site's address, which the test replaces by its own.
    let mut documents = vec!["preview.html".to_owned()];
    documents.extend(SECTIONS.map(|(_, section)| format!("v1/{section}.html")));
    for document in documents {
        let path = format!("embed/{document}");
        let text = fs::read_to_string(dist.join(&path)).expect("a document");
        let own = format!("'self' {}", site.origin());
        site.set_page(&format!("/{path}"), &text.replace("'self' https://exemple.org", &own));
    }
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    open_dialog(&page, "Intégrer : Témoignages").await;
    let code = page.eval("return document.querySelector('dialog textarea').value", vec![]).await;
    assert!(code.to_string().contains("https://exemple.org/embed/v1.js"), "{code}");
    // Chromium's driver does not report the console of a frame without an origin, so the frame itself listens.
    let record_violations = "self.broken = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => broken.push(violatedDirective))";
    let frame = page.find_css("dialog iframe").await;
    page.scroll_into_view(&frame).await;
    frame.enter_frame().await.expect("the preview is a frame");
    page.eval(record_violations, vec![]).await;
    page.client().clone().enter_parent_frame().await.expect("the page is around it");
    for kind in ["Iframe", "WordPress", "Script"] {
        let script = "const tabs = [...document.querySelectorAll('dialog [role=tab]')];
            tabs.find(tab => tab.textContent == arguments[0]).click()";
        page.eval(script, vec![kind.into()]).await;
        let frame = page.find_css("dialog iframe").await;
        page.scroll_into_view(&frame).await;
        frame.enter_frame().await.expect("the preview is a frame");
        if kind == "Script" {
            read_embed(&page, "next-level-testimonials").await;
            let style = "return document.querySelector('next-level-testimonials').style.cssText";
            let style = page.eval(style, vec![]).await;
            assert!(style.as_str().is_some_and(|style| style.contains("min-height")), "{style}");
        } else {
            page.wait_for_frame_height().await;
        }
        assert_eq!(page.eval("return self.broken", vec![]).await, json!([]), "{kind}");
        page.client().clone().enter_parent_frame().await.expect("the page is around it");
    }
    let mut messages = page.read_console().await;
    // WebKitGTK is built without web app manifests, and reports their directive as unknown.
    let unknown = |text: &str| page.engine() == Engine::WebKit && text.contains("'manifest-src'");
    messages.retain(|message| !unknown(&message.text));
    assert_eq!(messages, []);
}

/// Adds up the layout shifts of a page.
const RECORD_SHIFTS: &str = "<script>
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(({ value }) => shift += value))
        .observe({ type: 'layout-shift', buffered: true });
</script>";

/// The height that a snippet reserves keeps what follows it in its place, in columns of phones and of wider screens.
#[test]
fn a_pasted_snippet_shifts_nothing() {
    e2e::run(Engine::Chromium, "integrer::shifts", async |browser| {
        let (_site, page) = open_page(&browser).await;
        let host_page = browser.open("about:blank").await;
        for (button, section) in SECTIONS {
            open_dialog(&page, button).await;
            let codes = "return [...document.querySelectorAll('dialog [role=tab]')].slice(0, 2).map(tab => {
                tab.click();
                return document.querySelector('dialog textarea').value;
            })";
            let codes = page.eval(codes, vec![]).await;
            page.press(Key::Escape).await;
            for code in codes.as_array().expect("two snippets") {
                let code = code.as_str().expect("a snippet");
                for (window, column) in [(360, 300), (1280, 645), (1280, 1180)] {
                    let html = host_html(&format!(
                        "<link rel=icon href='data:,'>{RECORD_SHIFTS}<div style='width: {column}px; font-family: sans-serif'>{code}<p style='block-size: 2000px'>Après</p></div>"
                    ));
                    let host = Site::pages([("/", &*html)]).await;
                    host_page.resize(window, 800).await;
                    host_page.open(&host.url("/")).await;
                    if code.contains("<iframe") {
                        host_page.wait_for_frame_height().await;
                    } else {
                        read_embed(&host_page, &format!("next-level-{section}")).await;
                    }
                    host_page.wait_for_frames().await;
                    let shift =
                        host_page.eval("return shift", vec![]).await.as_f64().expect("a number");
                    assert!(shift <= 0.05, "{section}, {column} px: {shift}\n{code}");
                }
            }
        }
    });
}

/// The page's own script opens the dialog, before the Wasm and without it.
async fn the_dialog_needs_no_wasm(browser: Browser) {
    let site = Site::dist().await;
    site.fail(&e2e::wasm_path(), e2e::Failure::Missing);
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
    a_pasted_snippet_shows_the_same_as_the_preview,
    copying_the_code_is_confirmed_for_a_while,
    the_keyboard_is_enough,
    the_dialog_violates_no_policy,
    the_dialog_needs_no_wasm;
    chromium:
    the_loader_accepts_every_choice,
    hostile_titles_stay_text,
}

/// Opens the page of a site that other origins may read, as the hosted one.
async fn open_page(browser: &Browser) -> (Site, Session) {
    let site = Site::dist().await.allow_other_origins();
    let page = browser.open(&site.url("/")).await;
    page.resize(1280, 900).await;
    page.wait_for_hydration().await;
    (site, page)
}

async fn open_dialog(page: &Session, button: &str) {
    page.click(Role::Button, button).await;
    wait_until("the snippet is there", async || {
        let code = page
            .eval("return document.querySelector('dialog[open] textarea')?.value ?? ''", vec![]);
        code.await.as_str().is_some_and(|code| code.contains("<next-level-"))
    })
    .await;
}

fn host_html(snippet: &str) -> String {
    format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title><body>{snippet}"
    )
}

/// Waits until an element is ready, and reads its layout and text.
async fn read_embed(page: &Session, element: &str) -> Value {
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
