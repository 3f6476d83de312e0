// The cost of widgets on another site's page: the loader, the requests before a widget is near the viewport, the
// requests that five widgets share, and the effect on the page's own metrics of a widget far below.
//
// Usage: node widget.mjs HOST SITE
// HOST is the address of `host`; only requests to SITE, another origin, count.

import { openPhonePage, report, throttleCpu, throttleNetwork } from "./browser.mjs";

const [host, site] = process.argv.slice(2);

/** The host's page without widgets, with one far below, and with five of four sections. */
const PLAIN = [];
const FAR = ["testimonials"];
const FIVE = ["testimonials", "press", "mission", "partners", "testimonials"];

await report(async (browser) => {
  const far = await visit(browser, FAR);
  const five = await visit(browser, FIVE, true);
  const count = (end) => five.filter(({ path }) => path.endsWith(end)).length;
  return {
    loader: far.find(({ path }) => path.endsWith("embed/v1.js")).bytes / 1000,
    before: far.length,
    programs: count(".wasm") + count(".js") - 1,
    documents: count(".html"),
    plain: await measureMetrics(browser, PLAIN),
    far: await measureMetrics(browser, FAR),
  };
});

/** The address of the host's page with these widgets. */
function address(widgets) {
  const parameters = widgets.map((name) => ["widget", name]);
  return `${host}?${new URLSearchParams([["site", site], ...parameters])}`;
}

/** The site's responses to the host's page with these widgets, until the network is idle. */
async function visit(browser, widgets, scrolls) {
  const tab = await openPhonePage(browser);
  await tab.goto(address(widgets), { waitUntil: "load" });
  if (scrolls) {
    await tab.waitForFunction(() => customElements.get("next-level-press"));
    await tab.evaluate(async () => {
      const all = [...document.querySelectorAll("*")].filter(({ localName }) => localName.startsWith("next-level-"));
      for (const widget of all) {
        widget.scrollIntoView();
        await widget.ready;
      }
    });
  }
  await tab.waitForNetworkIdle({ idleTime: 2000 });
  const responses = await tab.evaluate((site) => {
    const entries = performance.getEntriesByType("resource").filter(({ name }) => name.startsWith(site));
    return entries.map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize }));
  }, site);
  await tab.close();
  return responses;
}

/** The largest paint, the layout shift and the blocking time of the host's page with these widgets, on the slow profile. */
async function measureMetrics(browser, widgets) {
  const tab = await openPhonePage(browser);
  await tab.evaluateOnNewDocument(() => {
    window.metrics = { lcp: 0, cls: 0, tbt: 0 };
    const observe = (type, record) => new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({ type, buffered: true });
    observe("largest-contentful-paint", ({ startTime }) => (window.metrics.lcp = startTime));
    observe("layout-shift", ({ value }) => (window.metrics.cls += value));
    observe("longtask", ({ duration }) => (window.metrics.tbt += duration - 50));
  });
  await throttleNetwork(tab);
  await throttleCpu(tab);
  await tab.goto(address(widgets), { waitUntil: "load" });
  await tab.waitForNetworkIdle({ idleTime: 2000 });
  const metrics = await tab.evaluate(() => window.metrics);
  await tab.close();
  return metrics;
}
