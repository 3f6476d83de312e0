//! A widget that is moved, taken away and put in again: nothing is left behind, and nothing is lost.

use e2e::{Browser, DISGUISE, Host};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::json;

const ONE: &str = "<div id=a><next-level-testimonials loading=eager><p>À nous</p></next-level-testimonials></div><div id=b></div>";

/// Counts what a page leaves running, from before anything else runs.
const COUNTED: &str = "<script>
    window.left = { listeners: 0, observers: 0, timers: 0, intervals: 0, frames: 0 };
    for (const target of [window, document, matchMedia('print').__proto__]) {
        const { addEventListener, removeEventListener } = target;
        const kept = new Map();
        const key = (type, f) => [type, f];
        disguise(target, 'addEventListener', function (type, f, ...rest) {
            left.listeners++; (kept.get(type) ?? kept.set(type, new Set()).get(type)).add(f);
            return addEventListener.call(this, type, f, ...rest);
        });
        disguise(target, 'removeEventListener', function (type, f, ...rest) {
            if (kept.get(type)?.delete(f)) left.listeners--;
            return removeEventListener.call(this, type, f, ...rest);
        });
    }
    for (const name of ['IntersectionObserver', 'ResizeObserver', 'MutationObserver', 'PerformanceObserver']) {
        const Real = window[name];
        window[name] = class extends Real {
            #seen = new Set();
            #count(change) { const before = !!this.#seen.size; change(); left.observers += !!this.#seen.size - before; }
            observe(at, ...all) { this.#count(() => this.#seen.add(at)); return super.observe(at, ...all); }
            unobserve(at) { this.#count(() => this.#seen.delete(at)); return super.unobserve(at); }
            disconnect() { this.#count(() => this.#seen.clear()); return super.disconnect(); }
        };
    }
    const { setTimeout, clearTimeout } = window, running = new Set();
    disguise(window, 'setTimeout', (f, ...rest) => {
        const id = setTimeout((...all) => { running.delete(id); left.timers = running.size; typeof f == 'function' && f(...all); }, ...rest);
        running.add(id); left.timers = running.size;
        return id;
    });
    disguise(window, 'clearTimeout', id => { running.delete(id); left.timers = running.size; clearTimeout(id); });
    const { setInterval, clearInterval, requestAnimationFrame, cancelAnimationFrame } = window, ids = new Set();
    disguise(window, 'setInterval', (...all) => { left.intervals++; return setInterval(...all); });
    disguise(window, 'clearInterval', id => { left.intervals--; clearInterval(id); });
    const ended = id => { if (ids.delete(id)) left.frames--; };
    disguise(window, 'requestAnimationFrame', f => {
        const id = requestAnimationFrame(time => { ended(id); f(time); });
        ids.add(id); left.frames++;
        return id;
    });
    disguise(window, 'cancelAnimationFrame', id => { ended(id); cancelAnimationFrame(id); });
    for (const name of ['instantiateStreaming', 'instantiate']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...all) => { const made = await real.apply(WebAssembly, all); window.wasm = made.instance ?? made; return made; };
    }
</script>";

async fn what_is_moved_keeps_the_slide_that_is_shown(browser: Browser) {
    let host = Host::with(&[ONE, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.widgets().await;
    page.eval("document.querySelector('next-level-testimonials').shadowRoot.querySelector('[aria-label=\"Témoignage suivant\"]').click()", vec![]).await;
    let place = "return root.querySelector('.testimonials__position').textContent";
    wait_for_value("the position", "2 / 3", async || page.in_widget(place).await).await;
    let shown = "const row = root.querySelector('.testimonials__row');
        return [...row.children].findIndex(e => Math.abs(e.getBoundingClientRect().left - row.getBoundingClientRect().left) < 2)";
    wait_for_value("the row", 1, async || page.in_widget(shown).await).await;
    // Out and in again within one task, and by `moveBefore` where there is one.
    for script in [
        "const e = document.querySelector('next-level-testimonials'); e.remove(); document.getElementById('b').append(e)",
        "const e = document.querySelector('next-level-testimonials'), a = document.getElementById('a');
         a.moveBefore ? a.moveBefore(e, null) : a.append(e)",
    ] {
        page.eval("window.before = document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')", vec![]).await;
        // In a task of the page's own: what WebKit's driver runs has its microtasks done after every call.
        let task = format!("return new Promise(done => setTimeout(() => {{ {script}; done() }}))");
        page.eval(&task, vec![]).await;
        assert_eq!(page.in_widget("return root.querySelector('section') === before").await, true);
        wait_for_value("the row, after the move", 1, async || page.in_widget(shown).await).await;
        assert_eq!(page.in_widget(place).await, "2 / 3");
    }
    assert_eq!(page.console().await, []);
}

async fn what_is_taken_away_shows_the_host_s_words_and_lives_again(browser: Browser) {
    let host = Host::with(&[ONE, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.widgets().await;
    let gone = "window.kept = document.querySelector('next-level-testimonials'); kept.remove();
        return new Promise(done => setTimeout(() => done(kept.shadowRoot.innerHTML)))";
    assert_eq!(page.eval(gone, vec![]).await, "<slot></slot>");
    page.eval("document.getElementById('b').append(kept)", vec![]).await;
    assert_eq!(page.widgets().await.len(), 1);
    page.button("Témoignage suivant").await;
    assert_eq!(page.console().await, []);
}

async fn what_is_taken_away_on_its_way_raises_nothing(browser: Browser) {
    for path in ["/embed/v1/testimonials.html".to_owned(), e2e::wasm()] {
        let host = Host::with(&[ONE, "LOADER"].concat()).await;
        let held = host.site.hold(&path);
        let page = host.open(&browser).await;
        page.eval(
            "window.heard = []; addEventListener('next-level-error', e => heard.push(e.detail))",
            vec![],
        )
        .await;
        let before = host.asked(&path);
        wait_until(&format!("{path} is asked for"), async || {
            let asked = host
                .site
                .requests()
                .iter()
                .any(|request| request.path == path && request.status == 0);
            asked || host.asked(&path) > before
        })
        .await;
        page.eval("document.querySelector('next-level-testimonials').remove()", vec![]).await;
        held.release();
        wait_until(&format!("{path} is answered"), async || {
            host.site.requests().iter().all(|request| request.status != 0)
        })
        .await;
        // Another that takes the same comes to life: by then the first would have told of its end.
        let another = "const widget = document.createElement('next-level-testimonials');
            widget.setAttribute('loading', 'eager');
            document.body.append(widget);
            return widget.ready.then(() => heard)";
        assert_eq!(page.eval(another, vec![]).await, json!([]), "{path}");
        assert_eq!(page.console().await, [], "{path}");
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn a_hundred_rounds_leave_nothing_behind(browser: Browser) {
    let host = Host::with(&[DISGUISE, COUNTED, "<div id=a></div>LOADER"].concat()).await;
    let page = host.open(&browser).await;
    wait_until("the loader has run", async || {
        page.eval("return !!customElements.get('next-level-press')", vec![]).await == true
    })
    .await;
    let rounds = "const [times] = arguments;
        const a = document.getElementById('a'), sections = ['testimonials', 'press', 'partners', 'mission'];
        return (async () => {
            for (let i = 0; i < times; i++) {
                const widget = document.createElement('next-level-' + sections[i % 4]);
                widget.setAttribute('loading', 'eager');
                a.append(widget);
                await widget.ready;
                widget.shadowRoot.querySelector('[aria-label=\"Témoignage suivant\"]')?.click();
                widget.remove();
                await null;
            }
            return wasm.exports.memory.buffer.byteLength;
        })()";
    page.eval(rounds, vec![8.into()]).await;
    // A row that was on its way may have a timer for a moment more.
    let waiting = "return [left.timers, left.frames]";
    wait_for_value("timers and frames that wait", json!([0, 0]), async || {
        page.eval(waiting, vec![]).await
    })
    .await;
    let left = page.eval("return { ...left }", vec![]).await;
    let mut memory = vec![];
    for _ in 0..3 {
        memory.push(page.eval(rounds, vec![32.into()]).await);
    }
    wait_for_value("what is left, as after the first rounds", left, async || {
        page.eval("return { ...left }", vec![]).await
    })
    .await;
    assert_eq!(memory[1], memory[2], "the Wasm's memory is on a plateau: {memory:?}");
    assert_eq!(page.console().await, []);
}

/// Into a frame of the host's, then by way of a template, which shows nothing.
async fn in_another_document_it_is_read_and_back_it_lives(browser: Browser) {
    let host = Host::with(&[ONE, "<iframe id=frame title=Cadre></iframe>LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.widgets().await;
    let display = "return getComputedStyle(root.querySelector('.testimonials__row')).display";
    let display = page.in_widget(display).await;
    let moved = "const widget = window.widget ??= document.querySelector('next-level-testimonials');
        const [to] = arguments, inner = document.getElementById('frame').contentDocument.body;
        if (to === 'frame') inner.addEventListener('next-level-error', () => window.errors = (window.errors ?? 0) + 1);
        (to === 'frame' ? inner : to === 'template' ? document.createElement('template').content : document.body).append(widget);
        return to === 'template' || widget.ready.then(() => 'alive', ({ code }) => code).then(how => [how,
            getComputedStyle(widget.shadowRoot.querySelector('.testimonials__row')).display,
            !!widget.shadowRoot.querySelector('button')])";
    let read = json!(["wasm", display, false]);
    assert_eq!(page.eval(moved, vec!["frame".into()]).await, read);
    page.eval(moved, vec!["template".into()]).await;
    assert_eq!(page.eval(moved, vec!["page".into()]).await, json!(["alive", display, true]));
    assert_eq!(
        page.eval("return errors", vec![]).await,
        1,
        "it says once that it cannot answer there"
    );
    assert_eq!(page.console().await, []);
}

scenarios! {
    in_another_document_it_is_read_and_back_it_lives,
    what_is_moved_keeps_the_slide_that_is_shown,
    what_is_taken_away_shows_the_host_s_words_and_lives_again,
    what_is_taken_away_on_its_way_raises_nothing,
    a_hundred_rounds_leave_nothing_behind,
}
