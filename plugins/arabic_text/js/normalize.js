/** @import { Tables } from "./tables.js" */

/**
 * @param {string} text
 * @param {Tables} tables
 */
function fold(text, tables) {
  let folded = "";
  for (const character of text) folded += tables.folds.get(character) ?? character;
  return folded;
}

/**
 * `text` without diacritics, tatweel and controls, its letter and digit variants folded, lower case.
 * The twin of `arabic_text/normalize.py`.
 *
 * @param {string} text
 * @param {Tables} tables
 * @returns {string}
 */
export function normalize(text, tables) {
  const bare = text.normalize("NFKC").toLowerCase().replace(tables.dropped, "");
  const folded = fold(bare.normalize("NFC"), tables);
  if (folded.normalize("NFD") === folded) return folded;
  const plain = folded.normalize("NFD").replace(tables.dropped, "");
  return fold(plain.normalize("NFC"), tables);
}
