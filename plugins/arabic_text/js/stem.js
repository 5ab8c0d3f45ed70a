/** @import { Affix, Tables } from "./tables.js" */

/**
 * The stem of a normalized word: a conjunction, an article and its endings taken off.
 * The twin of `arabic_text/stem.py`. All letters concerned are single UTF-16 units.
 *
 * @param {string} surface
 * @param {Tables} tables
 * @returns {string}
 */
export function stem(surface, tables) {
  const word = stripPrefix(stripPrefix(surface, tables.conjunctions), tables.prefixes);
  return stripEndings(word, tables);
}

/**
 * A normalized word without its endings: the longest one first, up to five of them.
 *
 * @param {string} word
 * @param {Tables} tables
 */
export function stripEndings(word, tables) {
  for (let round = 0; round < tables.endingRounds; round += 1) {
    const shorter = stripEnding(word, tables.endings);
    if (shorter === word) break;
    word = shorter;
  }
  return word;
}

/**
 * @param {string} word
 * @param {Affix[]} affixes
 */
function stripPrefix(word, affixes) {
  const found = affixes.find(({ affix, rest }) => word.startsWith(affix) && length(word) - affix.length >= rest);
  return found ? word.slice(found.affix.length) : word;
}

/**
 * @param {string} word
 * @param {Affix[]} affixes
 */
function stripEnding(word, affixes) {
  const found = affixes.find(({ affix, rest }) => word.endsWith(affix) && length(word) - affix.length >= rest);
  return found ? word.slice(0, -found.affix.length) : word;
}

/** @param {string} word its length in code points, as Python counts */
export function length(word) {
  let count = 0;
  for (const _ of word) count += 1;
  return count;
}
