// What one visit transfers until the page is idle: every answer with the size of its body as sent.
//
// Usage: node bytes.mjs URL

import { firstPaint, phone, report } from "./browser.mjs";

const [url] = process.argv.slice(2);

await report(async (browser) => {
  const page = await phone(browser);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForNetworkIdle({ idleTime: 3000 });
  await firstPaint(page);
  return { answers: await page.evaluate(answers) };
});

/** In the page: the answers, and which of them the browser held the first paint back for. */
function answers() {
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
