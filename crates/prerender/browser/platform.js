// @ts-check
// Calls the platform's own functions, even those that a page's scripts have replaced. The build rewrites `a.b(c)` to
// `call(a, "b", c)`: see `platform.rs`.
//
// A native function is cached at its first call, so later replacements have no effect. If it was replaced already, the
// original is read from an empty iframe that is briefly attached to one of our shadow roots. Functions outlive their
// frame, and work on this page's objects; constructors and observers do not.

const sourceOf = Function.prototype.toString;

/**
 * The cached functions, by interface and name.
 * @type {Record<string, Function>}
 */
const nativeFunctions = {};

/** One of our shadow roots, and the property descriptors of an empty iframe's window. */
let /** @type {ShadowRoot | undefined} */ ourShadowRoot, /** @type {Record<string, any>} */ pristineDescriptors;

/**
 * Finds the platform's own function of that name; returns undefined if that is impossible, as under a policy against
 * frames.
 * @param {any} object
 * @param {string} name
 * @param {string} kind
 * @returns {Function | undefined}
 */
function findNative(object, name, kind) {
  const found = object[name];
  if (/^function \w+\W+native code\W+$/.test(sourceOf.call(found))) return found;
  if (!pristineDescriptors && ourShadowRoot?.isConnected) {
    const frame = document.createElement("iframe");
    ourShadowRoot.appendChild(frame);
    pristineDescriptors = Object.getOwnPropertyDescriptors(frame.contentWindow);
    ourShadowRoot.removeChild(frame);
  }
  try {
    const { value } = pristineDescriptors[kind];
    return value.prototype?.[name] ?? value[name] ?? pristineDescriptors[name].value;
  } catch {}
}

/**
 * Calls the platform's own function on an object; does nothing without an object.
 * @type {Call}
 */
function call(object, name, ...values) {
  if (object == null) return;
  const kind = object[Symbol.toStringTag] ?? object.name ?? object.constructor.name;
  return ((/** @type {any} */ (nativeFunctions)[kind + name] ??= findNative(object, name, kind)) ?? object[name]).call(object, ...values);
}
