/**
 * What `lunr-index.json` needs of lunr.js to be loaded and asked: a query's word becomes its term.
 *
 *   import { register } from "./lunr-pipeline.js";
 *   register(lunr, await (await fetch("tables.json")).json());
 *   const index = lunr.Index.load(await (await fetch("lunr-index.json")).json());
 *   index.query((query) => words.forEach((word) => query.term(word)));
 *
 * Clitics are judged by the word itself here; the search page asks the archive's vocabulary, and finds more.
 */

import { createAnalyzer } from "./analyzer/analyze.js";

/**
 * @param {any} lunr
 * @param {import("./analyzer/tables.js").TablesData} tables the parsed `tables.json`
 */
export function register(lunr, tables) {
  const analyzer = createAnalyzer(tables);
  lunr.Pipeline.registerFunction(
    (/** @type {any} */ token) => token.update((/** @type {string} */ word) => analyzer.analyze(word)[0]?.stem ?? ""),
    "warraq-stem",
  );
}
