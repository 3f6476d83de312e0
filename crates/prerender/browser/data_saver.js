// @ts-check
/**
 * Whether the visitor wants less data to be transferred: then no web fonts are fetched, and the Wasm only once a
 * section needs it.
 */
const savesData = () =>
  /** @type {any} */ (navigator).connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
