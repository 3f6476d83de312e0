// @ts-check
// WordPress shows a foreign document in a sandbox without an origin, hidden until the document tells its
// height together with the secret that stands in its address; links are followed by WordPress itself, and
// only to the document's own host.

/**
 * @param {string} message
 * @param {string | number} value
 */
const wordpress = (message, value) => {
  const secret = /\bsecret=([a-zA-Z0-9]+)/.exec(location.hash)?.[1];
  if (secret) parent.postMessage({ message, value, secret }, "*");
  return secret;
};
const tellWordPress = () => {
  const { height } = /** @type {HTMLElement} */ (document.getElementById("embed")).getBoundingClientRect();
  // Some browsers do not lay a hidden frame out: any height has it shown, and then its own is told.
  wordpress("height", Math.max(1, Math.ceil(height)));
};
if (parent !== self) {
  new ResizeObserver(tellWordPress).observe(/** @type {HTMLElement} */ (document.getElementById("embed")));
  // A hidden frame is told of no size. The secret may come late, and WordPress may have listened late.
  tellWordPress();
  addEventListener("hashchange", tellWordPress);
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.message === "ready") tellWordPress();
  });
  addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.("a[href]"));
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const own = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".embed__source a"))?.href ?? location.href;
    if (wordpress("link", link.host === location.host ? link.href : own)) event.preventDefault();
  });
}
