// @ts-check
// The dialog that builds the snippet to embed a section. The options and their values come from the table in the
// section's embed document, which `widget.js` and `frame.js` read, too. The build prepends `SHEET`, the stylesheet.

const BASE_URL = new URL("./", document.baseURI).href;
const SITE_URL = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href ?? BASE_URL;
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/**
 * The labels of the options and of their values.
 * @type {Record<string, [string, Record<string, string>?]>}
 */
const LABELS = {
  theme: ["Couleurs", { auto: "celles de la page", light: "claires", dark: "sombres" }],
  layout: ["Disposition", { carousel: "une à la fois", list: "en liste", grid: "en grille" }],
  limit: ["Nombre au plus", { "": "tous" }],
  items: ["Choisir lesquels"],
  loading: ["Chargement", { lazy: "à l’approche", eager: "tout de suite" }],
  "heading-level": ["Niveau du titre"],
};

/**
 * The methods to embed a section, and when to use each.
 * @type {Record<string, string>}
 */
const METHODS = {
  Script: "Le plus souple : la partie prend la police de votre page et toute sa hauteur.",
  Iframe: "Le plus isolé : rien de votre page ne change la partie, et elle garde sa police.",
  WordPress: "Collez cette adresse seule sur une ligne de l’éditeur. Les choix ci-dessus ne la suivent pas\u202f: pour eux, il y a ",
};

