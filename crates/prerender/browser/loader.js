// @ts-check
// Widgets of Le Next Level: <next-level-mission>, -testimonials, -partners and -press, and frames that
// carry data-next-level. Loading this asks for nothing; a widget asks once it is near the window. Other sites pin this
// file for good, so it is small, and whatever may change is in `widget.js`.

const SITE = import.meta.url.replace(/embed\/v1(\.js|\/loader-[^/?#]*)([?#].*)?$/, "");
const NEAR = "200px";
const ATTRIBUTES = ["theme", "layout", "limit", "items", "loading", "heading-level"];

/** The property that reflects an attribute. */
const property = (/** @type {string} */ attribute) => attribute.replace("-l", "L");

/**
 * What went wrong, as `next-level-error` says it.
 * @param {string | undefined} code
 * @param {string} [message]
 * @returns {Failure}
 */
const failed = (code, message) => Object.assign(new Error(message), { code });

/**
 * What each element that is connected is about.
 * @type {Set<Life>}
 */
const lives = new Set();

/** An element has its place before it has its sheet. On paper, where nothing follows, a link says where it leads. */
const PLACE =
  ":host(:not([hidden])){display:block;inline-size:100%}" +
  "@media screen{:host{min-block-size:var(--next-level-min-height,auto)}}" +
  "@media print{::slotted(a[href])::after{content:' ('attr(href)')'}}";

/**
 * The first request for each document.
 * @type {Record<string, Promise<Response>>}
 */
const documents = {};

/** What widgets are made with, why it does not come, how often it was asked for, and what ends a pause. */
let /** @type {Promise<WidgetModule> | undefined} */ program, /** @type {Failure | undefined} */ lost, times = 0, wake = () => {};
addEventListener("online", () => wake());

async function importWidgets() {
  const url = `${SITE}embed/v1/widget.js`;
  // Caches keep errors, too; and engines that a module did not come, but of another fragment they know nothing.
  if (times++) await fetch(url, { cache: "reload" });
  return import(`${url}#${times}`);
}

/**
 * Gets what widgets are made with, again until it comes: after pauses that grow, then when somebody wants a widget.
 * @returns {Promise<WidgetModule>}
 */
async function get() {
  for (let failures = 0; ; failures++) {
    /** @type {number | undefined} */
    let clock;
    const late = new Promise((_, reject) => (clock = setTimeout(reject, 15000, failed("timeout", SITE))));
    try {
      const made = await Promise.race([importWidgets(), late]);
      lost = undefined;
      return made;
    } catch (/** @type {any} */ error) {
      if (failures === 6) {
        lost = error.code ? error : failed("network", error.message);
        for (const life of lives) life.fail?.(/** @type {Failure} */ (lost));
      }
    } finally {
      clearTimeout(clock);
    }
    await new Promise((/** @type {(value?: unknown) => void} */ over) => {
      wake = () => setTimeout(over, 500);
      if (failures < 6) setTimeout(over, 1000 * 2 ** failures);
    });
  }
}

/**
 * Attaches a shadow root in which the host's own words are seen at once.
 * @param {Element} element
 * @param {CSSStyleSheet} sheet
 */
function attach(element, sheet) {
  const shadow = element.attachShadow({ mode: "open" });
  shadow.append(document.createElement("slot"));
  if (!shadow.adoptedStyleSheets) throw new Error("adoptedStyleSheets");
  shadow.adoptedStyleSheets = [sheet];
  return shadow;
}

/**
 * Says to the host's page what became of an element.
 * @param {Element} element
 * @param {string} name
 * @param {object} detail
 */
const tell = (element, name, detail) =>
  element.dispatchEvent(new CustomEvent(`next-level-${name}`, { detail, bubbles: true, composed: true }));

class NextLevel extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /**
   * What it is about while it is connected.
   * @type {Life | undefined}
   */
  #life;
  /** @type {ShadowRoot | undefined} */
  #shadow;
  /**
   * How `ready` resolves and how it rejects; neither once it has.
   * @type {[resolve: (detail: object) => void, reject: (error: Failure) => void] | undefined}
   */
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

  #promise() {
    // Whoever waits while it is moved about goes on waiting.
    if (this.#settle) return;
    /** Resolves like `next-level-ready`, rejects like `next-level-error`. */
    this.ready = new Promise((...ends) => (this.#settle = ends));
    this.ready.catch(() => {});
  }

  /**
   * Shows something in the shadow root, in this sheet, and gives the root.
   * @param {Element} content
   */
  #put(content, css = "") {
    const owner = this.ownerDocument;
    // A sheet that was made for another document is refused.
    const sheet = new /** @type {Window & typeof globalThis} */ (owner.defaultView).CSSStyleSheet();
    sheet.replaceSync(PLACE + css);
    if (!this.#shadow) {
      // A shadow root cannot be taken away again, and hides the host's words: so it is tried on another first.
      attach(owner.createElement("div"), sheet);
      this.#shadow = attach(this, sheet);
    }
    this.#shadow.adoptedStyleSheets = [sheet];
    if (content.parentNode !== this.#shadow) this.#shadow.replaceChildren(content);
    return this.#shadow;
  }

  connectedCallback() {
    home = this.#shadow;
    // Out and in again at once: the row has lost its place.
    if (this.#life) this.#life.widget?.moved();
    // Whoever has no window shows nothing.
    else if (this.ownerDocument.defaultView) this.#begin((this.#life = {}));
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
    lives.delete(/** @type {Life} */ (life));
    life?.widget?.end();
    this.#shadow?.replaceChildren(document.createElement("slot"));
    this.#promise();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    const life = this.#life;
    if (life?.widget) life.widget.dress();
    else if (/** @type {any} */ (this).loading === "eager") life?.want?.();
  }

  /** @param {Life} life */
  async #begin(life) {
    lives.add(life);
    const here = () => this.#life === life;
    const section = this.localName.slice("next-level-".length);
    const fail = async (/** @type {Failure} */ error) => {
      // Whoever has just made the element listens by then.
      await null;
      if (!here()) return;
      const { message } = error;
      // Only our own: a DOMException inherits a number of that name.
      const { code } = { code: "wasm", ...error };
      this.#settle?.[1](failed(code, message));
      this.#settle = undefined;
      tell(this, "error", { code, message });
    };
    try {
      // What a framework has set before there were accessors would hide them.
      for (const attribute of ATTRIBUTES) {
        const name = property(attribute);
        if (!Object.hasOwn(this, name)) continue;
        const value = /** @type {any} */ (this)[name];
        delete /** @type {any} */ (this)[name];
        /** @type {any} */ (this)[name] = value;
      }
      // It goes on looking: who comes back to what has failed wants it again.
      life.near = new IntersectionObserver(
        (seen) => seen.some(({ isIntersecting }) => isIntersecting) && /** @type {any} */ (life).want(),
        { rootMargin: NEAR },
      );
      if (!this.#shadow?.adoptedStyleSheets.length) this.#put(document.createElement("slot"));
      // Until it is wanted: near the window, at once, or on paper. Who goes before that waits no longer.
      await new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
        life.want = () => {
          resolve();
          wake();
        };
        /** @type {IntersectionObserver} */ (life.near).observe(this);
        if (/** @type {any} */ (this).loading === "eager") life.want();
      });
      // Both are on their way at once.
      const first = (documents[section] ??= fetch(`${SITE}embed/v1/${section}.html`));
      first.catch(() => {});
      life.fail = fail;
      if (lost) fail(lost);
      const { Widget } = await (program ??= get());
      if (!here()) return;
      life.widget = new Widget(this, section, SITE, {
        call,
        first,
        put: (/** @type {[content: Element, css: string]} */ ...shown) => this.#put(...shown),
        ready: (/** @type {object} */ detail) => {
          this.#promise();
          /** @type {any} */ (this.#settle)[0](detail);
          this.#settle = undefined;
          tell(this, "ready", detail);
        },
        fail,
      });
      life.want = life.widget.want;
    } catch (/** @type {any} */ error) {
      fail(error);
    }
  }
}

for (const name of ATTRIBUTES) Object.defineProperty(NextLevel.prototype, property(name), {
  configurable: true,
  enumerable: true,
  get() {
    const text = this.getAttribute(name)?.trim() ?? "";
    if (name === "items") return text.split(",").map((/** @type {string} */ id) => id.trim()).filter(Boolean);
    return /limit|level/.test(name) ? +text || null : text;
  },
  set(value) {
    // What says nothing (null, false, NaN, an empty list) takes the attribute away.
    const text = value && value !== true ? String(value) : "";
    if (!text) this.removeAttribute(name);
    else if (text !== this.getAttribute(name)) this.setAttribute(name, text);
  },
});

const NAMES = ["next-level-mission", "next-level-testimonials", "next-level-partners", "next-level-press"];
let broken = "customElements";
try {
  for (const name of NAMES) {
    if (!customElements.get(name)) customElements.define(name, class extends NextLevel {});
  }
} catch (error) {
  broken = /** @type {any} */ (error).message;
}
// What could not become ours shows what the host wrote, and says so all the same.
for (const element of /** @type {NodeListOf<NextLevel>} */ (document.querySelectorAll(/** @type {any} */ (NAMES)))) {
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
const frames = () => [.../** @type {NodeListOf<HTMLIFrameElement>} */ (document.querySelectorAll("iframe[data-next-level]"))];

/**
 * @param {HTMLIFrameElement} frame
 * @param {object} message
 */
const send = (frame, message) => frame.contentWindow?.postMessage({ nextLevel: 1, ...message }, "*");

/** The theme that each frame was told last. */
const themes = new WeakMap();

/**
 * @param {HTMLIFrameElement} frame
 * @param {boolean} [again]
 */
function tellTheme(frame, again) {
  let scheme = getComputedStyle(frame).colorScheme;
  // Where no sheet says anything, what the page says of itself counts.
  if (scheme === "normal") scheme = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=color-scheme i]"))?.content;
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
  for (const { target } of /** @type {any} */ (changes)) {
    const [before, height] = heights.get(target);
    if (target.style.height === before && before !== height && again-- > 0) target.style.height = height;
  }
});

/** @type {number | undefined} */
let clock;

/**
 * From the first frame to the last, the scheme around each is followed. No event tells of a computed style, and
 * not every engine hands it down to a frame; so it is looked at, which costs microseconds.
 */
function watch() {
  clock ??= setInterval(() => {
    // Who has used it up insists.
    if (again > 0) again = 9;
    const all = frames();
    for (const frame of all) tellTheme(frame);
    if (!all.length) clock = /** @type {any} */ (clearInterval(clock));
  }, 300);
}

/**
 * Gives a frame room for a content of this height.
 * @param {HTMLIFrameElement} frame
 * @param {number} height
 */
function fit(frame, height) {
  const style = getComputedStyle(frame);
  if (style.boxSizing === "border-box") {
    for (const edge of ["borderTopWidth", "borderBottomWidth", "paddingTop", "paddingBottom"]) height += parseFloat(/** @type {any} */ (style)[edge]);
  }
  frame.style.height = `${height}px`;
  // What cuts it off and does not scroll leaves that to the frame.
  const { bottom, height: drawn } = frame.getBoundingClientRect();
  let cut = 0;
  for (let /** @type {HTMLElement} */ box = frame; (box = /** @type {HTMLElement} */ (box.parentElement)) && box !== document.body; ) {
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
