// Widgets of Le Next Level: <next-level-mission>, -testimonials, -partners and -press, and frames that
// carry data-next-level. Loading this asks for nothing; a widget asks once it is near the window.

const SITE = import.meta.url.replace(/embed\/v1(\.js|\/loader-[^/?#]*)([?#].*)?$/, "");
/** So long a document or the program is waited for, in milliseconds. */
const WAIT = 15000;
const NEAR = "200px";
const ATTRIBUTES = ["theme", "layout", "limit", "items", "loading", "heading-level"];

/** What went wrong, as `next-level-error` tells it. */
class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** One embed document for each section, one Wasm for all. */
const documents = new Map();
const programs = new Map();
const living = new Set();

/** An element has its place before it has its sheet. */
const PLACE = ":host(:not([hidden])){display:block;inline-size:100%;min-block-size:var(--next-level-min-height,auto)}";

/** Each document has sheets of its own: one made for another is refused. */
const sheets = new WeakMap();

function sheet(owner, css) {
  if (!sheets.has(owner)) sheets.set(owner, new Map());
  const own = sheets.get(owner);
  if (!own.has(css)) {
    const made = new owner.defaultView.CSSStyleSheet();
    made.replaceSync(css);
    own.set(css, made);
  }
  return own.get(css);
}

/** Gets what the first caller asked for; what failed is asked for again. */
function shared(map, key, make) {
  if (!map.has(key)) {
    const made = make();
    map.set(key, made);
    made.catch(() => map.delete(key));
  }
  return map.get(key);
}

/** A file of the site, or why it did not come. */
async function get(url, signal) {
  const response = await fetch(url, { credentials: "omit", signal });
  if (!response.ok) throw new Error(response.status);
  return response;
}

/** What went wrong with an address; what came too late is told apart. */
const failure = (code, url, { name, message }) =>
  new Failure(name === "TimeoutError" ? "timeout" : code, `${url} : ${message}`);

/** The section's embed document: its nodes, its sheet, its data. */
async function load(section) {
  const url = `${SITE}embed/v1/${section}.html`;
  let html;
  try {
    html = await (await get(url, AbortSignal.timeout(WAIT))).text();
  } catch (error) {
    throw failure("network", url, error);
  }
  try {
    // A host's policy may forbid style elements, even those of a document that is only read.
    let css = "";
    html = html.replace(/<style>([^]*?)<\/style>/g, (_, sheet) => ((css += sheet), ""));
    const page = new DOMParser().parseFromString(html, "text/html");
    const text = (id) => page.getElementById(id).textContent;
    const root = page.getElementById("widget");
    for (const name of ["href", "src"]) {
      for (const element of root.querySelectorAll(`[${name}]`)) {
        element.setAttribute(name, new URL(element.getAttribute(name), url));
      }
    }
    if (!root.querySelector("section")) throw new Error("no section");
    const { js, wasm, accepted } = JSON.parse(text("widget.json"));
    const known = entries(root).map((entry) => entry.dataset.item);
    // Faces do not load in a shadow root.
    css = css.replace(/@font-face\s*{[^}]*}/g, "");
    const data = [text("site.json"), text(`${section}.json`)];
    data.forEach(JSON.parse);
    return {
      root, css, accepted, known, data,
      js: new URL(js, url).href,
      wasm: new URL(wasm, url).href,
    };
  } catch (error) {
    throw failure("data", url, error);
  }
}

/** The glue, running. */
async function run(js, wasm) {
  try {
    // Eight bytes tell whether the host's policy lets Wasm be compiled, before all of it is fetched.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const signal = AbortSignal.timeout(WAIT);
    // An import cannot be called off, but need not be waited for.
    const late = new Promise((_, reject) => (signal.onabort = () => reject(signal.reason)));
    const [glue, bytes] = await Promise.race([Promise.all([import(js), get(wasm, signal)]), late]);
    await Promise.race([glue.default({ module_or_path: bytes }), late]);
    signal.onabort = null;
    glue.on_panic(() => queueMicrotask(() => {
      const broken = new Failure("wasm", "le programme s’est arrêté");
      programs.set(js, Promise.reject(broken));
      programs.get(js).catch(() => {});
      for (const widget of [...living]) widget.freeze(js, broken);
    }));
    return glue;
  } catch (error) {
    throw failure("wasm", wasm, error);
  }
}

class NextLevel extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** What stands here while it is connected: the document, the wrapper in the shadow root, the widget. */
  #life;
  #shadow = this.attachShadow({ mode: "open" });
  #warned = new Set();
  /** How `ready` ends; none once it has ended. */
  #settle;

  constructor() {
    super();
    this.#empty();
  }

  get #section() {
    return this.localName.slice("next-level-".length);
  }

  /** Shows what the host wrote between the tags. */
  #empty() {
    this.#put(document.createElement("slot"));
    // Whoever waits while it is moved about goes on waiting.
    if (this.#settle) return;
    /** Resolves like `next-level-ready`, rejects like `next-level-error`. */
    this.ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.ready.catch(() => {});
  }

  #put(content, css) {
    const owner = this.ownerDocument;
    // A template's document shows nothing, and makes no sheets.
    const all = owner.defaultView ? [PLACE, css ?? ""].map((css) => sheet(owner, css)) : [];
    this.#shadow.adoptedStyleSheets = all;
    this.#shadow.replaceChildren(content);
  }

  connectedCallback() {
    if (this.#life) {
      // Out and in again at once: the row has lost its place.
      this.#life.root?.querySelector("section")?.dispatchEvent(new Event("moved"));
      return;
    }
    const life = (this.#life = {});
    if (this.#eager) this.#come(life);
    else this.#watch(life);
  }

  get #eager() {
    return this.getAttribute("loading")?.trim() === "eager";
  }

  #watch(life) {
    life.near = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        life.near.disconnect();
        this.#come(life);
      },
      { rootMargin: NEAR },
    );
    life.near.observe(this);
  }

  /** Nothing to do: with this callback, `moveBefore` leaves all as it is. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    const life = this.#life;
    queueMicrotask(() => {
      if (!this.isConnected && life === this.#life) this.#end();
    });
  }

  /** In another document it begins anew, since there it has lost its sheets. */
  adoptedCallback() {
    this.#end();
  }

  #end() {
    const life = this.#life;
    this.#life = undefined;
    life?.near?.disconnect();
    living.delete(life);
    life?.widget?.free();
    this.#empty();
  }

  attributeChangedCallback(name) {
    const life = this.#life;
    if (name === "loading" && life?.near && !life.page && this.#eager) {
      life.near.disconnect();
      this.#come(life);
    }
    if (life?.root) this.#dress(life);
  }

  async #come(life) {
    life.page = true;
    const here = () => this.#life === life;
    try {
      const page = await shared(documents, this.#section, () => load(this.#section));
      if (!here()) return;
      life.page = page;
      this.#paint(life);
      // The Wasm knows the nodes of its own document only.
      if (this.ownerDocument !== document) throw new Failure("wasm", "dans un autre document, rien ne bouge");
      const glue = await shared(programs, page.js, () => run(page.js, page.wasm));
      if (!here()) return;
      this.#hydrate(life, glue);
    } catch (error) {
      if (here()) this.#fail(error);
    }
  }

  #paint(life) {
    life.root = document.importNode(life.page.root, true);
    life.root.removeAttribute("id");
    this.#put(life.root, life.page.css);
    this.#dress(life);
  }

  #dress(life) {
    const { accepted, known } = life.page;
    const options = read(accepted, (name) => this.getAttribute(name), known, (what, accepts) => {
      if (this.#warned.has(what)) return;
      this.#warned.add(what);
      console.warn(`<${this.localName} ${what}> : valeur inconnue ; acceptées : ${accepts}`);
    });
    if (life.widget) {
      colour(life.root, options);
      show(life.widget, options);
    } else {
      dress(life.root, options);
    }
    life.count = Math.min(new Set(options.items).size || known.length, options.limit || Infinity);
  }

  #hydrate(life, glue) {
    // A stranger may have put a copy in its place.
    if (!this.#shadow.contains(life.root)) this.#paint(life);
    const { root, page } = life;
    undress(root);
    let widget;
    try {
      widget = glue.LiveWidget.hydrate(root, this.#section, ...page.data, SITE);
      if (!widget) throw new Failure("data", `${this.#section} : contenu illisible`);
    } catch (error) {
      this.#paint(life);
      throw error;
    }
    life.widget = widget;
    life.freeze = (js, broken) => {
      if (js !== page.js) return;
      living.delete(life);
      life.widget = undefined;
      this.#paint(life);
      this.#fail(broken);
    };
    living.add(life);
    this.#dress(life);
    const detail = { section: this.#section, count: life.count };
    this.#settled("resolve", detail);
    this.#tell("ready", detail);
  }

  #fail({ code = "wasm", message }) {
    this.#settled("reject", new Failure(code, message));
    this.#tell("error", { code, message });
  }

  #settled(how, value) {
    this.#settle?.[how](value);
    this.#settle = undefined;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`next-level-${name}`, { detail, bubbles: true, composed: true }));
  }
}

