// @ts-check
/**
 * Keeps the address in sync with the view: a search without a fragment gets that of the press review, and an address
 * with another fragment loses the search.
 * @param {Event} [event] undefined on load
 */
const normalizeAddress = (event) => {
  const url = new URL(location.href);
  const searchParameters = ["q", "organisation"].filter((name) => url.searchParams.get(name));
  if (!searchParameters.length || url.hash === "#presse") return;
  // On load, an address with a search and another fragment keeps both, except for an excerpt, which only the full list
  // contains.
  if (!event && url.hash && !url.hash.startsWith("#extrait-")) return;
  if (url.hash) searchParameters.forEach((name) => url.searchParams.delete(name));
  else url.hash = "presse";
  history.replaceState(history.state, "", url);
};
normalizeAddress();
addEventListener("popstate", normalizeAddress);
// The fragment of a testimonial follows the carousel. Safari rejects too many changes at once.
/** @type {number} */
let timer;
addEventListener("next-level-change", ({ detail: { id } }) => {
  clearTimeout(timer);
  const { hash } = location;
  timer = setTimeout(() => {
    // A link that is followed meanwhile prevails: its `hashchange` may be pending.
    if (hash === location.hash && /^#temoignage-/.test(hash)) history.replaceState(history.state, "", `#temoignage-${id}`);
  }, 400);
});
