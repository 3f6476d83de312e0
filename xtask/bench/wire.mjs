// @ts-check
// The sums of transferred bytes, by the kind of file.

/** @typedef {{ path: string, bytes: number }} Response */

/** @type {Record<string, string>} */
const KINDS = {
  "": "html",
  html: "html",
  // Stylesheets count as HTML, inline or not.
  css: "html",
  js: "scripts",
  wasm: "wasm",
  json: "json",
  woff2: "fonts",
  avif: "pictures",
  ico: "pictures",
  jpg: "pictures",
  png: "pictures",
  svg: "pictures",
  webp: "pictures",
};

/**
 * The sums in kB by the kind of file, of all but fonts and pictures, and of the widget's loader.
 *
 * @param {Response[]} responses
 */
export function sumByKind(responses) {
  const kindOf = (/** @type {Response} */ { path }) => KINDS[/\.(\w+)$/.exec(path)?.[1] ?? ""] ?? "other";
  const sum = (/** @type {(response: Response) => boolean} */ counts) =>
    responses.filter(counts).reduce((total, { bytes }) => total + bytes, 0) / 1000;
  const kinds = [...new Set(Object.values(KINDS))].map((kind) => [kind, sum((response) => kindOf(response) === kind)]);
  return {
    ...Object.fromEntries(kinds),
    wire: sum((response) => !["fonts", "pictures"].includes(kindOf(response))),
    loader: sum(({ path }) => path.endsWith("/embed/v1.js")),
  };
}
