/**
 * What a term weighs in a field of a document, as one Lunr index of the whole archive has it (lunr.Builder,
 * createFieldVectors and lunr.idf): it follows from the term's count there, the field's length, its average length,
 * and from how many documents there are and have the term.
 *
 * @import { TermRecord } from "./records.js"
 *
 * @typedef {object} Weighing what the manifest says of the whole archive
 * @property {number} count documents
 * @property {Record<string, number>} words of all documents, by field
 * @property {Record<string, number>} fields each field's boost
 * @property {number} k1
 * @property {number} b
 * @property {string} exact_prefix what stands before a form's own term
 *
 * @typedef {object} Weighted a word of the index: a term in `STEM_FIELDS`, or one of its forms in `EXACT_FIELDS`
 * @property {string} term its name in the index
 * @property {readonly string[]} fields
 * @property {Uint32Array} slots a document's as often as it has fields with the word
 * @property {Uint8Array} places which of `fields` it is
 * @property {Float64Array} weights what the word weighs there
 */

export const STEM_FIELDS = /** @type {const} */ (["title", "deck", "lead", "body"]);
export const EXACT_FIELDS = /** @type {const} */ (["exact"]);
const [TITLE, DECK, LEAD, BODY] = STEM_FIELDS.keys();
const LEAD_LEAST = 8;
const LEAD_MOST = 30;
const LEAD_SHARE = 5;

/** @param {number} body the lead's length in a body of so many words */
export function leadLength(body) {
  return Math.min(body, Math.max(LEAD_LEAST, Math.min(LEAD_MOST, Math.floor(body / LEAD_SHARE))));
}

/** The weights of the words that were asked for, each worked out once. */
export class Weights {
  /** @type {Weighing} */ #weighing;
  /** @type {WeakMap<TermRecord, Map<number | null, Weighted>>} */ #known = new WeakMap();

  /** @param {Weighing} weighing */
  constructor(weighing) {
    this.#weighing = weighing;
  }

  /** All fields of the index. */
  get fields() {
    return Object.keys(this.#weighing.fields);
  }

  /** What stands before a form's own term. */
  get prefix() {
    return this.#weighing.exact_prefix;
  }

  /**
   * The inverse document frequency, by documents alone: 0.7 where all have the term.
   *
   * @param {TermRecord} record
   */
  rarity({ postings }) {
    return Math.log(1 + this.#weighing.count / postings.length);
  }

  /**
   * @param {TermRecord} record
   * @param {number | null} form a form's number; null: the term
   * @returns {Weighted}
   */
  of(record, form = null) {
    const known = this.#known.get(record) ?? new Map();
    this.#known.set(record, known);
    if (!known.has(form)) known.set(form, this.#weigh(record, form));
    return /** @type {Weighted} */ (known.get(form));
  }

  /**
   * @param {TermRecord} record
   * @param {number | null} form
   * @returns {Weighted}
   */
  #weigh(record, form) {
    const counts = form === null ? countsOfTerm(record) : countsOfForm(record, form);
    const fields = form === null ? STEM_FIELDS : EXACT_FIELDS;
    const term = form === null ? record.term : this.prefix + record.term + record.forms[form].ending;
    const having = counts.length / 4;
    const weight = this.#weightOf(fields, having);
    const [slots, places, weights] = [new Uint32Array(having), new Uint8Array(having), new Float64Array(having)];
    for (let n = 0; n < having; n += 1) {
      const at = n * 4;
      slots[n] = counts[at];
      places[n] = counts[at + 1];
      weights[n] = weight(counts[at + 1], counts[at + 2], counts[at + 3]);
    }
    return { term, fields, slots, places, weights };
  }

  /**
   * How counts become weights, rounded to three decimals as Lunr's are.
   *
   * @param {readonly string[]} fields
   * @param {number} having documents with the word, counted as often as they have fields with it, as Lunr does
   */
  #weightOf(fields, having) {
    const { count, words, fields: boosts, k1, b } = this.#weighing;
    const idf = Math.log(1 + Math.abs((count - having + 0.5) / (having + 0.5)));
    return (/** @type {number} */ place, /** @type {number} */ times, /** @type {number} */ length) => {
      const average = words[fields[place]] / count;
      const weight = (idf * ((k1 + 1) * times)) / (k1 * (1 - b + b * (length / average)) + times);
      return Math.round(weight * boosts[fields[place]] * 1000) / 1000;
    };
  }
}

/**
 * @param {TermRecord} record
 * @returns {number[]} of each document and field: slot, the field's place, how often it has the term, its length
 */
function countsOfTerm({ postings }) {
  const counts = [];
  for (const one of postings) {
    if (one.title) counts.push(one.slot, TITLE, one.title, one.titleLength);
    if (one.deck) counts.push(one.slot, DECK, one.deck, one.deckLength);
    if (one.lead) counts.push(one.slot, LEAD, one.lead, leadLength(one.bodyLength));
    if (one.body) counts.push(one.slot, BODY, one.body, one.bodyLength);
  }
  return counts;
}

/**
 * @param {TermRecord} record
 * @param {number} form
 * @returns {number[]} as `countsOfTerm`
 */
function countsOfForm({ postings }, form) {
  const counts = [];
  for (const { slot, forms, bodyLength } of postings) {
    for (let at = 0; at < forms.length; at += 2) {
      if (forms[at] === form && forms[at + 1]) counts.push(slot, 0, forms[at + 1], bodyLength);
    }
  }
  return counts;
}
