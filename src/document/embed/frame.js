// An embed document by itself: its options, its height told to whoever frames it, and the Wasm.

const root = document.getElementById("widget");
const { section, js, wasm, accepted } = JSON.parse(document.getElementById("widget.json").textContent);
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

const text = (id) => document.getElementById(id).textContent;
const start = async () => {
  const [{ default: init, LiveWidget, on_panic }, bytes] = await Promise.all([import(js), fetch(wasm)]);
  if (!bytes.ok) throw new Error(`${bytes.url} : ${bytes.status}`);
  await init({ module_or_path: bytes });
  // What stands here can be read; should the program stop, it stands here again.
  const still = root.cloneNode(true);
  const stand = () => root.replaceWith(still);
  on_panic(() => queueMicrotask(stand));
  undress(root);
  const base = new URL("../../", location).href;
  const widget = LiveWidget.hydrate(root, section, text("site.json"), text(`${section}.json`), base);
  if (!widget) return stand();
  // What nobody holds is collected, and a widget that is collected takes its nodes away.
  self.widgetThatLives = widget;
  show(widget, options);
};
let started;
const once = () => (started ??= start());
if (PerformanceObserver.supportedEntryTypes?.includes("paint")) {
  new PerformanceObserver(once).observe({ type: "paint", buffered: true });
}
addEventListener("load", () => setTimeout(once, 500));
