// Chromium for every measurement: headless, with a fresh profile and without its own network traffic.

import puppeteer from "puppeteer-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A small phone, of the smallest width at which the design is reviewed. */
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** The slow profile of design.md: CPU ÷ 4, 150 ms, 1.6 Mbit/s down and half of that up. */
const CPU_SLOWDOWN = 4;
const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 800_000 / 8,
};

/** Runs `measure(browser)`, and prints its result as JSON with Chromium's version. */
export async function report(measure) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROME_PATH,
    headless: true,
    args: FLAGS,
    protocolTimeout: 300_000,
  });
  try {
    const chromium = (await browser.version()).replace(/^.*\//, "");
    const result = await measure(browser);
    process.stdout.write(`${JSON.stringify({ chromium, ...result })}\n`);
  } finally {
    await browser.close();
  }
}

/** Opens a blank page with the viewport of a phone, after the browser has finished starting. */
export async function openPhonePage(browser) {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.setViewport(PHONE);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return page;
}

/** Throttles the page's processor. */
export async function throttleCpu(page) {
  const session = await page.createCDPSession();
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
}

/** Throttles the page's network. */
export async function throttleNetwork(page) {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_NETWORK);
}

/** The time of the first contentful paint, in milliseconds since the navigation. */
export async function firstPaint(page) {
  const entry = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  return (await page.waitForFunction(entry)).jsonValue();
}
