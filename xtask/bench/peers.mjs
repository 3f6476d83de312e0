// @ts-check
// Builds the peers: the same content made with other libraries, for production.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const HERE = import.meta.dirname;
const ASTRO = "node_modules/astro/astro.js";
const VITE = "node_modules/vite/bin/vite.js";

/**
 * The command of each peer's build into `folder`, from this folder.
 *
 * @type {Record<string, (folder: string) => string[]>}
 */
const BUILDS = {
  astro: (folder) => [ASTRO, "build", "--root", "peers/astro", "--outDir", folder],
  svelte: (folder) => [VITE, "build", "peers/svelte", "--outDir", folder, "--emptyOutDir"],
  react: (folder) => [VITE, "build", "peers/react", "--outDir", folder, "--emptyOutDir"],
};

/** The names of the peers. */
export const PEERS = Object.keys(BUILDS);

/**
 * Builds a peer with the content of one folder into another. Both are absolute.
 *
 * @param {string} name
 * @param {string} content
 * @param {string} folder
 */
export async function buildPeer(name, content, folder) {
  const env = { ...process.env, BENCH_CONTENT: content, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  try {
    await promisify(execFile)(process.execPath, BUILDS[name](folder), { cwd: HERE, env });
  } catch (error) {
    const { stdout = "", stderr = "" } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`the peer \`${name}\` cannot be built; look at xtask/bench/peers/${name}:\n\n${stdout}${stderr}`);
  }
}

/**
 * The version of an installed package.
 *
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function versionOf(name) {
  return JSON.parse(await readFile(join(HERE, "node_modules", name, "package.json"), "utf8")).version;
}

/** The stylesheet of the bare page. */
export const readBareStyle = () => readFile(join(HERE, "peers/bare/style.css"), "utf8");

/** The script that a page loads for a carousel made with Swiper's custom elements. */
export const readSwiper = () => readFile(join(HERE, "node_modules/swiper/swiper-element-bundle.min.js"), "utf8");
