//! The search through the press review.

use e2e::{Browser, Key, Role, Session, Site, State};
use e2e::{
    element_reference, read_fixture_content, scenarios, strip_whitespace, wait_for_value,
    wait_until, wasm_path,
};
use serde_json::{Value, json};

const FIELD_LABEL: &str = "Rechercher dans la revue de presse";

/// Reads the marked words.
const READ_MARKED: &str =
    "return [...document.querySelectorAll('#presse article mark')].map(e => e.textContent)";

/// A typed text, the excerpts found, and their count.
const SEARCHES: [(&str, &[&str], &str); 7] = [
    ("education", &["droit-a-l-ecole"], "1 extrait sur 12"),
    ("ecole pour tous", &["droit-a-l-ecole"], "1 extrait sur 12"),
    ("BIDONVILLES", &["bidonvilles"], "1 extrait sur 12"),
    ("l'ecole", &["droit-a-l-ecole"], "1 extrait sur 12"),
    ("ÉCOLOGIQUE", &["crise-ecologique", "cultures-et-luttes"], "2 extraits sur 12"),
    (
        "jeunes",
        &["suspension-des-services-civiques", "droit-a-l-ecole", "bilan-d-opposition"],
        "3 extraits sur 12",
    ),
    ("bidonvilles education", &[], "Aucun extrait ne correspond."),
];

async fn accents_case_and_apostrophes_do_not_matter(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    let all = list_ids();
    assert_eq!(all.len(), 12);
    wait_for_excerpts(&page, &all, "12 extraits").await;
    for (typed, found, count) in SEARCHES {
        type_search(&page, typed).await;
        wait_for_excerpts(&page, found, count).await;
        let buttons = page.find_names(Role::Button).await;
        let has_reset = buttons.iter().any(|name| name == "Réinitialiser");
        assert_eq!(has_reset, found.is_empty(), "the way back after “{typed}”");
    }
    type_search(&page, " ").await;
    wait_for_excerpts(&page, &all, "12 extraits").await;
    assert_eq!(page.read_console().await, []);
}

/// A pasted text, the excerpt found, and the words marked in it.
const PASTED: [(&str, &[&str], &[&str]); 9] = [
    ("bidonvilles.", &["bidonvilles"], &["bidonvilles"]),
    ("\"parité sociale\" ?", &["parite-sociale"], &["parité", "sociale"]),
    ("…l'E\u{301}COLE\u{202f}!", &["droit-a-l-ecole"], &["l’école", "l’école"]),
    ("une jeune connaitra", &["lieux-de-placement"], &["Un.e", "jeune", "connaîtra"]),
    ("un(e) jeune connaitra", &["lieux-de-placement"], &["Un.e", "jeune", "connaîtra"]),
    (
        "con\u{ad}nai\u{302}tra\u{200b} 𝗲𝗻\u{2060}",
        &["lieux-de-placement"],
        &["connaîtra", "en", "en", "en"],
    ),
    (
        "plus\u{200e} ｐｒéｃａｉｒｅｓ",
        &["crise-ecologique"],
        &["plus", "plus", "précaires", "plus"],
    ),
    ("Women's Day・", &["rapport-lallab"], &["Women’s", "Day"]),
    ("《discriminatoire》。", &["lancement-stop-le-controle-au-facies"], &["discriminatoire"]),
];

async fn punctuation_spelling_and_invisible_characters_do_not_matter(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    for (pasted, found, marked) in PASTED {
        paste_search(&page, pasted).await;
        wait_for_excerpts(&page, found, "1 extrait sur 12").await;
        wait_for_value("the words marked", json!(marked), async || {
            page.eval(READ_MARKED, vec![]).await
        })
        .await;
    }
    assert_eq!(page.read_console().await, []);
}

