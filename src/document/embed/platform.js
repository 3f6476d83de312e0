// Functions of the platform itself, whatever a page's scripts have put in their place. The build writes
// `a.b(c)` as `call(a, "b", c)`, and `a?.b(c)` as `callMaybe(a, "b", c)`: see `platform.rs`.
//
// A function that is native is taken as it is, once, so one that is replaced later does not count. Where one
// was replaced, its like is taken from an empty frame, which stands for a moment in a shadow root of ours.
// Functions that outlive their frame work on this page's objects; constructors and observers do not.

const platform = (() => {
  const { apply, getPrototypeOf } = Reflect;
  const { hasOwn } = Object;
  const { isArray } = Array;
  const sourceOf = Function.prototype.toString;

  /** The interfaces of an empty frame, by name: whatever else we call a function of inherits it from one. */
  const untouched = {
    __proto__: null, Window: 0, HTMLElement: 0, Element: 0, CharacterData: 0, Document: 0, DocumentFragment: 0,
    EventTarget: 0, Event: 0, HTMLCollection: 0, Response: 0, Array: 0, String: 0, Object: 0, JSON: 0,
  };
  let opened;

  /** The functions that were taken, by interface and name, such as `Document.createElement`. */
  const taken = { __proto__: null };

  /** The interface that an object is of; none for what a script made. */
  const kind = (object) =>
    typeof object === "function" ? object.name
    : typeof object === "string" ? "String"
    : isArray(object) ? "Array"
    : object[Symbol.toStringTag];

  /** Whether it is native: a wrapper has a prototype, or a source, or another name. */
  const native = (found, name) =>
    !hasOwn(found, "prototype") && RegExp(`^function ${name}\\W+native code\\W+$`).test(apply(sourceOf, found, []));

  /** Where a policy gives each frame an origin of its own, there is nothing to take. */
  function open(home) {
    opened = true;
    const frame = document.createElement("iframe");
    home.appendChild(frame);
    try {
      const { contentWindow } = frame;
      for (const name in untouched) untouched[name] = contentWindow[name];
      untouched.Window = contentWindow;
    } catch {}
    home.removeChild(frame);
  }

  /** The platform's own function of that name; none if it cannot be told. */
  function take(object, name) {
    let near = object;
    while (near != null && !(kind(near) in untouched)) near = getPrototypeOf(near);
    if (near == null) return;
    let owner = Object(object);
    while (owner && !hasOwn(owner, name)) owner = getPrototypeOf(owner);
    const found = owner?.[name];
    if (!found || native(found, name)) return found;
    if (!opened && platform.home?.isConnected) open(platform.home);
    const like = untouched[kind(near)];
    return like?.prototype?.[name] ?? like?.[name];
  }

  return {
    call(object, name, ...values) {
      const of = kind(object);
      const found = of && (taken[`${of}.${name}`] ??= take(object, name));
      return found ? apply(found, object, values) : object[name](...values);
    },
    callMaybe: (object, ...rest) => (object == null ? undefined : platform.call(object, ...rest)),
    /** A shadow root of ours in which an empty frame may stand. */
    home: undefined,
  };
})();
const { call, callMaybe } = platform;
