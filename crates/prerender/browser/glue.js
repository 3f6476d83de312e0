// @ts-check
// The build appends this to the glue.

/**
 * Calls a native function directly, until the loader passes in its own `call`: on pages of the site none is replaced.
 * @type {Call}
 */
let call = (object, name, ...values) => object[name](...values);
export const platform = (/** @type {Call} */ own) => { call = own };

// A trap leaves the Wasm by one of its exports: a panic, an allocation that fails, a stack that overflows. The memory
// may be inconsistent then, so the Wasm is not entered again. Other errors come from functions that the Wasm calls, and
// pass.

/**
 * The trap, if there was one.
 * @type {Error | undefined}
 */
let trap;
/** @type {(value?: unknown) => void} */
let resolveTrapped;
const trapped = new Promise((resolve) => (resolveTrapped = resolve));

/** Calls back once the Wasm has trapped, in a microtask: nothing that it mounted responds any more. */
export const on_panic = (/** @type {() => void} */ callback) => { trapped.then(callback) };

/** The number of exports that are running. */
let depth = 0;

/**
 * The Wasm's memory.
 * @type {WebAssembly.Memory}
 */
let memory;

/**
 * Wraps an export. After a trap it returns at once; but if frames of the Wasm are still on the stack, since it was
 * entered again from an import, it throws the trap again to unwind them.
 * @param {Function} run
 */
const guard = (run) => (/** @type {unknown[]} */ ...values) => {
  if (trap) {
    queueMicrotask(resolveTrapped);
    if (depth) throw trap;
    // Without a stack the glue writes arguments to address 0, and reads a result there: zeros are no error.
    new Uint8Array(memory.buffer, 0, 16).fill(0);
    return;
  }
  depth++;
  try {
    return run(...values);
  } catch (/** @type {any} */ error) {
    // A stack overflow is an `InternalError` in Firefox and a `RangeError` in the others. With a full stack
    // `queueMicrotask` may throw, too; then the next entry calls it. (WebKit's function that resolves a promise would
    // throw halfway, and never resolve it.)
    const name = error?.name;
    if (name === "RuntimeError" || name === "RangeError" || name === "InternalError") {
      trap ??= error;
      queueMicrotask(resolveTrapped);
    }
    throw error;
  } finally {
    depth--;
  }
};

const finalize = __wbg_finalize_init;
__wbg_finalize_init = ({ exports }, module) => {
  /** @type {Record<string, any>} */
  const guarded = {};
  for (const name in exports) {
    const value = exports[name];
    guarded[name] = typeof value === "function" ? guard(value) : value;
    if (is(value, "WebAssembly.Memory")) memory = value;
  }
  return finalize({ exports: guarded }, module);
};

const { getPrototypeOf } = Object;
/**
 * Whether an object implements an interface, even if a page has replaced the global of that name.
 * @param {any} object
 * @param {string} name
 */
const is = (object, name) => {
  while (object != null && object[Symbol.toStringTag] !== name) object = getPrototypeOf(object);
  return object != null;
};

// Outside the shadow root, the target of a key event is the widget, not its field: the host would take typed keys for
// shortcuts, so no such event leaves the widget.
const { hydrate } = LiveWidget;
LiveWidget.hydrate = (root, ...rest) => {
  if (trap) throw trap;
  // A key may go up in another field than it went down.
  const down = new Set();
  const typed = (/** @type {KeyboardEvent} */ event) => {
    const { target, type, code, key = "", ctrlKey, metaKey, isComposing } = event;
    if (type === "keyup" && down.delete(code)) return event.stopPropagation();
    if (!(/** @type {Element} */ (target)).matches("input, select, textarea")) return;
    const edits = /^(.|Arrow.*|Backspace|Dead|Delete|End|Enter|Home|Process|Unidentified)$/u.test(key);
    // AltGr types a letter, although Windows reports that Ctrl is down.
    const commands = metaKey || ctrlKey && !event.getModifierState("AltGraph");
    if (isComposing || edits && !commands) {
      if (type === "keydown") down.add(code);
      event.stopPropagation();
    }
  };
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, /** @type {EventListener} */ (typed));
  return hydrate(root, ...rest);
};
