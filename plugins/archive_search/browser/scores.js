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

const NEVER = Infinity;

/**
 * @param {Clause[]} clauses words of the same fields, in the order of the query
 * @returns {Map<number, number>} the scores by slot, of all documents that have a word
 */
export function scores(clauses) {
  const boosts = boostsOf(clauses);
  const sums = new Sums(clauses[0]?.word.fields.length ?? 0);
  let squares = 0;
  for (const word of inOrder(clauses.map((clause) => clause.word))) {
    const boost = /** @type {number} */ (boosts.get(word.term));
    squares += boost * boost;
    sums.add(word, boost, clauses.findIndex((one) => one.word.term === word.term));
  }
  return sums.totals(Math.sqrt(squares));
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

/** Sums by document and field, and which clause was the first to find a document in a field. */
class Sums {
  /** @type {Map<number, number>} */ #rows = new Map();
  /** @type {number[]} */ #sums = [];
  /** @type {number[]} */ #firsts = [];
  #fields;

  /** @param {number} fields how many there are */
  constructor(fields) {
    this.#fields = fields;
  }

  /**
   * @param {Weighted} word
   * @param {number} boost
   * @param {number} clause
   */
  add({ slots, places, weights }, boost, clause) {
    const [sums, firsts] = [this.#sums, this.#firsts];
    for (let n = 0; n < slots.length; n += 1) {
      const at = this.#row(slots[n]) + places[n];
      sums[at] += boost * weights[n];
      if (clause < firsts[at]) firsts[at] = clause;
    }
  }

  /** @param {number} slot */
  #row(slot) {
    const known = this.#rows.get(slot);
    if (known !== undefined) return known;
    const row = this.#sums.length;
    this.#rows.set(slot, row);
    for (let field = 0; field < this.#fields; field += 1) {
      this.#sums.push(0);
      this.#firsts.push(NEVER);
    }
    return row;
  }

  /** @param {number} magnitude of the query's vector */
  totals(magnitude) {
    const totals = new Map();
    for (const [slot, row] of this.#rows) totals.set(slot, this.#total(row, magnitude));
    return totals;
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
