// @ts-check
// The script of the page: starts the Wasm, and adds what works without it.

const site = /** @type {HTMLElement} */ (document.getElementById("site"));
const isPrerendered = site.hasChildNodes();

/**
 * Calls back when the browser is idle, after a second at most; in Safari, which has no idle callbacks, in the next task.
 * @param {() => void} callback
 */
const runWhenIdle = (callback) => "requestIdleCallback" in self ? requestIdleCallback(callback, { timeout: 1000 }) : setTimeout(callback);

/**
 * Lays out an element's content, also where `skip_layout.js` lets the browser skip it: reading a size lays out what it
 * depends on.
 * @param {Element} element
 */
const layOut = (element) => element.firstElementChild?.getBoundingClientRect();

/** Lays out each section that `skip_layout.js` lets the browser skip, in a task of its own, then ends skipping. */
const layOutGradually = async () => {
  const { classList } = document.documentElement;
  if (!classList.contains("skip-layout")) return;
  for (const slot of site.querySelectorAll(".slot + .slot")) {
    await new Promise((/** @type {(value?: any) => void} */ resolve) => runWhenIdle(resolve));
    layOut(slot);
  }
  classList.remove("skip-layout");
};

/**
 * The rank of a part among those that are mounted: first what the address names, or what is in or around it; then parts
 * with controls that need the Wasm, by their distance from the viewport in CSS pixels; then the others.
 * @param {Element} part
 */
const rankPart = (part) => {
  if (part.closest(":target") || part.querySelector(":target")) return -1;
  if (!part.querySelector("next-level-controls")) return Infinity;
  // Measures the parent: measuring a descendant would lay out what the browser skips.
  const { top, bottom } = /** @type {Element} */ (part.parentElement).getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
};

/** The names of the parts, in the order in which they are mounted. */
const rankParts = () => [...site.querySelectorAll("[data-part]:not(.theme)")]
  .map((/** @type {any} */ part) => ({ name: part.dataset.part, rank: rankPart(part) }))
  // The difference of two infinite ranks, NaN, counts as 0.
  .sort((one, other) => one.rank - other.rank)
  .map(({ name }) => name);

/**
 * Defines the element of the controls, so that the stylesheets show them; unlike an attribute, this is not saved with
 * the page. In a saved page whose scripts run again, the controls may have content already.
 * @param {Set<string | undefined>} mounted the names of the mounted parts
 * @param {(part: Element) => void} mount
 */
const defineControls = (mounted, mount) => customElements.define("next-level-controls", class extends HTMLElement {
  /** @type {boolean | undefined} */
  #wasConnected;
  connectedCallback() {
    // An element that is inserted with children is a copy without listeners, from a script that rewrote the HTML:
    // render its part again.
    const part = this.closest("[data-part]");
    if (part && mounted.has(part.dataset.part) && !this.#wasConnected && this.hasChildNodes()) queueMicrotask(() => {
      if (!this.isConnected) return;
      part.replaceChildren();
      mount(part);
    });
    this.#wasConnected = true;
  }
});

/** Turns each link that opens a dialog into a button, which the space bar activates, too. */
const turnEmbedLinksIntoButtons = () => {
  for (const link of site.querySelectorAll("a[data-embed]:not([role])")) {
    const button = /** @type {HTMLElement} */ (link.cloneNode(true));
    button.setAttribute("role", "button");
    button.setAttribute("aria-haspopup", "dialog");
    /** @type {Element} */ (link.parentNode).querySelector("next-level-controls")?.replaceChildren(button);
  }
};

/**
 * Calls `refresh` with each file of the content that is newer than the page. A cache may have kept an older one, so the
 * dates are compared, both of which are the server's (`Last-Modified`, RFC 9110, 8.8.2): for a page without this header
 * the browser reports its current time, so that nothing is newer.
 * @param {(file: string) => void} refresh
 */
const checkForNewerContent = (refresh) => {
  const update = async (/** @type {string} */ file) => {
    const { headers } = await fetch(`./content/${file}`, { method: "HEAD", cache: "reload", keepalive: true });
    if (Date.parse(headers.get("last-modified") ?? "") > Date.parse(document.lastModified)) refresh(file);
  };
  for (const { id } of document.querySelectorAll("script[type='application/json']")) update(id).catch(() => {});
};

