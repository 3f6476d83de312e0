// The responses of one visit until the page is idle, with the size of their encoded bodies.
//
// Usage: node bytes.mjs URL

import { firstPaint, openPhonePage, report } from "./browser.mjs";

const [url] = process.argv.slice(2);

await report(async (browser) => {
  const page = await openPhonePage(browser);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForNetworkIdle({ idleTime: 3000 });
  await firstPaint(page);
  return { responses: await page.evaluate(listResponses) };
});

/** In the page: lists the responses, and whether each blocks the first paint. */
function listResponses() {
  const entries = [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ];
  return entries.map((entry) => ({
    path: new URL(entry.name).pathname,
    bytes: entry.encodedBodySize,
    blocking: entry.entryType === "navigation" || entry.renderBlockingStatus === "blocking",
  }));
}