async fn a_paragraph_copied_from_the_page_finds_its_excerpt_and_is_marked_whole(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let paragraphs = "return [...document.querySelectorAll('#presse li[id] article p')].map(
        e => [e.closest('li').id.replace('extrait-', ''), e.textContent])";
    let paragraphs = page.eval(paragraphs, vec![]).await;
    let paragraphs = paragraphs.as_array().expect("the paragraphs are a list");
    assert!(paragraphs.len() > 12, "{paragraphs:?}");
    for paragraph in paragraphs {
        let text = paragraph[1].as_str().expect("a text is a string");
        paste_search(&page, text).await;
        wait_for_excerpts(&page, &[paragraph[0].as_str().expect("an id")], "1 extrait sur 12")
            .await;
        let unmarked =
            "const p = [...document.querySelectorAll('#presse .press__results article p')]
                .find(e => e.textContent == arguments[0]).cloneNode(true);
            p.querySelectorAll('mark').forEach(e => e.remove());
            return p.textContent.match(/[\\p{L}\\p{N}]/gu)";
        wait_for_value("no letter is unmarked", Value::Null, async || {
            page.eval(unmarked, vec![json!(text)]).await
        })
        .await;
    }
}

/// The content has names in decomposed characters, as macOS writes them, and with no-break spaces.
async fn names_that_look_the_same_are_one_organisation(browser: Browser) {
    let site = Site::with_fixture().await;
    let mut press = read_fixture_content("press.json");
    let excerpts = press["excerpts"].as_array_mut().expect("the excerpts are a list");
    let index_of = |id: &str| excerpts.iter().position(|excerpt| excerpt["id"] == id).expect(id);
    let (school, other, day) =
        (index_of("droit-a-l-ecole"), index_of("bidonvilles"), index_of("rapport-lallab"));
    excerpts[other]["organisation"] = json!("E\u{301}cole\u{a0}Pour Tous");
    let text = excerpts[day]["paragraphs"][0].as_str().expect("a text");
    let text = text.replace("Muslim Women’s Day", "Muslim\u{a0}Women's Da\u{ad}y");
    excerpts[day]["paragraphs"][0] = json!(text);
    let found = [school, other].map(|index| excerpts[index]["id"].clone());
    let found = found.map(|id| id.as_str().expect("an id").to_owned());
    site.set_page("/content/press.json", &press.to_string());
    let page = browser.open_client_side(&site).await;
    let foreign =
        "return [...document.querySelectorAll('#presse [lang=en]')].map(e => e.textContent)";
    wait_for_value("the term", json!(["Muslim\u{a0}Women's Da\u{ad}y"]), async || {
        page.eval(foreign, vec![]).await
    })
    .await;
    let names = page.find_names(Role::Button).await;
    assert_eq!(names.iter().filter(|name| name.contains("cole")).count(), 1, "{names:?}");
    page.click(Role::Button, "École Pour Tous").await;
    let shown = "return [...document.querySelectorAll('#presse .press__results article')].length";
    wait_for_value("both excerpts", json!(found.len()), async || page.eval(shown, vec![]).await)
        .await;
    page.open(&site.url("/?organisation=E%CC%81cole%C2%A0Pour+Tous")).await;
    wait_for_value("the same by the address", json!(["École Pour Tous"]), async || {
        read_chosen(&page).await
    })
    .await;
    assert_eq!(page.read_console().await, []);
}

async fn reset_brings_every_excerpt_back(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    type_search(&page, "zzz").await;
    wait_for_excerpts(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    page.click(Role::Button, "Réinitialiser").await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "", "the field is empty");
    let buttons = page.find_names(Role::Button).await;
    assert!(!buttons.iter().any(|name| name == "Réinitialiser"), "{buttons:?}");
    let focus = "return document.querySelector('#presse').contains(document.activeElement)";
    assert_eq!(
        page.eval(focus, vec![]).await,
        true,
        "the focus stays in the section when the button that had it goes"
    );
}

async fn a_button_shows_more_results_and_focuses_the_first_new_one(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    // Nearly every text has a word with this letter first.
    type_search(&page, "d").await;
    let read = async || {
        let script =
            "const items = [...document.querySelectorAll('#presse .press__results li[tabindex]')];
            const count = parseInt(document.querySelector('#presse form p').textContent);
            return [count, items.length, items.indexOf(document.activeElement)]";
        page.eval(script, vec![]).await
    };
    let first = wait_until("a part of the results", async || {
        let seen = read().await;
        let (found, shown) = (seen[0].as_u64(), seen[1].as_u64());
        if shown > Some(0) && shown < found { Ok(seen) } else { Err(seen) }
    })
    .await;
    let number = |value: &Value| value.as_u64().expect("a number");
    let (found, shown) = (number(&first[0]), number(&first[1]));
    let added = shown.min(found - shown);
    let label = match added {
        1 => "Afficher encore 1 extrait".to_owned(),
        added => format!("Afficher encore {added} extraits"),
    };
    page.click(Role::Button, &label).await;
    wait_for_value("more results, and the focus", json!([found, shown + added, shown]), &read)
        .await;
    type_search(&page, "de").await;
    wait_until("fewer results after the next key", async || {
        let seen = read().await;
        if seen[1].as_u64() <= Some(shown) { Ok(()) } else { Err(seen) }
    })
    .await;
    assert_eq!(page.read_console().await, []);
}

