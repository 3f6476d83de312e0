// One load on the slow profile: the first paint and, with `any` or `button`, the carousel's response.
//
// Usage: node slow.mjs URL [any | button]
// `any` presses the first "Témoignage suivant" to appear, a link or a button; `button` only the button.

import { firstPaint, openPhonePage, report, throttleCpu, throttleNetwork } from "./browser.mjs";

const [url, press] = process.argv.slice(2);

await report(async (browser) => {
  const page = await openPhonePage(browser);
  if (press) await page.evaluateOnNewDocument(pressNext, press === "any" ? "a, button" : "button");
  await throttleNetwork(page);
  await throttleCpu(page);
  await page.goto(url, { waitUntil: "load" });
  const fcp = await firstPaint(page);
  if (!press) return { fcp };
  const answer = () => window.benchAnswer;
  const { pressed, answered } = await (await page.waitForFunction(answer)).jsonValue();
  return { fcp, pressed, answered };
});

/** In the page: presses "Témoignage suivant" in the first frame that shows it, and waits until the row scrolls. */
function pressNext(controls) {
  let pressed = 0;
  const name = (control) => control.getAttribute("aria-label") ?? control.textContent.trim();
  const next = () =>
    [...document.querySelectorAll(controls)].find(
      (control) =>
        !control.disabled &&
        name(control) === "Témoignage suivant" &&
        control.checkVisibility({ visibilityProperty: true }),
    );
  const row = () => document.querySelector("[aria-label='1 sur 3']")?.parentElement;
  requestAnimationFrame(function check() {
    if (!pressed) {
      const control = next();
      if (control) {
        pressed = performance.now();
        control.click();
      }
    } else if (row()?.scrollLeft > 0) {
      window.benchAnswer = { pressed, answered: performance.now() };
      return;
    }
    requestAnimationFrame(check);
  });
}
