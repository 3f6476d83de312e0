// @ts-check
// What the build adds to the glue.

/**
 * How a function of the platform is called, until a loader tells it: on a page of ours nobody has replaced any.
 * @type {Call}
 */
let call = (object, name, ...values) => object[name](...values);
export const platform = (/** @type {Call} */ own) => { call = own };

const { getPrototypeOf } = Object;
/**
 * Whether an object is of an interface, whatever a page names so.
 * @param {any} object
 * @param {string} name
 */
const is = (object, name) => {
  while (object != null && object[Symbol.toStringTag] !== name) object = getPrototypeOf(object);
  return object != null;
};

// Of a key that is typed in a field a host would see the widget alone, and take it for a shortcut: so no such
// key leaves a widget.
const { hydrate } = LiveWidget;
LiveWidget.hydrate = (root, ...rest) => {
  // A key may go up elsewhere than it went down.
  const down = new Set();
  const typed = (/** @type {KeyboardEvent} */ event) => {
    const { target, type, code, key = "", ctrlKey, metaKey, isComposing } = event;
    if (type === "keyup" && down.delete(code)) return event.stopPropagation();
    if (!(/** @type {Element} */ (target)).matches("input, select, textarea")) return;
    const edits = /^(.|Arrow.*|Backspace|Dead|Delete|End|Enter|Home|Process|Unidentified)$/u.test(key);
    // With AltGr a letter is typed, though Windows says that Ctrl is down.
    const commands = metaKey || ctrlKey && !event.getModifierState("AltGraph");
    if (isComposing || edits && !commands) {
      if (type === "keydown") down.add(code);
      event.stopPropagation();
    }
  };
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, /** @type {EventListener} */ (typed));
  return hydrate(root, ...rest);
};
