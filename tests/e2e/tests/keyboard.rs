//! The whole page by the Tab key: its tab stops, their order, and whether the focus is visible.

use std::collections::BTreeSet;

use e2e::{Browser, COLOR_FUNCTIONS, Key, Session, Site, State};
use e2e::{scenarios, wait_until};
use serde_json::Value;

/// The tab stops of the page with every field filled, by role and name. Names have the stylesheet's capitals.
const FULL_PAGE_STOPS: &[&str] = &[
    r#"link "Aller au contenu""#,
    r#"link "Mission""#,
    r#"link "Témoignages""#,
    r#"link "Organisations""#,
    r#"link "Presse""#,
    r#"button "Intégrer : Mission""#,
    r#"button "Témoignage précédent""#,
    r#"button "Témoignage suivant""#,
    r#"button "Afficher tous les témoignages""#,
    r#"group "Témoignages, zone défilante""#,
    r#"link "Partager le témoignage de Léo Mathey""#,
    r#"button "Intégrer : Témoignages""#,
    r#"link "LALLAB""#,
    r#"link "Stop le contrôle""#,
    r#"button "Intégrer : Organisations""#,
    r#"searchbox "Rechercher dans la revue de presse""#,
    r#"button "Lallab""#,
    r#"button "Stop le contrôle""#,
    r#"link "Lire l’article sur journal.exemple""#,
    r#"button "Intégrer : Revue de presse""#,
    r#"link "exemple.org""#,
    r#"link "La page d’où viennent ces textes""#,
    r#"link "Contact""#,
    r#"link "Mentions légales""#,
    r#"link "Données personnelles""#,
    r#"link "Accessibilité""#,
    r#"radio "auto""#,
];

/// States that have those tab stops.
const WALKED_STATES: [&str; 3] =
    ["every field filled", "every field filled, dark", "every field filled, 320 px wide"];

