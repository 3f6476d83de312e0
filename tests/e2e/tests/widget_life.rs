//! A widget that is moved, removed and put in again.

use e2e::{Browser, Host, Role, scenarios, wait_for_value, wait_until, wasm};
use serde_json::{Value, json};

const TESTIMONIALS: &str = "<div id=a><next-level-testimonials loading=eager></next-level-testimonials></div><div id=b></div>";

/// Counts what stays behind, on the page and on the window, from before the loader on.
const COUNTS: &str = "<script>
    window.left = { listeners: 0, observers: 0, timers: 0, memory: null };
    const listeners = new Map();
    for (const target of [window, document]) {
        const { addEventListener: add, removeEventListener: remove } = target;
        target.addEventListener = (name, ...rest) => { left.listeners += target === window && /^next-level/.test(name) ? 0 : 1; add.call(target, name, ...rest); };
        target.removeEventListener = (name, ...rest) => { left.listeners -= 1; remove.call(target, name, ...rest); };
    }
    for (const name of ['IntersectionObserver', 'ResizeObserver', 'MutationObserver']) {
        window[name] = class extends window[name] {
            #on = false;
            observe(...rest) { left.observers += !this.#on; this.#on = true; super.observe(...rest); }
            disconnect() { left.observers -= this.#on; this.#on = false; super.disconnect(); }
        };
    }
    const running = new Set(), { setTimeout: start, clearTimeout: stop } = window;
    window.setTimeout = (f, ms, ...rest) => {
        const id = start(() => { running.delete(id); left.timers = running.size; f(...rest); }, ms);
        running.add(id); left.timers = running.size;
        return id;
    };
    window.clearTimeout = id => { running.delete(id); left.timers = running.size; stop(id); };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const made = WebAssembly[name];
        WebAssembly[name] = async (...rest) => {
            const result = await made(...rest);
            left.memory = Object.values((result.instance ?? result).exports).find(value => value instanceof WebAssembly.Memory);
            return result;
        };
    }
</script>";

async fn a_hundred_rounds_leave_nothing_behind(browser: Browser) {
    let host = Host::open(&browser, Host::site().await, COUNTS).await;
    let before = host.eval("return { ...left, memory: 0 }").await;
    let rounds = "const [count] = arguments;
        return (async () => {
            const sizes = [];
            for (let round = 0; round < count; round++) {
                const all = ['testimonials', 'press'].map(name => {
                    const element = document.createElement(`next-level-${name}`);
                    element.setAttribute('loading', round % 2 ? 'eager' : 'lazy');
                    document.body.prepend(element);
                    return element;
                });
                await Promise.all(all.map(element => element.ready));
                all.forEach(element => element.remove());
                await null; await null;
                sizes.push(left.memory.buffer.byteLength);
            }
            return sizes;
        })()";
    let mut sizes: Vec<Value> = vec![];
    for _ in 0..10 {
        let more = host.page.eval(rounds, vec![10.into()]).await;
        sizes.extend(more.as_array().expect("sizes").clone());
    }
    assert_eq!(sizes.len(), 100);
    assert_eq!(sizes[9], sizes[99], "the memory is on a plateau: {sizes:?}");
    wait_for_value("what is left", before, async || {
        host.eval("return { ...left, memory: 0 }").await
    })
    .await;
    assert_eq!(host.page.console().await, []);
}

/// Moved while it is in the document, and out and in again at once.
async fn a_move_keeps_the_slide_shown(browser: Browser) {
    let host = Host::open(&browser, Host::site().await, TESTIMONIALS).await;
    host.ready(1).await;
    host.page.click(Role::Button, "Témoignage suivant").await;
    let at_rest = "const row = document.querySelector('next-level-testimonials').shadowRoot.querySelector('[tabindex=\"0\"]');
        const [first, second] = row.children;
        return Math.abs(row.scrollLeft - (second.offsetLeft - first.offsetLeft)) <= 1
            && [...row.children].map(slide => slide.ariaHidden).join() === 'true,' + [...row.children].slice(1).map((_, i) => i ? 'true' : '').join()";
    host.has("the second is shown", at_rest).await;
    for how in ["b.append(e)", "b.moveBefore?.(e, null)", "e.remove(); a.append(e)"] {
        // A task of the page's own: what WebKit's driver runs has its microtasks done after every call.
        let go = format!(
            "return new Promise(done => setTimeout(() => {{
                const [a, b, e] = ['#a', '#b', 'next-level-testimonials'].map(name => document.querySelector(name));
                e.shadowRoot.querySelector('section').mark = 1;
                {how};
                done();
            }}))"
        );
        host.eval(&go).await;
        host.has(&format!("the second is shown still after {how}"), at_rest).await;
        let same = "return document.querySelector('next-level-testimonials').shadowRoot.querySelector('section').mark";
        assert_eq!(host.eval(same).await, 1, "{how}");
    }
    assert_eq!(host.eval("return heard.filter(([name]) => name !== 'change').length").await, 1);
}

async fn put_in_again_it_lives_again(browser: Browser) {
    let host = Host::open(&browser, Host::site().await, TESTIMONIALS).await;
    host.ready(1).await;
    let out = "window.e = document.querySelector('next-level-testimonials'); e.remove(); return new Promise(done => setTimeout(done))";
    host.eval(out).await;
    host.eval("document.body.append(e)").await;
    host.ready(2).await;
    host.page.click(Role::Button, "Témoignage suivant").await;
    host.has("it answers", "return heard.some(([name]) => name === 'change')").await;
    assert_eq!(host.page.console().await, []);
}

async fn removed_while_it_loads_it_raises_nothing(browser: Browser) {
    for path in ["/embed/v1/testimonials.html".to_owned(), wasm()] {
        let site = Host::site().await;
        let hold = site.hold(&path);
        let host = Host::open(&browser, site, TESTIMONIALS).await;
        wait_until("it is asked for", async || host.site.asked_for(&path)).await;
        host.eval("document.querySelector('next-level-testimonials').remove()").await;
        hold.release();
        // Another, which waits for the same, tells that the first has had its time.
        host.eval("document.body.append(document.createElement('next-level-testimonials'))").await;
        host.ready(1).await;
        assert_eq!(host.eval("return heard.length").await, json!(1));
        assert_eq!(host.page.console().await, []);
    }
}

scenarios! {
    a_hundred_rounds_leave_nothing_behind,
    a_move_keeps_the_slide_shown,
    put_in_again_it_lives_again,
    removed_while_it_loads_it_raises_nothing,
}
