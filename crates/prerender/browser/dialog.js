// @ts-check
// What can be asked of a widget, and what it is called, comes from the section's embed document, whose table
// the loader reads options by: so nothing can be asked for here that it does not know.

const HERE = new URL("./", document.baseURI).href;
const SITE = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href ?? HERE;
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/**
 * What the options and their values are called.
 * @type {Record<string, [string, Record<string, string>?]>}
 */
const WORDS = {
  theme: ["Couleurs", { auto: "celles de la page", light: "claires", dark: "sombres" }],
  layout: ["Disposition", { carousel: "une à la fois", list: "en liste", grid: "en grille" }],
  limit: ["Nombre au plus", { "": "tous" }],
  items: ["Choisir lesquels"],
  loading: ["Chargement", { lazy: "à l’approche", eager: "tout de suite" }],
  "heading-level": ["Niveau du titre"],
};

/**
 * The ways to put a section on a page, and when each is the right one.
 * @type {Record<string, string>}
 */
const WAYS = {
  Script: "Le plus souple : la partie prend la police de votre page et toute sa hauteur.",
  Iframe: "Le plus isolé : rien de votre page ne change la partie, et elle garde sa police.",
  WordPress: "Collez cette adresse seule sur une ligne de l’éditeur. Les choix ci-dessus ne la suivent pas.",
};

