import { stem } from "./stem.js";
import { readTables } from "./tables.js";
import { tokenize } from "./tokenize.js";

/** @import { TablesData } from "./tables.js" */

/**
 * A word's stem and surface form, and where it stands (UTF-16 units from 0, `end` excluded).
 *
 * @typedef {{ stem: string, surface: string, start: number, end: number }} Term
 *
 * @typedef {object} Analyzer
 * @property {(text: string) => Term[]} analyze the terms of a text in order, stop words left out
 * @property {(surface: string) => string | null} termOf the stem of a normalized word, or null for a stop word
 * @property {(text: string) => import("./tokenize.js").Token[]} tokenize
 */

/**
 * The analyzer that the index and the query share; the twin of `arabic_text/analyze.py`.
 *
 * @param {TablesData} data the parsed `tables.json`
 * @returns {Analyzer}
 */
export function createAnalyzer(data) {
  const tables = readTables(data);

  /** @param {string} surface */
  const termOf = (surface) => (tables.stopWords.has(surface) ? null : stem(surface, tables));

  return {
    termOf,
    tokenize: (text) => tokenize(text, tables),
    analyze(text) {
      const terms = [];
      for (const { surface, start, end } of tokenize(text, tables)) {
        const term = termOf(surface);
        if (term !== null) terms.push({ stem: term, surface, start, end });
      }
      return terms;
    },
  };
}
