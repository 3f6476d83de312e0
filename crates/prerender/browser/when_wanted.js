// @ts-check
/**
 * Resolves when the Wasm is wanted: at once, or, if the visitor saves data, when a section whose controls need it is
 * touched, or gets a key or the focus.
 * @param {Element | ShadowRoot} container
 * @returns {Promise<void>}
 */
const whenWanted = (container) => new Promise((resolve) => {
  if (!savesData()) return resolve();
  for (const type of ["pointerdown", "keydown", "focusin"]) {
    container.addEventListener(type, ({ target }) => {
      const section = /** @type {Element} */ (target).closest("section");
      if (section?.querySelector("next-level-controls")) resolve();
    }, { passive: true });
  }
});