async fn matches_are_marked(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    type_search(&page, "l'ecole droit").await;
    wait_for_excerpts(&page, &["droit-a-l-ecole"], "1 extrait sur 12").await;
    let marked = json!(["Droit", "l’école", "l’école", "droit"]);
    wait_for_value("the words marked", marked, async || page.eval(READ_MARKED, vec![]).await).await;
}

async fn an_organisation_can_be_chosen_and_is_in_the_address(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.click(Role::Button, "Lallab").await;
    wait_for_excerpts(&page, &["rapport-lallab"], "1 extrait sur 12").await;
    assert_eq!(read_chosen(&page).await, json!(["Lallab"]));
    wait_for_address(&page, &site.url("/?organisation=Lallab#presse")).await;
    type_search(&page, "bidonvilles").await;
    wait_for_excerpts(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    wait_for_address(&page, &site.url("/?organisation=Lallab&q=bidonvilles#presse")).await;
    page.click(Role::Button, "Lallab").await;
    wait_for_excerpts(&page, &["bidonvilles"], "1 extrait sur 12").await;

    // Back to the choice, with the text typed since; then to the initial state.
    page.eval("history.back()", vec![]).await;
    wait_for_excerpts(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    assert_eq!(read_chosen(&page).await, json!(["Lallab"]));
    page.eval("history.back()", vec![]).await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    assert_eq!(read_chosen(&page).await, json!([]));
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "");
    page.eval("history.forward()", vec![]).await;
    wait_for_excerpts(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    assert_eq!(page.read_console().await, []);
}

async fn many_organisations_become_a_select(browser: Browser) {
    let state = State::find("a rotation and a crowd of organisations");
    let (page, site) = state.enter(&browser).await;
    // As an engine does on a choice: a driver cannot use each engine's own list.
    let list = page.find_css("select[aria-label='Filtrer par organisation']").await;
    let choose = "arguments[0].value = 'Une organisation, la 3e';
        arguments[0].dispatchEvent(new Event('change', { bubbles: true }))";
    let list = element_reference(&list);
    page.eval(choose, vec![list]).await;
    wait_for_excerpts(&page, &list_ids()[3..4], "1 extrait sur 12").await;
    wait_for_address(&page, &site.url("/?organisation=Une+organisation%2C+la+3e#presse")).await;
    page.eval("history.back()", vec![]).await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    let value = "return document.querySelector('#presse select').value";
    wait_for_value("the list", "", async || page.eval(value, vec![]).await).await;
    assert_eq!(page.read_console().await, []);
}

async fn an_address_restores_its_search_and_unknown_organisations_are_ignored(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/?q=ecole&organisation=%C3%89cole+Pour+Tous")).await;
    wait_for_excerpts(&page, &["droit-a-l-ecole"], "1 extrait sur 12").await;
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "ecole");
    page.open(&site.url("/?organisation=Inconnue&ailleurs=1")).await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    type_search(&page, "bidonvilles").await;
    wait_for_address(&page, &site.url("/?ailleurs=1&q=bidonvilles#presse")).await;
}

async fn the_count_is_announced_once_after_the_last_key(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    let record_status =
        "const status = document.querySelector('#presse [role=status]'); window.said = [];
        new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, { subtree: true, childList: true, characterData: true })";
    page.find(Role::Searchbox, FIELD_LABEL).await;
    page.eval(record_status, vec![]).await;
    let announcements = async || page.eval("return window.said.filter(Boolean)", vec![]).await;
    type_search(&page, "bidonvilles").await;
    wait_for_value("what is told", json!(["1 extrait sur 12"]), announcements).await;
    type_search(&page, "zzz").await;
    let both = json!(["1 extrait sur 12", "Aucun extrait ne correspond."]);
    wait_for_value("what is told", both, announcements).await;
    // A live region is announced when its text changes, and two searches may have the same count.
    type_search(&page, "xxx").await;
    let all =
        json!(["1 extrait sur 12", "Aucun extrait ne correspond.", "Aucun extrait ne correspond."]);
    wait_for_value("what is told", all, announcements).await;
}

