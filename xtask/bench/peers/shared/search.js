// The search of the press review, in the source and the text of an excerpt.

/** The number of excerpts shown initially, and added by each press of the button, as on the site. */
export const BATCH_SIZE = 24;

/** Folds a text, so that case and accents do not matter. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The searchable text of an excerpt. */
export const searchableText = ({ organisation, publication, paragraphs }) =>
  fold([organisation, publication, ...paragraphs].filter(Boolean).join(" "));

/** A predicate that holds for searchable texts with every word of the query. */
export function createMatcher(query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.includes(word));
}

/** The announcement of the number of results. */
export const countLabel = (count) => (count === 1 ? "1 extrait" : `${count} extraits`);
