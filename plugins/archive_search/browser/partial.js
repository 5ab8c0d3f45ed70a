/**
 * A Lunr index of a few terms, with the weights that the whole archive's index would have.
 *
 * Lunr's score adds the weights of the query's terms. So an index that holds the query's terms only, of all documents
 * or of some, gives these the same order and scores. Terms are numbered in their order, as the whole index's are: sums
 * are taken in the order of the numbers.
 *
 * @import { Weighted } from "./weights.js"
 */

import { before } from "./tree.js";

const NO_METADATA = Object.freeze(Object.create(null));

/** @param {number} slot Lunr keeps refs in the order of their making only where they are no numbers */
export const refOf = (slot) => `d${slot}`;

/** @param {string} ref */
export const slotOf = (ref) => Number(ref.slice(1));

/**
 * @param {any} lunr
 * @param {string[]} fields of the whole index
 * @param {Weighted[]} words
 * @param {Set<number> | null} [among] the slots of the documents that it holds; null: of all that have a word
 */
export function partialIndex(lunr, fields, words, among = null) {
  /** @type {Record<string, any>} */
  const invertedIndex = Object.create(null);
  /** @type {Record<string, any>} */
  const fieldVectors = Object.create(null);
  const sorted = inOrder(words);
  for (const [number, { term, fields: names, slots, places, weights }] of sorted.entries()) {
    const posting = emptyPosting(fields, number);
    invertedIndex[term] = posting;
    for (let at = 0; at < slots.length; at += 1) {
      if (among && !among.has(slots[at])) continue;
      const [name, ref] = [names[places[at]], refOf(slots[at])];
      posting[name][ref] = NO_METADATA;
      (fieldVectors[`${name}/${ref}`] ??= new lunr.Vector()).elements.push(number, weights[at]);
    }
  }
  const tokenSet = lunr.TokenSet.fromArray(sorted.map(({ term }) => term).sort());
  return new lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields, pipeline: new lunr.Pipeline() });
}

/**
 * @param {Weighted[]} words
 * @returns {Weighted[]} each term once, in the order of their code points
 */
export function inOrder(words) {
  const byTerm = new Map(words.map((word) => [word.term, word]));
  return [...byTerm.values()].sort((one, other) => (before(one.term, other.term) ? -1 : 1));
}

/**
 * @param {string[]} fields
 * @param {number} number the term's
 */
function emptyPosting(fields, number) {
  const posting = Object.create(null);
  posting._index = number;
  for (const field of fields) posting[field] = Object.create(null);
  return posting;
}