async fn the_enter_key_leaves_the_field_and_shows_the_results(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 600).await;
    let record_submits = "window.submitted = [];
        addEventListener('submit', event => window.submitted.push(event.defaultPrevented))";
    page.eval(record_submits, vec![]).await;
    type_search(&page, "jeunes").await;
    let focused = "return document.activeElement === document.querySelector('#presse input')";
    assert_eq!(page.eval(focused, vec![]).await, true);
    page.press(Key::Enter).await;
    // The on-screen keyboard would cover the results.
    wait_for_value("the field has the focus", false, async || page.eval(focused, vec![]).await)
        .await;
    wait_for_value("the first result is in sight, with the focus", true, async || {
        page.eval(IS_FIRST_RESULT_VISIBLE, vec![]).await
    })
    .await;
    wait_for_address(&page, &site.url("/?q=jeunes#presse")).await;
    type_search(&page, "zzz").await;
    page.press(Key::Enter).await;
    wait_for_value("the field has the focus", false, async || page.eval(focused, vec![]).await)
        .await;
    let submitted = page.eval("return window.submitted ?? 'a new page'", vec![]).await;
    assert_eq!(submitted, json!([true, true]), "the form is not sent");
    let loads = site.requests().into_iter().filter(|request| request.path == "/");
    assert_eq!(loads.count(), 1);
    assert_eq!(page.read_console().await, []);
}

const IS_FIRST_RESULT_VISIBLE: &str = "const first = document.querySelector('.press__results li');
    const { top, height } = first.getBoundingClientRect();
    return first.contains(document.activeElement) && top >= 0 && top + Math.min(height, innerHeight / 4) <= innerHeight";

async fn a_shared_search_opens_where_its_results_are(browser: Browser) {
    let site = Site::with_fixture().await;
    for address in ["/?q=ecole", "/?q=ecole#presse", "/?organisation=Lallab"] {
        let page = browser.open(&site.url(address)).await;
        page.wait_for_hydration().await;
        let plain = address.trim_end_matches("#presse");
        wait_for_address(&page, &site.url(&[plain, "#presse"].concat())).await;
        wait_for_visible_field(&page, address).await;
        assert_eq!(page.read_console().await, []);
    }
}

async fn wait_for_visible_field(page: &Session, when: &str) {
    let field =
        "const { top, bottom } = document.querySelector('#presse input').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight";
    wait_for_value(&format!("{when}: the field is in sight"), true, async || {
        page.eval(field, vec![]).await
    })
    .await;
}

async fn an_address_of_another_section_omits_the_search(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    type_search(&page, "bidonvilles").await;
    wait_for_address(&page, &site.url("/?q=bidonvilles#presse")).await;
    for name in ["Témoignages", "Organisations"] {
        let link = page.find(Role::Link, name).await;
        page.scroll_into_view(&link).await;
        page.click_on(&link).await;
        let section = name.to_lowercase().replace('é', "e");
        wait_for_address(&page, &site.url(&format!("/#{section}"))).await;
        wait_for_excerpts(&page, &["bidonvilles"], "1 extrait sur 12").await;
    }
    page.eval("history.go(-2)", vec![]).await;
    wait_for_address(&page, &site.url("/?q=bidonvilles#presse")).await;
    wait_for_excerpts(&page, &["bidonvilles"], "1 extrait sur 12").await;
    page.reload().await;
    wait_for_excerpts(&page, &["bidonvilles"], "1 extrait sur 12").await;
    assert_eq!(page.read_console().await, []);
}

