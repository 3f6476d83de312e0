// @ts-check
// Tests of what computes and reports the figures; `cargo xtask check` runs them, without a browser or packages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseQueries, generatePress } from "./excerpts.mjs";
import { FIGURES, format, formatMust, missesMust } from "./figures.mjs";
import { emptyContainer, removeScripts, simplify } from "./pages.mjs";
import { renderJson, renderTable, UNKNOWN_COLUMNS, writeIntoReadme } from "./report.mjs";
import { measureRounds, readResults } from "./rounds.mjs";
import { isSteady, median, spread } from "./statistics.mjs";
import { summarizeTrace } from "./trace.mjs";
import { sumByKind } from "./wire.mjs";

/** @param {string} name */
const find = (name) => /** @type {import("./figures.mjs").Figure} */ (FIGURES.find((figure) => figure.name === name));

const SEARCH = { key: 40, slowestKey: 90, back: 50 };

test("the median and the spread do not depend on the order, and the spread needs a median other than 0", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 100, 1, 2]), 3);
  assert.equal(spread([5, 1, 3, 2, 4]), 2 / 3);
  assert.equal(spread([7]), null);
  assert.equal(spread([0, 0, 9]), null);
});

test("a median is steady once three more rounds have hardly moved it, after five at least", () => {
  assert.equal(isSteady([100, 100, 100, 100], 1), false);
  assert.equal(isSteady([100, 100, 100, 100, 100], 1), true);
  assert.equal(isSteady([100, 100, 150, 150, 150], 1), false);
  // The precision of the display counts for small values.
  assert.equal(isSteady([1, 2, 1, 2, 1], 1), true);
});

test("pages take turns, each round begins with another, and a failed measurement is repeated", async () => {
  /** @type {string[]} */
  const order = [];
  let failures = 2;
  const measure = async (/** @type {string} */ page) => {
    if (failures-- > 0) throw new Error("no browser");
    order.push(page);
    return SEARCH;
  };
  const readings = await measureRounds("search", 2, measure, () => {});
  assert.equal(order.join(" "), "site astro svelte react astro svelte react site");
  assert.deepEqual(readings[0].pages.site, [40, 40]);
  const failing = measureRounds("search", 1, () => Promise.reject(new Error("no browser")), () => {});
  await assert.rejects(failing, /search of site failed 3 times/);
});

test("rounds end once every figure with a limit is steady", async () => {
  const readings = await measureRounds("search", 15, async () => SEARCH, () => {});
  assert.equal(readings[0].pages.site.length, 5);
});

test("ratios are of the same round, and a figure that the site lacks is an error", () => {
  const load = (/** @type {number} */ factor) => ({
    firstPaint: 1, largestPaint: 100 * factor, styleAndLayout: 10, longestTask: 1, longestScript: 1, blocking: 0, answer: 50,
  });
  const round = (/** @type {number} */ busy) => ({
    site: { ...load(busy * 1.2), button: 90 }, floor: load(busy), bare: load(busy), astro: load(busy), svelte: load(busy), react: load(busy),
  });
  const readings = readResults("load", [round(1), round(3)]);
  const ratio = readings.find(({ figure }) => figure.name === "slow-largest-paint-bare");
  assert.deepEqual(ratio?.pages.site.map((value) => format(value, "ratio")), ["1.20 ×", "1.20 ×"]);
  assert.equal(ratio?.isMissed, true);
  assert.throws(() => readResults("search", [{ site: {}, astro: SEARCH, svelte: SEARCH, react: SEARCH }]), /search-key/);
});

test("a limit is compared with the value as it is displayed", () => {
  for (const [name, value, isMissed] of /** @type {const} */ ([
    ["slow-largest-paint-bare", 1.104, false],
    ["slow-largest-paint-bare", 1.106, true],
    ["accessibility", 99, true],
    ["performance", 100, false],
    ["layout-shift", 0.0004, false],
    ["blocking-added", -12, false],
    ["largest-paint", 9000, false],
  ])) {
    assert.equal(missesMust(find(name), value), isMissed, `${name} ${value}`);
  }
  assert.equal(formatMust(find("wire")), "≤ 88.0 kB");
  assert.equal(formatMust(find("seo")), "≥ 100");
  assert.equal(format(-0.2, "milliseconds"), "0 ms");
});

test("names of figures are unique, and the README's columns are figures", () => {
  assert.equal(new Set(FIGURES.map(({ name }) => name)).size, FIGURES.length);
  assert.deepEqual(UNKNOWN_COLUMNS, []);
});

test("the table has each page's median and spread, and marks what is not resolved or missed", () => {
  const rounds = [40, 40, 100].map((key) => ({
    site: { ...SEARCH, key, back: 70 }, astro: { ...SEARCH, key }, svelte: SEARCH, react: SEARCH,
  }));
  const readings = readResults("search", rounds);
  const table = renderTable(readings);
  assert.match(table, /search in 5,000 excerpts, CPU ÷ 4 \(rounds: 3\)\n +site +astro +svelte +react +must +verdict\n/);
  assert.match(table, /a key to the painted result +40 ms \(75 %, not resolved\) .* ≤ 60 ms +ok\n/);
  assert.match(table, /all are back +70 ms \(0 %\) .* MISSES THE MUST\n/);
  const json = JSON.parse(renderJson(readings, { node: "20" }));
  assert.deepEqual(json.figures[0].pages.site, { median: 40, spread: 0.75, resolved: false, values: [40, 40, 100] });
});

