// @ts-check
// Serves each page on its own port, from memory, like a CDN: brotli 11, keep-alive, the cache headers of production.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Extensions of compressed formats. */
const COMPRESSED = new Set([".avif", ".ico", ".jpg", ".png", ".webp", ".woff2"]);

/** The folders of files with a hash of their content in their names: of the site and of Vite, and of Astro. */
const HASHED = /^\/(assets|_astro)\//;

const compress = promisify(brotliCompress);

/**
 * Prepares the response of a file.
 *
 * @param {string} path
 * @param {Buffer} content
 */
async function prepare(path, content) {
  const type = extname(path);
  /** @type {Record<string, string>} */
  const headers = {
    "content-type": TYPES[type] ?? "application/octet-stream",
    "cache-control": HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    etag: `"${createHash("sha256").update(content).digest("hex").slice(0, 16)}"`,
    "x-content-type-options": "nosniff",
    // Other sites load widgets from it, and the measurements read their sizes.
    "access-control-allow-origin": "*",
    "timing-allow-origin": "*",
  };
  let body = content;
  if (!COMPRESSED.has(type)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    body = await compress(content, { params });
    headers["content-encoding"] = "br";
  }
  headers["content-length"] = String(body.length);
  return { headers, body };
}

/**
 * The files below a folder, by their path. The compressed siblings of `cargo xtask dist` are left out, since every
 * page is compressed by this server.
 *
 * @param {string} folder
 * @returns {Promise<Map<string, Buffer>>}
 */
async function readFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const served = paths.filter((path) => ![".br", ".gz"].includes(extname(path)));
  const files = served.map(async (path) => {
    return /** @type {const} */ ([path.slice(folder.length).replaceAll("\\", "/"), await readFile(path)]);
  });
  return new Map(await Promise.all(files));
}

/**
 * Serves a folder, with some of its files replaced or added, and returns the address, which ends with a slash.
 * The process has to end by itself: the server has no end.
 *
 * @param {string | null} folder
 * @param {Record<string, string>} [replaced] texts by their path, such as `/index.html`
 */
export async function serve(folder, replaced = {}) {
  const files = folder ? await readFiles(folder) : new Map();
  for (const [path, text] of Object.entries(replaced)) files.set(path, Buffer.from(text));
  const prepared = [...files].map(async ([path, content]) => {
    return /** @type {const} */ ([path, await prepare(path, content)]);
  });
  const responses = new Map(await Promise.all(prepared));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
    const found = responses.get(path.endsWith("/") ? `${path}index.html` : path);
    if (!found) return response.writeHead(404, { "content-length": 0 }).end();
    if (request.headers["if-none-match"] === found.headers.etag) {
      const { etag, "cache-control": cache } = found.headers;
      return response.writeHead(304, { etag, "cache-control": cache }).end();
    }
    return response.writeHead(200, found.headers).end(request.method === "HEAD" ? "" : found.body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}/`;
}
