// One load on the slow profile: the first paint and, with `press`, when the carousel has answered.
//
// Usage: node slow.mjs URL [press]

import { firstPaint, phone, report, slowCpu, slowNetwork } from "./browser.mjs";

const [url, press] = process.argv.slice(2);

await report(async (browser) => {
  const page = await phone(browser);
  if (press) await page.evaluateOnNewDocument(pressNext);
  await slowNetwork(page);
  await slowCpu(page);
  await page.goto(url, { waitUntil: "load" });
  const fcp = await firstPaint(page);
  if (!press) return { fcp };
  const answer = () => window.benchAnswer;
  const { pressed, answered } = await (await page.waitForFunction(answer)).jsonValue();
  return { fcp, pressed, answered };
});

/** In the page: presses "Témoignage suivant" as soon as it exists, and looks for "2 / 3". */
function pressNext() {
  let next = null;
  let pressed = 0;
  const name = (button) => button.getAttribute("aria-label") ?? button.textContent.trim();
  const look = () => {
    if (!next) {
      next = [...document.querySelectorAll("button")].find(
        (button) => !button.disabled && name(button) === "Témoignage suivant",
      );
      if (!next) return;
      pressed = performance.now();
      next.click();
    }
    const told = next.closest("section")?.textContent.replace(/\s+/g, " ");
    if (told?.includes("2 / 3")) {
      observer.disconnect();
      window.benchAnswer = { pressed, answered: performance.now() };
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
