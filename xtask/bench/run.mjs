// @ts-check
// A run: serves the pages, takes the measurements, and reports.

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { withBrowser } from "./browser.mjs";
import { measureBytes } from "./bytes.mjs";
import { MEASUREMENTS } from "./figures.mjs";
import { measureLighthouse } from "./lighthouse.mjs";
import { measureAnswer, measureLoad } from "./load.mjs";
import { serveHosts, servePages, serveSearchPages } from "./pages.mjs";
import { versionOf } from "./peers.mjs";
import { renderJson, renderTable, writeIntoReadme } from "./report.mjs";
import { measureRounds } from "./rounds.mjs";
import { measureSearch } from "./search.mjs";

/**
 * @typedef {import("./figures.mjs").MeasurementName} MeasurementName
 * @typedef {import("./figures.mjs").Values} Values
 *
 * @typedef {object} Options
 * @property {string} dist the folder of the site
 * @property {string} content the folder of the content
 * @property {string} folder the folder to build in
 * @property {number} [rounds] the greatest number of rounds
 * @property {MeasurementName} [only] the only measurement to take
 */

const MOST_ROUNDS = 15;
const PACKAGES = ["lighthouse", "astro", "embla-carousel", "svelte", "react", "swiper"];
const JSON_FILE = "docs/bench.json";
const README = "README.md";

/**
 * Measures, and returns whether a figure misses its must.
 *
 * @param {Options} options
 */
export async function run({ dist, content, folder, rounds = MOST_ROUNDS, only }) {
  if (!process.env.CHROME_PATH) throw new Error("CHROME_PATH must name Chromium; `cargo xtask bench` sets it");
  const report = (/** @type {string} */ message) => console.error(`      ${message}`);
  const takes = (/** @type {MeasurementName} */ name) => !only || only === name;

  report("building and serving the peers");
  const [site, texts, builds] = [dist, content, folder].map((path) => resolve(path));
  const pages = await servePages(site, texts, builds);
  const hosts = await serveHosts(pages.site, texts);
  const search = takes("search") ? await serveSearchPages(site, texts, builds) : null;

  /** @type {Record<MeasurementName, (page: string) => Promise<Values>>} */
  const measurements = {
    bytes: (page) => measureBytes(pages[page]),
    lighthouse: (page) => measureLighthouse(pages[page]),
    load: async (page) => ({
      ...(await measureLoad(pages[page])),
      ...(page !== "bare" && { answer: await measureAnswer(pages[page], "any") }),
      ...(page === "site" && { button: await measureAnswer(pages[page], "button") }),
    }),
    search: (page) => measureSearch(search?.addresses[page] ?? "", search?.queries ?? []),
    widget: async (page) => ({
      ...(await measureBytes(hosts[page])),
      ...(await measureLoad(hosts[page])),
      ...(page !== "host" && { answer: await measureAnswer(hosts[page], "any") }),
    }),
  };
  const names = /** @type {MeasurementName[]} */ (Object.keys(MEASUREMENTS)).filter(takes);
  const readings = [];
  for (const name of names) {
    // Bytes do not vary.
    const most = name === "bytes" ? 1 : rounds;
    readings.push(...(await measureRounds(name, most, measurements[name], report)));
  }

  console.log(renderTable(readings));
  console.log("A value is the median of its rounds, with the spread: the interquartile range / the median.");
  if (!only) {
    await writeFile(JSON_FILE, renderJson(readings, await readVersions()));
    await writeFile(README, writeIntoReadme(await readFile(README, "utf8"), readings));
    console.log(`Written to ${JSON_FILE} and ${README}.`);
  }
  const missed = readings.filter(({ isMissed }) => isMissed);
  for (const { figure } of missed) console.error(`error: ${figure.label} (${figure.name}) misses its must`);
  return missed.length > 0;
}

/** @returns {Promise<Record<string, string>>} */
async function readVersions() {
  const packages = PACKAGES.map(async (name) => [name, await versionOf(name)]);
  const chromium = await withBrowser(async (browser) => (await browser.version()).replace(/^.*\//, ""));
  return { chromium, node: process.versions.node, ...Object.fromEntries(await Promise.all(packages)) };
}
