// @ts-check
// Takes a measurement on each page in turn, round by round, until the medians are steady.

import { FIGURES, MEASUREMENTS, missesMust, UNITS } from "./figures.mjs";
import { isSteady, median } from "./statistics.mjs";

/**
 * @typedef {import("./figures.mjs").Figure} Figure
 * @typedef {import("./figures.mjs").MeasurementName} MeasurementName
 * @typedef {import("./figures.mjs").Round} Round
 * @typedef {import("./figures.mjs").Values} Values
 *
 * @typedef {object} Reading a figure with its values in each round, by the page
 * @property {Figure} figure
 * @property {Record<string, number[]>} pages
 * @property {boolean} isMissed whether the median of the first page misses the limit
 */

/** The attempts at one measurement: on a busy machine a browser may start too late. */
const ATTEMPTS = 3;

/**
 * Takes rounds of a measurement until each figure with a limit is steady, or there are `rounds`.
 *
 * The pages take turns, so that a busy moment of the machine affects all of them, and each round begins with
 * another.
 *
 * @param {MeasurementName} measurement
 * @param {number} rounds
 * @param {(page: string) => Promise<Values>} measure
 * @param {(message: string) => void} report
 * @returns {Promise<Reading[]>}
 */
export async function measureRounds(measurement, rounds, measure, report) {
  const { pages } = MEASUREMENTS[measurement];
  /** @type {Round[]} */
  const results = [];
  while (results.length < rounds) {
    /** @type {Round} */
    const round = {};
    for (const index of pages.keys()) {
      const page = pages[(index + results.length) % pages.length];
      report(`${measurement}, round ${results.length + 1}: ${page}`);
      round[page] = await attempt(() => measure(page), `${measurement} of ${page}`);
    }
    results.push(round);
    if (readResults(measurement, results).every(isReadingSteady)) break;
  }
  return readResults(measurement, results);
}

/**
 * The figures of a measurement, with their values on each page that has them.
 *
 * @param {MeasurementName} measurement
 * @param {Round[]} results
 */
export function readResults(measurement, results) {
  const { pages } = MEASUREMENTS[measurement];
  return FIGURES.filter((figure) => figure.measurement === measurement).map((figure) => {
    const values = pages.map((page) => {
      const ofRounds = results.map((round) => figure.value(round[page], round));
      return /** @type {const} */ ([page, ofRounds.filter(Number.isFinite)]);
    });
    const own = values[0][1];
    if (own.length !== results.length) throw new Error(`${figure.name} was not measured on ${pages[0]}`);
    const ofPages = Object.fromEntries(values.filter(([, ofRounds]) => ofRounds.length > 0));
    return { figure, pages: ofPages, isMissed: missesMust(figure, median(own)) };
  });
}

/** @param {Reading} reading */
function isReadingSteady({ figure, pages }) {
  const own = pages[MEASUREMENTS[figure.measurement].pages[0]];
  return figure.must === undefined || isSteady(own, 10 ** -UNITS[figure.unit].decimals);
}

/**
 * @template T
 * @param {() => Promise<T>} measure
 * @param {string} what
 */
async function attempt(measure, what) {
  for (let number = 1; ; number += 1) {
    try {
      return await measure();
    } catch (error) {
      if (number === ATTEMPTS) throw new Error(`${what} failed ${ATTEMPTS} times`, { cause: error });
    }
  }
}
