// @ts-check
// Retries what has failed, for the page, the embed documents and the widgets: after growing pauses, half a second after
// the network is back, and sooner when the user interacts with the section.

/** Milliseconds without a byte after which an attempt fails. */
const SILENCE_TIMEOUT_MS = 15000;
/** Seconds between attempts. After the last delay, only an event causes another attempt. */
const RETRY_DELAYS_S = [1, 2, 3, 5, 8, 13, 21];

/**
 * When the last byte arrived, of any request: while some download progresses, the network works.
 * @type {number}
 */
let lastByteTime;
/** Aborts the pending requests. */
let abortController = new AbortController();
/**
 * The functions that end the current pauses.
 * @type {Set<(isReconnection: boolean) => void>}
 */
const pauseEnders = new Set();
/**
 * Ends every pause that has lasted its minimum: the user interacts, or the network is back.
 * @param {Event} [event]
 */
const endPauses = (event) => {
  for (const endPause of pauseEnders) endPause(event?.type === "online" || event?.type === "pageshow");
};
/** How often the network or the page has come back. */
let reconnections = 0;
/** Ends pauses when the network or the page is back. */
const listenForReconnection = () => {
  for (const name of ["online", "pageshow"]) addEventListener(name, (event) => {
    reconnections++;
    endPauses(event);
  });
};

/** @param {number} [duration] milliseconds */
const wait = (duration) => new Promise((resolve) => setTimeout(resolve, duration));

/**
 * Waits for `seconds`; without them, until an event. `online` and `pageshow` end the pause once it has lasted 500 ms,
 * any other event once it has lasted half its time (15 s for a pause without a time), so that a burst of events causes
 * one attempt.
 * @param {number} [seconds]
 */
const pause = (seconds) => new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
  const shortDelay = wait(500);
  const halfDelay = wait(500 * (seconds ?? 30));
  const finish = () => {
    pauseEnders.delete(endEarly);
    resolve();
  };
  const endEarly = (/** @type {boolean} */ isReconnection) => {
    (isReconnection ? shortDelay : halfDelay).then(finish);
  };
  pauseEnders.add(endEarly);
  // Jitter: clients of a server that failed do not all retry at once.
  if (seconds) wait(seconds * (1000 + 250 * Math.random())).then(finish);
});

/**
 * Rejects when no byte has arrived for the silence timeout, and aborts the pending requests; `state.clock` is its
 * timer.
 * @param {{ clock?: number }} state
 * @returns {Promise<never>}
 */
const rejectAfterSilence = (state) => new Promise((_, reject) => {
  const check = () => {
    const remaining = lastByteTime + SILENCE_TIMEOUT_MS - performance.now();
    if (remaining > 0) {
      state.clock = setTimeout(check, remaining);
      return;
    }
    abortController.abort();
    abortController = new AbortController();
    reject(new DOMException(`${SILENCE_TIMEOUT_MS} ms`, "TimeoutError"));
  };
  check();
});

/**
 * Calls `attempt` with the number of failures and the last error until it succeeds. An error that is `final` is not
 * retried. `onExhausted` gets the error after which no automatic retry follows.
 * @template T
 * @param {(failures: number, last?: Failure) => Promise<T>} attempt
 * @param {(error: Failure) => void} onExhausted
 * @returns {Promise<T>}
 */
async function retry(attempt, onExhausted) {
  // A prerendered page (Speculation Rules) makes no request before it is activated.
  if (document.prerendering) {
    await new Promise((resolve) => document.addEventListener("prerenderingchange", resolve));
  }
  for (let failures = 0, last; ; failures++) {
    /** @type {{ clock?: number }} */
    const state = {};
    const reconnectionsBefore = reconnections;
    try {
      lastByteTime = performance.now();
      return await Promise.race([attempt(failures, last), rejectAfterSilence(state)]);
    } catch (/** @type {any} */ error) {
      last = error;
      if (error.final || failures === RETRY_DELAYS_S.length) onExhausted(error);
      if (error.final) throw error;
    } finally {
      clearTimeout(state.clock);
    }
    // An attempt that was stuck may fail after the network is back.
    await (reconnections > reconnectionsBefore ? wait(500) : pause(RETRY_DELAYS_S[failures]));
  }
}

/**
 * Fetches a file of the site; after a failure it bypasses the browser's cache, which may hold a broken response.
 * `pendingResponse` is the response to an earlier request, used by the first attempt.
 * @param {string} url
 * @param {number} failures
 * @param {Promise<Response>} [pendingResponse]
 */
async function fetchFile(url, failures, pendingResponse) {
  const pending = !failures && pendingResponse;
  const response = await (pending || fetch(url, { signal: abortController.signal, cache: failures ? "reload" : "default" }));
  if (!response.ok) {
    const gone = response.status === 404 || response.status === 410;
    throw Object.assign(new Error(`${url} : ${response.status}`), { gone });
  }
  trackProgress(/** @type {ReadableStream} */ (response.clone().body).getReader());
  return response;
}

/**
 * Records the time of each chunk.
 * @param {ReadableStreamDefaultReader} reader
 */
async function trackProgress(reader) {
  try {
    while (!(await reader.read()).done) lastByteTime = performance.now();
  } catch {
    // The caller's own read of the response reports the error.
  }
}
