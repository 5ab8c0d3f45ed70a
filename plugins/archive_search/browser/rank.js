/**
 * Lunr's ranking of the documents that a plan asks for.
 *
 * @import { Weighing } from "./partial.js"
 * @import { Plan } from "./query.js"
 * @import { TermRecord } from "./records.js"
 *
 * @typedef {{ slot: number, score: number }} Result
 */

import { FILTER_FIELD, STEM_FIELDS, partialIndex, slotOf } from "./partial.js";

/** Of one word alone, forms count less against each other: whoever asks for one wants all of them. */
const EXACT_ALONE = 0.3;

/**
 * @param {any} lunr
 * @param {Weighing} weighing
 * @param {Plan} plan
 * @param {{ term: string, slots: number[] }[]} narrowed what each result must fall under
 * @param {boolean} exact
 * @returns {Result[]} best first
 */
export function rank(lunr, weighing, { wanted, excluded, words, together }, narrowed, exact) {
  const { exact_prefix: prefix } = weighing;
  const terms = [...wanted, ...excluded].map(({ record, form }) => ({ record, forms: form === null ? [] : [form] }));
  const index = partialIndex(lunr, weighing, terms, narrowed);
  const { REQUIRED, PROHIBITED } = lunr.Query.presence;
  const restrict = (/** @type {any} */ query) => {
    for (const { record } of excluded) {
      query.term(record.term, { fields: STEM_FIELDS, usePipeline: false, presence: PROHIBITED });
    }
    for (const { term } of narrowed) {
      query.term(term, { fields: [FILTER_FIELD], usePipeline: false, presence: REQUIRED, boost: 0 });
    }
  };
  const byTerms = index.query((/** @type {any} */ query) => {
    for (const { record, boost } of exact ? [] : wanted) {
      query.term(record.term, { fields: STEM_FIELDS, usePipeline: false, boost });
    }
    restrict(query);
  });
  const byForms = index.query((/** @type {any} */ query) => {
    for (const { record, form } of wanted) {
      if (form === null) continue;
      query.term(prefix + record.term + record.forms[form].ending, { fields: ["exact"], usePipeline: false });
    }
    restrict(query);
  });
  return holding(together, merged(byTerms, byForms, words === 1 && !exact ? EXACT_ALONE : 1));
}

/**
 * The results that have every word of the phrases; none where the archive lacks one.
 *
 * @param {TermRecord[] | null} together
 * @param {Result[]} results
 */
function holding(together, results) {
  if (together === null) return [];
  const sets = together.map(({ postings }) => new Set(postings.map(({ slot }) => slot)));
  return results.filter(({ slot }) => sets.every((set) => set.has(slot)));
}

/**
 * Lunr's scores of terms and of forms added up: its score is a sum over fields, and these have none in common.
 *
 * @param {{ ref: string, score: number }[]} byTerms
 * @param {{ ref: string, score: number }[]} byForms
 * @param {number} weight of the forms
 * @returns {Result[]} best first, documents of one score by their slots
 */
function merged(byTerms, byForms, weight) {
  const scores = new Map(byTerms.map(({ ref, score }) => [ref, score]));
  for (const { ref, score } of byForms) scores.set(ref, (scores.get(ref) ?? 0) + weight * score);
  const results = [...scores].map(([ref, score]) => ({ slot: slotOf(ref), score }));
  return results.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score || one.slot - other.slot);
}
