// @ts-check
// The pages that are compared, each served on its own origin: the site, its floor, a bare page, the peers; the site and
// the peers again with 5,000 excerpts; and another site's page with and without a carousel.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chooseQueries, generatePress } from "./excerpts.mjs";
import { buildPeer, PEERS, readBareStyle, readSwiper } from "./peers.mjs";
import { serve } from "./serve.mjs";

/** @typedef {Record<string, string>} Addresses addresses by the page's name */
/** @typedef {{ quote: string, name: string, role: string }} Testimonial */

const EXCERPTS = 5_000;
const CONTENT = ["mission", "partners", "press", "site", "testimonials"];

/**
 * Serves the site, its floor, the bare page and the peers.
 *
 * @param {string} dist
 * @param {string} content the folder of the content
 * @param {string} folder the folder to build in
 * @returns {Promise<Addresses>}
 */
export async function servePages(dist, content, folder) {
  const html = await readFile(join(dist, "index.html"), "utf8");
  const site = await serve(dist);
  const floor = await serve(dist, { "/index.html": removeScripts(html) });
  const built = join(folder, "peers");
  const peers = await servePeers(content, built);
  const plain = await readFile(join(built, "astro", "index.html"), "utf8");
  const bare = await serve(null, { "/index.html": simplify(plain, await readBareStyle()) });
  return { site, floor, bare, ...peers };
}

/**
 * Serves the site and its peers with many excerpts, and returns the search terms as well. The site's own HTML has
 * the real excerpts, so it is emptied: the Wasm then fetches the JSON and renders the same page.
 *
 * @param {string} dist
 * @param {string} content the folder of the content
 * @param {string} folder the folder to build in
 * @returns {Promise<{ addresses: Addresses, queries: string[] }>}
 */
export async function serveSearchPages(dist, content, folder) {
  const press = JSON.parse(await readFile(join(content, "press.json"), "utf8"));
  const generated = JSON.stringify(generatePress(press, EXCERPTS));
  const long = join(folder, "content");
  await mkdir(long, { recursive: true });
  for (const name of CONTENT) await writeFile(join(long, `${name}.json`), await readFile(join(content, `${name}.json`)));
  await writeFile(join(long, "press.json"), generated);

  const html = emptyContainer(await readFile(join(dist, "index.html"), "utf8"));
  const site = await serve(dist, { "/index.html": html, "/content/press.json": generated });
  const addresses = { site, ...(await servePeers(long, join(folder, "search"))) };
  return { addresses, queries: chooseQueries(press) };
}

/**
 * Serves another site's page by itself, with the site's widget, and with a carousel made with Swiper. Both carousels
 * come from another origin, as usual. The page reserves the height that the widget takes on the phone.
 *
 * @param {string} site the address of the site
 * @param {string} content the folder of the content
 * @returns {Promise<Addresses>}
 */
export async function serveHosts(site, content) {
  const { testimonials } = JSON.parse(await readFile(join(content, "testimonials.json"), "utf8"));
  const cdn = await serve(null, { "/swiper-element-bundle.min.js": await readSwiper() });
  const page = (/** @type {string} */ carousel) => serve(null, { "/index.html": hostPage(carousel) });
  return {
    host: await page(""),
    widget: await page(`<next-level-testimonials style="display: block; min-height: 830px">
<a href="${site}#temoignages">Témoignages – Le Next Level</a>
</next-level-testimonials>
<script type="module" src="${site}embed/v1.js"></script>`),
    swiper: await page(swiperCarousel(testimonials, `${cdn}swiper-element-bundle.min.js`)),
  };
}

/**
 * Builds and serves the peers.
 *
 * @param {string} content
 * @param {string} folder
 */
async function servePeers(content, folder) {
  /** @type {Addresses} */
  const addresses = {};
  for (const name of PEERS) {
    const out = join(folder, name);
    await buildPeer(name, content, out);
    addresses[name] = await serve(out);
  }
  return addresses;
}

/**
 * A page without its scripts, their data, and the links that preload them.
 *
 * @param {string} html
 */
export function removeScripts(html) {
  const isPreload = (/** @type {string} */ tag) =>
    tag.includes('"modulepreload"') || (tag.includes('"preload"') && /"(script|fetch)"/.test(tag));
  return html
    .replace(/<script\b.*?<\/script>/gs, "")
    .replace(/<link\b[^>]*>/g, (tag) => (isPreload(tag) ? "" : tag));
}

/**
 * A page without scripts, without the controls that need them, and with these styles only.
 *
 * @param {string} html
 * @param {string} style
 */
export function simplify(html, style) {
  const plain = removeScripts(html)
    .replace(/<link\b[^>]*"stylesheet"[^>]*>|<style\b.*?<\/style>/gs, "")
    .replace(/<form\b.*?<\/form>|<button\b.*?<\/button>/gs, "");
  return plain.replace("</head>", () => `<style>${style}</style></head>`);
}

/**
 * A page without its rendered content and the data that it was rendered from.
 *
 * @param {string} html
 */
export function emptyContainer(html) {
  const withoutData = html.replace(/<script type="application\/json".*?<\/script>/gs, "");
  // After the container, which has the last `</div>`, come only scripts.
  const emptied = withoutData.replace(/(<div id="site">).*(<\/div>)/s, "$1$2");
  if (emptied === withoutData) throw new Error('index.html has no `<div id="site">…</div>`');
  return emptied;
}

/** @param {string} carousel */
function hostPage(carousel) {
  const paragraph = (/** @type {number} */ number) =>
    `<p>Un article d’un autre site, avec son propre texte et rien qui presse. Paragraphe ${number}.</p>`;
  const paragraphs = Array.from({ length: 40 }, (_, index) => paragraph(index + 1));
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Une page d’un autre site</title>
<link rel="icon" href="data:,">
<style>body { margin: 1rem auto; max-width: 40rem; font: 1.125rem/1.6 serif }</style>
</head>
<body>
<h1>Une page d’un autre site</h1>
${paragraphs.slice(0, 2).join("\n")}
${carousel}
${paragraphs.slice(2).join("\n")}
</body>
</html>`;
}

/**
 * @param {Testimonial[]} testimonials
 * @param {string} script
 */
function swiperCarousel(testimonials, script) {
  const slides = testimonials.map(
    ({ quote, name, role }) => `<swiper-slide>
<figure><blockquote>${quote}</blockquote><figcaption>${name}, ${role}</figcaption></figure>
</swiper-slide>`,
  );
  return `<swiper-container navigation="true" pagination="true" loop="true"
  a11y-prev-slide-message="Témoignage précédent" a11y-next-slide-message="Témoignage suivant"
  a11y-slide-label-message="{{index}} sur {{slidesLength}}">
${slides.join("\n")}
</swiper-container>
<script src="${script}"></script>`;
}
