// @ts-check
// The figures: how each is computed from the measured values, and the limit of the site's own.

/**
 * @typedef {"bytes" | "lighthouse" | "load" | "search" | "widget"} MeasurementName
 * @typedef {Record<string, number>} Values what was measured on one page in one round, by its name
 * @typedef {Record<string, Values>} Round what was measured in one round, by the page
 * @typedef {keyof typeof UNITS} Unit
 *
 * @typedef {object} Figure
 * @property {string} name in `bench.json`
 * @property {string} label in the table
 * @property {MeasurementName} measurement
 * @property {Unit} unit
 * @property {(own: Values, all: Round) => number} value of one page in one round; `NaN` if the page has none
 * @property {number} [must] the limit of the site's own value: the least of a score, the greatest of anything else
 */

export const UNITS = {
  kilobytes: { decimals: 1, suffix: " kB" },
  milliseconds: { decimals: 0, suffix: " ms" },
  ratio: { decimals: 2, suffix: " ×" },
  score: { decimals: 0, suffix: "" },
  shift: { decimals: 3, suffix: "" },
};

/**
 * The measurements, each with the pages that it compares; limits are those of the first.
 *
 * @type {Record<MeasurementName, { title: string, pages: string[] }>}
 */
export const MEASUREMENTS = {
  bytes: { title: "bytes on the wire, brotli 11", pages: ["site", "floor", "bare", "astro", "svelte", "react"] },
  lighthouse: {
    title: "Lighthouse mobile, simulated throttling",
    pages: ["site", "floor", "bare", "astro", "svelte", "react"],
  },
  load: { title: "load at CPU ÷ 4, 150 ms, 1.6 Mbit/s", pages: ["site", "floor", "bare", "astro", "svelte", "react"] },
  search: { title: "search in 5,000 excerpts, CPU ÷ 4", pages: ["site", "astro", "svelte", "react"] },
  widget: {
    title: "a carousel on another site's page, at CPU ÷ 4, 150 ms, 1.6 Mbit/s",
    pages: ["widget", "swiper", "host"],
  },
};

/**
 * @param {MeasurementName} measurement
 * @param {Unit} unit
 * @param {string} name
 * @param {string} label
 * @param {Figure["value"]} value
 * @param {number} [must]
 * @returns {Figure}
 */
const figure = (measurement, unit, name, label, value, must) => ({ name, label, measurement, unit, value, must });