const start = async () => {
  const { page, mount, refresh, on_panic } = await loadProgram(({ final }) => {
    // Without Wasm support, reloading does not help.
    if (!final) showNotice(site, "Cette page se lit, mais ses boutons ne sont pas arrivés.");
  });
  showNotice();
  // A readable copy of the page, restored if the Wasm traps.
  const staticCopy = isPrerendered ? /** @type {HTMLElement} */ (site.cloneNode(true)) : site;
  on_panic(() => {
    site.replaceWith(staticCopy);
    staticCopy.querySelectorAll("next-level-controls").forEach((controls) => controls.replaceChildren());
    showNotice(staticCopy, "Cette page se lit, mais ses boutons ne répondent plus.");
  });
  // Parts without content appear together, so that nothing moves. In an archived page the controls are there already.
  const isGradual = isPrerendered && !site.querySelector("next-level-controls > *");
  // Before anything changes, while the layout is clean.
  let names = rankParts();
  // Each step has a task of its own, so that none blocks input for long.
  const finishTask = () => isGradual ? wait() : undefined;
  await finishTask();
  /** The names of the mounted parts. */
  const mounted = new Set(/** @type {(string | undefined)[]} */ (["theme"]));
  defineControls(mounted, mount);
  await finishTask();
  // The first mount also starts Leptos; the theme switch is small.
  const theme = /** @type {HTMLElement | null} */ (site.querySelector("[data-part=theme]"));
  if (theme) mount(theme);
  await finishTask();
  page();
  turnEmbedLinksIntoButtons();
  if (!names.length) names = rankParts();
  await finishTask();
  let isTargetFound = !location.hash || !!document.querySelector(":target");
  for (const name of names) {
    const findPart = () => site.querySelector(`[data-part=${name}]`);
    let part = findPart();
    if (part?.querySelector("next-level-controls")) {
      // The carousel measures its row, and browsers look for forms in what is laid out: do that in a task of its own.
      layOut(part);
      await finishTask();
      part = findPart();
    }
    // A script may have replaced the element, or removed it.
    if (!part) continue;
    mount(part);
    mounted.add(name);
    // The target of the fragment may exist only now: navigate to it again, unless the user has scrolled.
    if (!isTargetFound && part.querySelector(`#${CSS.escape(location.hash.slice(1))}`)) {
      isTargetFound = true;
      if (!scrollY) location.replace(location.hash);
    }
    await finishTask();
  }
  // For measurements: every part is mounted, or waits for its content.
  performance.mark("hydrated");
  runWhenIdle(() => checkForNewerContent(refresh));
};

// The page is readable without the Wasm, so nothing runs before the first paint. A page that is not prerendered starts
// at once.
if (isPrerendered) {
  afterFirstPaint(() => {
    const fonts = addWebFonts();
    // A search in the address needs the Wasm.
    const hasSearch = /[?&](q|organisation)=./.test(location.search);
    const started = (hasSearch ? Promise.resolve() : whenWanted(site)).then(start);
    // For a visitor who saves data the program waits until it is wanted.
    (savesData() ? fonts : Promise.all([fonts, started])).then(layOutGradually);
  });
} else {
  document.documentElement.classList.remove("skip-layout");
  addWebFonts();
  start();
}

addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((rest) => (rest.open = true)));

/** @param {KeyboardEvent | MouseEvent} event */
const hasModifier = ({ altKey, ctrlKey, metaKey, shiftKey }) => altKey || ctrlKey || metaKey || shiftKey;

addEventListener("keydown", (event) => {
  if (event.key !== " " || hasModifier(event) || !(/** @type {Element} */ (event.target)).matches?.("[data-embed][role=button]")) return;
  event.preventDefault();
  /** @type {HTMLElement} */ (event.target).click();
});

// "Intégrer" opens a dialog; if that does not load within five seconds, the link is followed, as without scripts.
// Leaving the page or following another link cancels it; of two such links the last one counts.
/** @type {HTMLAnchorElement | undefined} */
let requestedLink;
addEventListener("pagehide", () => (requestedLink = undefined));
addEventListener("click", async (event) => {
  // A script may dispatch the event on a document.
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (/** @type {Element} */ (event.target).closest?.("a"));
  if (!link || hasModifier(event)) return;
  const section = link.dataset.embed;
  if (!section) return (requestedLink = undefined);
  event.preventDefault();
  if (link === requestedLink) return;
  requestedLink = link;
  const isRequested = () => link === requestedLink;
  try {
    const dialog = import("./integrer.js").then(({ prepare }) => prepare(section));
    const late = new Promise((_, reject) => setTimeout(reject, 5000));
    const open = await Promise.race([dialog, late]);
    if (isRequested()) open();
  } catch {
    if (isRequested()) location.assign(link.href);
  }
  if (isRequested()) requestedLink = undefined;
});
