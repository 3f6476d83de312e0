// @ts-check
// WordPress shows an embedded document in a sandbox with an opaque origin, hidden until the document reports its height
// with the secret from its URL's fragment. WordPress itself follows the links, and only to the document's own host. It
// limits the height, and the frame has no scroll bar: a longer section is shortened. The build appends this to frame.js:
// it reads that script's `options`, `parameters` and `page`.

/** The greatest height that WordPress's own script gives a frame, in CSS pixels. */
const MAX_HEIGHT = 1000;
/** How long a frame that is lower than requested may still grow, in milliseconds. */
const GROWTH_TIMEOUT_MS = 250;

const embedElement = /** @type {HTMLElement} */ (document.getElementById("embed"));
const sourceLink = /** @type {HTMLAnchorElement | null} */ (embedElement.querySelector(".embed__source a"));
const siteName = sourceLink?.textContent ?? "";

/** Marks the entries for which the frame has no room; `widget.css` hides them. */
const BEYOND = "data-beyond";
/** The blocks that are left out as a whole: the entries, and what surrounds them. */
const BLOCKS =
  "[data-item], .press__item, .press__rest, .press__results > button, .partners__introduction, .partners__conclusion";

const readSecret = () => /\bsecret=([a-zA-Z0-9]+)/.exec(location.hash)?.[1];

/**
 * @param {string} message
 * @param {string | number} value
 */
const postToWordPress = (message, value) => {
  const secret = readSecret();
  if (secret) parent.postMessage({ message, value, secret }, "*");
  return secret;
};

/** Shows the whole section again, as hydration expects it. */
function showWhole() {
  const widget = /** @type {HTMLElement} */ (document.getElementById("widget"));
  widget.style.removeProperty("max-block-size");
  widget.style.removeProperty("overflow");
  if (!widget.getAttribute("style")) widget.removeAttribute("style");
  for (const block of widget.querySelectorAll(`[${BEYOND}]`)) block.removeAttribute(BEYOND);
  if (sourceLink) sourceLink.textContent = siteName;
}

/**
 * Shows as many whole entries as there is room for, then a link to the rest.
 * @param {number} room the height of the frame, in CSS pixels
 */
function shorten(room) {
  showWhole();
  const widget = /** @type {HTMLElement} */ (document.getElementById("widget"));
  if (sourceLink) sourceLink.textContent = `Lire la suite sur ${siteName}`;
  const isRendered = (/** @type {Element} */ block) => block.getClientRects().length > 0;
  const fits = () => embedElement.getBoundingClientRect().height <= room;
  const row = widget.querySelector(".testimonials__row");
  // The slides of a carousel lie side by side: none is below another.
  const blocks = row && row.scrollWidth > row.clientWidth + 1 ? [] : [...widget.querySelectorAll(BLOCKS)].filter(isRendered);
  const hide = (/** @type {Element} */ block) => block.setAttribute(BEYOND, "");
  // The first guess hides every block from the first that ends below the frame, since each further step costs a layout.
  // It may be wrong either way: what is left is balanced between the columns again.
  const isBelow = (/** @type {Element} */ block) => block.getBoundingClientRect().bottom > room;
  const first = blocks.findIndex(isBelow);
  let count = first < 0 ? blocks.length : Math.max(first, 1);
  blocks.slice(count).forEach(hide);
  while (!fits() && count > 1) hide(blocks[--count]);
  while (fits() && count < blocks.length) {
    blocks[count].removeAttribute(BEYOND);
    if (fits()) count++;
    else {
      hide(blocks[count]);
      break;
    }
  }
  if (!fits()) cutBetweenLines(widget, room);
  if (document.activeElement?.closest(`[${BEYOND}]`)) sourceLink?.focus();
}

/**
 * Cuts off what there is no room for, between two lines: a single entry may be longer than the frame.
 * @param {HTMLElement} widget
 * @param {number} room
 */
