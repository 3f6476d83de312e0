// @ts-check
// The build appends this to the glue.

/**
 * Calls a platform function directly, until the loader passes in its own `call`: on pages of the site none is replaced.
 * @type {Call}
 */
let call = (object, name, ...values) => object[name](...values);
export const platform = (/** @type {Call} */ own) => { call = own };

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
