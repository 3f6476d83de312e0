// @ts-check
// Medians, their spread, and whether they are steady.

/** The number of rounds before a median can be steady, and the number of last rounds in which it must not move. */
const LEAST_ROUNDS = 5;
const STEADY_ROUNDS = 3;
/** The part of itself by which a steady median may move. */
const STEADY_CHANGE = 0.02;

/** The spread above which a figure is not resolved. */
export const RESOLVED_SPREAD = 0.3;

/**
 * The value at a fraction of the sorted values, interpolated (type 7 of Hyndman and Fan).
 *
 * @param {number[]} values
 * @param {number} fraction
 */
function quantile(values, fraction) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * fraction;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/**
 * The interquartile range divided by the median; `null` if there is only one value or the median is 0.
 *
 * @param {number[]} values
 */
export function spread(values) {
  const relative = Math.abs((quantile(values, 0.75) - quantile(values, 0.25)) / median(values));
  return values.length > 1 && Number.isFinite(relative) ? relative : null;
}

/**
 * Whether a median is steady: after at least five rounds, each of the last three has moved it by 2 % at most, or by
 * less than the precision of its display.
 *
 * @param {number[]} values in the order of the rounds
 * @param {number} precision
 */
export function isSteady(values, precision) {
  if (values.length < LEAST_ROUNDS) return false;
  const medians = Array.from({ length: STEADY_ROUNDS + 1 }, (_, back) => median(values.slice(0, values.length - back)));
  return medians.slice(1).every((earlier, index) => {
    const change = Math.abs(medians[index] - earlier);
    return change <= Math.max(Math.abs(medians[0]) * STEADY_CHANGE, precision);
  });
}
