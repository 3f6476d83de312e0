// @ts-check
// Getting the program. The page, the embed documents and the widgets do it this way: whatever does not come is asked
// for again, after pauses that grow, at once when the network is back, and sooner when somebody wants the section.

/** Milliseconds without a byte after which an attempt is over. */
const SILENCE = 15000;
/** Seconds between attempts. After the last of them only an event leads to another attempt. */
const PAUSES = [1, 2, 3, 5, 8, 13, 21];

/**
 * When the last byte arrived.
 * @type {number}
 */
let heard;
/** What calls off the requests that are on their way. */
let off = new AbortController();
/**
 * What ends the pauses that are going on.
 * @type {Set<(back: boolean) => void>}
 */
const pauses = new Set();
/**
 * Somebody wants what has failed, or the network is back.
 * @param {Event} [event]
 */
const hurry = (event) => {
  for (const end of pauses) end(event?.type === "online" || event?.type === "pageshow");
};
/** Lets the page's events end them. */
const listen = () => {
  for (const event of ["online", "pageshow"]) addEventListener(event, hurry);
};

/** @param {number} [time] milliseconds */
const wait = (time) => new Promise((over) => setTimeout(over, time));

/**
 * A pause of so many seconds, or until something happens. Events may come in a crowd, attempts must not: a network that is
 * back ends it at once, a touch once half of it is over.
 * @param {number} [seconds]
 */
const pause = (seconds) => new Promise((/** @type {(value?: unknown) => void} */ over) => {
  const soon = wait(500);
  const half = wait(500 * (seconds ?? 30));
  const done = () => {
    pauses.delete(end);
    over();
  };
  const end = (/** @type {boolean} */ back) => {
    (back ? soon : half).then(done);
  };
  pauses.add(end);
  // Whoever lost the same server does not come back in the same moment.
  if (seconds) wait(seconds * (1000 + 250 * Math.random())).then(done);
});

/**
 * Rejects once nothing of ours has arrived for a while, and calls off what is on its way; `state` keeps its clock.
 * @param {{ clock?: number }} state
 * @returns {Promise<never>}
 */
const silence = (state) => new Promise((_, reject) => {
  const look = () => {
    const left = heard + SILENCE - performance.now();
    if (left > 0) {
      state.clock = setTimeout(look, left);
      return;
    }
    off.abort();
    off = new AbortController();
    reject(new DOMException(`${SILENCE} ms`, "TimeoutError"));
  };
  look();
});

/**
 * Does what `attempt` does, again until it succeeds; it gets the number of failures so far, and the last one. An error
 * that is `final` is not tried again. `spent` hears of the error after which nothing more happens by itself.
 * @template T
 * @param {(failures: number, last?: Failure) => Promise<T>} attempt
 * @param {(error: Failure) => void} spent
 * @returns {Promise<T>}
 */
async function persist(attempt, spent) {
  // A page that is made ready in case somebody opens it asks for nothing yet.
  if (document.prerendering) {
    await new Promise((seen) => document.addEventListener("prerenderingchange", seen));
  }
  for (let failures = 0, last; ; failures++) {
    /** @type {{ clock?: number }} */
    const state = {};
    try {
      heard = performance.now();
      return await Promise.race([attempt(failures, last), silence(state)]);
    } catch (/** @type {any} */ error) {
      last = error;
      if (error.final || failures === PAUSES.length) spent(error);
      if (error.final) throw error;
    } finally {
      clearTimeout(state.clock);
    }
    await pause(PAUSES[failures]);
  }
}

/**
 * A file of the site; after a failure past the browser's cache, which may keep what arrived broken. `first` is the answer
 * to a request that was made already.
 * @param {string} url
 * @param {number} failures
 * @param {Promise<Response>} [first]
 */
async function get(url, failures, first) {
  const asked = !failures && first;
  const response = await (asked || fetch(url, { signal: off.signal, cache: failures ? "reload" : "default" }));
  if (!response.ok) {
    const gone = response.status === 404 || response.status === 410;
    throw Object.assign(new Error(`${url} : ${response.status}`), { gone });
  }
  follow(/** @type {ReadableStream} */ (response.clone().body).getReader());
  return response;
}

/**
 * Takes note of each part that arrives.
 * @param {ReadableStreamDefaultReader} reader
 */
async function follow(reader) {
  try {
    while (!(await reader.read()).done) heard = performance.now();
  } catch {
    // Whoever reads the answer itself gets the error.
  }
}

/**
 * The glue.
 * @param {string} js
 * @param {string | undefined} integrity
 * @param {number} failures
 * @returns {Promise<Glue>}
 */
async function importGlue(js, integrity, failures) {
  if (!failures) return import(js);
  await (await get(js, failures)).arrayBuffer();
  // Engines keep it in mind that a module did not come; of another fragment they know nothing.
  const again = `${js}#${failures}`;
  if (integrity) {
    // The import map knows neither this address nor the digest of another build's module.
    await new Promise((onload, onerror) => {
      const script = document.createElement("script");
      document.head.append(Object.assign(script, { type: "module", src: again, integrity, onload, onerror }));
    });
  }
  return import(again);
}

/**
 * An attempt to get the glue, with the Wasm running, once `prepare` has had it. What has come in one is kept for the next.
 * @param {Program} program
 * @param {(glue: Glue) => void} [prepare]
 * @returns {(failures: number, last?: Failure) => Promise<Glue>}
 */
function launcher({ js, wasm, integrity }, prepare) {
  let /** @type {Promise<Glue> | undefined} */ glue, /** @type {Promise<Response> | undefined} */ bytes;
  return async (failures, last) => {
    try {
      // Eight bytes say whether Wasm may be compiled at all, before all of it is fetched.
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch (/** @type {any} */ error) {
      error.final = true;
      throw error;
    }
    // What was called off, or may never end, is asked for anew.
    if (/^(Timeout|Abort)Error$/.test(/** @type {string} */ (last?.name))) glue = bytes = undefined;
    glue ??= importGlue(js, integrity, failures);
    glue.catch(() => (glue = undefined));
    bytes ??= get(wasm, failures);
    bytes.catch(() => (bytes = undefined));
    const [module, response] = await Promise.all([glue, bytes]);
    // A body can be read once.
    bytes = undefined;
    prepare?.(module);
    await module.default({ module_or_path: response });
    return module;
  };
}
