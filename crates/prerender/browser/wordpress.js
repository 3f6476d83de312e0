// @ts-check
// WordPress shows an embedded document in a sandbox with an opaque origin, hidden until the document reports its height
// with the secret from its URL's fragment. WordPress itself follows the links, and only to the document's own host.

/**
 * @param {string} message
 * @param {string | number} value
 */
const postToWordPress = (message, value) => {
  const secret = /\bsecret=([a-zA-Z0-9]+)/.exec(location.hash)?.[1];
  if (secret) parent.postMessage({ message, value, secret }, "*");
  return secret;
};
const reportHeightToWordPress = () => {
  const { height } = /** @type {HTMLElement} */ (document.getElementById("embed")).getBoundingClientRect();
  // Some browsers do not lay out a hidden frame: any height makes WordPress show it, and then the real one is reported.
  postToWordPress("height", Math.max(1, Math.ceil(height)));
};
if (parent !== self) {
  new ResizeObserver(reportHeightToWordPress).observe(/** @type {HTMLElement} */ (document.getElementById("embed")));
  // A hidden frame's observer does not run. The secret may arrive late, and WordPress may start to listen late.
  reportHeightToWordPress();
  addEventListener("hashchange", reportHeightToWordPress);
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.message === "ready") reportHeightToWordPress();
  });
  addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.("a[href]"));
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const own = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".embed__source a"))?.href ?? location.href;
    if (postToWordPress("link", link.host === location.host ? link.href : own)) event.preventDefault();
  });
}
