// What a widget costs a page that is not ours: its loader, what is asked for before it is near, what five of
// them share, and what the page itself feels of one that is far below.
//
// Usage: node widget.mjs HOST SITE
// HOST is where `host` is served; requests are those to SITE, another origin.

import { phone, report, slowCpu, slowNetwork } from "./browser.mjs";

const [host, site] = process.argv.slice(2);

/** The host's page without widgets, with one far below, and with five of four sections. */
const PLAIN = [];
const FAR = ["testimonials"];
const FIVE = ["testimonials", "press", "mission", "partners", "testimonials"];

await report(async (browser) => {
  const far = await visit(browser, FAR);
  const five = await visit(browser, FIVE, true);
  const kinds = (end) => five.filter(({ path }) => path.endsWith(end)).length;
  return {
    loader: far.find(({ path }) => path.endsWith("embed/v1.js")).bytes / 1000,
    before: far.length,
    programs: kinds(".wasm") + kinds(".js") - 1,
    documents: kinds(".html"),
    plain: await felt(browser, PLAIN),
    far: await felt(browser, FAR),
  };
});

/** The host's page with these widgets, told where they come from. */
function address(widgets) {
  const asked = widgets.map((name) => ["widget", name]);
  return `${host}?${new URLSearchParams([["site", site], ...asked])}`;
}

/** Every answer of the site to the host's page with these widgets, once all is quiet. */
async function visit(browser, widgets, scrolled) {
  const tab = await phone(browser);
  await tab.goto(address(widgets), { waitUntil: "load" });
  if (scrolled) {
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
  const answers = await tab.evaluate((site) => {
    const entries = performance.getEntriesByType("resource").filter(({ name }) => name.startsWith(site));
    return entries.map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize }));
  }, site);
  await tab.close();
  return answers;
}

/** The largest paint, the layout shift and the blocking time of the host's page with these widgets, on the slow profile. */
async function felt(browser, widgets) {
  const tab = await phone(browser);
  await tab.evaluateOnNewDocument(() => {
    window.felt = { lcp: 0, cls: 0, tbt: 0 };
    const each = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    each("largest-contentful-paint", ({ startTime }) => (window.felt.lcp = startTime));
    each("layout-shift", ({ value }) => (window.felt.cls += value));
    each("longtask", ({ duration }) => (window.felt.tbt += duration - 50));
  });
  await slowNetwork(tab);
  await slowCpu(tab);
  await tab.goto(address(widgets), { waitUntil: "load" });
  await tab.waitForNetworkIdle({ idleTime: 2000 });
  const found = await tab.evaluate(() => window.felt);
  await tab.close();
  return found;
}
