// @ts-check
// Measures the production build beside its own floor, a bare page, and the same content made with other libraries.
//
// Usage: node bench.mjs --dist FOLDER --content FOLDER --folder FOLDER [--rounds N] [--only MEASUREMENT]
// Started by `cargo xtask bench` in the project's root. Prints a table; a complete run also writes docs/bench.json and
// the tables in README.md. Exits with 1 if a figure misses its must.

import { parseArgs } from "node:util";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: the bench needs Node 20.19 or a later one; this is ${process.versions.node}`);
  process.exit(1);
}

const { values } = parseArgs({
  options: {
    dist: { type: "string" },
    content: { type: "string" },
    folder: { type: "string" },
    rounds: { type: "string" },
    only: { type: "string" },
  },
});

// Imported once the version is known to be new enough.
const { run } = await import("./run.mjs");
try {
  const hasMissed = await run({
    dist: values.dist ?? "dist",
    content: values.content ?? "public/content",
    folder: values.folder ?? "target/bench",
    rounds: values.rounds ? Number(values.rounds) : undefined,
    only: /** @type {import("./figures.mjs").MeasurementName | undefined} */ (values.only),
  });
  // The servers never end.
  process.exit(hasMissed ? 1 : 0);
} catch (error) {
  const { message, cause } = /** @type {Error} */ (error);
  console.error(`error: ${message}`);
  if (cause) console.error(cause);
  process.exit(1);
}