/// States that add one tab stop: the state, the stop before it, and the stop.
const ADDED_STOPS: [(&str, &str, &str); 3] = [
    ("a search that finds nothing", r#"button "Stop le contrôle""#, r#"button "Réinitialiser""#),
    ("many excerpts, folded", r#"button "A4""#, "… \"Afficher les 18 autres\""),
    ("no testimonials", r#"button "Intégrer : Mission""#, r#"button "Réessayer""#),
];

async fn tab_leads_through_the_page_in_order_and_back(browser: Browser) {
    for (index, name) in WALKED_STATES.into_iter().enumerate() {
        let (page, _site) = State::find(name).enter(&browser).await;
        let goes_back = index == 0;
        // Firefox does not return from its address bar, so the test goes back before the focus leaves the page.
        let limit = if goes_back { FULL_PAGE_STOPS.len() } else { usize::MAX };
        let (stops, problems) = walk_stops(&page, &[Key::Tab], limit).await;
        assert_eq!(stops, FULL_PAGE_STOPS, "{name}: the stops");
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        if goes_back {
            let (back, _) = walk_stops(&page, &[Key::Shift, Key::Tab], limit - 1).await;
            let reversed: Vec<_> = FULL_PAGE_STOPS.iter().rev().skip(1).collect();
            assert_eq!(back.iter().collect::<Vec<_>>(), reversed, "the stops on the way back");
        }
    }
}

async fn added_controls_are_tab_stops_in_order(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (name, before, added) in ADDED_STOPS {
        let _site = State::find(name).reach(&page).await;
        let start = page.find_css(".skip-link").await;
        page.focus(&start).await;
        let (stops, problems) = walk_stops(&page, &[Key::Tab], usize::MAX).await;
        // Engines differ in the role of a summary.
        let ends = added.trim_start_matches('…');
        let at = stops.iter().position(|stop| stop == before);
        let next = at.and_then(|at| stops.get(at + 1));
        assert!(
            next.is_some_and(|next| next.ends_with(ends)),
            "{name}: {added} after {before}: {stops:#?}"
        );
        assert!(problems.is_empty(), "{name}: {problems:#?}");
    }
}

/// Stops without a focus ring, hidden stops and covered stops must be detected.
async fn stops_without_visible_focus_are_detected(browser: Browser) {
    let html = "<!doctype html><html lang=fr><title>t</title><body style='margin: 0'>
        <button style='outline: none'>bare</button><button style='opacity: 0'>transparent</button>
        <button style='position: absolute; left: -99em'>outside</button><button>beneath</button>
        <button style='outline: 3px solid #ddd'>pale</button><button style='outline: 3px solid #00f'>well</button>
        <script>document.querySelectorAll('button')[3].onfocus = event => {
            const r = event.target.getBoundingClientRect(), lid = document.createElement('div');
            lid.style = `position: fixed; left: ${r.left}px; top: ${r.top}px; width: ${r.width}px; height: ${r.height}px; background: red`;
            document.body.append(lid);
        }</script>";
    let site = Site::pages([("/", html)]).await;
    let page = browser.open(&site.url("/")).await;
    page.find_css("div, button").await;
    let (stops, problems) = walk_stops(&page, &[Key::Tab], usize::MAX).await;
    assert_eq!(stops.len(), 6, "{stops:?}");
    let wrong = ["bare", "transparent", "outside", "beneath", "pale"];
    for (name, problem) in
        wrong.iter().zip(["no ring", "transparent", "outside", "beneath", "ring"])
    {
        let found = problems.iter().any(|found| found.contains(name) && found.contains(problem));
        assert!(found, "{name}: {problem}: {problems:#?}");
    }
    assert!(!problems.iter().any(|found| found.contains("well")), "{problems:#?}");
}

/// Presses keys until the focus leaves the page, returns to an earlier stop, or reaches `limit` stops. Returns the
/// role and name of each stop, and the problems of their visibility.
async fn walk_stops(page: &Session, keys: &[Key], limit: usize) -> (Vec<String>, BTreeSet<String>) {
    let (mut stops, mut problems) = (vec![], BTreeSet::new());
    page.eval("document.activeElement.came = window.came = Math.random()", vec![]).await;
    while stops.len() < limit {
        page.press_chord(keys).await;
        page.wait_for_scroll_end().await;
        let Some(element) = page.find_focused().await else { break };
        let mark_visited = "const e = document.activeElement, been = e.came == window.came; e.came = window.came; return been";
        if page.eval(mark_visited, vec![]).await == true {
            break;
        }
        let stop = page.describe(&element).await;
        let script = [COLOR_FUNCTIONS, FIND_FOCUS_PROBLEMS].concat();
        let found = wait_until("the place of the focus can be looked at", async || {
            page.client().execute(&script, vec![]).await
        })
        .await;
        let found = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        problems.extend(found.map(|problem| format!("{stop}: {problem}")));
        stops.push(stop);
        assert!(stops.len() < 200, "Tab has no end: {stops:#?}");
    }
    (stops, problems)
}

/// Finds reasons why the focus of the active element is not visible, after [`COLOR_FUNCTIONS`].
const FIND_FOCUS_PROBLEMS: &str = "const e = document.activeElement, style = getComputedStyle(e), faults = [];
    const paper = from => {
        for (let e = from; e; e = e.parentElement) {
            const colour = rgba(getComputedStyle(e).backgroundColor);
            if (colour.length == 3 || colour[3] == 1) return colour;
        }
        return [255, 255, 255];
    };
    const ringed = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2;
    if (!ringed && style.boxShadow == 'none') faults.push('no ring: ' + style.outline);
    if (ringed && style.outlineStyle != 'auto') {
        const under = paper(parseFloat(style.outlineOffset) < 0 ? e : e.parentElement);
        const [dim, bright] = [light(rgba(style.outlineColor)), light(under)].sort((a, b) => a - b);
        const contrast = (bright + 0.05) / (dim + 0.05);
        if (contrast < 3) faults.push(`ring of ${style.outlineColor} on ${under}: ${contrast.toFixed(2)} : 1`);
    }
    for (let up = e; up; up = up.parentElement)
        if (getComputedStyle(up).opacity == 0) faults.push('transparent');
    const points = [...e.getClientRects()].filter(r => r.width && r.height).flatMap(r => [
        [r.left + r.width / 2, r.top + r.height / 2],
        [r.left + 2, r.top + 2], [r.right - 2, r.top + 2], [r.left + 2, r.bottom - 2], [r.right - 2, r.bottom - 2],
    ]).filter(([x, y]) => x >= 0 && y >= 0 && x < document.documentElement.clientWidth && y < innerHeight);
    if (!points.length) faults.push('outside the view');
    const over = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(hit => !e.contains(hit) && ![...e.labels ?? []].includes(hit));
    if (over.length) faults.push('beneath ' + over.map(hit => hit?.outerHTML.slice(0, 60)).join(', '));
    return faults";

scenarios! {
    tab_leads_through_the_page_in_order_and_back,
    added_controls_are_tab_stops_in_order,
    stops_without_visible_focus_are_detected,
}
