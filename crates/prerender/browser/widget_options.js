// @ts-check
// Shared by widgets, embed documents and the dialog "Intégrer": reads options, and applies them with and without the
// Wasm.

/**
 * Reads the options from the texts that `getValue(name)` returns. An invalid value counts as the default, and `warn` is
 * called. The first keyword is the default, read as an empty text.
 * @param {Accepted} accepted
 * @param {(name: string) => string | null | undefined} getValue
 * @param {(string | undefined)[]} knownIds
 * @param {(what: string, accepts: string) => void} warn
 * @returns {Options}
 */
function readOptions(accepted, getValue, knownIds, warn) {
  /** @type {any} */
  const options = { __proto__: null };
  for (const [name, values] of Object.entries(accepted)) {
    const text = getValue(name)?.trim();
    // Warnings are remembered, to print each once: so a long value is cut.
    const refuse = (/** @type {string} */ value, /** @type {string} */ accepts) =>
      warn(`${name}="${value.length > 99 ? value.slice(0, 99) + "…" : value}"`, accepts);
    if (values === "ids") {
      const ids = text ? text.split(",").map((id) => id.trim()) : [];
      options[name] = ids.filter((id) => knownIds.includes(id));
      const unknown = ids.filter((id) => !knownIds.includes(id));
      if (unknown.length) refuse(unknown.join(), knownIds.join(", "));
    } else if (values.words) {
      const index = values.words.indexOf(/** @type {string} */ (text));
      options[name] = index > 0 ? text : "";
      if (index < 0 && text != null) refuse(text, values.words.join(", "));
    } else {
      const [min, max, defaultValue] = values.number;
      options[name] = defaultValue;
      // @ts-expect-error: the regular expression rejects a missing value
      if (/^\d+$/.test(text) && +text >= min && +text <= max) options[name] = +text;
      else if (text != null) refuse(text, `${min}–${max}`);
    }
  }
  return options;
}

/**
 * The entries of a rendered section.
 * @param {ParentNode} root
 */
const entries = (root) => [...root.querySelectorAll("[data-item]")];

/**
 * Sets an attribute; an empty value, `false` or `undefined` removes it.
 * @param {Element} element
 * @param {string} name
 * @param {string | false | undefined} value
 */
const set = (element, name, value) =>
  value ? element.setAttribute(name, value) : element.removeAttribute(name);

/**
 * Sets the theme, which the Wasm does not handle.
 * @param {Element} root
 * @param {Options} options
 */
const setTheme = (root, { theme }) => set(root, "data-theme", theme);

/**
 * Applies the options to prerendered nodes without the Wasm: sets the theme and the layout, and hides entries.
 * @param {Element} root
 * @param {Options} options
 */
function applyOptions(root, options) {
  const { layout, items = [], limit } = options;
  const section = root.querySelector("section");
  setTheme(root, options);
  // A script of the host may have removed it.
  if (!section) return;
  set(section, "data-layout", layout);
  const all = entries(root);
  const wanted = items.length ? [...new Set(items)] : all.map((entry) => entry.dataset.item);
  const chosen = new Set(wanted.slice(0, limit ?? wanted.length));
  let remaining = limit ?? all.length;
  for (const entry of all) {
    entry.hidden = items.length ? !chosen.has(entry.dataset.item) : remaining-- < 1;
  }
  // A `details` is open if an entry in it was selected by id, and hidden if all of its entries are.
  for (const rest of section.querySelectorAll("details")) {
    const shown = entries(rest).some((entry) => !entry.hidden);
    rest.hidden = !shown;
    rest.open = shown && items.length > 0;
  }
  set(section, "data-chosen", all.some((entry) => entry.hidden) && "some");
}

/**
 * Removes what `applyOptions` has set, before the Wasm takes over. The row keeps the entry that it shows.
 * @param {Element} root
 */
function resetOptions(root) {
  const row = /** @type {HTMLElement} */ (root.querySelector(".testimonials__row"));
  const offset = (/** @type {Element} */ entry) => entry.getBoundingClientRect().left - row.getBoundingClientRect().left;
  const shown = entries(root).filter((entry) => row && !entry.hidden);
  const [at] = shown.sort((one, other) => Math.abs(offset(one)) - Math.abs(offset(other)));
  for (const entry of entries(root)) entry.hidden = false;
  for (const rest of root.querySelectorAll("details")) rest.hidden = rest.open = false;
  root.querySelector("section")?.removeAttribute("data-chosen");
  if (at) row.scrollLeft += offset(at);
}

/**
 * Applies the options to a hydrated widget.
 * @param {LiveWidget} widget
 * @param {Options} options
 */
const updateWidget = (widget, { "heading-level": level, layout, items = [], limit }) =>
  widget.show(/** @type {number} */ (level), /** @type {string} */ (layout), items, limit ?? 0);
