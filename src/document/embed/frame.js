// An embed document by itself: its options, its height told to whoever frames it, and the Wasm.

const root = document.getElementById("widget");
/** A data block; nothing where a stranger has changed or removed it. */
const block = (id) => {
  try {
    const { textContent } = document.getElementById(id);
    return [textContent, JSON.parse(textContent)];
  } catch {
    return [];
  }
};
const [, { section, js, wasm, accepted = {} } = {}] = block("widget.json");
const asked = new URLSearchParams(location.search);
const known = entries(root).map((entry) => entry.dataset.item);
const options = read(accepted, (name) => asked.get(name), known, (what, accepts) =>
  console.warn(`${location.pathname}?${what} : valeur inconnue ; acceptées : ${accepts}`),
);
dress(root, options);

// Height: told when it changes, and when asked for. Never 0, which only means that nobody sees it.
let told;
/** Whether the page around has answered: then the frame is as high as it says here, up to a limit. */
let heard = false;
const tell = (again) => {
  const height = Math.ceil(document.getElementById("embed").getBoundingClientRect().height);
  // A scroll bar would make the text narrower, and so be needed.
  document.documentElement.style.overflow = heard && height <= 10000 ? "hidden" : "";
  if (!height || (height === told && again !== true)) return;
  told = height;
  parent.postMessage({ nextLevel: 1, type: "resize", height }, "*");
};
if (parent !== self) {
  new ResizeObserver(tell).observe(document.getElementById("embed"));
  // A frame out of sight is not drawn, so nothing is observed there; but it is laid out when it is asked.
  tell();
  addEventListener("load", tell);
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.nextLevel !== 1) return;
    heard = true;
    tell(data.type === "hello");
    if (data.type === "theme" && !options.theme && /^(light|dark)$/.test(data.theme)) {
      document.documentElement.dataset.theme = data.theme;
    }
  });
}

const text = async (id) => {
  const [text] = block(id);
  return text ?? (await fetch(new URL(`../../content/${id}`, location))).text();
};
const start = async () => {
  if (!js) return;
  const [{ default: init, LiveWidget, on_panic }, bytes] = await Promise.all([import(js), fetch(wasm)]);
  if (!bytes.ok) throw new Error(`${bytes.url} : ${bytes.status}`);
  await init({ module_or_path: bytes });
  const data = await Promise.all([text("site.json"), text(`${section}.json`)]);
  // What stands here can be read; should the program stop, it stands here again.
  const still = root.cloneNode(true);
  for (const controls of still.querySelectorAll("next-level-controls")) controls.replaceChildren();
  const stand = () => root.replaceWith(still);
  on_panic(() => queueMicrotask(stand));
  undress(root);
  const base = new URL("../../", location).href;
  // What needs the program is shown from now on; unlike an attribute, this is not saved with the page.
  let widget;
  const live = (root) => {
    widget = LiveWidget.hydrate(root, section, ...data, base);
    if (!widget) return stand();
    // What nobody holds is collected, and a widget that is collected takes its nodes away.
    self.widgetThatLives = widget;
    show(widget, options);
  };
  customElements.define("next-level-controls", class extends HTMLElement {
    #known;
    connectedCallback() {
      // One that comes with something inside is a copy, made by a script that wrote the HTML anew: nobody
      // listens to it.
      if (widget && !this.#known && this.hasChildNodes()) queueMicrotask(() => {
        if (!this.isConnected) return;
        widget.free();
        live(document.getElementById("widget"));
      });
      this.#known = true;
    }
  });
  live(root);
};
let started;
const once = () => (started ??= start());
if (PerformanceObserver.supportedEntryTypes?.includes("paint")) {
  new PerformanceObserver(once).observe({ type: "paint", buffered: true });
}
addEventListener("load", () => setTimeout(once, 500));
