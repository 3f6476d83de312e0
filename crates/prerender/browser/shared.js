// @ts-check
// What the loader and the embed documents share: reading options, and what can be done before the Wasm.

/**
 * The options that `get(name)` asks for. What is not accepted counts as its default, and `warn` is told; the first of
 * several words, which is the default, counts as none.
 * @param {Accepted} accepted
 * @param {(name: string) => string | null | undefined} get
 * @param {(string | undefined)[]} known
 * @param {(what: string, accepts: string) => void} warn
 * @returns {Options}
 */
function read(accepted, get, known, warn) {
  /** @type {any} */
  const options = { __proto__: null };
  for (const [name, values] of Object.entries(accepted)) {
    const asked = get(name)?.trim();
    // What is told is kept, to be told once: so not all of something endless.
    const refuse = (/** @type {string} */ value, /** @type {string} */ accepts) =>
      warn(`${name}="${value.length > 99 ? value.slice(0, 99) + "…" : value}"`, accepts);
    if (values === "ids") {
      const ids = asked ? asked.split(",").map((id) => id.trim()) : [];
      options[name] = ids.filter((id) => known.includes(id));
      const unknown = ids.filter((id) => !known.includes(id));
      if (unknown.length) refuse(unknown.join(), known.join(", "));
    } else if (values.words) {
      const place = values.words.indexOf(/** @type {string} */ (asked));
      options[name] = place > 0 ? asked : "";
      if (place < 0 && asked != null) refuse(asked, values.words.join(", "));
    } else {
      const [least, most, unsaid] = values.number;
      options[name] = unsaid;
      // @ts-expect-error: the first of these is false for what is not there
      if (/^\d+$/.test(asked) && +asked >= least && +asked <= most) options[name] = +asked;
      else if (asked != null) refuse(asked, `${least}–${most}`);
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
 * @param {Element} element
 * @param {string} name
 * @param {string | false | undefined} value
 */
const set = (element, name, value) =>
  value ? element.setAttribute(name, value) : element.removeAttribute(name);

/**
 * The theme, which the Wasm has nothing to do with.
 * @param {Element} root
 * @param {Options} options
 */
const colour = (root, { theme }) => set(root, "data-theme", theme);

/**
 * Shows a rendered section as asked for, as far as that goes without the Wasm: nodes stay what they are.
 * @param {Element} root
 * @param {Options} options
 */
function dress(root, options) {
  const { layout, items = [], limit } = options;
  const section = root.querySelector("section");
  colour(root, options);
  // A stranger may have taken it away.
  if (!section) return;
  set(section, "data-layout", layout);
  const all = entries(root);
  const wanted = items.length ? items : all.map((entry) => entry.dataset.item);
  const chosen = new Set(wanted.slice(0, limit ?? wanted.length));
  let places = limit ?? all.length;
  for (const entry of all) {
    entry.hidden = items.length ? !chosen.has(entry.dataset.item) : places-- < 1;
  }
  // What is folded away stands open where it was asked for by name, and goes with all that is in it.
  for (const rest of section.querySelectorAll("details")) {
    const shown = entries(rest).some((entry) => !entry.hidden);
    rest.hidden = !shown;
    rest.open = shown && items.length > 0;
  }
  set(section, "data-chosen", all.some((entry) => entry.hidden) && "some");
}

/**
 * Takes back what the Wasm itself sees to from now on. A row stays at the entry that it is at.
 * @param {Element} root
 */
function undress(root) {
  const row = /** @type {HTMLElement} */ (root.querySelector(".testimonials__row"));
  const way = (/** @type {Element} */ entry) => entry.getBoundingClientRect().left - row.getBoundingClientRect().left;
  const shown = entries(root).filter((entry) => row && !entry.hidden);
  const [at] = shown.sort((one, other) => Math.abs(way(one)) - Math.abs(way(other)));
  for (const entry of entries(root)) entry.hidden = false;
  for (const rest of root.querySelectorAll("details")) rest.hidden = rest.open = false;
  root.querySelector("section")?.removeAttribute("data-chosen");
  if (at) row.scrollLeft += way(at);
}

/**
 * Tells a living widget what is asked for.
 * @param {LiveWidget} widget
 * @param {Options} options
 */
const show = (widget, { "heading-level": level, layout, items = [], limit }) =>
  widget.show(/** @type {number} */ (level), /** @type {string} */ (layout), items, limit ?? 0);
