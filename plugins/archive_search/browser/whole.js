/**
 * Any Lunr query, answered as one index of all documents would: the same documents, order and scores.
 *
 * @import { Analyzer } from "./analyzer/analyze.js"
 * @import { Filters } from "./filters.js"
 * @import { Lexicon } from "./lexicon.js"
 * @import { Weighted, Weights } from "./weights.js"
 *
 * @typedef {{ ref: string, score: number }} LunrResult refs are `d` and the document's slot
 * @typedef {(query: any) => void} Build as lunr.Index.query takes it; terms are those of the index
 */

import { partialIndex, refOf } from "./partial.js";

/**
 * @param {Build} build
 * @param {{ lunr: any, weights: Weights, analyzer: Analyzer, lexicon: Lexicon, filters: Filters }} parts
 * @returns {Promise<LunrResult[]>}
 */
export async function askLunr(build, { lunr, weights, analyzer, lexicon, filters }) {
  const query = new lunr.Query(weights.fields);
  build.call(query, query);
  const terms = await expanded(query.clauses, lunr, lexicon);
  const loaded = await Promise.all([...terms].map((term) => load(term, weights, analyzer, lexicon)));
  const index = partialIndex(lunr, weights.fields, loaded.flat());
  if (query.isNegated()) index.fieldVectors = emptyVectors(lunr, await filters.all());
  return index.query(build);
}

/**
 * Every document by its slot: where all clauses prohibit, Lunr lists what is left in the order of its vectors.
 *
 * @param {any} lunr
 * @param {number[]} slots
 */
function emptyVectors(lunr, slots) {
  return Object.fromEntries(slots.map((slot) => [`body/${refOf(slot)}`, new lunr.Vector()]));
}

/**
 * The index's terms that some clauses stand for; the dictionary is read only for wildcards and edits.
 *
 * @param {any[]} clauses
 * @param {any} lunr
 * @param {Lexicon} lexicon
 * @returns {Promise<Set<string>>}
 */
async function expanded(clauses, lunr, lexicon) {
  const isPlain = (/** @type {any} */ { term, editDistance }) => !editDistance && !term.includes("*");
  const terms = new Set(clauses.filter(isPlain).map(({ term }) => String(term)));
  const open = clauses.filter((clause) => !isPlain(clause));
  if (open.length === 0) return terms;
  const dictionary = (await lexicon.startingWith("")).filter(({ digits }) => digits > 0);
  const all = lunr.TokenSet.fromArray(dictionary.map(({ term }) => term).sort());
  for (const clause of open) {
    for (const term of all.intersect(lunr.TokenSet.fromClause(clause)).toArray()) terms.add(term);
  }
  return terms;
}

/**
 * @param {string} term
 * @param {Weights} weights
 * @param {Analyzer} analyzer
 * @param {Lexicon} lexicon
 * @returns {Promise<Weighted[]>} none where the archive lacks it
 */
async function load(term, weights, analyzer, lexicon) {
  const isForm = term.startsWith(weights.prefix);
  const word = isForm ? term.slice(weights.prefix.length) : term;
  const record = await lexicon.record(isForm ? analyzer.stripEndings(word) : word);
  if (!record) return [];
  if (!isForm) return [weights.of(record)];
  const form = record.forms.findIndex(({ ending }) => record.term + ending === word);
  return form < 0 ? [] : [weights.of(record, form)];
}
