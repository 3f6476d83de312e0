// @ts-check
// Loads the program that one of the site's documents names.

listenForReconnection();
for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, endPauses, { passive: true });

/**
 * Reads the URLs of a document's glue and Wasm, and the glue's integrity; an empty object if the document is not the
 * site's.
 * @param {Document} page
 * @returns {Program}
 */
function readProgram(page) {
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
 * Copies the data blocks of another build's document, and removes all fingerprints, so that every part is rendered
 * again.
 * @param {Document} page
 */
function adoptData(page) {
  for (const { id, textContent } of page.querySelectorAll("script[type='application/json']")) {
    const block = document.getElementById(id);
    if (block) block.textContent = textContent;
  }
  for (const part of document.querySelectorAll("[data-fingerprint]")) part.removeAttribute("data-fingerprint");
}

/**
 * Loads and initializes the Wasm; the promise stays pending if that never succeeds. `onExhausted` gets the error after
 * which no automatic retry follows. If the document is from a cache and its files are gone since a deploy, fetches it
 * again past all caches.
 * @param {(error: Failure) => void} onExhausted
 * @returns {Promise<Glue>}
 */
function loadProgram(onExhausted) {
  let current = readProgram(document);
  let attempt = createAttempt(current);
  /** @type {Document | undefined} */
  let newest;
  return retry(async (failures, last) => {
    try {
      const glue = await attempt(failures, last);
      if (newest) adoptData(newest);
      return glue;
    } catch (/** @type {any} */ error) {
      if (!error.gone) throw error;
      const html = await (await fetchFile(location.href, 1)).text();
      const page = new DOMParser().parseFromString(html, "text/html");
      const { js, wasm, integrity } = readProgram(page);
      if (!js || (js === current.js && wasm === current.wasm)) throw error;
      current = { js, wasm, integrity };
      newest = page;
      attempt = createAttempt(current);
      const glue = await attempt(failures + 1);
      adoptData(page);
      return glue;
    }
  }, onExhausted).catch(() => new Promise(() => {}));
}

/**
 * Shows an alert with a reload link at the start of the container, in place of an earlier one; without a message only
 * removes that one.
 * @param {Element} [container]
 * @param {string} [message]
 */
const showNotice = (container, message) => {
  document.querySelector(".stopped")?.remove();
  if (message) {
    /** @type {Element} */ (container).insertAdjacentHTML(
      "afterbegin",
      `<p class="stopped" role="alert">${message} <a href="" target="_self">La recharger</a></p>`,
    );
  }
};
