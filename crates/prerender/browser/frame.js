// @ts-check
// The script of an embed document: reads its options, reports its height to the parent, and starts the Wasm.

const root = /** @type {HTMLElement} */ (document.getElementById("widget"));
/**
 * Reads a data block, as text and as JSON; an empty array if a script has changed or removed it.
 * @param {string} id
 * @returns {any[]}
 */
const readBlock = (id) => {
  try {
    const { textContent } = /** @type {HTMLElement} */ (document.getElementById(id));
    return [textContent, JSON.parse(textContent)];
  } catch {
    return [];
  }
};
const [, { section, accepted = {} } = {}] = readBlock("widget.json");
const parameters = new URLSearchParams(location.search);
const knownIds = entries(root).map((entry) => entry.dataset.item);
const options = readOptions(accepted, (name) => parameters.get(name), knownIds, (what, accepts) =>
  console.warn(`${location.pathname}?${what} : valeur inconnue ; acceptées : ${accepts}`),
);
applyOptions(root, options);

const page = document.documentElement;
const content = /** @type {HTMLElement} */ (document.getElementById("embed"));

// Keeps the link to the page in sync with the view: the testimonial shown, or the search.
const updateSourceLink = (/** @type {any} */ search, /** @type {string} */ fragment) => {
  const link = /** @type {HTMLAnchorElement | null} */ (content.querySelector(".embed__source a"));
  if (link) [link.search, link.hash] = [search, fragment];
};
if (/^#temoignage-/.test(location.hash)) updateSourceLink("", location.hash);
content.addEventListener("next-level-change", ({ detail: { index, id } }) =>
  updateSourceLink("", index ? `#temoignage-${id}` : "#temoignages"),
);
for (const event of ["input", "change", "click"]) {
  // The pressed state changes after the event.
  content.addEventListener(event, () => setTimeout(() => {
    const field = /** @type {HTMLInputElement | null} */ (content.querySelector(".press__input"));
    if (!field) return;
    const choice = content.querySelector('.press__choice[aria-pressed="true"]')?.textContent;
    const parameters = { q: field.value.trim(), organisation: /** @type {HTMLSelectElement | null} */ (content.querySelector(".press__select"))?.value ?? choice };
    updateSourceLink(new URLSearchParams(/** @type {[string, string][]} */ (Object.entries(parameters).filter(([, words]) => words))), "#presse");
  }));
}

/** The content's height in the last report. @type {number} */
let reportedHeight;
/** The frame's height at the last report. @type {number} */
let frameHeight;
/** The time of the last report. @type {number} */
let reportTime;
/** The sizes reported since the last pause of a second. @type {string[]} */
let recentReports = [];
/** Whether the content fitted, or the host still has time to resize the frame. @type {boolean} */
let didFit;
/** The timer after which the scroll bar appears. @type {number} */
let scrollBarTimer;
/**
 * Reports the height when it has changed, on request, and when the frame has lost it; never 0, which only means that
 * the frame is not displayed.
 * @param {unknown} [force] `true` to report even an unchanged height
 */
const reportHeight = (force) => {
  // A scroll bar narrows the text and so makes itself necessary: hide it while measuring.
  page.style.overflowY = "hidden";
  // A very narrow frame may have a horizontal one.
  const bar = innerHeight - page.clientHeight;
  const height = Math.ceil(content.getBoundingClientRect().height);
  clearTimeout(scrollBarTimer);
  // A frame may lack a fraction of a pixel.
  const fits = height + bar <= innerHeight + 1;
  if (fits) didFit = true;
  // Give the host 250 ms to resize the frame before the scroll bar appears.
  else if (didFit) scrollBarTimer = setTimeout(() => {
    didFit = false;
    reportHeight();
  }, 250);
  else page.style.overflowY = "";
  const needed = height + bar;
  const now = performance.now();
  // Do not ask again a host that reverts the height within 300 ms.
  const isReported = needed === reportedHeight && (fits || (innerHeight === frameHeight && now - reportTime < 300));
  if (!height || (isReported && force !== true)) return;
  // If the height changes the width and the width the height, stop at the greater height.
  if (now - reportTime > 1000) recentReports = [];
  const state = `${innerWidth} ${needed}`;
  if (needed < reportedHeight && recentReports.filter((before) => before === state).length > 1) return;
  recentReports.push(state);
  [reportedHeight, frameHeight, reportTime] = [needed, innerHeight, now];
  parent.postMessage({ nextLevel: 1, type: "resize", height: needed }, "*");
};
if (parent !== self) {
  // Measuring hides and shows the scroll bar, which resizes the content: within its observer, that is an error.
  new ResizeObserver(() => setTimeout(reportHeight)).observe(content);
  // A frame outside the viewport is not rendered, so observers do not run; but measuring forces a layout.
  reportHeight();
  addEventListener("load", reportHeight);
  addEventListener("resize", reportHeight);
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.nextLevel !== 1) return;
    if (data.type === "hello") reportHeight(true);
    if (data.type === "theme" && !options.theme && /^(light|dark)$/.test(data.theme)) {
      page.dataset.theme = data.theme;
    }
  });
  // Some engines pass the host's color scheme on to frames, so the theme that the host sent may be stale: a report
  // makes the loader send it again.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => reportHeight(true));
}