/// A link to the press review restores its search; “back” undoes a button's action, not a link's.
async fn a_link_to_the_press_review_restores_its_search(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    type_search(&page, "bidonvilles").await;
    wait_for_address(&page, &site.url("/?q=bidonvilles#presse")).await;
    for (name, address) in [("Témoignages", "/#temoignages"), ("Presse", "/?q=bidonvilles#presse")]
    {
        let link = page.find(Role::Link, name).await;
        page.click_on(&link).await;
        wait_for_address(&page, &site.url(address)).await;
        wait_for_excerpts(&page, &["bidonvilles"], "1 extrait sur 12").await;
    }
    let field = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(field, vec![]).await, "bidonvilles");
    type_search(&page, "zzz").await;
    wait_for_address(&page, &site.url("/?q=zzz#presse")).await;
    page.click(Role::Button, "Réinitialiser").await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    wait_for_address(&page, &site.url("/#presse")).await;
    page.eval("history.back()", vec![]).await;
    wait_for_address(&page, &site.url("/?q=zzz#presse")).await;
    wait_for_excerpts(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    page.eval("history.forward()", vec![]).await;
    wait_for_address(&page, &site.url("/#presse")).await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    assert_eq!(page.read_console().await, []);
}

/// The link below an embed document leads to its search on the page.
async fn a_frame_s_link_leads_to_its_search(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/embed/v1/press.html")).await;
    page.wait_for_hydration().await;
    let wait_for_link = async |address: &str| {
        let link = "return document.querySelector('.embed__source a').href";
        let plain = site.url(address);
        wait_for_value("the link", json!(plain), async || page.eval(link, vec![]).await).await;
    };
    wait_for_link("/#presse").await;
    type_search(&page, "ecole pour").await;
    wait_for_link("/?q=ecole+pour#presse").await;
    page.click(Role::Button, "Lallab").await;
    wait_for_link("/?q=ecole+pour&organisation=Lallab#presse").await;
    type_search(&page, " ").await;
    wait_for_link("/?organisation=Lallab#presse").await;
    assert_eq!(page.current_url().await, site.url("/embed/v1/press.html"), "its own address stays");
    page.open(&site.url("/?organisation=Lallab#presse")).await;
    wait_for_excerpts(&page, &["rapport-lallab"], "1 extrait sur 12").await;
    assert_eq!(page.read_console().await, []);
}

/// The Wasm loads after the visitor has scrolled down, and the results are shorter than the whole list.
async fn a_shared_search_is_in_view_however_late_the_wasm_loads(browser: Browser) {
    let site = Site::with_fixture().await;
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/?q=ecole")).await;
    page.resize(390, 600).await;
    let scroll_down = "document.querySelector('.press__all li:last-child').scrollIntoView({ behavior: 'instant' })";
    page.eval(scroll_down, vec![]).await;
    hold.release();
    page.wait_for_hydration().await;
    wait_for_visible_field(&page, "after it").await;
    // A reload keeps the scroll position that the browser restores.
    page.eval(&scroll_down.replace("press__all", "press__results"), vec![]).await;
    page.wait_for_scroll_end().await;
    let hold = site.hold(&wasm_path());
    page.reload().await;
    page.wait_for_web_fonts().await;
    let top = page.wait_for_scroll_end().await;
    hold.release();
    page.wait_for_hydration().await;
    page.find_css(".press__results .press__item").await;
    assert_eq!(page.wait_for_scroll_end().await, top);
}

/// Addresses shared before an address named only one part.
async fn an_address_that_names_two_places_shows_both_or_the_excerpt(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/?q=bidonvilles#extrait-rapport-lallab")).await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    wait_for_address(&page, &site.url("/#extrait-rapport-lallab")).await;
    let page = browser.open(&site.url("/?q=bidonvilles#organisations")).await;
    wait_for_excerpts(&page, &["bidonvilles"], "1 extrait sur 12").await;
    page.click(Role::Link, "Témoignages").await;
    wait_for_address(&page, &site.url("/#temoignages")).await;
}

async fn a_link_to_an_excerpt_clears_the_search(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    type_search(&page, "bidonvilles").await;
    wait_for_address(&page, &site.url("/?q=bidonvilles#presse")).await;
    page.eval("location.hash = 'extrait-rapport-lallab'", vec![]).await;
    wait_for_excerpts(&page, &list_ids(), "12 extraits").await;
    let is_visible = "const { top, bottom } = document.getElementById('extrait-rapport-lallab').getBoundingClientRect();
        return bottom > 0 && top < innerHeight";
    wait_for_value("the excerpt is in sight", true, async || page.eval(is_visible, vec![]).await)
        .await;
    wait_for_address(&page, &site.url("/#extrait-rapport-lallab")).await;
}

