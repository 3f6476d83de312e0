// @ts-check
// Renders an element's section from its embed document and the Wasm. Loaders import this module by a URL that never
// changes, and other sites pin old loaders: the constructor and the methods of `Widget` must not change. The loader
// passes in `call` (see `platform.js`).

/**
 * Calls the platform's own functions; set by the first widget's loader.
 * @type {Call | undefined}
 */
let call;

/**
 * Creates an error as `next-level-error` reports it.
 * @param {string} code
 * @param {string} url
 * @param {Failure} error
 * @returns {Failure}
 */
const createFailure = (code, url, { name, message, ...rest }) =>
  Object.assign(new Error(`${url} : ${message}`), rest, { code: name === "TimeoutError" ? "timeout" : code });

const ERROR_CODES = new Set(["network", "timeout", "data", "wasm"]);

/**
 * The resources that widgets share, by URL; `waiting` has the widgets that wait for one.
 * @type {Map<string, { waiting?: Set<Widget>, done: Promise<any>, error?: Failure }>}
 */
const sharedLoads = new Map();

/**
 * Loads a resource once for all widgets. When automatic retries are exhausted, calls `fail` on every waiting widget,
 * which keeps waiting.
 * @template T
 * @param {Widget} widget
 * @param {string} key
 * @param {string} code
 * @param {(failures: number, last?: Failure) => Promise<T>} attempt
 * @returns {Promise<T>}
 */
function loadShared(widget, key, code, attempt) {
  let load = /** @type {any} */ (sharedLoads.get(key));
  if (!load) {
    load = { waiting: new Set() };
    sharedLoads.set(key, load);
    const onExhausted = (/** @type {Failure} */ error) => {
      load.error = ERROR_CODES.has(/** @type {string} */ (error.code)) ? error : createFailure(code, key, error);
      for (const waitingWidget of load.waiting) waitingWidget.fail(load.error);
    };
    load.done = retry(attempt, onExhausted);
    load.done.then(() => (load.error = load.waiting = undefined), () => {});
  }
  load.waiting?.add(widget);
  if (load.error) {
    widget.fail(load.error);
    endPauses();
  }
  return load.done.catch(() => new Promise(() => {}));
}

/**
 * Fetches a section's embed document: its nodes, stylesheet and data.
 * @param {string} section
 * @param {string} url
 * @param {Promise<Response> | undefined} pendingResponse
 * @param {number} failures
 * @returns {Promise<Embed>}
 */
async function fetchSection(section, url, pendingResponse, failures) {
  let html = await (await fetchFile(url, failures, pendingResponse)).text();
  try {
    // A host's policy may forbid style elements, even those of a document that is only parsed.
    let css = "";
    html = html.replace(/<style>([^]*?)<\/style>/g, (_, stylesheet) => ((css += stylesheet), ""));
    const page = new DOMParser().parseFromString(html, "text/html");
    const text = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.getElementById(id)).textContent;
    const root = /** @type {HTMLElement} */ (page.getElementById("widget"));
    for (const name of ["href", "src"]) {
      for (const element of root.querySelectorAll(`[${name}]`)) {
        element.setAttribute(name, /** @type {any} */ (new URL(/** @type {string} */ (element.getAttribute(name)), url)));
      }
    }
    if (!root.querySelector("section")) throw new Error("no section");
    const { js, wasm, accepted } = JSON.parse(text("widget.json"));
    const known = entries(root).map((entry) => entry.dataset.item);
    // `@font-face` has no effect in a shadow root.
    css = css.replace(/@font-face\s*{[^}]*}/g, "");
    /** @type {[string, string]} */
    const data = [text("site.json"), text(`${section}.json`)];
    for (const json of data) JSON.parse(json);
    return { root, css, accepted, known, data, js: new URL(js, url).href, wasm: new URL(wasm, url).href };
  } catch (/** @type {any} */ error) {
    throw createFailure("data", url, error);
  }
}

/**
 * The hydrated widgets, by the URL of their Wasm.
 * @type {Map<string, Set<Widget>>}
 */
const liveWidgets = new Map();

/**
 * The warnings that were printed, by element.
 * @type {WeakMap<Element, Set<string>>}
 */
const shownWarnings = new WeakMap();

/**
 * Renders a section in an element and follows its attributes until `end()`.
 * @implements {PublishedWidget}
 */
export class Widget {
  #element;
  #section;
  #site;
  #put;
  #ready;
  /** @type {Embed} */
  #page;
  /** @type {Element} */
  #root;
  /** @type {ShadowRoot} */
  #shadow;
  /** @type {LiveWidget | undefined} */
  #live;
  /** @type {number} */
  #count;
  /** @type {boolean | undefined} */
  #ended;

  /**
   * `first` is the pending response to a first request for the embed document; `put` shows nodes with a stylesheet and
   * returns the shadow root; `ready` and `fail` report the outcome.
   * @param {HTMLElement} element
   * @param {string} section
   * @param {string} site
   * @param {WidgetOptions} options
   */
  constructor(element, section, site, { call: own, first: firstResponse, put, ready, fail }) {
    if (!call) {
      call = own;
      listenForReconnection();
    }
    this.#element = element;
    this.#section = section;
    this.#site = site;
    this.#put = put;
    this.#ready = ready;
    this.fail = fail;
    for (const touch of ["pointerdown", "keydown"]) element.addEventListener(touch, endPauses, { passive: true });
    this.#begin(firstResponse).catch(fail);
  }

