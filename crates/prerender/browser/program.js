// @ts-check
// Loads the program (see load_wasm.js) from the URLs in the current document.

listenForReconnection();
for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, endPauses, { passive: true });

/**
 * Calls back once, after the first paint. Firefox reports no paint if the fragment's target is further down, so half a
 * second after `load` counts as well.
 * @param {() => void} callback
 */
function afterFirstPaint(callback) {
  let called = false;
  const callOnce = () => {
    if (!called) callback();
    called = true;
  };
  if (PerformanceObserver.supportedEntryTypes?.includes("paint")) {
    new PerformanceObserver(callOnce).observe({ type: "paint", buffered: true });
  }
  addEventListener("load", () => setTimeout(callOnce, 500));
}

/** @type {(program?: any) => void} */
let reportProgram;
/** Resolves when the Wasm has loaded. @type {Promise<void>} */
const programLoaded = new Promise((resolve) => (reportProgram = resolve));

/**
 * Adds the web fonts: in the document only `<noscript>` has them, since their files would delay the first paint. They
 * are added together once they have loaded: an `@font-face` rule and each font that loads lay out the whole page again.
 * On a slow network the Wasm, without which no button answers, has the bandwidth first, for a second at most. A visitor
 * who saves data reads the local faces.
 */
async function addWebFonts() {
  if (savesData()) return;
  await Promise.race([programLoaded, wait(1000)]);
  const html = document.querySelector("head > noscript")?.textContent ?? "";
  try {
    const stylesheet = new CSSStyleSheet();
    stylesheet.replaceSync(html.replace(/<.*?>/g, ""));
    const faces = Array.from(stylesheet.cssRules, (rule) => {
      const { style } = /** @type {CSSFontFaceRule} */ (rule);
      const [family, source, weight] = ["font-family", "src", "font-weight"].map((name) => style.getPropertyValue(name));
      return new FontFace(family.replaceAll('"', ""), source, { weight });
    });
    await Promise.allSettled(faces.map((face) => face.load()));
    // WebKit may settle these while it renders: fonts that are added then change a layout that it has already observed.
    await wait(0);
    for (const face of faces) document.fonts.add(face);
  } catch {
    // Safari can construct stylesheets since 16.4.
    document.head.insertAdjacentHTML("beforeend", html);
  }
}

/**
 * Reads the URLs of a document's glue and Wasm, the glue's integrity, and the pending response of the Wasm; an empty
 * object if the document is not the site's.
 * @param {Document} page
 * @returns {Program}
 */
function readProgram(page) {
  try {
    const script = /** @type {ProgramScript | null} */ (page.querySelector("script[data-wasm]"));
    const { js, wasm } = script?.dataset ?? JSON.parse(/** @type {any} */ (page.getElementById("widget.json")).textContent);
    const map = page.querySelector("script[type=importmap]")?.textContent ?? "{}";
    return { js, wasm, integrity: JSON.parse(map).integrity?.[js], response: script?.response };
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
  const program = retry(async (failures, last) => {
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
  }, onExhausted);
  program.then(reportProgram, () => {});
  return program.catch(() => new Promise(() => {}));
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
