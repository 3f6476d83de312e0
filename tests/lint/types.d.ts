// What the scripts get from elsewhere: from the build, from the Wasm's glue, from JSON, and from each other by messages.

/** The values of an option: words of which the first is the default, a number's bounds and its default, or ids. */
type Values =
  | "ids"
  | { words: string[]; number?: undefined }
  | { words?: undefined; number: [number, number, number | null] };

/** The options that a section accepts (crates/prerender/src/embedding.rs). */
type Accepted = Record<string, Values>;

/** A section's options, as they are read; a default is empty or null. */
interface Options {
  theme?: string;
  layout?: string;
  limit?: number | null;
  items?: string[];
  loading?: string;
  "heading-level"?: number;
}

/** An error of the site's own; any other may come as well. */
interface Failure extends Error {
  /** As `next-level-error` has it. */
  code?: string;
  /** No attempt can succeed. */
  final?: boolean;
  /** The server no longer has the file. */
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

/** The module that wasm-bindgen makes, with what glue.js adds. */
interface Glue {
  default(options: { module_or_path: Response }): Promise<unknown>;
  LiveWidget: typeof LiveWidget;
  on_panic(callback: () => void): void;
  page(): void;
  renew(part: Element): void;
  /** Not in the glue of an older build. */
  platform?(call: Call): void;
}

/** Where a document's program is. */
interface Program {
  js: string;
  wasm: string;
  integrity?: string;
}

/** A section's embed document, read by a widget. */
interface Embed extends Program {
  root: HTMLElement;
  css: string;
  accepted: Accepted;
  known: (string | undefined)[];
  /** site.json and the section's own. */
  data: [string, string];
}

/** What the loader gives a widget. */
interface WidgetOptions {
  call: Call;
  first?: Promise<Response>;
  put(content: Element, css: string): ShadowRoot;
  ready(detail: { section: string; count: number }): void;
  fail(error: Failure): void;
}

/** What the loader calls of a widget: pinned loaders do for good. */
interface PublishedWidget {
  want(): void;
  dress(): void;
  moved(): void;
  end(): void;
}

/** What an element of the loader is about while it is connected. */
interface Life {
  widget?: PublishedWidget;
  near?: IntersectionObserver;
  want?(): void;
  fail?(error: Failure): void;
}

/** widget.js, as the loader gets it. */
interface WidgetModule {
  Widget: new (element: HTMLElement, section: string, site: string, options: WidgetOptions) => PublishedWidget;
}

/** What the dialog knows of a section. */
interface About {
  section: string;
  accepted: Accepted;
  /** In CSS pixels. */
  height: number;
  /** Ids and beginnings. */
  entries: [string, string][];
  /** The id of its place on the page. */
  place: string;
  title: string;
}

// dialog.js, as the build calls it.
declare module "*/integrer.js" {
  export function prepare(section: string): Promise<() => void>;
}

// The build writes it before dialog.js.
declare const SHEET: string;

// Holds the widget of a frame, which would be collected otherwise.
declare var widgetThatLives: LiveWidget | undefined;

interface Document {
  /** Speculation Rules; in Chromium. */
  readonly prerendering?: boolean;
}

// Every element that a script looks up is of HTML.
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