/** All figures, in the table's order. */
export const FIGURES = [
  figure("bytes", "kilobytes", "wire", "all but fonts and pictures", (own) => own.wire, 88),
  figure("bytes", "kilobytes", "wasm", "Wasm", (own) => own.wasm, 70),
  figure("bytes", "kilobytes", "scripts", "scripts", (own) => own.scripts),
  figure("bytes", "kilobytes", "html", "HTML with CSS and data", (own) => own.html),
  figure("bytes", "kilobytes", "json", "JSON files, fetched again when idle", (own) => own.json),
  figure("bytes", "kilobytes", "fonts", "fonts", (own) => own.fonts),

  figure("lighthouse", "milliseconds", "first-paint", "first paint", (own) => own.firstPaint),
  figure("lighthouse", "milliseconds", "largest-paint", "largest paint", (own) => own.largestPaint),
  figure("lighthouse", "ratio", "largest-paint-astro", "largest paint / Astro's", (own, { astro }) => own.largestPaint / astro.largestPaint, 1),
  figure("lighthouse", "milliseconds", "blocking", "blocking time", (own) => own.blocking),
  figure("lighthouse", "milliseconds", "blocking-added", "blocking time − floor's", (own, { floor }) => own.blocking - floor.blocking, 10),
  figure("lighthouse", "shift", "layout-shift", "layout shift", (own) => own.layoutShift, 0),
  figure("lighthouse", "score", "performance", "performance", (own) => own.performance, 100),
  figure("lighthouse", "score", "accessibility", "accessibility", (own) => own.accessibility, 100),
  figure("lighthouse", "score", "best-practices", "best practices", (own) => own["best-practices"], 100),
  figure("lighthouse", "score", "seo", "SEO", (own) => own.seo, 100),

  figure("load", "milliseconds", "slow-first-paint", "first paint", (own) => own.firstPaint),
  figure("load", "milliseconds", "slow-largest-paint", "largest paint", (own) => own.largestPaint),
  figure("load", "ratio", "slow-largest-paint-bare", "largest paint / the bare page's", (own, { bare }) => own.largestPaint / bare.largestPaint, 1.1),
  figure("load", "milliseconds", "style-and-layout", "style and layout", (own) => own.styleAndLayout),
  figure("load", "ratio", "style-and-layout-bare", "style and layout / the bare page's", (own, { bare }) => own.styleAndLayout / bare.styleAndLayout, 1.3),
  figure("load", "milliseconds", "longest-task", "longest task", (own) => own.longestTask),
  figure("load", "milliseconds", "longest-script", "longest task of scripts and Wasm", (own) => own.longestScript, 50),
  figure("load", "milliseconds", "slow-blocking", "blocking time", (own) => own.blocking),
  figure("load", "milliseconds", "answer", "carousel answers", (own) => own.answer),
  figure("load", "ratio", "answer-astro", "carousel answers / Astro's", (own, { astro }) => own.answer / astro.answer, 0.85),
  figure("load", "milliseconds", "button", "its button (Wasm) answers", (own) => own.button),
  figure("load", "ratio", "button-react", "its button answers / React's", (own, { react }) => own.button / react.answer, 0.9),

  figure("search", "milliseconds", "search-key", "a key to the painted result", (own) => own.key, 60),
  figure("search", "milliseconds", "search-slowest-key", "the slowest key", (own) => own.slowestKey),
  figure("search", "milliseconds", "search-back", "last key deleted: all are back", (own) => own.back, 60),

  figure("widget", "kilobytes", "loader", "loader", (own) => own.loader || NaN, 2.7),
  figure("widget", "kilobytes", "widget-wire", "all but fonts and pictures, with the page", (own) => own.wire),
  figure("widget", "milliseconds", "widget-largest-paint", "the page's largest paint", (own) => own.largestPaint),
  figure("widget", "shift", "widget-layout-shift", "the page's layout shift", (own) => own.layoutShift),
  figure("widget", "milliseconds", "widget-longest-task", "the page's longest task", (own) => own.longestTask),
  figure("widget", "milliseconds", "widget-blocking", "the page's blocking time", (own) => own.blocking),
  figure("widget", "milliseconds", "widget-answer", "carousel answers", (own) => own.answer),
];

/**
 * Rounds a value to the precision of its display.
 *
 * @param {number} value
 * @param {Unit} unit
 */
export function roundTo(value, unit) {
  const scale = 10 ** UNITS[unit].decimals;
  // Adding zero turns `-0` into `0`.
  return Math.round(value * scale) / scale + 0;
}

/**
 * Formats a value with its unit.
 *
 * @param {number} value
 * @param {Unit} unit
 */
export function format(value, unit) {
  const { decimals, suffix } = UNITS[unit];
  return `${roundTo(value, unit).toFixed(decimals)}${suffix}`;
}

/**
 * Formats a figure's limit with its direction, such as `≤ 1.10 ×`.
 *
 * @param {Figure} figure
 */
export function formatMust({ must, unit }) {
  if (must === undefined) return "";
  return `${unit === "score" ? "≥" : "≤"} ${format(must, unit)}`;
}

/**
 * Whether a value misses the limit, as it is displayed, so that the table never contradicts itself.
 *
 * @param {Figure} figure
 * @param {number} value
 */
export function missesMust({ must, unit }, value) {
  if (must === undefined) return false;
  const displayed = roundTo(value, unit);
  return unit === "score" ? displayed < must : displayed > must;
}
