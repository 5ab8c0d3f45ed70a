/**
 * The documents that a plan asks for, and Lunr's ranking of the first of them.
 *
 * @import { Clause, Scores } from "./scores.js"
 * @import { Weights } from "./weights.js"
 * @import { Plan } from "./query.js"
 * @import { TermRecord } from "./records.js"
 *
 * @typedef {{ slot: number, score: number }} Result
 */

import { partialIndex, slotOf } from "./partial.js";
import { scores } from "./scores.js";

/** Of one word alone, forms count less against each other: whoever asks for one wants all of them. */
const EXACT_ALONE = 0.3;

/**
 * How rare a word is counts less than Lunr has it: what a word adds goes with the 0.6th power of its inverse document
 * frequency. The words of a question or a headline tell more together than the rarest of them does.
 */
const RARITY = -0.4;

/** Documents of scores that are so near are left to Lunr together. */
const NEAR = 1e-9;

/**
 * All documents that a plan asks for, with their scores.
 *
 * @param {Weights} weights
 * @param {Plan} plan
 * @param {{ slots: number[] }[]} narrowed what each result must be among
 * @param {boolean} exact
 * @returns {Result[]} in no order
 */
export function matches(weights, plan, narrowed, exact) {
  if (plan.together === null) return [];
  const { terms, forms } = clauses(weights, plan, exact);
  const added = sum(scores(terms), scores(forms), weightOfForms(plan, exact));
  const needed = [...narrowed.map(({ slots }) => new Set(slots)), ...plan.together.map(slotsOf)];
  const without = plan.excluded.map(({ record }) => slotsOf(record));
  const isMatch = (/** @type {Result} */ { slot, score }) =>
    score > 0 && needed.every((set) => set.has(slot)) && !without.some((set) => set.has(slot));
  return added.filter(isMatch);
}

/**
 * The scores of documents by terms and by forms together.
 *
 * @param {Scores} terms
 * @param {Scores} forms
 * @param {number} weight of the forms'
 * @returns {Result[]} by their slots
 */
function sum(terms, forms, weight) {
  const results = [];
  let [one, other] = [0, 0];
  while (one < terms.slots.length || other < forms.slots.length) {
    const slot = Math.min(terms.slots[one] ?? Infinity, forms.slots[other] ?? Infinity);
    let score = 0;
    if (terms.slots[one] === slot) score = terms.totals[one++];
    if (forms.slots[other] === slot) score += weight * forms.totals[other++];
    results.push({ slot, score });
  }
  return results;
}

/** @param {TermRecord} record */
const slotsOf = ({ postings }) => new Set(postings.map(({ slot }) => slot));

/**
 * The first of some matches as Lunr ranks them.
 *
 * @param {any} lunr
 * @param {Weights} weights
 * @param {Plan} plan
 * @param {boolean} exact
 * @param {Result[]} results that `matches` gives
 * @param {number} wanted how many are asked for
 * @returns {Result[]} best first, so many if there are
 */
export function best(lunr, weights, plan, exact, results, wanted) {
  const among = new Set(leading(results, wanted).map(({ slot }) => slot));
  const { terms, forms } = clauses(weights, plan, exact);
  const index = partialIndex(lunr, weights.fields, [...terms, ...forms].map(({ word }) => word), among);
  const scored = new Map(ask(index, terms).map(({ ref, score }) => [ref, score]));
  const weight = weightOfForms(plan, exact);
  for (const { ref, score } of ask(index, forms)) scored.set(ref, (scored.get(ref) ?? 0) + weight * score);
  const ranked = [...scored].map(([ref, score]) => ({ slot: slotOf(ref), score }));
  return bestFirst(ranked).slice(0, wanted);
}

/**
 * @param {Result[]} results
 * @returns {Result[]} by their scores, documents of one score by their slots
 */
export const bestFirst = (results) => results.sort((one, other) => other.score - one.score || one.slot - other.slot);

/**
 * @param {Result[]} results
 * @param {number} wanted
 * @returns {Result[]} the best of them, with all that come near the last
 */
function leading(results, wanted) {
  if (results.length <= wanted) return results;
  const ascending = new Float64Array(results.length).map((_, at) => results[at].score).sort();
  const least = ascending[ascending.length - wanted] * (1 - NEAR);
  return results.filter(({ score }) => score >= least);
}

/**
 * @param {any} index
 * @param {Clause[]} clauses
 * @returns {{ ref: string, score: number }[]}
 */
function ask(index, clauses) {
  if (!clauses.length) return []; // which Lunr would take for all documents
  return index.query((/** @type {any} */ query) => {
    for (const { word, boost } of clauses) query.term(word.term, { fields: word.fields, usePipeline: false, boost });
  });
}

/**
 * What is looked for in the fields of terms, and in that of forms. Their scores add up: Lunr's score is a sum over
 * fields, and these have none in common.
 *
 * @param {Weights} weights
 * @param {Plan} plan
 * @param {boolean} exact
 * @returns {{ terms: Clause[], forms: Clause[] }}
 */
function clauses(weights, { wanted }, exact) {
  const terms = [];
  const forms = [];
  for (const { record, form, boost } of wanted) {
    const rarity = weights.rarity(record) ** RARITY;
    if (!exact) terms.push({ word: weights.of(record), boost: boost * rarity });
    if (form !== null) forms.push({ word: weights.of(record, form), boost: rarity });
  }
  return { terms, forms };
}

/**
 * @param {Plan} plan
 * @param {boolean} exact
 */
const weightOfForms = ({ words }, exact) => (words === 1 && !exact ? EXACT_ALONE : 1);
