//! The search through the press review.

use e2e::{Browser, Key, Role, Session, Site, State};
use e2e::{bare, scenarios, usual_content, wait_for_value, wasm};
use serde_json::{Value, json};

const FIELD: &str = "Rechercher dans la revue de presse";

/// The words marked.
const MARKED: &str =
    "return [...document.querySelectorAll('#presse article mark')].map(e => e.textContent)";

/// What somebody types, the excerpts that must remain, and what is told of them.
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
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    let all = ids();
    assert_eq!(all.len(), 12);
    sees(&page, &all, "12 extraits").await;
    for (typed, found, told) in SEARCHES {
        search(&page, typed).await;
        sees(&page, found, told).await;
        let offered = page.names(Role::Button).await;
        let offered = offered.iter().any(|name| name == "Réinitialiser");
        assert_eq!(offered, found.is_empty(), "the way back after “{typed}”");
    }
    search(&page, " ").await;
    sees(&page, &all, "12 extraits").await;
    assert_eq!(page.console().await, []);
}

/// What somebody pastes, the excerpts found, and what is marked in the first of them.
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

async fn punctuation_spelling_and_what_nobody_sees_do_not_matter(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    for (pasted, found, marked) in PASTED {
        paste(&page, pasted).await;
        sees(&page, found, "1 extrait sur 12").await;
        wait_for_value("the words marked", json!(marked), async || page.eval(MARKED, vec![]).await)
            .await;
    }
    assert_eq!(page.console().await, []);
}

async fn a_paragraph_copied_from_the_page_finds_its_excerpt_and_is_marked_whole(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let paragraphs = "return [...document.querySelectorAll('#presse li[id] article p')].map(
        e => [e.closest('li').id.replace('extrait-', ''), e.textContent])";
    let paragraphs = page.eval(paragraphs, vec![]).await;
    let paragraphs = paragraphs.as_array().expect("the paragraphs are a list");
    assert!(paragraphs.len() > 12, "{paragraphs:?}");
    for paragraph in paragraphs {
        let words = paragraph[1].as_str().expect("a text is a string");
        paste(&page, words).await;
        sees(&page, &[paragraph[0].as_str().expect("an id")], "1 extrait sur 12").await;
        let unmarked =
            "const p = [...document.querySelectorAll('#presse .press__results article p')]
                .find(e => e.textContent == arguments[0]).cloneNode(true);
            p.querySelectorAll('mark').forEach(e => e.remove());
            return p.textContent.match(/[\\p{L}\\p{N}]/gu)";
        wait_for_value("no letter is unmarked", Value::Null, async || {
            page.eval(unmarked, vec![json!(words)]).await
        })
        .await;
    }
}

/// In the content that an editor has published since: names decomposed, as macOS writes them, and with
/// no-break spaces.
async fn names_that_look_the_same_are_one_in_the_browser_too(browser: Browser) {
    let site = Site::usual().await;
    let mut press = usual_content("press.json");
    let excerpts = press["excerpts"].as_array_mut().expect("the excerpts are a list");
    let of = |id: &str| excerpts.iter().position(|excerpt| excerpt["id"] == id).expect(id);
    let (school, other, day) = (of("droit-a-l-ecole"), of("bidonvilles"), of("rapport-lallab"));
    excerpts[other]["organisation"] = json!("E\u{301}cole\u{a0}Pour Tous");
    let words = excerpts[day]["paragraphs"][0].as_str().expect("a text");
    let words = words.replace("Muslim Women’s Day", "Muslim\u{a0}Women's Da\u{ad}y");
    excerpts[day]["paragraphs"][0] = json!(words);
    let found = [school, other].map(|place| excerpts[place]["id"].clone());
    let found = found.map(|id| id.as_str().expect("an id").to_owned());
    site.page("/content/press.json", &press.to_string());
    let page = browser.open_client_side(&site).await;
    let foreign =
        "return [...document.querySelectorAll('#presse [lang=en]')].map(e => e.textContent)";
    wait_for_value("the term", json!(["Muslim\u{a0}Women's Da\u{ad}y"]), async || {
        page.eval(foreign, vec![]).await
    })
    .await;
    let names = page.names(Role::Button).await;
    assert_eq!(names.iter().filter(|name| name.contains("cole")).count(), 1, "{names:?}");
    page.click(Role::Button, "École Pour Tous").await;
    let shown = "return [...document.querySelectorAll('#presse .press__results article')].length";
    wait_for_value("both excerpts", json!(found.len()), async || page.eval(shown, vec![]).await)
        .await;
    page.open(&site.url("/?organisation=E%CC%81cole%C2%A0Pour+Tous")).await;
    wait_for_value("the same by the address", json!(["École Pour Tous"]), async || {
        pressed(&page).await
    })
    .await;
    assert_eq!(page.console().await, []);
}

