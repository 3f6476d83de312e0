// @ts-check
// What a widget is made with, once an element wants it: its embed document and the program. The loader imports this by a
// name that never changes; other sites have pinned loaders, so the constructor and the methods of `Widget` stay what they are.
// A loader brings what calls the platform's own functions, too: see `platform.js`.

/**
 * Calls a function of the platform's.
 * @type {Call | undefined}
 */
let call;

/**
 * What went wrong, as `next-level-error` says it.
 * @param {string} code
 * @param {string} url
 * @param {Failure} error
 * @returns {Failure}
 */
const failed = (code, url, { name, message, ...rest }) =>
  Object.assign(new Error(`${url} : ${message}`), rest, { code: name === "TimeoutError" ? "timeout" : code });

const own = new Set(["network", "timeout", "data", "wasm"]);

/**
 * What is got once for all widgets, by its address: while it is awaited, by which widgets.
 * @type {Map<string, { waiting?: Set<Widget>, done: Promise<any>, error?: Failure }>}
 */
const jobs = new Map();

/**
 * Gets what the first widget asked for. Whoever waits hears when it does not come by itself, and goes on waiting.
 * @template T
 * @param {Widget} widget
 * @param {string} key
 * @param {string} code
 * @param {(failures: number, last?: Failure) => Promise<T>} attempt
 * @returns {Promise<T>}
 */
function shared(widget, key, code, attempt) {
  let job = /** @type {any} */ (jobs.get(key));
  if (!job) {
    job = { waiting: new Set() };
    jobs.set(key, job);
    const spent = (/** @type {Failure} */ error) => {
      job.error = own.has(/** @type {string} */ (error.code)) ? error : failed(code, key, error);
      for (const one of job.waiting) one.fail(job.error);
    };
    job.done = persist(attempt, spent);
    job.done.then(() => (job.error = job.waiting = undefined), () => {});
  }
  job.waiting?.add(widget);
  if (job.error) {
    widget.fail(job.error);
    hurry();
  }
  return job.done.catch(() => new Promise(() => {}));
}

/**
 * A section's embed document: its nodes, its sheet, its data.
 * @param {string} section
 * @param {string} url
 * @param {Promise<Response> | undefined} first
 * @param {number} failures
 * @returns {Promise<Embed>}
 */
async function fetchSection(section, url, first, failures) {
  let html = await (await get(url, failures, first)).text();
  try {
    // A host's policy may forbid style elements, even those of a document that is only read.
    let css = "";
    html = html.replace(/<style>([^]*?)<\/style>/g, (_, sheet) => ((css += sheet), ""));
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
    // Faces do not load in a shadow root.
    css = css.replace(/@font-face\s*{[^}]*}/g, "");
    /** @type {[string, string]} */
    const data = [text("site.json"), text(`${section}.json`)];
    for (const one of data) JSON.parse(one);
    return { root, css, accepted, known, data, js: new URL(js, url).href, wasm: new URL(wasm, url).href };
  } catch (/** @type {any} */ error) {
    throw failed("data", url, error);
  }
}

/**
 * The widgets that are alive, by the address of their Wasm.
 * @type {Map<string, Set<Widget>>}
 */
const living = new Map();

/**
 * Which warnings each element has had.
 * @type {WeakMap<Element, Set<string>>}
 */
const warned = new WeakMap();