  /** The user wants the widget: what has failed is retried. */
  want = endPauses;

  /** @param {Promise<Response> | undefined} firstResponse */
  async #begin(firstResponse) {
    const url = `${this.#site}embed/v1/${this.#section}.html`;
    const fetchDocument = (/** @type {number} */ failures) => fetchSection(this.#section, url, firstResponse, failures);
    const page = (this.#page = await loadShared(this, url, "network", fetchDocument));
    if (this.#ended) return;
    this.#paint();
    // The Wasm works only with nodes of its own document.
    if (this.#element.ownerDocument !== document) throw createFailure("wasm", this.#section, new Error("autre document"));
    await whenWanted(this.#shadow);
    if (this.#ended) return;
    let current = page;
    const prepare = (/** @type {Glue} */ glue) => glue.platform?.(/** @type {Call} */ (call));
    let attempt = createAttempt(page, prepare);
    const runAttempt = async (/** @type {number} */ failures, /** @type {Failure | undefined} */ last) => {
      const glue = await attempt(failures, last).catch(async (error) => {
        if (!error.gone) throw error;
        // The document is older than the last deploy, and its files are gone.
        const newest = await fetchDocument(1);
        if (newest.wasm === current.wasm && newest.js === current.js) throw error;
        current = newest;
        attempt = createAttempt(newest, prepare);
        return attempt(failures);
      });
      const { wasm } = page;
      // The glue of an older build calls back while the Wasm still runs.
      glue.on_panic(() => queueMicrotask(() => {
        const error = createFailure("wasm", wasm, new Error("le programme s’est arrêté"));
        sharedLoads.set(wasm, { error, done: new Promise(() => {}) });
        for (const widget of liveWidgets.get(wasm) ?? []) widget.#freeze(error);
      }));
      return { glue, renewed: current !== page };
    };
    const { glue, renewed } = await loadShared(this, page.wasm, "wasm", runAttempt);
    if (this.#ended) return;
    if (renewed) {
      // The key differs from the outdated document's, so that the document is fetched again.
      this.#page = await loadShared(this, `${url}#`, "network", (failures) => fetchDocument(failures + 1));
      if (this.#ended) return;
      // Without its fingerprint the section is rendered again; scroll position, open details and focus are preserved.
      this.#root.removeAttribute("data-fingerprint");
      this.#put(this.#root, this.#page.css);
    }
    this.#hydrate(glue, page.wasm);
  }

  #paint() {
    this.#root = document.importNode(this.#page.root, true);
    this.#root.removeAttribute("id");
    this.#shadow = this.#put(this.#root, this.#page.css);
    this.#shadow.addEventListener("click", shareTestimonial);
    this.dress();
  }

  /** Applies the current attributes. */
  dress() {
    if (!this.#root) return;
    const { accepted, known } = this.#page;
    const element = this.#element;
    if (!shownWarnings.has(element)) shownWarnings.set(element, new Set());
    const shown = /** @type {Set<string>} */ (shownWarnings.get(element));
    const options = readOptions(accepted, (name) => element.getAttribute(name), known, (what, accepts) => {
      if (shown.has(what)) return;
      shown.add(what);
      console.warn(`<${element.localName} ${what}> : valeur inconnue ; acceptées : ${accepts}`);
    });
    if (this.#live) {
      setTheme(this.#root, options);
      updateWidget(this.#live, options);
    } else {
      applyOptions(this.#root, options);
    }
    this.#count = Math.min(new Set(options.items).size || known.length, options.limit || Infinity);
  }

  /**
   * @param {Glue} glue
   * @param {string} wasm
   */
  #hydrate(glue, wasm) {
    // A script of the host may have replaced it with a copy.
    if (!this.#shadow.contains(this.#root)) this.#paint();
    resetOptions(this.#root);
    try {
      this.#live = glue.LiveWidget.hydrate(this.#root, this.#section, ...this.#page.data, this.#site);
      if (!this.#live) throw createFailure("data", this.#section, new Error("contenu illisible"));
    } catch (error) {
      this.#paint();
      throw error;
    }
    if (!liveWidgets.has(wasm)) liveWidgets.set(wasm, new Set());
    /** @type {Set<Widget>} */ (liveWidgets.get(wasm)).add(this);
    this.dress();
    this.#ready({ section: this.#section, count: this.#count });
  }

  /**
   * Shows the static content again after a trap.
   * @param {Failure} error
   */
  #freeze(error) {
    this.#live = undefined;
    this.#paint();
    this.fail(error);
  }

  /** The element was removed and inserted again, which resets the scroll position of the row. */
  moved() {
    const section = this.#root?.querySelector("section");
    section?.dispatchEvent(new Event("moved"));
  }

  /** Removes the widget, with its listeners and pending loads. */
  end() {
    this.#ended = true;
    this.#live?.free();
    for (const { waiting } of sharedLoads.values()) waiting?.delete(this);
    for (const widgets of liveWidgets.values()) widgets.delete(this);
    for (const touch of ["pointerdown", "keydown"]) this.#element.removeEventListener(touch, endPauses);
  }
}
