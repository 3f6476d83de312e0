// @ts-check
// Functions of the platform itself, whatever a page's scripts have put in their place. The build writes
// `a.b(c)` as `call(a, "b", c)`: see `platform.rs`.
//
// A function that is native is taken as it is, once, so one that is replaced later does not count. Where one
// was replaced, its like is taken from an empty frame, which lies for a moment in a shadow root of ours.
// Functions outlive their frame, and work on this page's objects; constructors and observers do not.

const sourceOf = Function.prototype.toString;

/**
 * The functions that were taken, by interface and name.
 * @type {Record<string, Function>}
 */
const taken = {};

/** A shadow root of ours, and all that the window of an empty frame in one has. */
let /** @type {ShadowRoot | undefined} */ home, /** @type {Record<string, any>} */ untouched;

/**
 * The platform's own function of that name; none where it cannot be known, as by a policy against frames.
 * @param {any} object
 * @param {string} name
 * @param {string} kind
 * @returns {Function | undefined}
 */
function take(object, name, kind) {
  const found = object[name];
  if (/^function \w+\W+native code\W+$/.test(sourceOf.call(found))) return found;
  if (!untouched && home?.isConnected) {
    const frame = document.createElement("iframe");
    home.appendChild(frame);
    untouched = Object.getOwnPropertyDescriptors(frame.contentWindow);
    home.removeChild(frame);
  }
  try {
    const { value } = untouched[kind];
    return value.prototype?.[name] ?? value[name] ?? untouched[name].value;
  } catch {}
}

/**
 * Calls the platform's own function of an object; nothing where there is no object.
 * @type {Call}
 */
function call(object, name, ...values) {
  if (object == null) return;
  const kind = object[Symbol.toStringTag] ?? object.name ?? object.constructor.name;
  return ((/** @type {any} */ (taken)[kind + name] ??= take(object, name, kind)) ?? object[name]).call(object, ...values);
}
