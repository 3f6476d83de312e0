// @ts-check
// A load on the slow profile: its paints, its work on the main thread, and the time until the carousel answers.

import { openPhonePage, throttleCpu, throttleNetwork, withBrowser } from "./browser.mjs";
import { CATEGORIES, summarizeTrace } from "./trace.mjs";

/** What the carousel is controlled with: whatever works first, or only what is a button. */
const CONTROLS = { any: "a, button, [role=button]", button: "button" };

/**
 * Loads a page with a trace, without touching it.
 *
 * @param {string} url
 * @returns {Promise<Record<string, number>>} milliseconds, and the layout shift
 */
export async function measureLoad(url) {
  return withBrowser(async (browser) => {
    const page = await openPhonePage(browser);
    await page.evaluateOnNewDocument(observePaints);
    await throttleNetwork(page);
    await throttleCpu(page);
    await page.tracing.start({ categories: CATEGORIES });
    await page.goto(url, { waitUntil: "load" });
    await page.waitForNetworkIdle({ idleTime: 2000 });
    const trace = Buffer.from((await page.tracing.stop()) ?? []).toString();
    const paints = /** @type {Record<string, number>} */ (await page.evaluate("bench"));
    return { ...paints, ...summarizeTrace(JSON.parse(trace).traceEvents, url) };
  });
}

/**
 * Loads a page, and clicks "next" in each frame until the carousel moves.
 *
 * @param {string} url
 * @param {keyof typeof CONTROLS} controls
 * @returns {Promise<number>} the milliseconds since the navigation
 */
export async function measureAnswer(url, controls) {
  return withBrowser(async (browser) => {
    const page = await openPhonePage(browser);
    // A click in each frame would begin a smooth scroll anew each time.
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await page.evaluateOnNewDocument(pressNext, CONTROLS[controls]);
    await throttleNetwork(page);
    await throttleCpu(page);
    await page.goto(url, { waitUntil: "load" });
    const answered = await page.waitForFunction("globalThis.bench", { polling: 500 });
    return Number(await answered.jsonValue());
  });
}

/** In the page: records its paints and its layout shift. */
function observePaints() {
  const metrics = { firstPaint: 0, largestPaint: 0, layoutShift: 0 };
  Object.assign(window, { bench: metrics });
  const observe = (/** @type {string} */ type, /** @type {(entry: any) => void} */ record) =>
    new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") metrics.firstPaint = startTime;
  });
  observe("largest-contentful-paint", ({ startTime }) => (metrics.largestPaint = startTime));
  observe("layout-shift", ({ value }) => (metrics.layoutShift += value));
}

/**
 * In the page: clicks a visible "Témoignage suivant" in each frame, until the first slide has moved. An early click
 * may find a button that does not work yet; the time until one works counts.
 *
 * @param {string} controls
 */
function pressNext(controls) {
  const WIDGETS = "next-level-testimonials, swiper-container";
  /** @type {number | undefined} */
  let start;
  const query = (/** @type {string} */ selector) => {
    const shadows = [...document.querySelectorAll(WIDGETS)].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    return [document, ...shadows].flatMap((root) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]));
  };
  const name = (/** @type {HTMLElement} */ control) => control.getAttribute("aria-label") ?? control.textContent?.trim();
  const isNext = (/** @type {HTMLElement} */ control) =>
    name(control) === "Témoignage suivant" &&
    !control.matches(":disabled") &&
    control.checkVisibility(/** @type {any} */ ({ visibilityProperty: true }));
  requestAnimationFrame(function check() {
    const left = query("[aria-label^='1 sur ']")[0]?.getBoundingClientRect().left;
    if (start !== undefined && left !== undefined && Math.abs(left - start) > 1) {
      Object.assign(window, { bench: performance.now() });
      return;
    }
    const next = query(controls).find(isNext);
    if (next && left !== undefined) {
      start ??= left;
      next.click();
    }
    requestAnimationFrame(check);
  });
}