async fn reset_brings_every_excerpt_back(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "zzz").await;
    sees(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    page.click(Role::Button, "Réinitialiser").await;
    sees(&page, &ids(), "12 extraits").await;
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "", "the field is empty");
    let buttons = page.names(Role::Button).await;
    assert!(!buttons.iter().any(|name| name == "Réinitialiser"), "{buttons:?}");
    let focus = "return document.querySelector('#presse').contains(document.activeElement)";
    assert_eq!(
        page.eval(focus, vec![]).await,
        true,
        "the focus stays in the section when the button that had it goes"
    );
}

async fn enter_does_not_reload_the_page(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "bidonvilles").await;
    let listen = "window.submitted = [];
        addEventListener('submit', event => window.submitted.push(event.defaultPrevented))";
    page.eval(listen, vec![]).await;
    page.press(Key::Enter).await;
    wait_for_value("the form stays on the page", json!([true]), async || {
        page.eval("return window.submitted ?? 'a new page'", vec![]).await
    })
    .await;
    sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    address_becomes(&page, &site.url("/?q=bidonvilles#presse")).await;
    let loads = site.requests().into_iter().filter(|request| request.path == "/");
    assert_eq!(loads.count(), 1);
}

async fn what_matched_is_marked(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "l'ecole droit").await;
    sees(&page, &["droit-a-l-ecole"], "1 extrait sur 12").await;
    let marked = json!(["Droit", "l’école", "l’école", "droit"]);
    wait_for_value("the words marked", marked, async || page.eval(MARKED, vec![]).await).await;
}

