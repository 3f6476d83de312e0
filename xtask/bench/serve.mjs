// Serves each folder on a port of its own, from memory, as a CDN would: brotli 11, keep-alive, cache headers.
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

/** Types that are compressed already. */
const PACKED = new Set([".avif", ".ico", ".jpg", ".png", ".webp", ".woff2", ".br", ".gz"]);

/** A name that carries its content's hash may be kept for ever. */
const HASHED = /-[0-9a-f]{8,}(_bg)?\.\w+$/;

const compress = promisify(brotliCompress);

async function answer(path, body) {
  const type = extname(path);
  const headers = {
    "content-type": TYPES[type] ?? "application/octet-stream",
    "cache-control": HASHED.test(path)
      ? "public, max-age=31536000, immutable"
      : "public, max-age=0, must-revalidate",
    etag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`,
    "x-content-type-options": "nosniff",
    // Other sites load widgets from it, and the measurements ask how large they came.
    "access-control-allow-origin": "*",
    "timing-allow-origin": "*",
  };
  if (!PACKED.has(type)) {
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

/** Every file below a folder, ready to be sent, by the path that asks for it. */
async function load(folder, at = "/") {
  const entries = await readdir(join(folder, at), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = at + entry.name;
      if (entry.isDirectory()) return load(folder, `${path}/`);
      return [[path, await answer(path, await readFile(join(folder, path)))]];
    }),
  );
  return found.flat();
}

async function serve(folder) {
  const answers = new Map(await load(folder));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    const known = answers.get(path.endsWith("/") ? `${path}index.html` : path);
    if (!known) return response.writeHead(404, { "content-length": 0 }).end();
    if (request.headers["if-none-match"] === known.headers.etag) {
      const { etag, "cache-control": cache } = known.headers;
      return response.writeHead(304, { etag, "cache-control": cache }).end();
    }
    response.writeHead(200, known.headers).end(request.method === "HEAD" ? "" : known.body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}/`;
}

const served = process.argv.slice(2).map(async (argument) => {
  const [name, folder] = argument.split("=");
  return [name, await serve(folder)];
});
process.stdout.write(`${JSON.stringify(Object.fromEntries(await Promise.all(served)))}\n`);
process.stdin.resume().on("end", () => process.exit());
