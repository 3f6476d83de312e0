// @ts-check
// A press review of any length, generated from the words of the real one. It is only used for measurements.

/**
 * @typedef {{ excerpts: { id: string, paragraphs: string[] }[] }} Press the part of `press.json` that is read
 */

/** The length of a search term. */
const QUERY_LENGTH = 6;

/**
 * Generates a press review with `count` excerpts from the words of another, the same ones each time.
 *
 * @param {Press} press
 * @param {number} count
 * @returns {Press}
 */
export function generatePress(press, count) {
  const words = listWords(press);
  const below = createRandom(2026);
  const sentence = () => {
    const chosen = Array.from({ length: 15 + below(20) }, () => words[below(words.length)]).join(" ");
    return `${chosen[0].toUpperCase()}${chosen.slice(1)}.`;
  };
  const excerpts = Array.from({ length: count }, (_, index) => ({
    id: `extrait-${index + 1}`,
    paragraphs: Array.from({ length: 1 + below(2) }, sentence),
  }));
  return { ...press, excerpts };
}

/**
 * The starts of a frequent, a middling and a rare word, in ASCII letters, so that each is one key.
 *
 * @param {Press} press
 */
export function chooseQueries(press) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of listWords(press).filter((word) => word.length >= QUERY_LENGTH && /^[a-z]+$/.test(word))) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([word]) => word);
  const last = byCount.length - 1;
  return [0, Math.floor(last / 2), last].map((index) => byCount[index].slice(0, QUERY_LENGTH));
}

/**
 * The words of a press review, in lower case.
 *
 * @param {Press} press
 */
function listWords({ excerpts }) {
  const text = excerpts.flatMap(({ paragraphs }) => paragraphs).join(" ");
  const words = text.toLowerCase().match(/\p{Alphabetic}{2,}/gu);
  if (!words) throw new Error("press.json has no words to make excerpts of");
  return words;
}

/**
 * Pseudorandom integers below a bound, the same in each run (a linear congruential generator with the constants of
 * Numerical Recipes, whose high bits are used).
 *
 * @param {number} seed
 */
function createRandom(seed) {
  let state = seed;
  /** @param {number} bound */
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
