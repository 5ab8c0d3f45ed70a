import { cuts } from "./clitics.js";
import { stem, stripEndings } from "./stem.js";
import { readTables } from "./tables.js";
import { tokenize } from "./tokenize.js";

/**
 * @import { Cut } from "./clitics.js"
 * @import { TablesData } from "./tables.js"
 */

/**
 * A word's stem and surface form, and where it stands (UTF-16 units from 0, `end` excluded).
 *
 * @typedef {{ stem: string, surface: string, start: number, end: number }} Term
 *
 * @typedef {object} Analyzer
 * @property {(text: string) => Term[]} analyze the terms of a text in order, stop words left out
 * @property {(surface: string) => boolean} isStopWord
 * @property {(surface: string) => string} stem the stem of a normalized word, its clitics judged by itself
 * @property {(word: string) => string} stripEndings
 * @property {(surface: string) => Cut[]} cuts every way to take a normalized word apart
 * @property {(clitic: number) => boolean} hasArticle
 * @property {string[]} endings what the stemmer takes off, the longest first
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

  return {
    isStopWord: (surface) => tables.stopWords.has(surface),
    stem: (surface) => stem(surface, tables),
    stripEndings: (word) => stripEndings(word, tables),
    cuts: (surface) => cuts(surface, tables),
    hasArticle: (clitic) => clitic > 0 && clitic <= tables.articles,
    endings: tables.endings.map(({ affix }) => affix),
    tokenize: (text) => tokenize(text, tables),
    analyze(text) {
      const terms = [];
      for (const { surface, start, end } of tokenize(text, tables)) {
        if (!tables.stopWords.has(surface)) terms.push({ stem: stem(surface, tables), surface, start, end });
      }
      return terms;
    },
  };
}
