// Defines `traps`, by which the tests make the Wasm trap: in the first press review or row of testimonials of the page
// or of its shadow roots. The traps are real ones. They are run by timers: WebKit's driver runs microtasks within each
// event that its scripts dispatch.
{
  const find = (selector) => [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot)]
    .map((root) => root?.querySelector(selector)).find(Boolean);
  const type = (get) => {
    const field = find(".press__input");
    // The handler of the event reads it first.
    if (get) Object.defineProperty(field, "value", { get, configurable: true });
    else field.value = "l";
    field.dispatchEvent(new Event("input"));
  };

  // (module (func (export "f") unreachable))
  const { f: unreachable } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11))).exports;

  window.traps = {
    // The results are rendered in a microtask, and need a list.
    "a panic in a promise": () => {
      window.broken = "ul";
      type();
    },
    "unreachable in an event handler": () => type(unreachable),
    // The row is measured once it is at rest.
    "unreachable in a timer": () => {
      const row = find(".testimonials__row");
      Object.defineProperty(row, "clientWidth", { get: unreachable });
      row.dispatchEvent(new Event("touchend"));
    },
    "no more memory": () => {
      const { memory } = glue;
      for (let pages = 32768; pages >= 1; pages /= 2) try { for (;;) memory.grow(pages) } catch {}
      type(() => "l".repeat(2 ** 24));
    },
    // The deepest calls have no room to enter the Wasm, the next not for all of its functions.
    "a stack that overflows": () => {
      let events = 5000;
      const descend = () => {
        try {
          descend();
        } catch {
          if (!events) return;
          events--;
          type();
          throw 0;
        }
      };
      descend();
    },
  };
  Object.assign(window, { find, unreachable, passing: () => type(() => { throw new Error("theirs") }) });
}
