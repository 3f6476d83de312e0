// @ts-check
// Widgets of Le Next Level: <next-level-mission>, -testimonials, -partners and -press, and frames that
// carry data-next-level. Loading this file makes no request; a widget makes its own once it is near the viewport. Other
// sites pin this file for good, so it is small, and what may change is in `widget.js`.

const SITE = import.meta.url.replace(/embed\/v1(\.js|\/loader-[^/?#]*)([?#].*)?$/, "");
const NEAR_MARGIN = "200px";
/** The attempts to import `widget.js` that need no event; after them the user, or the network, causes each. */
const AUTOMATIC_ATTEMPTS = 7;
const ATTRIBUTES = ["theme", "layout", "limit", "items", "loading", "heading-level"];

/** The property that reflects an attribute. */
const property = (/** @type {string} */ attribute) => attribute.replace("-l", "L");

/**
 * Creates an error as `next-level-error` reports it.
 * @param {string | undefined} code
 * @param {string} [message]
 * @returns {Failure}
 */
const createFailure = (code, message) => Object.assign(new Error(message), { code });

/**
 * The state of each connected element.
 * @type {Set<ElementState>}
 */
const connectedStates = new Set();

/** The element reserves its space before its stylesheet has loaded. In print, links show their URLs. */
const HOST_CSS =
  ":host(:not([hidden])){display:block;inline-size:100%}" +
  "@media screen{:host{min-block-size:var(--next-level-min-height,auto)}}" +
  "@media print{::slotted(a[href])::after{content:' ('attr(href)')'}}";

/**
 * The first response of each embed document, by section.
 * @type {Record<string, Promise<Response>>}
 */
const documents = {};

/** The import of `widget.js`, its last error, the number of attempts, and the function that ends the current pause. */
let /** @type {Promise<WidgetModule> | undefined} */ widgetModule, /** @type {Failure | undefined} */ loadError, attempts = 0, endPause = () => {};
addEventListener("online", () => endPause());

async function importWidgets() {
  const url = `${SITE}embed/v1/widget.js`;
  // HTTP caches may hold errors, and the module map keeps a failed import by its URL: another fragment is another
  // entry.
  if (attempts++) await fetch(url, { cache: "reload" });
  return import(`${url}#${attempts}`);
}

/**
 * Imports `widget.js`, and retries until it succeeds: after growing pauses, then when the user wants a widget.
 * @returns {Promise<WidgetModule>}
 */
async function loadWidgetModule() {
  for (;;) {
    // The pause begins before the attempt, so that a reconnection during an attempt that then fails counts.
    const pause = new Promise((resolve) => (endPause = () => setTimeout(resolve, 500)));
    const late = new Promise((_, reject) => setTimeout(reject, 15000, createFailure("timeout", SITE)));
    try {
      const module = await Promise.race([importWidgets(), late]);
      loadError = undefined;
      return module;
    } catch (/** @type {any} */ error) {
      if (attempts === AUTOMATIC_ATTEMPTS) {
        loadError = error.code ? error : createFailure("network", error.message);
        for (const life of connectedStates) life.fail?.(/** @type {Failure} */ (loadError));
      }
    }
    // Pauses of 1, 2, 4, 8, 16 and 32 seconds: `endPause` itself adds 500 ms.
    if (attempts < AUTOMATIC_ATTEMPTS) setTimeout(endPause, 500 * 2 ** attempts - 500);
    await pause;
  }
}

/**
 * Attaches a shadow root that shows the host's fallback content at once.
 * @param {Element} element
 * @param {CSSStyleSheet} stylesheet
 */
function attach(element, stylesheet) {
  const shadow = element.attachShadow({ mode: "open" });
  shadow.append(document.createElement("slot"));
  if (!shadow.adoptedStyleSheets) throw new Error("adoptedStyleSheets");
  shadow.adoptedStyleSheets = [stylesheet];
  return shadow;
}

/**
 * Dispatches an event of an element to the host's page.
 * @param {Element} element
 * @param {string} name
 * @param {object} detail
 */
const dispatch = (element, name, detail) =>
  element.dispatchEvent(new CustomEvent(`next-level-${name}`, { detail, bubbles: true, composed: true }));

class NextLevel extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  /**
   * The element's state while it is connected.
   * @type {ElementState | undefined}
   */
  #life;
  /** @type {ShadowRoot | undefined} */
  #shadow;
  /**
   * The functions that settle `ready`; undefined once it is settled.
   * @type {[resolve: (detail: object) => void, reject: (error: Failure) => void] | undefined}
   */
  #settle;

  constructor() {
    super();
    this.#promise();
    try {
      this.#put(document.createElement("slot"));
    } catch {
      // `#begin` tries again and reports the error.
    }
  }

  #promise() {
    // A pending promise is kept while the element is moved.
    if (this.#settle) return;
    /** Resolves like `next-level-ready`, rejects like `next-level-error`. */
    this.ready = new Promise((...ends) => (this.#settle = ends));
    this.ready.catch(() => {});
  }

  /**
   * Shows content in the shadow root with a stylesheet, and returns the root.
   * @param {Element} content
   */
  #put(content, css = "") {
    const owner = this.ownerDocument;
    // A stylesheet that was constructed for another document cannot be adopted.
    const stylesheet = new /** @type {Window & typeof globalThis} */ (owner.defaultView).CSSStyleSheet();
    stylesheet.replaceSync(HOST_CSS + css);
    if (!this.#shadow) {
      // A shadow root cannot be removed and hides the host's fallback content: try it on another element first.
      attach(owner.createElement("div"), stylesheet);
      this.#shadow = attach(this, stylesheet);
    }
    this.#shadow.adoptedStyleSheets = [stylesheet];
    if (content.parentNode !== this.#shadow) this.#shadow.replaceChildren(content);
    return this.#shadow;
  }

  connectedCallback() {
    ourShadowRoot = this.#shadow;
    // Removed and inserted again at once, which resets the scroll position of the row.
    if (this.#life) this.#life.widget?.moved();
    // A document without a window shows nothing.
    else if (this.ownerDocument.defaultView) this.#begin((this.#life = {}));
  }

  /** Does nothing: with this callback, `moveBefore` preserves the state of the element. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    const life = this.#life;
    queueMicrotask(() => {
      if (!this.isConnected && life === this.#life) this.#end();
    });
  }

  /** Starts again in another document, where the stylesheets are lost. */
  adoptedCallback() {
    this.#end();
  }

  #end() {
    const life = this.#life;
    this.#life = undefined;
    life?.near?.disconnect();
    connectedStates.delete(/** @type {ElementState} */ (life));
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

  /** @param {ElementState} life */
  async #begin(life) {
    connectedStates.add(life);
    const isCurrent = () => this.#life === life;
    const section = this.localName.slice("next-level-".length);
    const fail = async (/** @type {Failure} */ error) => {
      // A script that has just created the element can listen by then.
      await null;
      if (!isCurrent()) return;
      const { message } = error;
      // Only an own property: a DOMException inherits a numeric `code`.
      const { code } = { code: "wasm", ...error };
      this.#settle?.[1](createFailure(code, message));
      this.#settle = undefined;
      dispatch(this, "error", { code, message });
    };
    try {
      // An own property that was set before the element was upgraded shadows the accessor.
      for (const attribute of ATTRIBUTES) {
        const name = property(attribute);
        if (!Object.hasOwn(this, name)) continue;
        const value = /** @type {any} */ (this)[name];
        delete /** @type {any} */ (this)[name];
        /** @type {any} */ (this)[name] = value;
      }
      // Observed until the element is removed: scrolling back to a widget that has failed retries it.
      life.near = new IntersectionObserver(
        (seen) => seen.some(({ isIntersecting }) => isIntersecting) && /** @type {any} */ (life).want(),
        { rootMargin: NEAR_MARGIN },
      );
      if (!this.#shadow?.adoptedStyleSheets.length) this.#put(document.createElement("slot"));
      // Waits until the element is near the viewport, `eager`, or about to be printed; if it is removed earlier,
      // nothing follows.
      await new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
        life.want = () => {
          resolve();
          endPause();
        };
        /** @type {IntersectionObserver} */ (life.near).observe(this);
        if (/** @type {any} */ (this).loading === "eager") life.want();
      });
      // Fetched in parallel with `widget.js`.
      const firstResponse = (documents[section] ??= fetch(`${SITE}embed/v1/${section}.html`));
      firstResponse.catch(() => {});
      life.fail = fail;
      if (loadError) fail(loadError);
      const { Widget } = await (widgetModule ??= loadWidgetModule());
      if (!isCurrent()) return;
      life.widget = new Widget(this, section, SITE, {
        call,
        first: firstResponse,
        put: (/** @type {[content: Element, css: string]} */ ...shown) => this.#put(...shown),
        ready: (/** @type {object} */ detail) => {
          this.#promise();
          /** @type {any} */ (this.#settle)[0](detail);
          this.#settle = undefined;
          dispatch(this, "ready", detail);
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
    // An empty value (null, false, NaN, an empty list) removes the attribute.
    const text = value && value !== true ? String(value) : "";
    if (!text) this.removeAttribute(name);
    else if (text !== this.getAttribute(name)) this.setAttribute(name, text);
  },
});

const TAG_NAMES = ["next-level-mission", "next-level-testimonials", "next-level-partners", "next-level-press"];
let definitionError = "customElements";
try {
  for (const name of TAG_NAMES) {
    if (!customElements.get(name)) customElements.define(name, class extends NextLevel {});
  }
} catch (error) {
  definitionError = /** @type {any} */ (error).message;
}
// Elements that cannot be upgraded keep their fallback content, and report an error.
for (const element of /** @type {NodeListOf<NextLevel>} */ (document.querySelectorAll(/** @type {any} */ (TAG_NAMES)))) {
  if (element.ready) continue;
  element.ready = Promise.reject(createFailure("wasm", definitionError));
  element.ready.catch(() => {});
  dispatch(element, "error", { code: "wasm", message: definitionError });
}

// Printing waits for no fetch: a document in memory is painted in time, any other perhaps.
addEventListener("beforeprint", () => {
  for (const life of connectedStates) life.want?.();
});

// Frames: their height, and the theme of the page around them.

const { origin } = new URL(SITE);
const frames = () => [.../** @type {NodeListOf<HTMLIFrameElement>} */ (document.querySelectorAll("iframe[data-next-level]"))];

/**
 * @param {HTMLIFrameElement} frame
 * @param {object} message
 */
const send = (frame, message) => frame.contentWindow?.postMessage({ nextLevel: 1, ...message }, "*");

/** The last theme that was sent to each frame. */
const themes = new WeakMap();

/**
 * @param {HTMLIFrameElement} frame
 * @param {boolean} [force]
 */
function sendTheme(frame, force) {
  let scheme = getComputedStyle(frame).colorScheme;
  // If no stylesheet sets a color scheme, that of the page's meta element counts.
  if (scheme === "normal") scheme = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=color-scheme i]"))?.content;
  const theme = /dark/.test(scheme) && (matchMedia("(prefers-color-scheme: dark)").matches || !/light/.test(scheme)) ? "dark" : "light";
  if (themes.get(frame) === theme && !force) return;
  themes.set(frame, theme);
  send(frame, { type: "theme", theme });
}

/** The `style.height` of each frame before the loader set it, and the one that it set. */
const frameHeights = new WeakMap();
/** How often a height may be restored before the timer's next tick. */
let restoresLeft = 9;

// A host that renders its page again resets a frame's style to that of its HTML, without the height that was set. A
// host that insists, or sets another height, prevails.
const styleObserver = new MutationObserver((changes) => {
  for (const { target } of /** @type {any} */ (changes)) {
    const [before, height] = frameHeights.get(target);
    if (target.style.height === before && before !== height && restoresLeft-- > 0) target.style.height = height;
  }
});

/** @type {number | undefined} */
let clock;

/**
 * Follows the color scheme around each frame, as long as there is a frame. No event reports a change of a computed
 * style, and not every engine passes it on to frames; so it is polled, which costs microseconds.
 */
function pollThemes() {
  clock ??= setInterval(() => {
    // After nine restorations within one tick the host insists, and its height stays.
    if (restoresLeft > 0) restoresLeft = 9;
    const all = frames();
    for (const frame of all) sendTheme(frame);
    if (!all.length) clock = /** @type {any} */ (clearInterval(clock));
  }, 300);
}

/**
 * Sets a frame's height so that content of this height fits.
 * @param {HTMLIFrameElement} frame
 * @param {number} height
 */
function fit(frame, height) {
  const style = getComputedStyle(frame);
  if (style.boxSizing === "border-box") {
    for (const edge of ["borderTopWidth", "borderBottomWidth", "paddingTop", "paddingBottom"]) height += parseFloat(/** @type {any} */ (style)[edge]);
  }
  frame.style.height = `${height}px`;
  // If an ancestor clips the frame without scrolling, the frame is shortened and scrolls itself.
  const { bottom, height: drawn } = frame.getBoundingClientRect();
  let clipped = 0;
  for (let /** @type {HTMLElement} */ box = frame; (box = /** @type {HTMLElement} */ (box.parentElement)) && box !== document.body; ) {
    const { overflowY } = getComputedStyle(box);
    if (/auto|scroll/.test(overflowY)) break;
    if (/hidden|clip/.test(overflowY)) clipped = Math.max(clipped, bottom - box.getBoundingClientRect().bottom);
  }
  if (clipped > 0 && clipped < drawn) frame.style.height = `${height - clipped * frame.offsetHeight / drawn}px`;
}

addEventListener("message", (event) => {
  const { data } = event;
  if (data?.nextLevel !== 1 || data.type !== "resize") return;
  if (Object.keys(data).sort().join() !== "height,nextLevel,type") return;
  if (!Number.isInteger(data.height) || data.height < 1 || data.height > 10000) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === event.source);
  if (!frame) return;
  // In a page with an opaque origin, or in a sandbox, the frame has an opaque origin, too.
  const opaque = self.origin === "null" || frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
  if (event.origin !== (opaque ? "null" : origin)) return;
  const [before] = frameHeights.get(frame) ?? [frame.style.height];
  fit(frame, data.height);
  frameHeights.set(frame, [before, frame.style.height]);
  styleObserver.observe(frame, { attributeFilter: ["style"] });
  pollThemes();
  // The frame's document may be another than the one to which the theme was sent.
  sendTheme(frame, true);
});

for (const frame of frames()) {
  pollThemes();
  send(frame, { type: "hello" });
  sendTheme(frame, true);
}
