/**
 * Every document's score for a query, to the last bit as Lunr works it out (lunr.Index.query, lunr.Vector.similarity):
 * the sum over fields of (the sum over terms of boost × weight) / |query vector|.
 *
 * Lunr takes some microseconds for each document and term, and a frequent word is in half of all. Here it is a
 * multiplication; which documents come first is known before Lunr is asked, and it ranks those alone.
 *
 * @import { Weighted } from "./weights.js"
 *
 * @typedef {{ word: Weighted, boost: number }} Clause
 */

import { inOrder } from "./partial.js";

const NEVER = 2 ** 31 - 1;

/**
 * @typedef {object} Scores of all documents that have a word
 * @property {Uint32Array} slots ascending
 * @property {Float64Array} totals each one's score
 */

/**
 * @param {Clause[]} clauses words of the same fields, in the order of the query
 * @returns {Scores}
 */
export function scores(clauses) {
  const boosts = boostsOf(clauses);
  const words = inOrder(clauses.map((clause) => clause.word));
  const sums = new Sums(distinct(words), clauses[0]?.word.fields.length ?? 0);
  let squares = 0;
  for (const word of words) {
    const boost = /** @type {number} */ (boosts.get(word.term));
    squares += boost * boost;
    sums.add(word, boost, clauses.findIndex((one) => one.word.term === word.term));
  }
  return { slots: sums.slots, totals: sums.totals(Math.sqrt(squares)) };
}

/**
 * The slots of all documents that have one of some words, ascending, each once.
 *
 * @param {Weighted[]} words
 */
function distinct(words) {
  const all = new Uint32Array(words.reduce((sum, { slots }) => sum + slots.length, 0));
  let length = 0;
  for (const { slots } of words) {
    all.set(slots, length);
    length += slots.length;
  }
  all.sort();
  let count = 0;
  for (let n = 0; n < all.length; n += 1) {
    if (n === 0 || all[n] !== all[count - 1]) {
      all[count] = all[n];
      count += 1;
    }
  }
  return all.slice(0, count);
}

/**
 * Boosts by term: a term that two clauses ask for weighs what both do.
 *
 * @param {Clause[]} clauses
 */
function boostsOf(clauses) {
  const boosts = new Map();
  for (const { word, boost } of clauses) boosts.set(word.term, (boosts.get(word.term) ?? 0) + boost);
  return boosts;
}

/**
 * Sums by document and field, and which clause was the first to find a document in a field: in arrays of numbers, since a
 * reader's first queries run before the engine has made anything of the code but what it is.
 */
class Sums {
  /** @type {Float64Array} */ #sums;
  /** @type {Int32Array} */ #firsts;
  #fields;

  /**
   * @param {Uint32Array} slots ascending, of all documents
   * @param {number} fields how many there are
   */
  constructor(slots, fields) {
    this.slots = slots;
    this.#fields = fields;
    this.#sums = new Float64Array(slots.length * fields);
    this.#firsts = new Int32Array(slots.length * fields).fill(NEVER);
  }

  /**
   * @param {Weighted} word whose slots ascend too
   * @param {number} boost
   * @param {number} clause
   */
  add({ slots, places, weights }, boost, clause) {
    const [all, sums, firsts, fields] = [this.slots, this.#sums, this.#firsts, this.#fields];
    let row = 0;
    for (let n = 0; n < slots.length; n += 1) {
      while (all[row] < slots[n]) row += 1;
      const at = row * fields + places[n];
      sums[at] += boost * weights[n];
      if (clause < firsts[at]) firsts[at] = clause;
    }
  }

  /** @param {number} magnitude of the query's vector */
  totals(magnitude) {
    return new Float64Array(this.slots.length).map((_, row) => this.#total(row * this.#fields, magnitude));
  }

  /**
   * Lunr adds up a document's fields in the order in which clauses find them, those of one clause in their own order.
   *
   * @param {number} row
   * @param {number} magnitude
   */
  #total(row, magnitude) {
    let total = 0;
    for (let clause = this.#next(row, -1); clause < NEVER; clause = this.#next(row, clause)) {
      for (let field = 0; field < this.#fields; field += 1) {
        if (this.#firsts[row + field] === clause) total += this.#sums[row + field] / magnitude;
      }
    }
    return total;
  }

  /**
   * @param {number} row
   * @param {number} clause
   */
  #next(row, clause) {
    let next = NEVER;
    for (let field = 0; field < this.#fields; field += 1) {
      const first = this.#firsts[row + field];
      if (first > clause && first < next) next = first;
    }
    return next;
  }
}
