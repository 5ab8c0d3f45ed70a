/**
 * What completes a word that is being typed: headwords of the archive, spelled as its titles spell them.
 *
 * @import { Analyzer } from "./analyzer/analyze.js"
 * @import { Row, Tree } from "./tree.js"
 *
 * @typedef {object} Headword `suggestions.py` writes it, docs/SEARCH.md has the format
 * @property {string} key normalized, without clitics
 * @property {string} written
 * @property {boolean} article whether it is shown under the article
 * @property {number} weight the logarithm of how many titles hold it
 *
 * @typedef {{ clitic: string, articled: boolean, rest: string }} Reading a typed word as clitics, as typed, and a rest
 */

import { Reader } from "./bytes.js";

export const MIN_LETTERS = 2;
export const MAX_COMPLETIONS = 8;
/** A word behind a conjunction or preposition counts as if an eighth of its titles held it. */
const PARTICLE_PENALTY = 12;
const MAX_LETTERS = 32;
const PART_RE = /[\p{L}\p{M}\u0640]/u; // any sign of «والمكت»
const AFTER_RE = /^[\p{L}\p{M}\p{N}\u0640]/u;
const SILENT_RE = /[\p{M}\u0640]/u;

/**
 * The word that ends where the caret stands.
 *
 * @param {string} text
 * @param {number} caret in UTF-16 units
 * @returns {{ start: number, word: string } | null} null within a word, behind a space and behind a single letter
 */
export function wordBefore(text, caret) {
  const word = text.slice(wordStart(text, caret), caret);
  const letters = [...word].filter((letter) => !SILENT_RE.test(letter)).length;
  if (letters < MIN_LETTERS || letters > MAX_LETTERS || AFTER_RE.test(text.slice(caret))) return null;
  return { start: caret - word.length, word };
}

/**
 * Where the word that ends at `caret` begins. A pattern would go over a long word once from each of its letters.
 *
 * @param {string} text
 * @param {number} caret
 */
function wordStart(text, caret) {
  let at = caret;
  while (at > 0 && PART_RE.test(text[at - 1])) at -= 1;
  return at;
}

/**
 * @param {string} typed one word
 * @param {Analyzer} analyzer
 * @param {Tree} tree
 * @returns {Promise<string[]>} up to eight completions, the most frequent first, without the word as it is typed
 */
export async function complete(typed, analyzer, tree) {
  const found = await Promise.all(
    readings(typed, analyzer).map(async (reading) => {
      const rows = await tree.startingWith(reading.rest);
      return rows.map((row) => completion(reading, readHeadword(row)));
    }),
  );
  const best = found.flat().sort((one, other) => other.weight - one.weight);
  const texts = new Set(best.map(({ text }) => text));
  texts.delete(typed);
  return [...texts].slice(0, MAX_COMPLETIONS);
}

/**
 * Every way to read the beginning of a word.
 *
 * @param {string} typed
 * @param {Analyzer} analyzer
 * @returns {Reading[]}
 */
export function readings(typed, analyzer) {
  const tokens = analyzer.tokenize(typed);
  if (tokens.length !== 1) return [];
  const [{ surface }] = tokens;
  return analyzer
    .cuts(surface)
    .filter(({ rest }) => rest.length >= MIN_LETTERS)
    .map(({ clitic, rest }) => ({
      clitic: beginning(typed, surface.length - rest.length),
      articled: analyzer.hasArticle(clitic),
      rest,
    }));
}

/**
 * @param {string} text
 * @param {number} letters
 * @returns {string} its first letters with their diacritics and tatweel
 */
function beginning(text, letters) {
  let at = 0;
  for (let left = letters; at < text.length && (left > 0 || SILENT_RE.test(text[at])); at += 1) {
    if (!SILENT_RE.test(text[at])) left -= 1;
  }
  return letters === 0 ? "" : text.slice(0, at);
}

/**
 * @param {Reading} reading
 * @param {Headword} headword
 */
function completion({ clitic, articled }, { written, article, weight }) {
  const particle = clitic !== "" && !articled;
  return { text: joined(clitic, article && !articled) + written, weight: particle ? weight - PARTICLE_PENALTY : weight };
}

/**
 * @param {string} clitic
 * @param {boolean} article whether an article follows it: «لل», «بال»
 */
function joined(clitic, article) {
  if (!article) return clitic;
  return clitic + (clitic.endsWith("ل") ? "ل" : "ال");
}

/**
 * @param {Row} row
 * @returns {Headword}
 */
export function readHeadword({ key, value }) {
  const reader = new Reader(value);
  const head = reader.number();
  const written = new TextDecoder().decode(value.subarray(reader.at));
  return { key, written: written || key, article: head % 2 === 1, weight: Math.floor(head / 2) };
}
