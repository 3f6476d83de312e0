// @ts-check
// Chromium for every measurement: headless, with a fresh profile and without its own network traffic.

import puppeteer from "puppeteer-core";

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("puppeteer-core").Page} Page */

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A small phone, of the smallest width at which the design is reviewed. */
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** The slow profile: CPU ÷ 4, 150 ms, 1.6 Mbit/s down and half of that up. */
const CPU_SLOWDOWN = 4;
const SLOW_NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 800_000 / 8,
};

/**
 * Runs `use` with a browser of its own, and closes it.
 *
 * @template T
 * @param {(browser: Browser) => Promise<T>} use
 */
export async function withBrowser(use) {
  const executablePath = process.env.CHROME_PATH;
  const browser = await puppeteer.launch({ executablePath, headless: true, args: FLAGS, protocolTimeout: 300_000 });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/**
 * Opens a blank page with the viewport of a phone, after the browser has finished starting.
 *
 * @param {Browser} browser
 */
export async function openPhonePage(browser) {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  await page.setViewport(PHONE);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return page;
}

/**
 * Throttles the page's processor.
 *
 * @param {Page} page
 */
export async function throttleCpu(page) {
  const session = await page.createCDPSession();
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
}

/**
 * Throttles the page's network.
 *
 * @param {Page} page
 */
export async function throttleNetwork(page) {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_NETWORK);
}
