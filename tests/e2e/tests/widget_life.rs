//! A widget that is moved, removed and inserted again: no resource is leaked, and no state is lost.

use e2e::{Browser, DISGUISE_SCRIPT, Host};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::json;

const WIDGET: &str = "<div id=a><next-level-testimonials loading=eager><p>À nous</p></next-level-testimonials></div><div id=b></div>";

/// Counts the listeners, observers, timers and frame requests of a page from the start.
const COUNT_RESOURCES: &str = "<script>
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

async fn a_moved_widget_keeps_its_slide_and_a_removed_one_shows_the_host_s_content(
    browser: Browser,
) {
    let host = Host::with(&[WIDGET, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.eval("document.querySelector('next-level-testimonials').shadowRoot.querySelector('[aria-label=\"Témoignage suivant\"]').click()", vec![]).await;
    let position = "return root.querySelector('.testimonials__position').textContent";
    wait_for_value("the position", "2 / 3", async || page.eval_in_widget(position).await).await;
    let shown = "const row = root.querySelector('.testimonials__row');
        return [...row.children].findIndex(e => Math.abs(e.getBoundingClientRect().left - row.getBoundingClientRect().left) < 2)";
    wait_for_value("the row", 1, async || page.eval_in_widget(shown).await).await;
    // Removed and inserted within one task, and by `moveBefore` where it is supported.
    for script in [
        "const e = document.querySelector('next-level-testimonials'); e.remove(); document.getElementById('b').append(e)",
        "const e = document.querySelector('next-level-testimonials'), a = document.getElementById('a');
         a.moveBefore ? a.moveBefore(e, null) : a.append(e)",
    ] {
        page.eval("window.before = document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')", vec![]).await;
        // In a task of the page: in scripts of WebKit's driver, microtasks run after every call.
        let task = format!("return new Promise(done => setTimeout(() => {{ {script}; done() }}))");
        page.eval(&task, vec![]).await;
        assert_eq!(page.eval_in_widget("return root.querySelector('section') === before").await, true);
        wait_for_value("the row, after the move", 1, async || page.eval_in_widget(shown).await).await;
        assert_eq!(page.eval_in_widget(position).await, "2 / 3");
    }
    let remove = "window.kept = document.querySelector('next-level-testimonials'); kept.remove();
        return new Promise(done => setTimeout(() => done(kept.shadowRoot.innerHTML)))";
    assert_eq!(page.eval(remove, vec![]).await, "<slot></slot>");
    page.eval("document.getElementById('b').append(kept)", vec![]).await;
    assert_eq!(page.wait_for_widgets().await.len(), 1, "it works again");
    page.find_button("Témoignage suivant").await;
    assert_eq!(page.read_console().await, []);
}

async fn a_widget_removed_while_it_loads_raises_no_error(browser: Browser) {
    for path in ["/embed/v1/testimonials.html".to_owned(), e2e::wasm_path()] {
        let host = Host::with(&[WIDGET, "LOADER"].concat()).await;
        let hold = host.site.hold(&path);
        let page = host.open(&browser).await;
        page.eval(
            "window.heard = []; addEventListener('next-level-error', e => heard.push(e.detail))",
            vec![],
        )
        .await;
        let before = host.count_requests(&path);
        wait_until(&format!("{path} is asked for"), async || {
            let is_held = host
                .site
                .requests()
                .iter()
                .any(|request| request.path == path && request.status == 0);
            is_held || host.count_requests(&path) > before
        })
        .await;
        page.eval("document.querySelector('next-level-testimonials').remove()", vec![]).await;
        hold.release();
        wait_until(&format!("{path} is answered"), async || {
            host.site.requests().iter().all(|request| request.status != 0)
        })
        .await;
        // Another widget of the same files becomes ready: by then the first would have fired its error.
        let append_another = "const widget = document.createElement('next-level-testimonials');
            widget.setAttribute('loading', 'eager');
            document.body.append(widget);
            return widget.ready.then(() => heard)";
        assert_eq!(page.eval(append_another, vec![]).await, json!([]), "{path}");
        assert_eq!(page.read_console().await, [], "{path}");
        page.close().await;
    }
}

/// Each widget has reactive state of its own, also one that is rendered anew after another was hydrated.
async fn a_removed_widget_leaves_the_others_working(browser: Browser) {
    let host = Host::with("LOADER<next-level-testimonials></next-level-testimonials>").await;
    let path = "/embed/v1/press.html";
    // Other elements than those that were rendered are rendered again.
    let changed = host.site.get_page(path).replace("<blockquote", "<ins>.</ins><blockquote");
    host.site.set_page(path, &changed);
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let add = "const press = document.createElement('next-level-press');
        press.setAttribute('loading', 'eager');
        document.body.append(press);
        return press.ready.then(() => document.querySelector('next-level-testimonials').remove())";
    page.eval(add, vec![]).await;
    let search = "const root = document.querySelector('next-level-press').shadowRoot;
        const field = root.querySelector('[type=search]');
        if (!field) return false;
        field.value = 'aucun extrait n’a ces mots';
        field.dispatchEvent(new Event('input'));
        return root.querySelectorAll('.press__results article').length === 0
            && root.querySelector('.press__all').getClientRects().length === 0";
    wait_for_value("the search answers", true, async || page.eval(search, vec![]).await).await;
    assert_eq!(page.read_console().await, []);
}

async fn a_hundred_rounds_leave_nothing_behind(browser: Browser) {
    let host =
        Host::with(&[DISGUISE_SCRIPT, COUNT_RESOURCES, "<div id=a></div>LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_loader().await;
    let mount_rounds = "const [times] = arguments;
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
    page.eval(mount_rounds, vec![8.into()]).await;
    // A row that was scrolling may briefly have a timer.
    let pending = "return [left.timers, left.frames]";
    wait_for_value("timers and frames that wait", json!([0, 0]), async || {
        page.eval(pending, vec![]).await
    })
    .await;
    let left = page.eval("return { ...left }", vec![]).await;
    let mut memory = vec![];
    for _ in 0..3 {
        memory.push(page.eval(mount_rounds, vec![32.into()]).await);
    }
    wait_for_value("what is left, as after the first rounds", left, async || {
        page.eval("return { ...left }", vec![]).await
    })
    .await;
    assert_eq!(memory[1], memory[2], "the Wasm's memory is on a plateau: {memory:?}");
    assert_eq!(page.read_console().await, []);
}

/// Moves into a frame of the host, then through a template, which is not rendered.
async fn in_another_document_a_widget_is_readable_and_works_when_moved_back(browser: Browser) {
    let host = Host::with(&[WIDGET, "<iframe id=frame title=Cadre></iframe>LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    let display = "return getComputedStyle(root.querySelector('.testimonials__row')).display";
    let display = page.eval_in_widget(display).await;
    let move_widget = "const widget = window.widget ??= document.querySelector('next-level-testimonials');
        const [to] = arguments, inner = document.getElementById('frame').contentDocument.body;
        if (to === 'frame') inner.addEventListener('next-level-error', () => window.errors = (window.errors ?? 0) + 1);
        (to === 'frame' ? inner : to === 'template' ? document.createElement('template').content : document.body).append(widget);
        return to === 'template' || widget.ready.then(() => 'alive', ({ code }) => code).then(how => [how,
            getComputedStyle(widget.shadowRoot.querySelector('.testimonials__row')).display,
            !!widget.shadowRoot.querySelector('button')])";
    let readable = json!(["wasm", display, false]);
    assert_eq!(page.eval(move_widget, vec!["frame".into()]).await, readable);
    page.eval(move_widget, vec!["template".into()]).await;
    assert_eq!(page.eval(move_widget, vec!["page".into()]).await, json!(["alive", display, true]));
    assert_eq!(
        page.eval("return errors", vec![]).await,
        1,
        "it says once that it cannot answer there"
    );
    assert_eq!(page.read_console().await, []);
}

scenarios! {
    in_another_document_a_widget_is_readable_and_works_when_moved_back,
    a_moved_widget_keeps_its_slide_and_a_removed_one_shows_the_host_s_content,
    a_widget_removed_while_it_loads_raises_no_error,
    a_removed_widget_leaves_the_others_working,
    a_hundred_rounds_leave_nothing_behind,
}
