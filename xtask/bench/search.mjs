// The search, with a throttled processor: from a key press to the painted result.
//
// Usage: node search.mjs URL query… (queries of unaccented letters, so that each is one key)

import { openPhonePage, report, throttleCpu } from "./browser.mjs";

const LABEL = "Rechercher dans la revue de presse";
const [url, ...queries] = process.argv.slice(2);

await report(async (browser) => {
  const page = await openPhonePage(browser);
  await page.goto(url, { waitUntil: "load" });
  const field = await page.waitForFunction(findField, {}, LABEL);
  // The page fetches its content again when idle, which is not part of the search.
  await page.waitForNetworkIdle({ idleTime: 3000 });
  await page.evaluate(watchKeys);
  await throttleCpu(page);
  await field.focus();

  const press = async (key) => {
    await page.evaluate(() => window.bench.expect());
    await page.keyboard.press(key);
    return page.evaluate(() => window.bench.painted());
  };
  const keys = [];
  const back = [];
  for (const query of queries) {
    for (const letter of query) keys.push(await press(letter));
    await field.evaluate((input) => input.setSelectionRange(1, input.value.length));
    await press("Backspace");
    back.push(await press("Backspace"));
  }
  return { keys, back };
});

/** In the page: finds the input with this label. */
function findField(label) {
  const labels = (input) => [...(input.labels ?? [])].map((element) => element.textContent);
  return [...document.querySelectorAll("input")].find((input) =>
    [input.ariaLabel ?? "", ...labels(input)].some((text) => text.includes(label)),
  );
}

/**
 * In the page: measures from a key event's timestamp to the end of the last frame with a change caused by it,
 * without live regions, which may change later. The browser's Event Timing knows when a frame reached the screen,
 * so its duration counts if it is longer.
 */
function watchKeys() {
  const QUIET = 500;
  let start = null;
  let end = 0;
  let pendingFrames = 0;
  let lastChange = 0;
  let duration = 0;

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
    const isVisible = ({ target }) =>
      !(target.closest ? target : target.parentElement)?.closest("[aria-live], [role=status]");
    if (start !== null && mutations.some(isVisible)) awaitFrame();
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (start !== null && Math.abs(entry.startTime - start) < 1) {
        duration = Math.max(duration, entry.duration);
      }
    }
  }).observe({ type: "event", durationThreshold: 16 });

  window.bench = {
    expect() {
      [start, end, duration] = [null, 0, 0];
    },
    async painted() {
      while (pendingFrames > 0 || start === null || performance.now() - lastChange < QUIET) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return Math.max(end - start, duration);
    },
  };
}