for (const section of ["mission", "testimonials", "partners", "press"]) {
  const name = `next-level-${section}`;
  if (!customElements.get(name)) customElements.define(name, class extends NextLevel {});
}

// Frames: their height, and the theme of the page around them.

const { origin } = new URL(SITE);
const frames = () => [...document.querySelectorAll("iframe[data-next-level]")];
const dark = matchMedia("(prefers-color-scheme: dark)");
let watching;

const send = (frame, message) => frame.contentWindow?.postMessage({ nextLevel: 1, ...message }, "*");

/** The theme that each frame was told last. */
const themes = new WeakMap();

function tellTheme(frame, again) {
  const scheme = getComputedStyle(frame).colorScheme;
  const theme = /dark/.test(scheme) && (dark.matches || !/light/.test(scheme)) ? "dark" : "light";
  if (themes.get(frame) === theme && !again) return;
  themes.set(frame, theme);
  send(frame, { type: "theme", theme });
}

/** From the first frame on, the page's theme is followed. */
function watch() {
  if (watching) return;
  const all = () => frames().forEach((frame) => tellTheme(frame));
  watching = new MutationObserver(all);
  watching.observe(document.documentElement, { attributes: true });
  if (document.body) watching.observe(document.body, { attributes: true });
  dark.addEventListener("change", all);
}

addEventListener("message", (event) => {
  const { data } = event;
  if (data?.nextLevel !== 1 || data.type !== "resize") return;
  if (Object.keys(data).sort().join() !== "height,nextLevel,type") return;
  if (!Number.isInteger(data.height) || data.height < 1 || data.height > 10000) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === event.source);
  if (!frame) return;
  // Whoever has no origin lends none to a frame.
  const opaque = self.origin === "null" || frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
  if (event.origin !== (opaque ? "null" : origin)) return;
  frame.style.height = `${data.height}px`;
  watch();
  // It may be another document than the one that was told.
  tellTheme(frame, true);
});

for (const frame of frames()) {
  watch();
  send(frame, { type: "hello" });
  tellTheme(frame, true);
}
