/**
 * A Lunr index of a few terms, with the weights that the whole archive's index would have.
 *
 * Lunr's weight of a term in a field of a document follows from the term's count there, the field's length, its
 * average length, and from how many documents there are and have the term (lunr.Builder, createFieldVectors);
 * its score adds the weights of the query's terms. So an index that holds the query's terms only gives the same
 * documents, order and scores. Terms are numbered in their order, as the whole index's are: sums are taken in
 * the order of the numbers.
 *
 * @import { Posting, TermRecord } from "./records.js"
 *
 * @typedef {object} Weighing what the manifest says of the whole archive
 * @property {number} count documents
 * @property {Record<string, number>} words of all documents, by field
 * @property {Record<string, number>} fields each field's boost
 * @property {number} k1
 * @property {number} b
 * @property {string} exact_prefix what stands before a form's own term
 */

import { before } from "./tree.js";

const NO_METADATA = Object.freeze(Object.create(null));
export const STEM_FIELDS = /** @type {const} */ (["title", "deck", "lead", "body"]);
export const FILTER_FIELD = "filter";
const LEAD_LEAST = 8;
const LEAD_MOST = 30;
const LEAD_SHARE = 5;

/** @param {number} slot Lunr keeps refs in the order of their making only where they are no numbers */
export const refOf = (slot) => `d${slot}`;

/** @param {string} ref */
export const slotOf = (ref) => Number(ref.slice(1));

/** @param {number} body the lead's length in a body of so many words */
export function leadLength(body) {
  return Math.min(body, Math.max(LEAD_LEAST, Math.min(LEAD_MOST, Math.floor(body / LEAD_SHARE))));
}

/**
 * @param {any} lunr
 * @param {Weighing} weighing
 * @param {Iterable<{ record: TermRecord, forms: Iterable<number> }>} terms with the forms that are looked for exactly
 * @param {Iterable<{ term: string, slots: Iterable<number> }>} [filters] terms without a weight, in a field of their own
 */
export function partialIndex(lunr, weighing, terms, filters = []) {
  const fields = [...Object.keys(weighing.fields), FILTER_FIELD];
  /** @type {Record<string, any>} */
  const invertedIndex = Object.create(null);
  for (const { record, forms } of terms) {
    invertedIndex[record.term] ??= stemPosting(fields, record);
    for (const form of forms) {
      const term = weighing.exact_prefix + record.term + record.forms[form].ending;
      invertedIndex[term] ??= exactPosting(fields, record, form);
    }
  }
  for (const { term, slots } of filters) invertedIndex[term] ??= filterPosting(fields, slots);
  const sorted = Object.keys(invertedIndex).sort((one, other) => (before(one, other) ? -1 : 1));
  const vectors = new Vectors(lunr, weighing);
  for (const [index, term] of sorted.entries()) {
    const posting = invertedIndex[term];
    posting._index = index;
    vectors.add(index, posting);
  }
  return new lunr.Index({
    invertedIndex,
    fieldVectors: vectors.byRef,
    tokenSet: lunr.TokenSet.fromArray([...sorted].sort()),
    fields,
    pipeline: new lunr.Pipeline(),
  });
}

/** @param {string[]} fields */
function emptyPosting(fields) {
  const posting = Object.create(null);
  posting._index = 0;
  for (const field of fields) posting[field] = Object.create(null);
  Object.defineProperty(posting, "counts", { value: Object.create(null), enumerable: false });
  for (const field of fields) posting.counts[field] = [];
  return posting;
}

/**
 * @param {any} posting
 * @param {string} field
 * @param {number} slot
 * @param {number} times
 * @param {number} length
 */
function note(posting, field, slot, times, length) {
  posting[field][refOf(slot)] = NO_METADATA;
  posting.counts[field].push(slot, times, length);
}

/**
 * @param {string[]} fields
 * @param {TermRecord} record
 */
function stemPosting(fields, record) {
  const posting = emptyPosting(fields);
  for (const one of record.postings) {
    if (one.title) note(posting, "title", one.slot, one.title, one.titleLength);
    if (one.deck) note(posting, "deck", one.slot, one.deck, one.deckLength);
    if (one.lead) note(posting, "lead", one.slot, one.lead, leadLength(one.bodyLength));
    if (one.body) note(posting, "body", one.slot, one.body, one.bodyLength);
  }
  return posting;
}

/**
 * @param {string[]} fields
 * @param {TermRecord} record
 * @param {number} form
 */
function exactPosting(fields, record, form) {
  const posting = emptyPosting(fields);
  for (const { slot, forms, bodyLength } of record.postings) {
    for (let at = 0; at < forms.length; at += 2) {
      if (forms[at] === form && forms[at + 1]) note(posting, "exact", slot, forms[at + 1], bodyLength);
    }
  }
  return posting;
}

/**
 * @param {string[]} fields
 * @param {Iterable<number>} slots
 */
function filterPosting(fields, slots) {
  const posting = emptyPosting(fields);
  for (const slot of slots) note(posting, FILTER_FIELD, slot, 0, 1);
  return posting;
}

/** The documents' vectors by field, as lunr.Builder makes them. */
class Vectors {
  /** @type {any} */ #lunr;
  /** @type {Weighing} */ #weighing;
  /** @type {Record<string, any>} */ byRef = Object.create(null);

  /**
   * @param {any} lunr
   * @param {Weighing} weighing
   */
  constructor(lunr, weighing) {
    this.#lunr = lunr;
    this.#weighing = weighing;
  }

  /**
   * @param {number} index the term's, above those before it
   * @param {any} posting
   */
  add(index, posting) {
    const { count, words, fields, k1, b } = this.#weighing;
    const idf = this.#lunr.idf(posting, count);
    for (const [field, counts] of Object.entries(posting.counts)) {
      if (field === FILTER_FIELD) {
        for (let at = 0; at < counts.length; at += 3) this.#vector(field, counts[at]).elements.push(index, 0);
        continue;
      }
      const average = words[field] / count;
      for (let at = 0; at < counts.length; at += 3) {
        const times = counts[at + 1];
        const weight = (idf * ((k1 + 1) * times)) / (k1 * (1 - b + b * (counts[at + 2] / average)) + times);
        const rounded = Math.round(weight * fields[field] * 1000) / 1000;
        this.#vector(field, counts[at]).elements.push(index, rounded);
      }
    }
  }

  /**
   * @param {string} field
   * @param {number} slot
   */
  #vector(field, slot) {
    const ref = `${field}/${refOf(slot)}`;
    return (this.byRef[ref] ??= new this.#lunr.Vector());
  }
}

