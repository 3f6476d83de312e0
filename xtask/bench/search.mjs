// @ts-check
// The search, with a throttled processor: from a key press to the painted result.

import { openPhonePage, throttleCpu, withBrowser } from "./browser.mjs";
import { median } from "./statistics.mjs";

const LABEL = "Rechercher dans la revue de presse";

/**
 * Types each query key by key, then clears the field.
 *
 * @param {string} url
 * @param {string[]} queries of unaccented letters, so that each is one key
 * @returns {Promise<Record<string, number>>} milliseconds: the median and the greatest of the keys, and the median until
 * all excerpts are back
 */
export async function measureSearch(url, queries) {
  return withBrowser(async (browser) => {
    const page = await openPhonePage(browser);
    await page.goto(url, { waitUntil: "load" });
    const found = await page.waitForFunction(findField, {}, LABEL);
    const field = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (found);
    // The page fetches its content again when idle, which is not part of the search.
    await page.waitForNetworkIdle({ idleTime: 3000 });
    await page.evaluate(watchKeys);
    await throttleCpu(page);
    await field.focus();

    const press = async (/** @type {string} */ key) => {
      await page.evaluate("bench.expect()");
      await page.keyboard.press(/** @type {import("puppeteer-core").KeyInput} */ (key));
      return Number(await page.evaluate("bench.painted()"));
    };
    /** @type {number[]} */
    const keys = [];
    /** @type {number[]} */
    const back = [];
    for (const query of queries) {
      for (const letter of query) keys.push(await press(letter));
      await field.evaluate((input) => input.setSelectionRange(1, input.value.length));
      await press("Backspace");
      back.push(await press("Backspace"));
    }
    return { key: median(keys), slowestKey: Math.max(...keys), back: median(back) };
  });
}

/**
 * In the page: finds the input with this label.
 *
 * @param {string} label
 */
function findField(label) {
  const labels = (/** @type {HTMLInputElement} */ input) => [...(input.labels ?? [])].map((it) => it.textContent ?? "");
  return [...document.querySelectorAll("input")].find((input) =>
    [input.ariaLabel ?? "", ...labels(input)].some((text) => text.includes(label)),
  );
}

/**
 * In the page: measures from a key event's timestamp to the end of the main thread's last frame with a change caused by
 * it, without live regions, which may change later. What the compositor adds, some milliseconds, is not in it: the
 * browser's Event Timing, which has it, reports the next change of the window where an address is updated later.
 */
function watchKeys() {
  const QUIET = 500;
  /** @type {number | null} */
  let start = null;
  let end = 0;
  let pendingFrames = 0;
  let lastChange = 0;

  const awaitFrame = () => {
    pendingFrames += 1;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        pendingFrames -= 1;
        end = lastChange = performance.now();
      };
      port2.postMessage(null);
    });
  };
  addEventListener("keydown", (event) => (start ??= event.timeStamp), { capture: true });
  addEventListener("input", awaitFrame, { capture: true });
  new MutationObserver((mutations) => {
    const isVisible = (/** @type {MutationRecord} */ { target }) =>
      !(target instanceof Element ? target : target.parentElement)?.closest("[aria-live], [role=status]");
    if (start !== null && mutations.some(isVisible)) awaitFrame();
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });

  Object.assign(window, {
    bench: {
      expect() {
        [start, end] = [null, 0];
      },
      async painted() {
        while (pendingFrames > 0 || start === null || performance.now() - lastChange < QUIET) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return end - start;
      },
    },
  });
}