const escape = (/** @type {string} */ text) =>
  text.replace(/[&<>"]/g, (sign) => /** @type {any} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/**
 * Creates an element with properties and children; a name that is not a property is set as an attribute.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} properties
 * @param {(Node | string)[]} children
 */
function createElement(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** The widths of columns for which a height is reserved, in CSS pixels: on phones, and where the window is wider. */
const COLUMN_WIDTHS = { phone: [300, 382], desktop: [645, 1180] };
/** The width of a window that is no phone's, in CSS pixels. */
const DESKTOP_WIDTH = 768;

/**
 * Fetches a section's embed document, and reads its options, entries and title.
 * @param {string} section
 * @returns {Promise<SectionInfo>}
 */
async function fetchSectionInfo(section) {
  const url = `${BASE_URL}embed/v1/${section}.html`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} : ${response.status}`);
  // The page's policy allows only its own stylesheet, and reports a violation even for one that is merely parsed.
  let css = "";
  const html = (await response.text()).replace(/<style>([^]*?)<\/style>/g, (_, stylesheet) => ((css += stylesheet), ""));
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (page.querySelectorAll("img[src]"))) {
    image.src = new URL(/** @type {string} */ (image.getAttribute("src")), url).href;
  }
  const { accepted } = JSON.parse(/** @type {HTMLElement} */ (page.getElementById("widget.json")).textContent);
  const entries = [...page.querySelectorAll("#widget [data-item]")].map((entry) => {
    const named = entry.querySelector("figcaption, .partners__name, blockquote") ?? entry;
    const words = named.textContent.trim().split(/\s+/);
    return /** @type {[string, string]} */ ([entry.dataset.item, words.slice(0, 8).join(" ") + (words.length > 8 ? "…" : "")]);
  });
  const [, place] = /** @type {any} */ (page.querySelector(".embed__source a")).getAttribute("href").split("#");
  return { section, accepted, entries, place, title: page.title, page, css };
}

/**
 * Measures how high a section is in a column: as a frame, with its own faces, or as an element, with a face of the host.
 * @param {SectionInfo} info
 * @param {Record<string, string>} options
 * @param {boolean} isFrame
 * @param {number} width in CSS pixels
 */
function measureHeight({ page, css }, { theme, layout, limit, items }, isFrame, width) {
  const column = createElement("div", { ariaHidden: "true" });
  column.style.cssText = `position: absolute; visibility: hidden; inline-size: ${width}px; font: medium/1.5 sans-serif`;
  if (isFrame) {
    const own = getComputedStyle(document.documentElement);
    for (const name of ["--heading-scale", "--display", "--voice", "--text"]) column.style.setProperty(name, own.getPropertyValue(name));
  }
  const stylesheet = new CSSStyleSheet();
  stylesheet.replaceSync(css.replace(/@font-face\s*{[^}]*}/g, ""));
  const shadow = column.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [stylesheet];
  const section = document.importNode(/** @type {HTMLElement} */ (page.getElementById(isFrame ? "embed" : "widget")), true);
  shadow.append(section);
  applyOptions(section, { theme, layout, limit: Number(limit) || null, items: items?.split(",") });
  document.querySelector("dialog.integrer")?.append(column);
  const { height } = section.getBoundingClientRect();
  column.remove();
  return Math.floor(height);
}

/**
 * Computes the height to reserve: `length` for CSS, one for phones and one for wider windows; `desktop` is the latter in
 * CSS pixels. It is the smallest of the section's heights at the usual widths of columns, since reserved space that the
 * section does not fill stays empty.
 * @param {SectionInfo} info
 * @param {Record<string, string>} options
 * @param {boolean} isFrame
 */
function computeReservedHeight(info, options, isFrame) {
  const least = (/** @type {number[]} */ widths) => Math.min(...widths.map((width) => measureHeight(info, options, isFrame, width)));
  const [phone, desktop] = [least(COLUMN_WIDTHS.phone), least(COLUMN_WIDTHS.desktop)];
  // The factor makes a step of the difference: one height on phones, another elsewhere.
  const length = phone > desktop
    ? `clamp(${desktop}px, (${DESKTOP_WIDTH}px - 100vw) * 999, ${phone}px)`
    : `clamp(${phone}px, (100vw - ${DESKTOP_WIDTH}px) * 999, ${desktop}px)`;
  return { length: phone === desktop ? `${phone}px` : length, desktop };
}

/**
 * Builds the snippet of each method for the chosen options; defaults are omitted. `heights` are to be reserved for an
 * element and for a frame. `style` is the name of the style attribute: the policy of the page and of the preview reports
 * a violation even for one that is merely parsed.
 * @param {SectionInfo} info
 * @param {Record<string, string>} options
 * @param {Record<"element" | "frame", ReturnType<typeof computeReservedHeight>>} heights
 * @param {string} [style]
 * @returns {Record<string, string>}
 */
function buildSnippets({ section, place, title }, options, heights, style = "style") {
  const chosen = Object.entries(options);
  const attributes = chosen.map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  const query = new URLSearchParams(chosen.filter(([name]) => name !== "loading")).toString();
  const documentUrl = `${SITE_URL}embed/v1/${section}.html`;
  const loader = `<script type="module" src="${escape(SITE_URL)}embed/v1.js"></script>`;
  const address = escape(documentUrl + (query && `?${query}`));
  const element = `next-level-${section}`;
  return {
    Script: [
      loader,
      `<${element}${attributes} ${style}="display: block; min-height: ${heights.element.length}">`,
      `  <a href="${escape(`${SITE_URL}#${place}`)}">${escape(title)}</a>`,
      `</${element}>`,
    ].join("\n"),
    Iframe: [
      `<iframe src="${address}" title="${escape(title)}" data-next-level`,
      `  width="100%" height="${heights.frame.desktop}" frameborder="0" ${style}="display: block; height: ${heights.frame.length}"`,
      `  loading="${options.loading ?? "lazy"}"`,
      `  referrerpolicy="strict-origin-when-cross-origin" allow="web-share; clipboard-write"`,
      `  sandbox="${SANDBOX}"></iframe>`,
      loader,
    ].join("\n"),
    WordPress: documentUrl,
  };
}

/**
 * Builds a control for each option; calls `onChange` with those that differ from their defaults.
 * @param {SectionInfo} info
 * @param {(options: Record<string, string>) => void} onChange
 */
function buildControls({ accepted, entries }, onChange) {
  /** @type {Record<string, () => string>} */
  const read = {};
  const notify = () => {
    const values = Object.entries(read).map(([name, value]) => [name, value()]);
    onChange(Object.fromEntries(values.filter(([, value]) => value)));
  };
  const fields = Object.entries(accepted).map(([name, values]) => {
    const [label, words = {}] = LABELS[name] ?? [name];
    if (values === "ids") {
      /** @type {[HTMLInputElement, string][]} */
      const boxes = entries.map(([id, words]) => [createElement("input", { type: "checkbox", value: id, onchange: notify }), words]);
      read[name] = () => boxes.filter(([box]) => box.checked).map(([box]) => box.value).join(",");
      const labels = boxes.map(([box, words]) => createElement("label", { className: "integrer__box" }, box, words));
      const group = createElement("div", { role: "group", ariaLabel: label }, ...labels);
      return createElement("details", { className: "integrer__items" }, createElement("summary", {}, label), group);
    }
    const [min, max, defaultValue] = /** @type {any} */ (values.number ?? []);
    // A limit above the number of entries would change nothing.
    const most = name === "limit" ? Math.min(max, entries.length) : max;
    const all = values.words ?? Array.from({ length: Math.max(0, most - min + 1) }, (_, at) => `${min + at}`);
    const first = values.words?.[0] ?? (defaultValue ? `${defaultValue}` : "");
    const option = (/** @type {string} */ value) =>
      createElement("option", { value: value === first ? "" : value, selected: value === first }, words[value] ?? value);
    const select = createElement("select", { onchange: notify }, ...(first ? [] : [option("")]), ...all.map(option));
    read[name] = () => select.value;
    return all.length > 1 ? createElement("label", {}, `${label} `, select) : "";
  });
  return createElement("div", { className: "integrer__choices" }, ...fields);
}

/**
 * Builds the tabs of the methods: arrows, Home and End move between them (APG).
 * @param {(method: string, tab: string) => void} onSelect
 * @returns {[HTMLElement, () => void]}
 */
function buildTabs(onSelect) {
  const all = Object.keys(METHODS).map((method, at) =>
    createElement("button", {
      type: "button", role: "tab", id: `integrer-${at}`, "aria-controls": "integrer-code", onclick: () => choose(at),
    }, method));
  const choose = (/** @type {number} */ at) => {
    all.forEach((tab, index) => {
      tab.setAttribute("aria-selected", /** @type {any} */ (index === at));
      tab.tabIndex = index === at ? 0 : -1;
    });
    onSelect(Object.keys(METHODS)[at], all[at].id);
  };
  const list = createElement("div", { role: "tablist", "aria-label": "Façon d’intégrer", className: "integrer__tabs" }, ...all);
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
 * Builds the copy button, which shows and announces "Copié" for two seconds.
 * @param {HTMLTextAreaElement} code
 */
function buildCopyButton(code) {
  const status = createElement("span", { role: "status", className: "visually-hidden" });
  /** @type {number} */
  let timer;
  const button = createElement("button", { type: "button", className: "button" }, "Copier");
  button.addEventListener("click", async () => {
    code.select();
    try {
      await navigator.clipboard.writeText(code.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    [button.textContent, status.textContent] = ["Copié", "Copié"];
    clearTimeout(timer);
    timer = setTimeout(() => ([button.textContent, status.textContent] = ["Copier", ""]), 2000);
  });
  return [button, status];
}

/** @param {SectionInfo} info */
function buildDialog(info) {
  const code = createElement("textarea", { readOnly: true, rows: 8, spellcheck: false, "aria-label": "Code à copier", wrap: "soft" });
  const help = createElement("p", {});
  const frame = createElement("iframe", { title: "Aperçu", sandbox: "allow-scripts", src: `${BASE_URL}embed/preview.html` });
  /** @type {Record<string, string>} */
  let options = {};
  /** @type {Parameters<typeof buildSnippets>[2]} */
  let heights;
  /** @type {string} */
  let method;
  const measure = () => {
    heights = { element: computeReservedHeight(info, options, false), frame: computeReservedHeight(info, options, true) };
  };
  const show = () => {
    code.value = buildSnippets(info, options, heights)[method];
    // WordPress shows the URL in a frame.
    const [chosen, as] = method === "WordPress" ? [{}, "Iframe"] : [options, method];
    const shown = buildSnippets(info, chosen, heights, "data-style")[as];
    frame.contentWindow?.postMessage({ snippet: shown.replaceAll(escape(SITE_URL), escape(BASE_URL)) }, "*");
  };
  const panel = createElement("div", { id: "integrer-code", role: "tabpanel" }, help, code);
  const [list, start] = buildTabs((selected, tab) => {
    method = selected;
    help.textContent = METHODS[method];
    if (method === "WordPress") {
      help.append(createElement("a", { href: `${BASE_URL}embed/wordpress.zip` }, "l’extension pour WordPress"), ".");
    }
    panel.setAttribute("aria-labelledby", tab);
    show();
  });
  const close = createElement("button", { type: "button", className: "button integrer__close" }, "Fermer");
  const dialog = createElement(
    "dialog",
    { className: "integrer", "aria-labelledby": "integrer-titre" },
    createElement("h2", { id: "integrer-titre" }, `Intégrer\u202f: ${info.title.split(" – ")[0]}`),
    close,
    buildControls(info, (chosen) => {
      options = chosen;
      measure();
      show();
    }),
    list,
    panel,
    ...buildCopyButton(code),
    createElement("p", { className: "integrer__label" }, "Aperçu"),
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
    // The control that opened the dialog may have been replaced meanwhile.
    if (document.activeElement === document.body) document.querySelector(`[data-embed="${info.section}"]`)?.focus();
  });
  return {
    dialog,
    start: () => {
      measure();
      start();
    },
  };
}

/**
 * Loads what a section's dialog needs, and returns a function that opens it.
 * @param {string} section
 */
export async function prepare(section) {
  const info = await fetchSectionInfo(section);
  return () => {
    if (document.querySelector("dialog.integrer")) return;
    if (!document.adoptedStyleSheets.includes(stylesheet)) document.adoptedStyleSheets.push(stylesheet);
    const { dialog, start } = buildDialog(info);
    document.body.append(dialog);
    dialog.showModal();
    // `start` measures the section, which must be in the document by then.
    start();
  };
}

const stylesheet = new CSSStyleSheet();
stylesheet.replaceSync(SHEET);