test("the README's table replaces only what is between its comments", () => {
  const readings = readResults("search", [{ site: SEARCH, astro: SEARCH, svelte: SEARCH, react: SEARCH }]);
  const start = "<!-- bench: written by cargo xtask bench -->";
  const readme = writeIntoReadme(`# Site\n\n${start}\nold\n<!-- /bench -->\n\nEnd\n`, readings);
  assert.match(readme, /^# Site\n\n<!-- bench: [^\n]+ -->\n\|  \| bytes \|/);
  assert.match(readme, /\n\| \*\*this site\*\* \| – .*\| 40 ms \| 50 ms \|\n/);
  assert.match(readme, /\n<!-- \/bench -->\n\nEnd\n$/);
  assert.throws(() => writeIntoReadme("# Site", readings), /README.md lacks/);
});

test("the floor has the text and no script; an emptied page has the script and no text", () => {
  const html =
    '<head><link rel="icon" href="data:,"><link rel="modulepreload" href="a.js"><link rel="preload" as="fetch" href="a.wasm">' +
    '<link rel="preload" as="font" href="a.woff2"><script type="module">init()</script></head>' +
    '<body><div id="site"><div class="slot"><div>A</div></div><p>B</p></div>' +
    '<script type="application/json" id="a.json">{"a":1}</script></body>';
  assert.equal(
    removeScripts(html),
    '<head><link rel="icon" href="data:,"><link rel="preload" as="font" href="a.woff2"></head>' +
      '<body><div id="site"><div class="slot"><div>A</div></div><p>B</p></div></body>',
  );
  const emptied = emptyContainer(html);
  assert.ok(emptied.endsWith('<body><div id="site"></div></body>') && emptied.includes("init()"), emptied);
  assert.throws(() => emptyContainer("<body></body>"), /index.html has no/);
});

test("the bare page has the text and its own styles, and no script, no other style and no control", () => {
  const html =
    '<head><link rel="icon" href="data:,"><link rel="stylesheet" href="a.css"><style>a { b: c }</style></head>' +
    '<body><form><p>3</p></form><p>A</p><button type="button">→</button><script type="module">init()</script></body>';
  const bare = '<head><link rel="icon" href="data:,"><style>$& {}</style></head><body><p>A</p></body>';
  assert.equal(simplify(html, "$& {}"), bare);
});

test("generated excerpts are plain text, nobody's, and the same each time; queries can be typed key by key", () => {
  const paragraphs = ["Dénoncer, l’injustice : comprendre l’injustice.", "Collectif (2011) & agir"];
  const press = { title: "Presse", excerpts: [{ id: "a", organisation: "Lallab", paragraphs }] };
  const generated = generatePress(press, 300);
  assert.deepEqual(generated, generatePress(press, 300));
  assert.equal(generated.excerpts.length, 300);
  assert.deepEqual(Object.keys(generated.excerpts[0]), ["id", "paragraphs"]);
  assert.match(generated.excerpts[0].paragraphs[0], /^\p{Lu}[\p{L} ]+\.$/u);
  assert.deepEqual(chooseQueries(press), ["injust", "collec", "compre"]);
  assert.throws(() => generatePress({ excerpts: [] }, 1), /no words/);
});

test("everything but fonts and pictures counts on the wire", () => {
  const sums = sumByKind([
    { path: "/", bytes: 8000 },
    { path: "/base.css", bytes: 500 },
    { path: "/assets/site-1.js", bytes: 6000 },
    { path: "/assets/site-1.wasm", bytes: 70_000 },
    { path: "/content/press.json", bytes: 1500 },
    { path: "/fonts/a.woff2", bytes: 30_000 },
    { path: "/images/a.webp", bytes: 9000 },
    { path: "/unknown.xyz", bytes: 1000 },
    { path: "/embed/v1.js", bytes: 2600 },
  ]);
  const { html, scripts, wasm, json, fonts, wire, loader } = sums;
  assert.deepEqual({ html, scripts, wasm, json, fonts, wire, loader }, {
    html: 8.5, scripts: 8.6, wasm: 70, json: 1.5, fonts: 30, wire: 89.6, loader: 2.6,
  });
});

test("a trace is summarized for the page's main thread, and nested layout counts once", () => {
  const event = (/** @type {string} */ name, /** @type {number} */ ts, /** @type {number} */ dur, tid = 1) =>
    ({ name, ph: "X", pid: 1, tid, ts: ts * 1000, dur: dur * 1000, args: {} });
  const events = [
    { ...event("CommitLoad", 0, 0), args: { data: { url: "http://a/" } } },
    event("RunTask", 10, 80),
    event("FunctionCall", 10, 30),
    event("FunctionCall", 12, 5),
    event("Layout", 45, 20),
    event("UpdateLayoutTree", 50, 5),
    event("RunMicrotasks", 70, 10),
    event("RunTask", 100, 55),
    event("RunTask", 100, 500, 2),
  ];
  assert.deepEqual(summarizeTrace(events, "http://a/"), {
    styleAndLayout: 20, longestTask: 80, longestScript: 40, blocking: 35,
  });
  assert.throws(() => summarizeTrace(events, "http://b/"), /no document http:\/\/b\//);
});
