// The types of what the scripts get from the build, the Wasm's glue, JSON, and each other.

/** The values of an option: keywords, the first being the default; a number's bounds and its default; or ids. */
type Values =
  | "ids"
  | { words: string[]; number?: undefined }
  | { words?: undefined; number: [number, number, number | null] };

/** The options that a section accepts (crates/prerender/src/embedding.rs). */
type Accepted = Record<string, Values>;

/** The options of a section; a default is empty or null. */
interface Options {
  theme?: string;
  layout?: string;
  limit?: number | null;
  items?: string[];
  loading?: string;
  "heading-level"?: number;
}

/** An error with the properties that the scripts add. */
interface Failure extends Error {
  /** The `code` of `next-level-error`. */
  code?: string;
  /** Whether no attempt can succeed. */
  final?: boolean;
  /** Whether the server no longer has the file. */
  gone?: boolean;
}

/** Calls a function of an object by its name. */
type Call = (object: any, name: string, ...values: any[]) => any;

/** A widget of the Wasm (src/main.rs). */
declare class LiveWidget {
  static hydrate(
    container: Element,
    section: string,
    site: string,
    document: string,
    base: string,
  ): LiveWidget | undefined;
  show(level: number, layout: string, items: string[], limit: number): void;
  free(): void;
}

/** The module that wasm-bindgen generates, with the additions of glue.js. */
interface Glue {
  default(options: { module_or_path: Response }): Promise<unknown>;
  LiveWidget: typeof LiveWidget;
  on_panic(callback: () => void): void;
  page(): void;
  mount(part: Element): void;
  refresh(file: string): void;
  /** Not in the glue of an older build. */
  platform?(call: Call): void;
}

/** Sets the exports that the glue calls. */
declare let __wbg_finalize_init: (instance: { exports: Record<string, any> }, module: WebAssembly.Module) => unknown;

/** The URLs of a document's glue and Wasm. */
interface Program {
  js: string;
  wasm: string;
  integrity?: string;
  /** The response to an early request for the Wasm (early_fetch.js). */
  response?: Promise<Response>;
}

/** The script of the page that names its program. */
interface ProgramScript extends HTMLScriptElement {
  response?: Promise<Response>;
}

/** A section's embed document, parsed by a widget. */
interface Embed extends Program {
  root: HTMLElement;
  css: string;
  accepted: Accepted;
  known: (string | undefined)[];
  /** site.json and the section's own. */
  data: [string, string];
}

/** The options that the loader passes to a widget. */
interface WidgetOptions {
  call: Call;
  first?: Promise<Response>;
  put(content: Element, css: string): ShadowRoot;
  ready(detail: { section: string; count: number }): void;
  fail(error: Failure): void;
}

/** The methods of a widget that loaders call. Pinned loaders call them for good, so they must not change. */
interface PublishedWidget {
  want(): void;
  dress(): void;
  moved(): void;
  end(): void;
}

/** The state of a connected element of the loader. */
interface ElementState {
  widget?: PublishedWidget;
  near?: IntersectionObserver;
  want?(): void;
  fail?(error: Failure): void;
}

/** The exports of widget.js. */
interface WidgetModule {
  Widget: new (element: HTMLElement, section: string, site: string, options: WidgetOptions) => PublishedWidget;
}

/** A section, as the dialog shows it. */
interface SectionInfo {
  section: string;
  accepted: Accepted;
  /** Its embed document, without the stylesheet, and that. */
  page: Document;
  css: string;
  /** The id and the first words of each entry. */
  entries: [string, string][];
  /** The id of the section's element on the page. */
  place: string;
  title: string;
}

// The exports of dialog.js, which the build names integrer.js.
declare module "*/integrer.js" {
  export function prepare(section: string): Promise<() => void>;
}

// The dialog's stylesheet, which the build prepends to dialog.js.
declare const SHEET: string;

// Keeps the widget of a frame from being garbage-collected.
declare var liveWidget: LiveWidget | undefined;

interface Document {
  /** Speculation Rules; in Chromium. */
  readonly prerendering?: boolean;
}

// Every element that a script looks up is an HTML element.
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(selectors: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}
interface Element {
  closest<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K] | null;
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}

interface GlobalEventHandlersEventMap {
  "next-level-change": CustomEvent<{ index: number; id: string }>;
}
