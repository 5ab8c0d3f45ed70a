/**
 * The passage of a text that holds most of a query's words.
 *
 * @import { Token } from "./analyzer/tokenize.js"
 *
 * @typedef {Token & { stem?: string }} Word words of one stem count once
 * @typedef {{ text: string, marked: boolean }} Piece
 */

const WINDOW_WORDS = 32;
const WORDS_BEFORE = 6;
const MAX_CHARACTERS = 800;

/**
 * @param {string} text
 * @param {Word[]} terms the text's words, with their places in `text`
 * @param {(term: Word) => boolean} isWanted whether a word answers the query
 * @returns {Piece[]} the passage, whole words marked with their diacritics and tatweel; its beginning where nothing matches
 */
export function passages(text, terms, isWanted) {
  const matches = terms.flatMap((term, at) => (isWanted(term) ? [{ ...term, at }] : []));
  const first = bestStart(matches);
  const from = Math.max(0, first - WORDS_BEFORE);
  const to = Math.min(terms.length, from + WINDOW_WORDS);
  const start = from === 0 ? 0 : terms[from].start;
  const end = Math.min(to === terms.length ? text.length : terms[to - 1].end, start + MAX_CHARACTERS);
  const inside = matches.filter((match) => match.start >= start && match.end <= end);
  return [
    ...(start > 0 ? [{ text: "… ", marked: false }] : []),
    ...pieces(text, start, end, inside),
    ...(end < text.length ? [{ text: " …", marked: false }] : []),
  ];
}

/**
 * @param {(Word & { at: number })[]} matches
 * @returns {number} the place (in terms) of the match from which a window holds the most different words
 */
function bestStart(matches) {
  let best = 0;
  let bestCount = 0;
  for (let first = 0; first < matches.length; first += 1) {
    const seen = new Set();
    for (let n = first; n < matches.length && matches[n].at < matches[first].at + WINDOW_WORDS - WORDS_BEFORE; n += 1) {
      seen.add(matches[n].stem ?? matches[n].surface);
    }
    if (seen.size > bestCount) [best, bestCount] = [matches[first].at, seen.size];
  }
  return best;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Word[]} matches
 * @returns {Piece[]}
 */
function pieces(text, start, end, matches) {
  const found = [];
  let at = start;
  for (const match of matches) {
    if (match.start < at) continue;
    found.push({ text: text.slice(at, match.start), marked: false }, { text: text.slice(match.start, match.end), marked: true });
    at = match.end;
  }
  found.push({ text: text.slice(at, end), marked: false });
  return found.filter((piece) => piece.text !== "");
}
