// @ts-check
// The program that a document of ours names.

listen();
for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, hurry, { passive: true });

/**
 * What a document names as its program, and how the glue can be told from another; nothing in a document of others.
 * @param {Document} page
 * @returns {Program}
 */
function names(page) {
  try {
    const { js, wasm } =
      page.querySelector("script[data-wasm]")?.dataset ?? JSON.parse(/** @type {any} */ (page.getElementById("widget.json")).textContent);
    const map = page.querySelector("script[type=importmap]")?.textContent ?? "{}";
    return { js, wasm, integrity: JSON.parse(map).integrity?.[js] };
  } catch {
    return /** @type {any} */ ({});
  }
}

/**
 * Takes the data of another build's document, and makes sure that nothing is taken for rendered by that build.
 * @param {Document} page
 */
function adopt(page) {
  for (const { id, textContent } of page.querySelectorAll("script[type='application/json']")) {
    const block = document.getElementById(id);
    if (block) block.textContent = textContent;
  }
  for (const part of document.querySelectorAll("[data-fingerprint]")) part.removeAttribute("data-fingerprint");
}

/**
 * Starts the program, if that ever succeeds; `spent` hears of the error after which nothing more happens by itself. A
 * document may come from a cache that is older than the last deploy, and its files be gone: then it is asked for again,
 * past all caches.
 * @param {(error: Failure) => void} spent
 * @returns {Promise<Glue>}
 */
function program(spent) {
  let named = names(document);
  let launch = launcher(named);
  /** @type {Document | undefined} */
  let newest;
  return persist(async (failures, last) => {
    try {
      const glue = await launch(failures, last);
      if (newest) adopt(newest);
      return glue;
    } catch (/** @type {any} */ error) {
      if (!error.gone) throw error;
      const html = await (await get(location.href, 1)).text();
      const page = new DOMParser().parseFromString(html, "text/html");
      const { js, wasm, integrity } = names(page);
      if (!js || (js === named.js && wasm === named.wasm)) throw error;
      named = { js, wasm, integrity };
      newest = page;
      launch = launcher(named);
      const glue = await launch(failures + 1);
      adopt(page);
      return glue;
    }
  }, spent).catch(() => new Promise(() => {}));
}

/**
 * Says in a place of the document what does not answer, and what can be done; nothing where there are no words.
 * @param {Element} [place]
 * @param {string} [words]
 */
const say = (place, words) => {
  document.querySelector(".stopped")?.remove();
  if (words) {
    /** @type {Element} */ (place).insertAdjacentHTML(
      "afterbegin",
      `<p class="stopped" role="alert">${words} <a href="" target="_self">La recharger</a></p>`,
    );
  }
};
