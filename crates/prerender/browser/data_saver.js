// @ts-check
/** Whether the visitor wants less data to be transferred: then the Wasm is fetched once a section needs it. */
const savesData = () =>
  /** @type {any} */ (navigator).connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