/**
 * Keeps an element as its attributes ask, until it is ended.
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
   * A widget in an element. `first` is the answer to a first request for its document; `put` shows nodes in a sheet and
   * gives the shadow root; `ready` and `fail` hear what becomes of it.
   * @param {HTMLElement} element
   * @param {string} section
   * @param {string} site
   * @param {WidgetOptions} options
   */
  constructor(element, section, site, { call: own, first, put, ready, fail }) {
    if (!call) {
      call = own;
      listen();
    }
    this.#element = element;
    this.#section = section;
    this.#site = site;
    this.#put = put;
    this.#ready = ready;
    this.fail = fail;
    for (const touch of ["pointerdown", "keydown"]) element.addEventListener(touch, hurry, { passive: true });
    this.#begin(first).catch(fail);
  }

  /** Somebody wants it: what has failed is asked for again. */
  want = hurry;

  /** @param {Promise<Response> | undefined} first */
  async #begin(first) {
    const url = `${this.#site}embed/v1/${this.#section}.html`;
    const fetchIt = (/** @type {number} */ failures) => fetchSection(this.#section, url, first, failures);
    const page = (this.#page = await shared(this, url, "network", fetchIt));
    if (this.#ended) return;
    this.#paint();
    // The Wasm knows the nodes of its own document only.
    if (this.#element.ownerDocument !== document) throw failed("wasm", this.#section, new Error("autre document"));
    let named = page;
    const prepare = (/** @type {Glue} */ glue) => glue.platform?.(/** @type {Call} */ (call));
    let launch = launcher(page, prepare);
    const run = async (/** @type {number} */ failures, /** @type {Failure | undefined} */ last) => {
      const glue = await launch(failures, last).catch(async (error) => {
        if (!error.gone) throw error;
        // The document is of before the last deploy, and its files are gone.
        const newest = await fetchIt(1);
        if (newest.wasm === named.wasm && newest.js === named.js) throw error;
        named = newest;
        launch = launcher(newest, prepare);
        return launch(failures);
      });
      const { wasm } = page;
      glue.on_panic(() => queueMicrotask(() => {
        const error = failed("wasm", wasm, new Error("le programme s’est arrêté"));
        jobs.set(wasm, { error, done: new Promise(() => {}) });
        for (const widget of living.get(wasm) ?? []) widget.#freeze(error);
      }));
      return { glue, renewed: named !== page };
    };
    const { glue, renewed } = await shared(this, page.wasm, "wasm", run);
    if (this.#ended) return;
    if (renewed) {
      this.#page = await shared(this, `${url}#`, "network", (failures) => fetchIt(failures + 1));
      if (this.#ended) return;
      // Nothing is taken for rendered by the new build; the place in the row, what is open and the focus are kept.
      this.#root.removeAttribute("data-fingerprint");
      this.#put(this.#root, this.#page.css);
    }
    this.#hydrate(glue, page.wasm);
  }

  #paint() {
    this.#root = document.importNode(this.#page.root, true);
    this.#root.removeAttribute("id");
    this.#shadow = this.#put(this.#root, this.#page.css);
    this.dress();
  }

  /** Shows it as the attributes ask now. */
  dress() {
    if (!this.#root) return;
    const { accepted, known } = this.#page;
    const element = this.#element;
    if (!warned.has(element)) warned.set(element, new Set());
    const had = /** @type {Set<string>} */ (warned.get(element));
    const options = read(accepted, (name) => element.getAttribute(name), known, (what, accepts) => {
      if (had.has(what)) return;
      had.add(what);
      console.warn(`<${element.localName} ${what}> : valeur inconnue ; acceptées : ${accepts}`);
    });
    if (this.#live) {
      colour(this.#root, options);
      show(this.#live, options);
    } else {
      dress(this.#root, options);
    }
    this.#count = Math.min(new Set(options.items).size || known.length, options.limit || Infinity);
  }

  /**
   * @param {Glue} glue
   * @param {string} wasm
   */
  #hydrate(glue, wasm) {
    // A stranger may have put a copy in its place.
    if (!this.#shadow.contains(this.#root)) this.#paint();
    undress(this.#root);
    try {
      this.#live = glue.LiveWidget.hydrate(this.#root, this.#section, ...this.#page.data, this.#site);
      if (!this.#live) throw failed("data", this.#section, new Error("contenu illisible"));
    } catch (error) {
      this.#paint();
      throw error;
    }
    if (!living.has(wasm)) living.set(wasm, new Set());
    /** @type {Set<Widget>} */ (living.get(wasm)).add(this);
    this.dress();
    this.#ready({ section: this.#section, count: this.#count });
  }

  /**
   * What stopped is readable again, and answers no more.
   * @param {Failure} error
   */
  #freeze(error) {
    this.#live = undefined;
    this.#paint();
    this.fail(error);
  }

  /** It was out of the document for a moment: its row has lost its place. */
  moved() {
    const section = this.#root?.querySelector("section");
    section?.dispatchEvent(new Event("moved"));
  }

  /** Takes it away, with all that listens or waits. */
  end() {
    this.#ended = true;
    this.#live?.free();
    for (const { waiting } of jobs.values()) waiting?.delete(this);
    for (const widgets of living.values()) widgets.delete(this);
    for (const touch of ["pointerdown", "keydown"]) this.#element.removeEventListener(touch, hurry);
  }
}