async fn an_organisation_can_be_chosen_and_the_address_tells_it(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.click(Role::Button, "Lallab").await;
    sees(&page, &["rapport-lallab"], "1 extrait sur 12").await;
    assert_eq!(pressed(&page).await, json!(["Lallab"]));
    address_becomes(&page, &site.url("/?organisation=Lallab#presse")).await;
    search(&page, "bidonvilles").await;
    sees(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    address_becomes(&page, &site.url("/?organisation=Lallab&q=bidonvilles#presse")).await;
    page.click(Role::Button, "Lallab").await;
    sees(&page, &["bidonvilles"], "1 extrait sur 12").await;

    // Back to the choice, with the words that were typed since; then to the beginning.
    page.eval("history.back()", vec![]).await;
    sees(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    assert_eq!(pressed(&page).await, json!(["Lallab"]));
    page.eval("history.back()", vec![]).await;
    sees(&page, &ids(), "12 extraits").await;
    assert_eq!(pressed(&page).await, json!([]));
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "");
    page.eval("history.forward()", vec![]).await;
    sees(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    assert_eq!(page.console().await, []);
}

async fn many_organisations_are_a_list_to_choose_from(browser: Browser) {
    let state = State::named("a rotation and a crowd of organisations");
    let (page, site) = state.enter(&browser).await;
    // As an engine does once something is chosen: a driver cannot choose from each engine's own list.
    let list = page.css("select[aria-label='Filtrer par organisation']").await;
    let choose = "arguments[0].value = 'Une organisation, la 3e';
        arguments[0].dispatchEvent(new Event('change', { bubbles: true }))";
    let list = serde_json::to_value(&list).expect("an element has a reference");
    page.eval(choose, vec![list]).await;
    sees(&page, &ids()[3..4], "1 extrait sur 12").await;
    address_becomes(&page, &site.url("/?organisation=Une+organisation%2C+la+3e#presse")).await;
    page.eval("history.back()", vec![]).await;
    sees(&page, &ids(), "12 extraits").await;
    let value = "return document.querySelector('#presse select').value";
    wait_for_value("the list", "", async || page.eval(value, vec![]).await).await;
    assert_eq!(page.console().await, []);
}

async fn an_address_restores_its_search_and_unknown_organisations_are_ignored(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/?q=ecole&organisation=%C3%89cole+Pour+Tous")).await;
    sees(&page, &["droit-a-l-ecole"], "1 extrait sur 12").await;
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "ecole");
    page.open(&site.url("/?organisation=Inconnue&ailleurs=1")).await;
    sees(&page, &ids(), "12 extraits").await;
    search(&page, "bidonvilles").await;
    address_becomes(&page, &site.url("/?ailleurs=1&q=bidonvilles#presse")).await;
}

async fn the_count_is_told_once_after_the_last_key(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    let watch = "const status = document.querySelector('#presse [role=status]'); window.said = [];
        new MutationObserver(() => window.said.push(status.textContent))
            .observe(status, { subtree: true, childList: true, characterData: true })";
    page.find(Role::Searchbox, FIELD).await;
    page.eval(watch, vec![]).await;
    let said = async || page.eval("return window.said.filter(Boolean)", vec![]).await;
    search(&page, "bidonvilles").await;
    wait_for_value("what is told", json!(["1 extrait sur 12"]), said).await;
    search(&page, "zzz").await;
    let both = json!(["1 extrait sur 12", "Aucun extrait ne correspond."]);
    wait_for_value("what is told", both, said).await;
    // A live region speaks when its text changes, and two searches may find as many.
    search(&page, "xxx").await;
    let all =
        json!(["1 extrait sur 12", "Aucun extrait ne correspond.", "Aucun extrait ne correspond."]);
    wait_for_value("what is told", all, said).await;
}

async fn the_search_key_gives_up_the_field_and_shows_the_results(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 600).await;
    search(&page, "jeunes").await;
    let focused = "return document.activeElement === document.querySelector('#presse input')";
    assert_eq!(page.eval(focused, vec![]).await, true);
    page.press(Key::Enter).await;
    // Its keyboard would lie over the results.
    wait_for_value("the field has the focus", false, async || page.eval(focused, vec![]).await)
        .await;
    wait_for_value("the first result is in sight, with the focus", true, async || {
        page.eval(FIRST_RESULT_IN_SIGHT, vec![]).await
    })
    .await;
    search(&page, "zzz").await;
    page.press(Key::Enter).await;
    wait_for_value("the field has the focus", false, async || page.eval(focused, vec![]).await)
        .await;
    assert_eq!(page.console().await, []);
}

const FIRST_RESULT_IN_SIGHT: &str = "const first = document.querySelector('.press__results li');
    const { top, height } = first.getBoundingClientRect();
    return first.contains(document.activeElement) && top >= 0 && top + Math.min(height, innerHeight / 4) <= innerHeight";

async fn a_shared_search_opens_where_its_results_are(browser: Browser) {
    let site = Site::usual().await;
    for address in ["/?q=ecole", "/?q=ecole#presse", "/?organisation=Lallab"] {
        let page = browser.open(&site.url(address)).await;
        page.hydrated().await;
        let plain = address.trim_end_matches("#presse");
        address_becomes(&page, &site.url(&[plain, "#presse"].concat())).await;
        field_in_sight(&page, address).await;
        assert_eq!(page.console().await, []);
    }
}

async fn field_in_sight(page: &Session, when: &str) {
    let field =
        "const { top, bottom } = document.querySelector('#presse input').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight";
    wait_for_value(&format!("{when}: the field is in sight"), true, async || {
        page.eval(field, vec![]).await
    })
    .await;
}

async fn an_address_that_leads_elsewhere_says_nothing_of_the_search(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "bidonvilles").await;
    address_becomes(&page, &site.url("/?q=bidonvilles#presse")).await;
    for name in ["Témoignages", "Organisations"] {
        let link = page.find(Role::Link, name).await;
        page.bring_into_view(&link).await;
        page.click_on(&link).await;
        let place = name.to_lowercase().replace('é', "e");
        address_becomes(&page, &site.url(&format!("/#{place}"))).await;
        sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    }
    page.eval("history.go(-2)", vec![]).await;
    address_becomes(&page, &site.url("/?q=bidonvilles#presse")).await;
    sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    page.reload().await;
    sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    assert_eq!(page.console().await, []);
}

