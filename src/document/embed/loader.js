// Widgets of Le Next Level: <next-level-mission>, -testimonials, -partners and -press, and frames that
// carry data-next-level. Loading this asks for nothing; a widget asks once it is near the window.

const SITE = import.meta.url.replace(/embed\/v1(\.js|\/loader-[^/?#]*)([?#].*)?$/, "");
/** So long a document or the program is waited for, in milliseconds. */
const WAIT = 15000;
const NEAR = "200px";
const ATTRIBUTES = ["theme", "layout", "limit", "items", "loading", "heading-level"];

/** The property that reflects an attribute. */
const property = (attribute) => attribute.replace("-l", "L");

/** What went wrong, as `next-level-error` says it. */
const failed = (code, message) => Object.assign(new Error(message), { code });

/** One embed document for each section, one Wasm for all. */
const documents = new Map();
const programs = new Map();
/** What each element that is connected is about. */
const lives = new Set();

/** An element has its place before it has its sheet. On paper, where nothing follows, a link says where it leads. */
const PLACE =
  ":host(:not([hidden])){display:block;inline-size:100%}" +
  "@media screen{:host{min-block-size:var(--next-level-min-height,auto)}}" +
  "@media print{::slotted(a[href])::after{content:' ('attr(href)')'}}";

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
  failed(name === "TimeoutError" ? "timeout" : code, `${url} : ${message}`);

/** The section's embed document: its nodes, its sheet, its data. */
async function load(section) {
  const url = `${SITE}embed/v1/${section}.html`;
  const signal = AbortSignal.timeout(WAIT);
  let html;
  try {
    html = await (await get(url, signal)).text();
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
    for (const one of data) JSON.parse(one);
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
    glue.platform?.(call);
    await Promise.race([glue.default({ module_or_path: bytes }), late]);
    signal.onabort = null;
    glue.on_panic(() => queueMicrotask(() => {
      const broken = failed("wasm", "le programme s’est arrêté");
      programs.set(js, Promise.reject(broken));
      programs.get(js).catch(() => {});
      for (const life of [...lives]) life.freeze?.(js, broken);
    }));
    return glue;
  } catch (error) {
    throw failure("wasm", wasm, error);
  }
}

/** Attaches a shadow root in which the host's own words are seen at once. */
function attach(element, sheet) {
  const shadow = element.attachShadow({ mode: "open" });
  shadow.append(document.createElement("slot"));
  if (!shadow.adoptedStyleSheets) throw new Error("adoptedStyleSheets");
  shadow.adoptedStyleSheets = [sheet];
  return shadow;
}

/** Says to the host's page what became of an element. */
const tell = (element, name, detail) =>
  dispatch(element, `next-level-${name}`, { detail, bubbles: true, composed: true });
const dispatch = (element, name, about) => element?.dispatchEvent(new CustomEvent(name, about));

class NextLevel extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /** What it is about while it is connected: the document, the wrapper in the shadow root, the widget. */
  #life;
  #shadow;
  #warned = new Set();
  /** How `ready` resolves and how it rejects; neither once it has. */
  #settle;

  constructor() {
    super();
    this.#promise();
    try {
      this.#put(document.createElement("slot"));
    } catch {
      // Whoever shows it hears of it.
    }
  }

  get #section() {
    return this.localName.slice("next-level-".length);
  }

  #promise() {
    // Whoever waits while it is moved about goes on waiting.
    if (this.#settle) return;
    /** Resolves like `next-level-ready`, rejects like `next-level-error`. */
    this.ready = new Promise((...ends) => (this.#settle = ends));
    this.ready.catch(() => {});
  }

  #put(content, css = "") {
    const owner = this.ownerDocument;
    // A sheet that was made for another document is refused.
    const sheet = new owner.defaultView.CSSStyleSheet();
    sheet.replaceSync(PLACE + css);
    if (!this.#shadow) {
      // A shadow root cannot be taken away again, and hides the host's words: so it is tried on another first.
      attach(owner.createElement("div"), sheet);
      this.#shadow = attach(this, sheet);
    }
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#shadow.replaceChildren(content);
  }

  connectedCallback() {
    home = this.#shadow;
    if (this.#life) {
      // Out and in again at once: the row has lost its place.
      dispatch(this.#life.root?.querySelector("section"), "moved");
      return;
    }
    // Whoever has no window shows nothing.
    if (this.ownerDocument.defaultView) this.#begin((this.#life = {}));
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
    life?.want?.();
    lives.delete(life);
    life?.widget?.free();
    this.#shadow?.replaceChildren(document.createElement("slot"));
    this.#promise();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    const life = this.#life;
    if (this.loading === "eager") life?.want?.();
    if (life?.root) this.#dress(life);
  }

  async #begin(life) {
    lives.add(life);
    const here = () => this.#life === life;
    try {
      // What a framework has set before there were accessors would hide them.
      for (const attribute of ATTRIBUTES) {
        const name = property(attribute);
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      const near = new IntersectionObserver(
        (seen) => seen.some(({ isIntersecting }) => isIntersecting) && life.want(),
        { rootMargin: NEAR },
      );
      if (!this.#shadow?.adoptedStyleSheets.length) this.#put(document.createElement("slot"));
      // Until it is wanted: near the window, at once, or on paper. Or gone.
      await new Promise((resolve) => {
        life.want = resolve;
        if (this.loading === "eager") resolve();
        else near.observe(this);
      });
      near.disconnect();
      if (!here()) return;
      const page = await shared(documents, this.#section, () => load(this.#section));
      if (!here()) return;
      life.page = page;
      this.#paint(life);
      // The Wasm knows the nodes of its own document only.
      if (this.ownerDocument !== document) throw failed("wasm", "dans un autre document, rien ne bouge");
      const glue = await shared(programs, page.js, () => run(page.js, page.wasm));
      if (!here()) return;
      this.#hydrate(life, glue);
    } catch (error) {
      // Whoever has just made the element listens by then.
      await null;
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
      if (!widget) throw failed("data", `${this.#section} : contenu illisible`);
    } catch (error) {
      this.#paint(life);
      throw error;
    }
    life.widget = widget;
    life.freeze = (js, broken) => {
      if (js !== page.js) return;
      life.widget = life.freeze = undefined;
      this.#paint(life);
      this.#fail(broken);
    };
    this.#dress(life);
    const detail = { section: this.#section, count: life.count };
    this.#settle?.[0](detail);
    this.#settle = undefined;
    tell(this, "ready", detail);
  }

  #fail(error) {
    const { message } = error;
    // Only our own: a DOMException inherits a number of that name.
    const { code } = { code: "wasm", ...error };
    this.#settle?.[1](failed(code, message));
    this.#settle = undefined;
    tell(this, "error", { code, message });
  }
}

for (const name of ATTRIBUTES) Object.defineProperty(NextLevel.prototype, property(name), {
  configurable: true,
  enumerable: true,
  get() {
    const text = this.getAttribute(name)?.trim() ?? "";
    if (name === "items") return text.split(",").map((id) => id.trim()).filter(Boolean);
    return /limit|level/.test(name) ? +text || null : text;
  },
  set(value) {
    // What says nothing (null, false, NaN, an empty list) takes the attribute away.
    const text = value && value !== true ? String(value) : "";
    if (text !== this.getAttribute(name)) set(this, name, text);
  },
});

const NAMES = ["next-level-mission", "next-level-testimonials", "next-level-partners", "next-level-press"];
let broken = "customElements";
try {
  for (const name of NAMES) {
    if (!customElements.get(name)) customElements.define(name, class extends NextLevel {});
  }
} catch (error) {
  broken = error.message;
}
// What could not become ours shows what the host wrote, and says so all the same.
for (const element of document.querySelectorAll(NAMES)) {
  if (element.ready) continue;
  element.ready = Promise.reject(failed("wasm", broken));
  element.ready.catch(() => {});
  tell(element, "error", { code: "wasm", message: broken });
}

// What is in memory is still painted in time; what has to be fetched may be.
addEventListener("beforeprint", () => {
  for (const life of lives) life.want?.();
});

// Frames: their height, and the theme of the page around them.

const { origin } = new URL(SITE);
const frames = () => [...document.querySelectorAll("iframe[data-next-level]")];

const send = (frame, message) => frame.contentWindow?.postMessage({ nextLevel: 1, ...message }, "*");

/** The theme that each frame was told last. */
const themes = new WeakMap();

function tellTheme(frame, again) {
  let scheme = getComputedStyle(frame).colorScheme;
  // Where no sheet says anything, what the page says of itself counts.
  if (scheme === "normal") scheme = document.querySelector("meta[name=color-scheme i]")?.content;
  const theme = /dark/.test(scheme) && (matchMedia("(prefers-color-scheme: dark)").matches || !/light/.test(scheme)) ? "dark" : "light";
  if (themes.get(frame) === theme && !again) return;
  themes.set(frame, theme);
  send(frame, { type: "theme", theme });
}

/** What each frame's height was before, and what it is now. */
const heights = new WeakMap();
/** How often a height may be set again before the clock's next look. */
let again = 9;

// A host that renders its page anew gives a frame the style of its own HTML, without what was set here. A
// host that insists, or chooses another height, has its way.
const restyled = new MutationObserver((changes) => {
  for (const { target } of changes) {
    const [before, height] = heights.get(target);
    if (target.style.height === before && before !== height && again-- > 0) target.style.height = height;
  }
});

let clock;

/**
 * From the first frame to the last, the scheme around each is followed. No event tells of a computed style, and
 * not every engine hands it down to a frame; so it is looked at, which costs microseconds.
 */
function watch() {
  clock ??= setInterval(() => {
    again = 9;
    const all = frames();
    for (const frame of all) tellTheme(frame);
    if (!all.length) clock = clearInterval(clock);
  }, 300);
}

/** Gives a frame room for a content of this height. */
function fit(frame, height) {
  const style = getComputedStyle(frame);
  if (style.boxSizing === "border-box") {
    for (const edge of ["borderTopWidth", "borderBottomWidth", "paddingTop", "paddingBottom"]) height += parseFloat(style[edge]);
  }
  frame.style.height = `${height}px`;
  // What cuts it off and does not scroll leaves that to the frame.
  const { bottom, height: drawn } = frame.getBoundingClientRect();
  let cut = 0;
  for (let box = frame; (box = box.parentElement) && box !== document.body; ) {
    const { overflowY } = getComputedStyle(box);
    if (/auto|scroll/.test(overflowY)) break;
    if (/hidden|clip/.test(overflowY)) cut = Math.max(cut, bottom - box.getBoundingClientRect().bottom);
  }
  if (cut > 0 && cut < drawn) frame.style.height = `${height - cut * frame.offsetHeight / drawn}px`;
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
  const [before] = heights.get(frame) ?? [frame.style.height];
  fit(frame, data.height);
  heights.set(frame, [before, frame.style.height]);
  restyled.observe(frame, { attributeFilter: ["style"] });
  watch();
  // It may be another document than the one that was told.
  tellTheme(frame, true);
});

for (const frame of frames()) {
  watch();
  send(frame, { type: "hello" });
  tellTheme(frame, true);
}
