// @ts-check
// Lighthouse's mobile preset with its simulated throttling.

import lighthouse from "lighthouse";
import { withBrowser } from "./browser.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/**
 * Runs Lighthouse once.
 *
 * @param {string} url
 * @returns {Promise<Record<string, number>>} milliseconds, and scores from 0 to 100
 */
export async function measureLighthouse(url) {
  return withBrowser(async (browser) => {
    const port = Number(new URL(browser.wsEndpoint()).port);
    const result = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: "silent" });
    if (!result) throw new Error("Lighthouse has no result");
    const { audits, categories, runtimeError } = result.lhr;
    if (runtimeError) throw new Error(runtimeError.message);
    const metric = (/** @type {string} */ id) => Number(audits[id].numericValue);
    const scores = CATEGORIES.map((id) => [id, Number(categories[id].score) * 100]);
    return {
      firstPaint: metric("first-contentful-paint"),
      largestPaint: metric("largest-contentful-paint"),
      layoutShift: metric("cumulative-layout-shift"),
      blocking: metric("total-blocking-time"),
      ...Object.fromEntries(scores),
    };
  });
}
