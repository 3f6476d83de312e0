// The search, with the processor four times slower: from a key to the painted result.
//
// Usage: node search.mjs URL word… (words of unaccented letters, so that each is one key)

import { phone, report, slowCpu } from "./browser.mjs";

const LABEL = "Rechercher dans la revue de presse";
const [url, ...words] = process.argv.slice(2);

await report(async (browser) => {
  const page = await phone(browser);
  await page.goto(url, { waitUntil: "load" });
  const field = await page.waitForFunction(findField, {}, LABEL);
  // The content is asked for again when idle; that is not the search's time.
  await page.waitForNetworkIdle({ idleTime: 3000 });
  await page.evaluate(watchKeys);
  await slowCpu(page);
  await field.focus();

  const press = async (key) => {
    await page.evaluate(() => window.bench.expect());
    await page.keyboard.press(key);
    return page.evaluate(() => window.bench.painted());
  };
  const keys = [];
  const back = [];
  for (const word of words) {
    for (const letter of word) keys.push(await press(letter));
    await field.evaluate((input) => input.setSelectionRange(1, input.value.length));
    await press("Backspace");
    back.push(await press("Backspace"));
  }
  return { keys, back };
});

/** In the page: the input with this label. */
function findField(label) {
  const labels = (input) => [...(input.labels ?? [])].map((element) => element.textContent);
  return [...document.querySelectorAll("input")].find((input) =>
    [input.ariaLabel ?? "", ...labels(input)].some((text) => text.includes(label)),
  );
}

/**
 * In the page: times a key from the event's own time stamp to the end of the last frame that shows
 * something new because of it. Live regions may speak later, so they do not count. The browser's Event Timing
 * says when a frame reached the screen; where it says later, it is right.
 */
function watchKeys() {
  const QUIET = 500;
  let start = null;
  let end = 0;
  let frames = 0;
  let lastSign = 0;
  let duration = 0;

  const frame = () => {
    frames += 1;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        frames -= 1;
        end = lastSign = performance.now();
      };
      port2.postMessage(null);
    });
  };
  addEventListener("keydown", (event) => (start ??= event.timeStamp), { capture: true });
  addEventListener("input", frame, { capture: true });
  new MutationObserver((mutations) => {
    const shows = ({ target }) =>
      !(target.closest ? target : target.parentElement)?.closest("[aria-live], [role=status]");
    if (start !== null && mutations.some(shows)) frame();
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
      while (frames > 0 || start === null || performance.now() - lastSign < QUIET) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return Math.max(end - start, duration);
    },
  };
}
