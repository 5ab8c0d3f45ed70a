/**
 * What `lunr-index.json` needs of lunr.js to be loaded and asked: a query's word becomes its term.
 *
 *   import { register } from "./lunr-pipeline.js";
 *   register(lunr);
 *   const index = lunr.Index.load(await (await fetch("lunr-index.json")).json());
 *   index.query((query) => words.forEach((word) => query.term(word)));
 *
 * Clitics are judged by the word itself here; the search page asks the archive's vocabulary, and finds more.
 */

import { createAnalyzer } from "./analyzer/analyze.js";
// @ts-expect-error put there by the build
import tables from "./analyzer/tables.json";

/** @param {any} lunr */
export function register(lunr) {
  const analyzer = createAnalyzer(tables);
  lunr.Pipeline.registerFunction(
    (/** @type {any} */ token) => token.update((/** @type {string} */ word) => analyzer.analyze(word)[0]?.stem ?? ""),
    "warraq-stem",
  );
}