/// Whoever comes back by a link finds the search as it was left; "back" undoes what a button did, no link.
async fn a_link_to_the_press_review_comes_back_to_its_search(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "bidonvilles").await;
    address_becomes(&page, &site.url("/?q=bidonvilles#presse")).await;
    for (name, address) in [("Témoignages", "/#temoignages"), ("Presse", "/?q=bidonvilles#presse")]
    {
        let link = page.find(Role::Link, name).await;
        page.click_on(&link).await;
        address_becomes(&page, &site.url(address)).await;
        sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    }
    let field = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(field, vec![]).await, "bidonvilles");
    search(&page, "zzz").await;
    address_becomes(&page, &site.url("/?q=zzz#presse")).await;
    page.click(Role::Button, "Réinitialiser").await;
    sees(&page, &ids(), "12 extraits").await;
    address_becomes(&page, &site.url("/#presse")).await;
    page.eval("history.back()", vec![]).await;
    address_becomes(&page, &site.url("/?q=zzz#presse")).await;
    sees(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    page.eval("history.forward()", vec![]).await;
    address_becomes(&page, &site.url("/#presse")).await;
    sees(&page, &ids(), "12 extraits").await;
    assert_eq!(page.console().await, []);
}

/// The link beneath an embed document leads to what is found in it.
async fn a_frame_s_link_leads_to_its_search(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/embed/v1/press.html")).await;
    page.hydrated().await;
    let leads = async |address: &str| {
        let link = "return document.querySelector('.embed__source a').href";
        let plain = site.url(address);
        wait_for_value("the link", json!(plain), async || page.eval(link, vec![]).await).await;
    };
    leads("/#presse").await;
    search(&page, "ecole pour").await;
    leads("/?q=ecole+pour#presse").await;
    page.click(Role::Button, "Lallab").await;
    leads("/?q=ecole+pour&organisation=Lallab#presse").await;
    search(&page, " ").await;
    leads("/?organisation=Lallab#presse").await;
    assert_eq!(page.url().await, site.url("/embed/v1/press.html"), "its own address stays");
    page.open(&site.url("/?organisation=Lallab#presse")).await;
    sees(&page, &["rapport-lallab"], "1 extrait sur 12").await;
    assert_eq!(page.console().await, []);
}

/// The program comes when somebody has looked further down, and the results are fewer than all.
async fn a_shared_search_is_in_sight_however_late_the_program_comes(browser: Browser) {
    let site = Site::usual().await;
    let hold = site.hold(&wasm());
    let page = browser.open(&site.url("/?q=ecole")).await;
    page.resize(390, 600).await;
    let down = "document.querySelector('.press__all li:last-child').scrollIntoView({ behavior: 'instant' })";
    page.eval(down, vec![]).await;
    hold.release();
    page.hydrated().await;
    field_in_sight(&page, "after it").await;
    // Whoever loads it again is left where the browser puts them.
    page.eval(&down.replace("press__all", "press__results"), vec![]).await;
    page.page_rests().await;
    let hold = site.hold(&wasm());
    page.reload().await;
    let top = page.page_rests().await;
    hold.release();
    page.hydrated().await;
    page.css(".press__results .press__item").await;
    assert_eq!(page.page_rests().await, top);
}

/// Addresses that were shared before an address said one place only.
async fn an_address_that_names_two_places_shows_both_or_the_excerpt(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/?q=bidonvilles#extrait-rapport-lallab")).await;
    sees(&page, &ids(), "12 extraits").await;
    address_becomes(&page, &site.url("/#extrait-rapport-lallab")).await;
    let page = browser.open(&site.url("/?q=bidonvilles#organisations")).await;
    sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    page.click(Role::Link, "Témoignages").await;
    address_becomes(&page, &site.url("/#temoignages")).await;
}

async fn a_link_to_an_excerpt_shows_it_whatever_is_looked_for(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "bidonvilles").await;
    address_becomes(&page, &site.url("/?q=bidonvilles#presse")).await;
    page.eval("location.hash = 'extrait-rapport-lallab'", vec![]).await;
    sees(&page, &ids(), "12 extraits").await;
    let seen = "const { top, bottom } = document.getElementById('extrait-rapport-lallab').getBoundingClientRect();
        return bottom > 0 && top < innerHeight";
    wait_for_value("the excerpt is in sight", true, async || page.eval(seen, vec![]).await).await;
    address_becomes(&page, &site.url("/#extrait-rapport-lallab")).await;
}

