// @ts-check
// The page: its program, and what needs none.

const site = /** @type {HTMLElement} */ (document.getElementById("site"));
const rendered = site.hasChildNodes();

const start = async () => {
  const { page, renew, on_panic } = await program(({ final }) => {
    // Where no Wasm may run it is in vain to reload.
    if (!final) say(site, "Cette page se lit, mais ses boutons ne sont pas arrivés.");
  });
  say();
  // The browser may do what waits.
  await wait();
  // What was prerendered, for the case that the program panics.
  const still = rendered ? /** @type {HTMLElement} */ (site.cloneNode(true)) : site;
  on_panic(() => queueMicrotask(() => {
    site.replaceWith(still);
    still.querySelectorAll("next-level-controls").forEach((controls) => controls.replaceChildren());
    say(still, "Cette page se lit, mais ses boutons ne répondent plus.");
  }));
  /** @type {boolean} */
  let lives;
  // What needs the program is shown from the moment when its element is defined, which is not saved with the page;
  // in an archived page that starts once more, it may be there already.
  customElements.define("next-level-controls", class extends HTMLElement {
    /** @type {boolean | undefined} */
    #known;
    connectedCallback() {
      // One that comes to the page with something inside is a copy, made by a script that wrote the HTML anew: nobody
      // listens to it, so its part is rendered anew.
      if (lives && !this.#known && this.hasChildNodes()) queueMicrotask(() => {
        const part = this.isConnected && this.closest("[data-part]");
        if (part) renew(part);
      });
      this.#known = true;
    }
  });
  const named = document.querySelector(":target");
  page();
  lives = true;
  // A place that the address names may be there only now; unless somebody has gone elsewhere meanwhile.
  if (!named && location.hash && !scrollY) location.replace(location.hash);
  // What opens a dialog is a link in the HTML, and a button from now on, which answers to the space bar.
  for (const link of site.querySelectorAll("a[data-embed]:not([role])")) {
    const button = /** @type {HTMLElement} */ (link.cloneNode(true));
    button.setAttribute("role", "button");
    button.setAttribute("aria-haspopup", "dialog");
    /** @type {Element} */ (link.parentNode).querySelector("next-level-controls")?.replaceChildren(button);
  }
};

// The page is readable before the Wasm comes, so nothing is asked for ahead of the first paint, and nothing the Wasm
// does comes before it; Firefox tells no paint where the address names a place further down, so half a second after
// the load is as good a sign. Where nothing is prerendered there is nothing to wait for.
if (rendered && PerformanceObserver.supportedEntryTypes?.includes("paint")) {
  /** @type {Promise<void>} */
  let started;
  const once = () => (started ??= start());
  new PerformanceObserver(once).observe({ type: "paint", buffered: true });
  addEventListener("load", () => setTimeout(once, 500));
} else {
  start();
}

addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((rest) => (rest.open = true)));

/** @param {KeyboardEvent | MouseEvent} event */
const modified = ({ altKey, ctrlKey, metaKey, shiftKey }) => altKey || ctrlKey || metaKey || shiftKey;

addEventListener("keydown", (event) => {
  if (event.key !== " " || modified(event) || !(/** @type {Element} */ (event.target)).matches?.("[data-embed][role=button]")) return;
  event.preventDefault();
  /** @type {HTMLElement} */ (event.target).click();
});

// "Intégrer" opens a dialog; where that does not come within five seconds, the link is followed, as it would be
// without scripts. Whoever leaves or follows another link meanwhile waits no longer.
/** @type {HTMLAnchorElement | undefined} */
let asked;
addEventListener("pagehide", () => (asked = undefined));
addEventListener("click", async (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || modified(event)) return;
  const waiting = asked;
  asked = /** @type {any} */ (link.dataset.embed && link);
  if (!asked) return;
  event.preventDefault();
  if (waiting) return;
  try {
    const dialog = import("./integrer.js").then(({ prepare }) => prepare(/** @type {any} */ (asked).dataset.embed));
    const late = new Promise((_, reject) => setTimeout(reject, 5000));
    const open = await Promise.race([dialog, late]);
    if (asked) open();
  } catch {
    if (asked) location.assign(asked.href);
  }
  asked = undefined;
});