const readContent = async (/** @type {string} */ id, /** @type {number} */ failures) => {
  const [text] = readBlock(id);
  if (text != null) return text;
  const url = new URL(`../../content/${id}`, /** @type {any} */ (location)).href;
  const json = await (await fetchFile(url, failures)).text();
  // The page of a captive portal is no content.
  JSON.parse(json);
  return json;
};
const start = async () => {
  if (!section) return;
  const { LiveWidget, on_panic } = await loadProgram(({ final }) => {
    // Without Wasm support, reloading does not help.
    if (!final) showNotice(content, "Cette partie se lit, mais ses boutons ne sont pas arrivés.");
  });
  showNotice();
  const data = await retry(
    (failures) => Promise.all([readContent("site.json", failures), readContent(`${section}.json`, failures)]),
    () => showNotice(content, "Cette partie se lit, mais ses boutons ne sont pas arrivés."),
  );
  showNotice();
  showWhole();
  // A readable copy of the content, restored if the Wasm traps.
  const staticCopy = /** @type {HTMLElement} */ (root.cloneNode(true));
  for (const controls of staticCopy.querySelectorAll("next-level-controls")) controls.replaceChildren();
  const restoreStaticCopy = () => {
    root.replaceWith(staticCopy);
    showNotice(content, "Cette partie se lit, mais ses boutons ne répondent plus.");
  };
  on_panic(restoreStaticCopy);
  resetOptions(root);
  const base = new URL("../../", /** @type {any} */ (location)).href;
  /** @type {LiveWidget | undefined} */
  let widget;
  const live = (/** @type {Element} */ root) => {
    widget = LiveWidget.hydrate(root, section, .../** @type {[string, string]} */ (data), base);
    if (!widget) return restoreStaticCopy();
    // Keeps a reference: a widget that is garbage-collected removes its nodes.
    self.liveWidget = widget;
    updateWidget(widget, options);
  };
  // Defining the element shows the controls that need the Wasm; unlike an attribute, this is not saved with the page.
  customElements.define("next-level-controls", class extends HTMLElement {
    /** @type {boolean | undefined} */
    #wasConnected;
    connectedCallback() {
      // An element that is inserted with children is a copy without listeners, from a script that rewrote the HTML:
      // hydrate again.
      if (widget && !this.#wasConnected && this.hasChildNodes()) queueMicrotask(() => {
        if (!this.isConnected) return;
        /** @type {LiveWidget} */ (widget).free();
        showWhole();
        live(/** @type {HTMLElement} */ (document.getElementById("widget")));
        fitWordPressFrame();
      });
      this.#wasConnected = true;
    }
  });
  live(root);
  fitWordPressFrame();
};
new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && endPauses()).observe(content);
afterFirstPaint(() => {
  // A section that WordPress's frame cuts keeps its height when its lines change, so no observer reports them.
  addWebFonts().then(() => root.style.maxBlockSize && requestAnimationFrame(fitWordPressFrame));
  whenWanted(content).then(start);
});