async fn address_becomes(page: &Session, address: &str) {
    let plain = |address: &str| address.replace("%C3%89", "É").replace('+', " ");
    wait_for_value("the address", plain(address), async || plain(&page.url().await)).await;
}

/// The names of the organisations that are chosen.
async fn pressed(page: &Session) -> Value {
    let script = "return [...document.querySelectorAll('#presse [aria-pressed=true]')].map(e => e.textContent)";
    page.eval(script, vec![]).await
}

/// Replaces what stands in the field, by the keyboard.
async fn search(page: &Session, typed: &str) {
    let field = page.find(Role::Searchbox, FIELD).await;
    page.click_on(&field).await;
    page.press(Key::Home).await;
    page.chord(&[Key::Shift, Key::End]).await;
    page.keys(typed).await;
}

/// Replaces what stands in the field, as pasting does: a driver's keyboard does not have each sign.
async fn paste(page: &Session, text: &str) {
    let field = page.find(Role::Searchbox, FIELD).await;
    let field = serde_json::to_value(&field).expect("an element has a reference");
    let paste = "arguments[0].value = arguments[1];
        arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))";
    page.eval(paste, vec![field, json!(text)]).await;
}

/// Waits until exactly these excerpts are shown, in this order, and told.
async fn sees(page: &Session, ids: &[impl AsRef<str>], told: &str) {
    let ids: Vec<String> = ids.iter().map(|id| id.as_ref().to_owned()).collect();
    wait_for_value("the excerpts shown, and what is told", (ids, told.to_owned()), async || {
        let script = "const shown = e => e.getClientRects().length, press = document.querySelector('#presse');
            return [[...press?.querySelectorAll('article') ?? []].filter(shown).map(e => e.textContent),
                press?.querySelector('form p')?.textContent ?? '']";
        let seen = page.eval(script, vec![]).await;
        let texts = seen[0].as_array().expect("the excerpts are a list").clone();
        let told = seen[1].as_str().expect("a text is a string").to_owned();
        (texts.iter().map(id_of).collect::<Vec<_>>(), told)
    })
    .await;
}

/// The excerpts in order: their ids and their words.
fn excerpts() -> Vec<(String, String)> {
    let press = usual_content("press.json");
    let excerpts = press["excerpts"].as_array().expect("the excerpts are a list");
    let text = |value: &Value| value.as_str().expect("a text is a string").to_owned();
    let excerpt = |excerpt: &Value| {
        let paragraphs = excerpt["paragraphs"].as_array().expect("paragraphs are a list");
        (text(&excerpt["id"]), paragraphs.iter().map(|paragraph| bare(&text(paragraph))).collect())
    };
    excerpts.iter().map(excerpt).collect()
}

fn ids() -> Vec<String> {
    excerpts().into_iter().map(|(id, _)| id).collect()
}

/// The excerpt whose words these are; whom they speak of follows them.
fn id_of(shown: &Value) -> String {
    let shown = bare(shown.as_str().expect("a text is a string"));
    let known = excerpts().into_iter().find(|(_, words)| shown.starts_with(words));
    known.map_or_else(|| format!("unknown: {shown}"), |(id, _)| id)
}

scenarios! {
    many_organisations_are_a_list_to_choose_from,
    accents_case_and_apostrophes_do_not_matter,
    reset_brings_every_excerpt_back,
    enter_does_not_reload_the_page,
    what_matched_is_marked,
    punctuation_spelling_and_what_nobody_sees_do_not_matter,
    a_paragraph_copied_from_the_page_finds_its_excerpt_and_is_marked_whole,
    names_that_look_the_same_are_one_in_the_browser_too,
    an_organisation_can_be_chosen_and_the_address_tells_it,
    an_address_restores_its_search_and_unknown_organisations_are_ignored,
    the_count_is_told_once_after_the_last_key,
    the_search_key_gives_up_the_field_and_shows_the_results,
    a_shared_search_opens_where_its_results_are,
    an_address_that_leads_elsewhere_says_nothing_of_the_search,
    a_link_to_an_excerpt_shows_it_whatever_is_looked_for,
    a_link_to_the_press_review_comes_back_to_its_search,
    an_address_that_names_two_places_shows_both_or_the_excerpt,
    a_frame_s_link_leads_to_its_search,
    a_shared_search_is_in_sight_however_late_the_program_comes,
}
