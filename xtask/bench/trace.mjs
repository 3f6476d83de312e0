// @ts-check
// The work of a page's main thread, from a trace of Chromium.

/**
 * @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, args: any }} Event an event
 * of the trace; times are in microseconds
 * @typedef {{ start: number, end: number }} Interval
 */

export const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8", "v8.wasm"];

const TASKS = new Set(["RunTask", "ThreadControllerImpl::RunTask"]);
const LAYOUT = new Set(["UpdateLayoutTree", "Layout"]);
const SCRIPT = new Set([
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "FireIdleCallback",
  "FunctionCall",
  "RunMicrotasks",
  "TimerFire",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
]);

/** The longest task that does not block, in microseconds (W3C Long Tasks). */
const BLOCKING_FROM = 50_000;

/**
 * Summarizes the work of the page at `url`, in milliseconds: the time of style and layout, the longest task, the
 * longest time that scripts take within one task, and the sum of what tasks take beyond 50 ms.
 *
 * @param {Event[]} events
 * @param {string} url
 */
export function summarizeTrace(events, url) {
  const commit = events.find(({ name, args }) => name === "CommitLoad" && args.data?.url === url);
  if (!commit) throw new Error(`the trace has no document ${url}`);
  const own = events.filter(
    ({ ph, pid, tid, ts }) => ph === "X" && pid === commit.pid && tid === commit.tid && ts >= commit.ts,
  );
  const select = (/** @type {Set<string>} */ names) => merge(own.filter(({ name }) => names.has(name)));
  const tasks = select(TASKS);
  const scripts = select(SCRIPT);
  const withinTask = tasks.map((task) => total(scripts.filter((it) => it.start >= task.start && it.end <= task.end)));
  const lengths = tasks.map(({ start, end }) => end - start);
  const milliseconds = {
    styleAndLayout: total(select(LAYOUT)),
    longestTask: Math.max(0, ...lengths),
    longestScript: Math.max(0, ...withinTask),
    blocking: lengths.reduce((sum, length) => sum + Math.max(0, length - BLOCKING_FROM), 0),
  };
  return Object.fromEntries(Object.entries(milliseconds).map(([name, value]) => [name, value / 1000]));
}

/**
 * The intervals of events, where those within others do not count again: layout, for example, may recalculate styles.
 *
 * @param {Event[]} events
 */
function merge(events) {
  /** @type {Interval[]} */
  const merged = [];
  for (const { ts, dur = 0 } of [...events].sort((a, b) => a.ts - b.ts)) {
    const last = merged.at(-1);
    if (last && ts < last.end) last.end = Math.max(last.end, ts + dur);
    else merged.push({ start: ts, end: ts + dur });
  }
  return merged;
}

/** @param {Interval[]} intervals */
const total = (intervals) => intervals.reduce((sum, { start, end }) => sum + end - start, 0);
