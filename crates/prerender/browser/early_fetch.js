// @ts-check
// Requests the Wasm while the page loads, at low priority; the page's module compiles the response.

const script = /** @type {ProgramScript} */ (document.currentScript);
// Browsers without modules do not run the program. A prerendered page (Speculation Rules) makes no request before it is
// activated.
if ("noModule" in script && globalThis.WebAssembly && !document.prerendering && !savesData()) {
  script.response = fetch(/** @type {string} */ (script.dataset.wasm), { priority: "low" });
  // The module handles a failure.
  script.response.catch(() => {});
}
