/**
 * Any Lunr query, answered as one index of all documents would: the same documents, order and scores.
 *
 * @import { Analyzer } from "./analyzer/analyze.js"
 * @import { Filters } from "./filters.js"
 * @import { Lexicon } from "./lexicon.js"
 * @import { Weighing } from "./partial.js"
 *
 * @typedef {{ ref: string, score: number }} LunrResult refs are `d` and the document's slot
 * @typedef {(query: any) => void} Build as lunr.Index.query takes it; terms are those of the index
 */

import { partialIndex, refOf } from "./partial.js";

/**
 * @param {Build} build
 * @param {{ lunr: any, weighing: Weighing, analyzer: Analyzer, lexicon: Lexicon, filters: Filters }} parts
 * @returns {Promise<LunrResult[]>}
 */
export async function askLunr(build, { lunr, weighing, analyzer, lexicon, filters }) {
  const query = new lunr.Query(Object.keys(weighing.fields));
  build.call(query, query);
  const terms = await expanded(query.clauses, lunr, lexicon);
  const loaded = await Promise.all([...terms].map((term) => load(term, weighing.exact_prefix, analyzer, lexicon)));
  const index = partialIndex(lunr, weighing, loaded.flat());
  for (const term of Object.keys(index.invertedIndex)) {
    if (!terms.has(term)) delete index.invertedIndex[term];
  }
  index.tokenSet = lunr.TokenSet.fromArray(Object.keys(index.invertedIndex).sort());
  index.fields = Object.keys(weighing.fields);
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
 * @param {string} prefix
 * @param {Analyzer} analyzer
 * @param {Lexicon} lexicon
 */
async function load(term, prefix, analyzer, lexicon) {
  const isForm = term.startsWith(prefix);
  const word = isForm ? term.slice(prefix.length) : term;
  const record = await lexicon.record(isForm ? analyzer.stripEndings(word) : word);
  if (!record) return [];
  const form = isForm ? record.forms.findIndex(({ ending }) => record.term + ending === word) : -1;
  if (isForm && form < 0) return [];
  return [{ record, forms: isForm ? [form] : [] }];
}
