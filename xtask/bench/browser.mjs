// Chromium as every measurement drives it: headless, a fresh profile, nothing of its own on the network.

import puppeteer from "puppeteer-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A small phone, as wide as most content must still fit. */
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** The slow profile of design.md: CPU ÷ 4, 150 ms, 1.6 Mbit/s down (and half of that up). */
export const SLOW_CPU = 4;
const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 800_000 / 8,
};

/** Runs `measure(browser)`, prints what it returns as JSON with Chromium's version, and ends. */
export async function report(measure) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROME_PATH,
    headless: true,
    args: FLAGS,
    protocolTimeout: 300_000,
  });
  try {
    const chromium = (await browser.version()).replace(/^.*\//, "");
    const found = await measure(browser);
    process.stdout.write(`${JSON.stringify({ chromium, ...found })}\n`);
  } finally {
    await browser.close();
  }
}

/** A phone's page, still blank, after the browser's own start has calmed down. */
export async function phone(browser) {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.setViewport(PHONE);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return page;
}

/** Makes the page's processor four times slower. */
export async function slowCpu(page) {
  const session = await page.createCDPSession();
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW_CPU });
}

/** Makes the page's network slow. */
export async function slowNetwork(page) {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_NETWORK);
}

/** When the page painted its first content, in milliseconds from the navigation. */
export async function firstPaint(page) {
  const entry = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  return (await page.waitForFunction(entry)).jsonValue();
}
