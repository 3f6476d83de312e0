// Serves each folder on its own port, from memory, like a CDN: brotli 11, keep-alive, cache headers.
//
// Usage: node serve.mjs name=folder…
// Prints `{"name": "http://127.0.0.1:port/", …}` once all are served; ends when its stdin is closed.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Extensions of compressed formats. */
const COMPRESSED = new Set([".avif", ".ico", ".jpg", ".png", ".webp", ".woff2", ".br", ".gz"]);

/** File names with a hash of their content, which may be cached forever. */
const HASHED = /-[0-9a-f]{8,}(_bg)?\.\w+$/;

const compress = promisify(brotliCompress);

/** Prepares the response of a file. */
async function prepare(path, body) {
  const type = extname(path);
  const headers = {
    "content-type": TYPES[type] ?? "application/octet-stream",
    "cache-control": HASHED.test(path)
      ? "public, max-age=31536000, immutable"
      : "public, max-age=0, must-revalidate",
    etag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`,
    "x-content-type-options": "nosniff",
    // Other sites load widgets from it, and the measurements read their sizes.
    "access-control-allow-origin": "*",
    "timing-allow-origin": "*",
  };
  if (!COMPRESSED.has(type)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    body = await compress(body, { params });
    headers["content-encoding"] = "br";
  }
  headers["content-length"] = body.length;
  return { headers, body };
}

/** The prepared responses of all files below a folder, by their path. */
async function load(folder, parent = "/") {
  const entries = await readdir(join(folder, parent), { withFileTypes: true });
  const responses = await Promise.all(
    entries.map(async (entry) => {
      const path = parent + entry.name;
      if (entry.isDirectory()) return load(folder, `${path}/`);
      return [[path, await prepare(path, await readFile(join(folder, path)))]];
    }),
  );
  return responses.flat();
}

async function serve(folder) {
  const responses = new Map(await load(folder));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    const prepared = responses.get(path.endsWith("/") ? `${path}index.html` : path);
    if (!prepared) return response.writeHead(404, { "content-length": 0 }).end();
    if (request.headers["if-none-match"] === prepared.headers.etag) {
      const { etag, "cache-control": cache } = prepared.headers;
      return response.writeHead(304, { etag, "cache-control": cache }).end();
    }
    response.writeHead(200, prepared.headers).end(request.method === "HEAD" ? "" : prepared.body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}/`;
}

const addresses = process.argv.slice(2).map(async (argument) => {
  const [name, folder] = argument.split("=");
  return [name, await serve(folder)];
});
process.stdout.write(`${JSON.stringify(Object.fromEntries(await Promise.all(addresses)))}\n`);
process.stdin.resume().on("end", () => process.exit());