async fn wait_for_address(page: &Session, address: &str) {
    let plain = |address: &str| address.replace("%C3%89", "É").replace('+', " ");
    wait_for_value("the address", plain(address), async || plain(&page.current_url().await)).await;
}

/// Reads the names of the chosen organisations.
async fn read_chosen(page: &Session) -> Value {
    let script = "return [...document.querySelectorAll('#presse [aria-pressed=true]')].map(e => e.textContent)";
    page.eval(script, vec![]).await
}

/// Replaces the field's text by keyboard.
async fn type_search(page: &Session, typed: &str) {
    let field = page.find(Role::Searchbox, FIELD_LABEL).await;
    page.click_on(&field).await;
    page.press(Key::Home).await;
    page.press_chord(&[Key::Shift, Key::End]).await;
    page.type_text(typed).await;
}

/// Replaces the field's text as pasting does: a driver cannot type every character.
async fn paste_search(page: &Session, text: &str) {
    let field = page.find(Role::Searchbox, FIELD_LABEL).await;
    let field = element_reference(&field);
    let paste = "arguments[0].value = arguments[1];
        arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))";
    page.eval(paste, vec![field, json!(text)]).await;
}

/// Waits until exactly these excerpts are shown, in this order, with this count.
async fn wait_for_excerpts(page: &Session, ids: &[impl AsRef<str>], count: &str) {
    let ids: Vec<String> = ids.iter().map(|id| id.as_ref().to_owned()).collect();
    wait_for_value("the excerpts shown, and what is told", (ids, count.to_owned()), async || {
        let script = "const shown = e => e.getClientRects().length, press = document.querySelector('#presse');
            return [[...press?.querySelectorAll('article') ?? []].filter(shown).map(e => e.textContent),
                press?.querySelector('form p')?.textContent ?? '']";
        let seen = page.eval(script, vec![]).await;
        let texts = seen[0].as_array().expect("the excerpts are a list").clone();
        let count = seen[1].as_str().expect("a text is a string").to_owned();
        (texts.iter().map(find_id).collect::<Vec<_>>(), count)
    })
    .await;
}

/// Reads the excerpts in order: ids and texts.
fn read_excerpts() -> Vec<(String, String)> {
    let press = read_fixture_content("press.json");
    let excerpts = press["excerpts"].as_array().expect("the excerpts are a list");
    let text = |value: &Value| value.as_str().expect("a text is a string").to_owned();
    let excerpt = |excerpt: &Value| {
        let paragraphs = excerpt["paragraphs"].as_array().expect("paragraphs are a list");
        (
            text(&excerpt["id"]),
            paragraphs.iter().map(|paragraph| strip_whitespace(&text(paragraph))).collect(),
        )
    };
    excerpts.iter().map(excerpt).collect()
}

fn list_ids() -> Vec<String> {
    read_excerpts().into_iter().map(|(id, _)| id).collect()
}

/// Finds the id of the excerpt with this text, which is followed by its source.
fn find_id(shown: &Value) -> String {
    let shown = strip_whitespace(shown.as_str().expect("a text is a string"));
    let known = read_excerpts().into_iter().find(|(_, text)| shown.starts_with(text));
    known.map_or_else(|| format!("unknown: {shown}"), |(id, _)| id)
}

scenarios! {
    many_organisations_become_a_select,
    reset_brings_every_excerpt_back,
    a_button_shows_more_results_and_focuses_the_first_new_one,
    an_organisation_can_be_chosen_and_is_in_the_address,
    the_count_is_announced_once_after_the_last_key,
    the_enter_key_leaves_the_field_and_shows_the_results,
    a_shared_search_opens_where_its_results_are,
    an_address_of_another_section_omits_the_search,
    a_link_to_an_excerpt_clears_the_search,
    a_link_to_the_press_review_restores_its_search,
    an_address_that_names_two_places_shows_both_or_the_excerpt,
    a_frame_s_link_leads_to_its_search,
    a_shared_search_is_in_view_however_late_the_wasm_loads;
    chromium:
    matches_are_marked,
    an_address_restores_its_search_and_unknown_organisations_are_ignored,
    accents_case_and_apostrophes_do_not_matter,
    punctuation_spelling_and_invisible_characters_do_not_matter,
    a_paragraph_copied_from_the_page_finds_its_excerpt_and_is_marked_whole,
    names_that_look_the_same_are_one_organisation,
}
