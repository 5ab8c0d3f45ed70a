import { normalize } from "./normalize.js";

/** @import { Tables } from "./tables.js" */

/**
 * A word: its normalized form and where it stands, in UTF-16 units from 0, `end` excluded.
 *
 * @typedef {{ surface: string, start: number, end: number }} Token
 */

/**
 * The words of `text` in order. A ligature that stands for several words (ﷺ) gives each of them.
 * The twin of `arabic_text/tokenize.py`.
 *
 * @param {string} text
 * @param {Tables} tables
 * @returns {Token[]}
 */
export function tokenize(text, tables) {
  const tokens = [];
  for (const match of text.matchAll(tables.word)) {
    const start = match.index;
    for (const [surface] of normalize(match[0], tables).matchAll(tables.word)) {
      tokens.push({ surface, start, end: start + match[0].length });
    }
  }
  return tokens;
}