const escape = (/** @type {string} */ text) =>
  text.replace(/[&<>"]/g, (sign) => /** @type {any} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/**
 * An element with properties and children; what is no property is an attribute.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} properties
 * @param {(Node | string)[]} children
 */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * What a section's embed document says of itself.
 * @param {string} section
 * @returns {Promise<About>}
 */
async function about(section) {
  const url = `${HERE}embed/v1/${section}.html`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} : ${response.status}`);
  // The page's policy knows its own sheet only, and complains even of one that is merely read.
  const html = (await response.text()).replace(/<style>[^]*?<\/style>/g, "");
  const page = new DOMParser().parseFromString(html, "text/html");
  const { accepted, height } = JSON.parse(/** @type {HTMLElement} */ (page.getElementById("widget.json")).textContent);
  const entries = [...page.querySelectorAll("#widget [data-item]")].map((entry) => {
    const named = entry.querySelector("figcaption, .partners__name, blockquote") ?? entry;
    const words = named.textContent.trim().split(/\s+/);
    return /** @type {[string, string]} */ ([entry.dataset.item, words.slice(0, 8).join(" ") + (words.length > 8 ? "…" : "")]);
  });
  const [, place] = /** @type {any} */ (page.querySelector(".embed__source a")).getAttribute("href").split("#");
  return { section, accepted, height, entries, place, title: page.title };
}

/**
 * The snippet of each way, for the options asked for; a default is not written. `style` is what the attribute of
 * that name is called: the page's policy, which the preview has too, complains of one that is merely read.
 * @param {About} about
 * @param {Record<string, string>} options
 * @param {string} [style]
 * @returns {Record<string, string>}
 */
function snippets({ section, height, place, title }, options, style = "style") {
  const asked = Object.entries(options);
  const attributes = asked.map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  const query = new URLSearchParams(asked.filter(([name]) => name !== "loading")).toString();
  const document = `${SITE}embed/v1/${section}.html`;
  const loader = `<script type="module" src="${escape(SITE)}embed/v1.js"></script>`;
  const address = escape(document + (query && `?${query}`));
  const element = `next-level-${section}`;
  return {
    Script: [
      loader,
      `<${element}${attributes} ${style}="--next-level-min-height: ${height}px">`,
      `  <a href="${escape(`${SITE}#${place}`)}">${escape(title)}</a>`,
      `</${element}>`,
    ].join("\n"),
    Iframe: [
      `<iframe src="${address}" title="${escape(title)}" data-next-level`,
      `  width="100%" height="${height}" frameborder="0" loading="${options.loading ?? "lazy"}"`,
      `  referrerpolicy="strict-origin-when-cross-origin"`,
      `  sandbox="${SANDBOX}"></iframe>`,
      loader,
    ].join("\n"),
    WordPress: document,
  };
}

/**
 * A control for each option; `changed` is called with all that differ from their defaults.
 * @param {About} about
 * @param {(options: Record<string, string>) => void} changed
 */
function choices({ accepted, entries }, changed) {
  /** @type {Record<string, () => string>} */
  const read = {};
  const tell = () => {
    const values = Object.entries(read).map(([name, value]) => [name, value()]);
    changed(Object.fromEntries(values.filter(([, value]) => value)));
  };
  const fields = Object.entries(accepted).map(([name, values]) => {
    const [label, words = {}] = WORDS[name] ?? [name];
    if (values === "ids") {
      /** @type {[HTMLInputElement, string][]} */
      const boxes = entries.map(([id, words]) => [make("input", { type: "checkbox", value: id, onchange: tell }), words]);
      read[name] = () => boxes.filter(([box]) => box.checked).map(([box]) => box.value).join(",");
      const labels = boxes.map(([box, words]) => make("label", { className: "integrer__box" }, box, words));
      const group = make("div", { role: "group", ariaLabel: label }, ...labels);
      return make("details", { className: "integrer__items" }, make("summary", {}, label), group);
    }
    const [least, most, unsaid] = /** @type {any} */ (values.number ?? []);
    const all = values.words ?? Array.from({ length: most - least + 1 }, (_, at) => `${least + at}`);
    const first = values.words?.[0] ?? (unsaid ? `${unsaid}` : "");
    const option = (/** @type {string} */ value) =>
      make("option", { value: value === first ? "" : value, selected: value === first }, words[value] ?? value);
    const select = make("select", { onchange: tell }, ...(first ? [] : [option("")]), ...all.map(option));
    read[name] = () => select.value;
    return all.length > 1 ? make("label", {}, `${label} `, select) : "";
  });
  return make("div", { className: "integrer__choices" }, ...fields);
}

/**
 * The ways as tabs: arrows, Home and End move between them (APG).
 * @param {(way: string, tab: string) => void} chosen
 * @returns {[HTMLElement, () => void]}
 */
function tabs(chosen) {
  const all = Object.keys(WAYS).map((way, at) =>
    make("button", {
      type: "button", role: "tab", id: `integrer-${at}`, "aria-controls": "integrer-code", onclick: () => choose(at),
    }, way));
  const choose = (/** @type {number} */ at) => {
    all.forEach((tab, place) => {
      tab.setAttribute("aria-selected", /** @type {any} */ (place === at));
      tab.tabIndex = place === at ? 0 : -1;
    });
    chosen(Object.keys(WAYS)[at], all[at].id);
  };
  const list = make("div", { role: "tablist", "aria-label": "Façon d’intégrer", className: "integrer__tabs" }, ...all);
  list.addEventListener("keydown", ({ key }) => {
    const at = all.indexOf(/** @type {any} */ (document.activeElement));
    const to = /** @type {any} */ ({ ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 })[key];
    if (to === undefined) return;
    const tab = /** @type {HTMLElement} */ (all.at(to % all.length));
    tab.focus();
    tab.click();
  });
  return [list, () => choose(0)];
}

/**
 * The copy button: says "Copié" for two seconds, also to who hears it.
 * @param {HTMLTextAreaElement} code
 */
function copier(code) {
  const said = make("span", { role: "status", className: "visually-hidden" });
  /** @type {number} */
  let later;
  const button = make("button", { type: "button", className: "button" }, "Copier");
  button.addEventListener("click", async () => {
    code.select();
    try {
      await navigator.clipboard.writeText(code.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    [button.textContent, said.textContent] = ["Copié", "Copié"];
    clearTimeout(later);
    later = setTimeout(() => ([button.textContent, said.textContent] = ["Copier", ""]), 2000);
  });
  return [button, said];
}

/** @param {About} known */
function build(known) {
  const code = make("textarea", { readOnly: true, rows: 8, spellcheck: false, "aria-label": "Code à copier", wrap: "soft" });
  const help = make("p", {});
  const frame = make("iframe", { title: "Aperçu", sandbox: "allow-scripts", src: `${HERE}embed/preview.html` });
  /** @type {Record<string, string>} */
  let options = {};
  /** @type {string} */
  let way;
  const show = () => {
    code.value = snippets(known, options)[way];
    // WordPress makes a frame of the address.
    const [asked, as] = way === "WordPress" ? [{}, "Iframe"] : [options, way];
    const shown = snippets(known, asked, "data-style")[as];
    frame.contentWindow?.postMessage({ snippet: shown.replaceAll(escape(SITE), escape(HERE)) }, "*");
  };
  const panel = make("div", { id: "integrer-code", role: "tabpanel" }, help, code);
  const [list, start] = tabs((chosen, tab) => {
    way = chosen;
    help.textContent = WAYS[way];
    panel.setAttribute("aria-labelledby", tab);
    show();
  });
  const close = make("button", { type: "button", className: "button integrer__close" }, "Fermer");
  const dialog = make(
    "dialog",
    { className: "integrer", "aria-labelledby": "integrer-titre" },
    make("h2", { id: "integrer-titre" }, `Intégrer\u202f: ${known.title.split(" – ")[0]}`),
    close,
    choices(known, (asked) => {
      options = asked;
      show();
    }),
    list,
    panel,
    ...copier(code),
    make("p", { className: "integrer__label" }, "Aperçu"),
    frame,
  );
  const ready = (/** @type {MessageEvent} */ { source, data }) => {
    if (source === frame.contentWindow && data?.preview === "ready") show();
  };
  addEventListener("message", ready);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    removeEventListener("message", ready);
    dialog.remove();
    // The control that opened it may have been replaced meanwhile.
    if (document.activeElement === document.body) document.querySelector(`[data-embed="${known.section}"]`)?.focus();
  });
  start();
  return dialog;
}

/**
 * What opens the dialog for a section, once all is there that it needs.
 * @param {string} section
 */
export async function prepare(section) {
  const known = await about(section);
  return () => {
    if (document.querySelector("dialog.integrer")) return;
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
    const dialog = build(known);
    document.body.append(dialog);
    dialog.showModal();
  };
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(SHEET);