function cutBetweenLines(widget, room) {
  const { top, height } = widget.getBoundingClientRect();
  const end = top + room - (embedElement.getBoundingClientRect().height - height);
  const texts = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
  const lines = [];
  for (const range = document.createRange(); texts.nextNode(); ) {
    range.selectNodeContents(texts.currentNode);
    lines.push(...range.getClientRects());
  }
  // The other slides of a carousel are outside the frame.
  const seen = lines.filter(({ width, left, right }) => width && right > 0 && left < innerWidth);
  // Where lines are set tight, their boxes overlap by what no letter fills.
  const isWhole = (/** @type {number} */ cut) =>
    !seen.some(({ top, bottom, height }) => top + 0.2 * height < cut && bottom - 0.2 * height > cut);
  // Below the descenders, unless the next line begins there.
  const bottoms = seen.flatMap(({ bottom, height }) => [bottom, bottom - 0.1 * height]);
  const cuts = bottoms.filter((cut) => cut <= end && isWhole(cut));
  widget.style.overflow = "clip";
  widget.style.maxBlockSize = `${Math.max(0, ...cuts) - top}px`;
}

/** Says where links lead that WordPress does not follow: to the section on the site. */
function explainLinks() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (embedElement.querySelectorAll("#widget a[href]"));
  const isForeign = (/** @type {HTMLAnchorElement} */ { host }) => host !== location.host;
  if (embedElement.querySelector(".embed__links") || ![...links].some(isForeign)) return;
  const note = document.createElement("p");
  note.className = "embed__links";
  note.textContent = `Dans ce cadre, les liens mènent à ${siteName}.`;
  sourceLink?.closest("footer")?.append(note);
  // For users of screen readers who go from link to link. Where alternative text is unknown, the rule has no effect.
  // Safari can construct stylesheets since 16.4.
  if (!document.adoptedStyleSheets) return;
  const stylesheet = new CSSStyleSheet();
  stylesheet.replaceSync(`#widget a[href^=http]::after { content: "" / ${JSON.stringify(`, sur ${siteName}`)} }`);
  document.adoptedStyleSheets.push(stylesheet);
}

/** The height of a frame that something else than WordPress's script keeps low, such as a theme. @type {number | undefined} */
let lowHeight;
/** The timer after which the frame counts as kept low. @type {number | undefined} */
let growthTimer;

/** Reports the section's height to WordPress, and shortens the section where the frame is lower. */
function fitWordPressFrame() {
  if (!readSecret()) return;
  if (!options.theme && parameters.get("theme") !== "auto") page.dataset.theme = "light";
  // `widget.css` then hides the button that shows all testimonials, for which there is no room, and the scroll bar.
  page.dataset.limited = "";
  explainLinks();
  clearTimeout(growthTimer);
  showWhole();
  const height = () => Math.ceil(embedElement.getBoundingClientRect().height);
  if (height() > MAX_HEIGHT) shorten(MAX_HEIGHT);
  // Some browsers do not lay out a hidden frame: any height makes WordPress show it, and then the real one is reported.
  postToWordPress("height", Math.max(1, height()));
  // A frame may lack a fraction of a pixel.
  if (!innerHeight || height() <= innerHeight + 1) return;
  const shortenToFrame = () => shorten((lowHeight = innerHeight));
  if (innerHeight === lowHeight) shortenToFrame();
  else growthTimer = setTimeout(shortenToFrame, GROWTH_TIMEOUT_MS);
}

if (parent !== self) {
  // Within the observer's callback, another height would raise the error "ResizeObserver loop".
  new ResizeObserver(() => requestAnimationFrame(fitWordPressFrame)).observe(embedElement);
  // A hidden frame's observer does not run. The secret may arrive late, and WordPress may start to listen late.
  fitWordPressFrame();
  for (const event of ["hashchange", "resize"]) addEventListener(event, fitWordPressFrame);
  // The row's own observer may have dispatched it: see above.
  embedElement.addEventListener("next-level-change", () => setTimeout(fitWordPressFrame));
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.message === "ready") fitWordPressFrame();
  });
  addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.("a[href]"));
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The link of a notice reloads the frame, not the post around it.
    if (link.target === "_self" && readSecret()) {
      event.preventDefault();
      return location.reload();
    }
    const own = sourceLink?.href ?? location.href;
    if (postToWordPress("link", link.host === location.host ? link.href : own)) event.preventDefault();
  });
}
