// @ts-check
// The transferred bytes of a visit until the page is idle, by type.

import { openPhonePage, withBrowser } from "./browser.mjs";
import { sumByKind } from "./wire.mjs";

/**
 * Visits a page.
 *
 * @param {string} url
 * @returns {Promise<Record<string, number>>} sums in kB (1,000 bytes) of encoded bodies
 */
export async function measureBytes(url) {
  return withBrowser(async (browser) => {
    const page = await openPhonePage(browser);
    await page.goto(url, { waitUntil: "load" });
    await page.waitForNetworkIdle({ idleTime: 3000 });
    return sumByKind(await page.evaluate(listResponses));
  });
}

/** In the page: lists the responses. */
function listResponses() {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  return /** @type {PerformanceResourceTiming[]} */ (entries).map((entry) => ({
    path: new URL(entry.name).pathname,
    bytes: entry.encodedBodySize,
  }));
}
