// @ts-check
// Loads the program, which is the glue and the Wasm: an attempt for `retry` (retry.js).

/**
 * Imports the glue.
 * @param {string} js
 * @param {string | undefined} integrity
 * @param {number} failures
 * @returns {Promise<Glue>}
 */
async function importGlue(js, integrity, failures) {
  if (!failures) return import(js);
  await (await fetchFile(js, failures)).arrayBuffer();
  // The module map keeps a failed import by its URL; another fragment is another entry.
  const freshUrl = `${js}#${failures}`;
  if (integrity) {
    // The import map has neither this URL nor the digest of another build's module.
    await new Promise((onload, onerror) => {
      const script = document.createElement("script");
      document.head.append(Object.assign(script, { type: "module", src: freshUrl, integrity, onload, onerror }));
    });
  }
  return import(freshUrl);
}

/**
 * Creates an attempt for `retry`: loads the glue and the Wasm, calls `prepare` with the glue, then initializes it. A
 * file that has loaded is kept for the next attempt.
 * @param {Program} program
 * @param {(glue: Glue) => void} [prepare]
 * @returns {(failures: number, last?: Failure) => Promise<Glue>}
 */
function createAttempt({ js, wasm, integrity, response }, prepare) {
  let /** @type {Promise<Glue> | undefined} */ glue, /** @type {Promise<Response> | undefined} */ bytes;
  return async (failures, last) => {
    try {
      // Compiles an empty module, to learn whether Wasm may be compiled before all of it is fetched.
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch (/** @type {any} */ error) {
      error.final = true;
      throw error;
    }
    // A request that was aborted, or may never end, is made again.
    if (/^(Timeout|Abort)Error$/.test(/** @type {string} */ (last?.name))) glue = bytes = undefined;
    glue ??= importGlue(js, integrity, failures);
    glue.catch(() => (glue = undefined));
    bytes ??= fetchFile(wasm, failures, response);
    bytes.catch(() => (bytes = undefined));
    const [module, body] = await Promise.all([glue, bytes]);
    // A body can be read once.
    bytes = undefined;
    prepare?.(module);
    await module.default({ module_or_path: body });
    return module;
  };
}
