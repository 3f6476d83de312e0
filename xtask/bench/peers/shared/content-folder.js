// The folder of the content, which the bench names: that of the site, or one with a long press review.

const folder = process.env.BENCH_CONTENT;
if (!folder) throw new Error("BENCH_CONTENT names the folder of the content's JSON files");

/** Vite's alias of the content in `content.js`. */
export const alias = { "#content": folder };
