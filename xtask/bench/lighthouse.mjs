// One run of Lighthouse's mobile preset with its simulated throttling.
//
// Usage: node lighthouse.mjs URL category…

import lighthouse from "lighthouse";

import { report } from "./browser.mjs";

const [url, ...categories] = process.argv.slice(2);

await report(async (browser) => {
  const port = new URL(browser.wsEndpoint()).port;
  const { lhr } = await lighthouse(url, { port, onlyCategories: categories, logLevel: "silent" });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const metric = (id) => lhr.audits[id].numericValue;
  const scores = Object.values(lhr.categories).map(({ id, score }) => [id, score * 100]);
  return {
    lighthouse: lhr.lighthouseVersion,
    fcp: metric("first-contentful-paint"),
    lcp: metric("largest-contentful-paint"),
    cls: metric("cumulative-layout-shift"),
    tbt: metric("total-blocking-time"),
    ...Object.fromEntries(scores),
    failedAudits: Object.values(lhr.categories).flatMap((category) => failedAudits(lhr, category)),
  };
});

/** The audits that cost a category points. */
function failedAudits(lhr, category) {
  const costsPoints = ({ id, weight }) => {
    const score = lhr.audits[id].score;
    return weight > 0 && score !== null && score < 1;
  };
  return category.auditRefs.filter(costsPoints).map(({ id }) => `${category.id}: ${id}`);
}
