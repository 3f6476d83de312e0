// @ts-check
// The readings as a table for the terminal, as JSON with every value, and as a table for the README.

import { FIGURES, format, formatMust, MEASUREMENTS, roundTo } from "./figures.mjs";
import { median, RESOLVED_SPREAD, spread } from "./statistics.mjs";

/** @typedef {import("./rounds.mjs").Reading} Reading */

/** The comments around the figures in README.md. */
const START = "<!-- bench: written by cargo xtask bench -->";
const END = "<!-- /bench -->";

/**
 * The pages of README.md's table.
 *
 * @type {Record<string, string>}
 */
const ROWS = {
  site: "**this site**",
  floor: "its HTML without scripts",
  bare: "a bare page, 2 kB of CSS",
  astro: "Astro + Embla",
  svelte: "Svelte 5, in the browser",
  react: "React 19, in the browser",
  host: "another site's page",
  widget: "**that page with our element**",
  swiper: "that page with a Swiper",
};

/**
 * The columns of README.md's table, with the figures that they show: of the page, and of another site's page.
 *
 * @type {Record<string, string[]>}
 */
const COLUMNS = {
  bytes: ["wire", "widget-wire"],
  "largest paint": ["largest-paint"],
  blocking: ["blocking"],
  score: ["performance"],
  "slow: largest paint": ["slow-largest-paint", "widget-largest-paint"],
  "style, layout": ["style-and-layout"],
  "longest task": ["longest-task", "widget-longest-task"],
  "carousel answers": ["answer", "widget-answer"],
  "search: a key": ["search-key"],
  "all back": ["search-back"],
};

/** @param {number[]} values */
const isResolved = (values) => (spread(values) ?? 0) <= RESOLVED_SPREAD;

/**
 * Renders one row per figure, below the title and the pages of its measurement. A cell is the median with the spread.
 *
 * @param {Reading[]} readings
 */
export function renderTable(readings) {
  const tables = Object.entries(MEASUREMENTS).map(([name, { title, pages }]) => {
    const own = readings.filter(({ figure }) => figure.measurement === name);
    if (own.length === 0) return "";
    const rows = own.map((reading) => [
      `  ${reading.figure.label}`,
      ...pages.map((page) => formatCell(reading, page)),
      formatMust(reading.figure),
      verdict(reading),
    ]);
    const rounds = own[0].pages[pages[0]].length;
    return `\n${title} (rounds: ${rounds})\n${align([["", ...pages, "must", "verdict"], ...rows])}`;
  });
  return tables.join("");
}

/**
 * @param {Reading} reading
 * @param {string} page
 */
function formatCell({ figure, pages }, page) {
  const values = pages[page];
  if (!values) return "";
  const part = spread(values);
  const percent = part === null ? "–" : `${Math.round(part * 100)} %`;
  return `${format(median(values), figure.unit)} (${percent}${isResolved(values) ? "" : ", not resolved"})`;
}

/** @param {Reading} reading */
function verdict({ figure, isMissed }) {
  if (figure.must === undefined) return "";
  return isMissed ? "MISSES THE MUST" : "ok";
}

/**
 * Aligns the first and the last column to the left, and the others to the right.
 *
 * @param {string[][]} rows
 */
function align(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const last = widths.length - 1;
  const pad = (/** @type {string} */ cell, /** @type {number} */ column) =>
    column === 0 || column === last ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return rows.map((row) => `${row.map(pad).join("  ").trimEnd()}\n`).join("");
}

/**
 * Renders `bench.json`.
 *
 * @param {Reading[]} readings
 * @param {Record<string, string>} versions of the programs
 */
export function renderJson(readings, versions) {
  const figures = readings.map(({ figure, pages, isMissed }) => {
    const { name, label, measurement, unit, must } = figure;
    const samples = Object.entries(pages).map(([page, values]) => {
      const part = spread(values);
      const sample = {
        median: roundTo(median(values), unit),
        spread: part === null ? null : roundTo(part, "ratio"),
        resolved: isResolved(values),
        values: values.map((value) => roundTo(value, unit)),
      };
      return [page, sample];
    });
    return { name, label, measurement, unit, must, isMissed, pages: Object.fromEntries(samples) };
  });
  const json = JSON.stringify({ versions, figures }, null, 2);
  // One line per list of values.
  return `${json.replace(/\[\s+([^\[\]{}]*?)\s+\]/g, (_, list) => `[${list.replace(/\s+/g, " ")}]`)}\n`;
}

/**
 * Puts the table between the two comments of README.md. A figure that is not resolved is marked with `*`.
 *
 * @param {string} readme
 * @param {Reading[]} readings of all measurements
 */
export function writeIntoReadme(readme, readings) {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md lacks \`${START}\` or, after it, \`${END}\``);
  /** @type {(names: string[], page: string) => string} */
  const cell = (names, page) => {
    const reading = readings.find(({ figure, pages }) => names.includes(figure.name) && pages[page]);
    if (!reading) return "–";
    const values = reading.pages[page];
    const text = `${format(median(values), reading.figure.unit)}${isResolved(values) ? "" : "*"}`;
    // The site has a link at once, and a button once the Wasm runs.
    return names.includes("answer") && page === "site" ? `${text}, its button ${cell(["button"], page)}` : text;
  };
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |\n`;
  const columns = Object.values(COLUMNS);
  const rows = Object.entries(ROWS).map(([page, name]) => line([name, ...columns.map((names) => cell(names, page))]));
  const table = [line(["", ...Object.keys(COLUMNS)]), `|---|${"--:|".repeat(columns.length)}\n`, ...rows].join("");
  return `${readme.slice(0, start)}${START}\n${table}${readme.slice(end)}`;
}

/** The figures that the README's table names but that do not exist. */
export const UNKNOWN_COLUMNS = Object.values(COLUMNS)
  .flat()
  .filter((name) => !FIGURES.some((figure) => figure.name === name));
