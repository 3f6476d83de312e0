// @ts-check
// An embed document by itself: its options, its height told to whoever frames it, and the Wasm.

const root = /** @type {HTMLElement} */ (document.getElementById("widget"));
/**
 * A data block, as text and as JSON; nothing where a stranger has changed or removed it.
 * @param {string} id
 * @returns {any[]}
 */
const block = (id) => {
  try {
    const { textContent } = /** @type {HTMLElement} */ (document.getElementById(id));
    return [textContent, JSON.parse(textContent)];
  } catch {
    return [];
  }
};
const [, { section, accepted = {} } = {}] = block("widget.json");
const asked = new URLSearchParams(location.search);
const known = entries(root).map((entry) => entry.dataset.item);
const options = read(accepted, (name) => asked.get(name), known, (what, accepts) =>
  console.warn(`${location.pathname}?${what} : valeur inconnue ; acceptées : ${accepts}`),
);
dress(root, options);

// Height: said when it changes, when asked for, and when the frame has lost it. Never 0, which only means that
// nobody sees it.
const page = document.documentElement;
const content = /** @type {HTMLElement} */ (document.getElementById("embed"));

// The link to the page leads to what is seen here: a testimonial, or a search.
const lead = (/** @type {any} */ search, /** @type {string} */ fragment) => {
  const link = /** @type {HTMLAnchorElement | null} */ (content.querySelector(".embed__source a"));
  if (link) [link.search, link.hash] = [search, fragment];
};
if (/^#temoignage-/.test(location.hash)) lead("", location.hash);
content.addEventListener("next-level-change", ({ detail: { index, id } }) =>
  lead("", index ? `#temoignage-${id}` : "#temoignages"),
);
for (const event of ["input", "change", "click"]) {
  // What was pressed says so a moment later.
  content.addEventListener(event, () => setTimeout(() => {
    const field = /** @type {HTMLInputElement | null} */ (content.querySelector(".press__input"));
    if (!field) return;
    const choice = content.querySelector('.press__choice[aria-pressed="true"]')?.textContent;
    const asked = { q: field.value.trim(), organisation: /** @type {HTMLSelectElement | null} */ (content.querySelector(".press__select"))?.value ?? choice };
    lead(new URLSearchParams(/** @type {[string, string][]} */ (Object.entries(asked).filter(([, words]) => words))), "#presse");
  }));
}

/** What was said last: the content's height, the frame's at the time, and when; and all of the last moment. */
let /** @type {number} */ said, /** @type {number} */ seen, /** @type {number} */ when, /** @type {string[]} */ lately = [];
/** Whether the frame was as high as its content when last measured. */
let /** @type {boolean} */ fitted, /** @type {number} */ patience;
/** @param {unknown} [again] `true` if it is to be said in any case */
const measure = (again) => {
  // A scroll bar makes the text narrower, and so keeps itself needed: it is measured without one.
  page.style.overflowY = "hidden";
  // In a very narrow frame there may be one along the bottom.
  const bar = innerHeight - page.clientHeight;
  const height = Math.ceil(content.getBoundingClientRect().height);
  clearTimeout(patience);
  // A frame may lack a fraction of a pixel.
  const fits = height + bar <= innerHeight + 1;
  if (fits) fitted = true;
  // The page around may be about to follow: until then no bar flickers.
  else if (fitted) patience = setTimeout(() => measure((fitted = false)), 250);
  else page.style.overflowY = "";
  const needed = height + bar;
  const now = performance.now();
  // A page that at once takes back what it gave is not asked again.
  const same = needed === said && (fits || (innerHeight === seen && now - when < 300));
  if (!height || (same && again !== true)) return;
  // Where the frame's height changes its width, and that its height, the greater height ends it.
  if (now - when > 1000) lately = [];
  const state = `${innerWidth} ${needed}`;
  if (needed < said && lately.filter((before) => before === state).length > 1) return;
  lately.push(state);
  [said, seen, when] = [needed, innerHeight, now];
  parent.postMessage({ nextLevel: 1, type: "resize", height: needed }, "*");
};
if (parent !== self) {
  new ResizeObserver(measure).observe(content);
  // A frame out of sight is not drawn, so nothing is observed there; but it is laid out when it is asked.
  measure();
  addEventListener("load", measure);
  addEventListener("resize", measure);
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.nextLevel !== 1) return;
    if (data.type === "hello") measure(true);
    if (data.type === "theme" && !options.theme && /^(light|dark)$/.test(data.theme)) {
      page.dataset.theme = data.theme;
    }
  });
  // Some engines hand the scheme of the page around down by themselves: then what it said before may be stale.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => measure(true));
}

const text = async (/** @type {string} */ id) => {
  const [text] = block(id);
  return text ?? (await fetch(new URL(`../../content/${id}`, /** @type {any} */ (location)))).text();
};
const start = async () => {
  if (!section) return;
  const { LiveWidget, on_panic } = await program(({ final }) => {
    // Where no Wasm may run it is in vain to reload.
    if (!final) say(content, "Cette partie se lit, mais ses boutons ne sont pas arrivés.");
  });
  say();
  const data = await persist(
    () => Promise.all([text("site.json"), text(`${section}.json`)]),
    () => say(content, "Cette partie se lit, mais ses boutons ne sont pas arrivés."),
  );
  say();
  // What stands here can be read; should the program stop, it stands here again.
  const still = /** @type {HTMLElement} */ (root.cloneNode(true));
  for (const controls of still.querySelectorAll("next-level-controls")) controls.replaceChildren();
  const stand = () => {
    root.replaceWith(still);
    say(content, "Cette partie se lit, mais ses boutons ne répondent plus.");
  };
  on_panic(() => queueMicrotask(stand));
  undress(root);
  const base = new URL("../../", /** @type {any} */ (location)).href;
  // What needs the program is shown from now on; unlike an attribute, this is not saved with the page.
  /** @type {LiveWidget | undefined} */
  let widget;
  const live = (/** @type {Element} */ root) => {
    widget = LiveWidget.hydrate(root, section, .../** @type {[string, string]} */ (data), base);
    if (!widget) return stand();
    // What nobody holds is collected, and a widget that is collected takes its nodes away.
    self.widgetThatLives = widget;
    show(widget, options);
  };
  customElements.define("next-level-controls", class extends HTMLElement {
    /** @type {boolean | undefined} */
    #known;
    connectedCallback() {
      // One that comes with something inside is a copy, made by a script that wrote the HTML anew: nobody
      // listens to it.
      if (widget && !this.#known && this.hasChildNodes()) queueMicrotask(() => {
        if (!this.isConnected) return;
        /** @type {LiveWidget} */ (widget).free();
        live(/** @type {HTMLElement} */ (document.getElementById("widget")));
      });
      this.#known = true;
    }
  });
  live(root);
};
/** @type {Promise<void>} */
let started;
const once = () => (started ??= start());
new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && hurry()).observe(content);
if (PerformanceObserver.supportedEntryTypes?.includes("paint")) {
  new PerformanceObserver(once).observe({ type: "paint", buffered: true });
}
addEventListener("load", () => setTimeout(once, 500));
