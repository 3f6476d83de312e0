// @ts-check
// Shares the page of a testimonial, in every document that has testimonials, and in widgets: without `?.()`, since
// platform.rs does not turn such calls into calls of native functions.

/** How long the confirmation stays, in milliseconds. */
const COPIED_TIMEOUT_MS = 6000;

/** Links whose click is left to the browser, since they could not be shared. */
const followed = new WeakSet();

/**
 * @param {HTMLAnchorElement} link
 * @returns whether the address was shared, or the visitor closed the system's dialog
 */
const shareBySystem = async (link) => {
  const data = { url: link.href };
  try {
    if (!navigator.canShare || !navigator.canShare(data)) return false;
    await navigator.share(data);
  } catch (error) {
    return /** @type {Error} */ (error).name === "AbortError";
  }
  return true;
};

/**
 * Confirms that an address was copied, inside the link, so that nothing moves.
 * @param {HTMLAnchorElement} link
 */
const confirmCopy = (link) => {
  const last = link.querySelector(".quotation__copied");
  if (last) last.remove();
  const status = document.createElement("span");
  status.className = "quotation__copied";
  status.setAttribute("role", "status");
  link.append(status);
  // Screen readers announce a change of a live region, not a new one.
  requestAnimationFrame(() => requestAnimationFrame(() => (status.textContent = "Copié")));
  setTimeout(() => status.remove(), COPIED_TIMEOUT_MS);
};

/**
 * Shares the address that a link "Partager" leads to: by the system's dialog where there is one, else by the clipboard.
 * Where both are refused, as in a frame without `allow`, the link is followed.
 * @param {Event} event a click
 */
const shareTestimonial = async (event) => {
  const { button, ctrlKey, metaKey, shiftKey, altKey } = /** @type {MouseEvent} */ (event);
  const target = /** @type {Element} */ (event.target);
  // A script may dispatch the event on a document.
  if (target.nodeType !== 1) return;
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest(".quotation__link"));
  // With these keys the link opens elsewhere, or is saved.
  if (!link || event.defaultPrevented || followed.has(link) || button || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  if (await shareBySystem(link)) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    followed.add(link);
    link.click();
    followed.delete(link);
    return;
  }
  confirmCopy(link);
};
