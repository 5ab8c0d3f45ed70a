/**
 * A term's record: its forms and its postings; `records.py` writes it, docs/SEARCH.md has the format.
 *
 * @typedef {{ ending: string, clitics: number }} Form its letters behind the term's; bit n: found with clitic n
 *
 * @typedef {object} Posting what a document holds of a term
 * @property {number} slot the document's
 * @property {number} body how often its body has the term
 * @property {number} bodyLength in words
 * @property {number} lead
 * @property {number} title
 * @property {number} titleLength known where the title has the term
 * @property {number} deck
 * @property {number} deckLength known where the deck has the term
 * @property {number[]} forms pairs: a form's number, and how often the body has it
 *
 * @typedef {{ term: string, forms: Form[], postings: Posting[] }} TermRecord
 */

import { Reader } from "./bytes.js";

const EXPLICIT = 3;
const ZONES = { lead: 1, title: 2, deck: 4, counted: 8 };

/**
 * @param {string} term
 * @param {Uint8Array} record
 * @param {(part: number) => Promise<Uint8Array>} fetchPart a part of the term's list, from 1: the record has the first
 * @returns {Promise<TermRecord>}
 */
export async function readTerm(term, record, fetchPart) {
  const reader = new Reader(record);
  const parts = reader.number();
  const further = Promise.all(Array.from({ length: parts - 1 }, (_, at) => fetchPart(at + 1)));
  const forms = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    forms.push({ ending: reader.text(), clitics: reader.number() });
  }
  /** @type {Posting[]} */
  const postings = [];
  readPostings(reader, postings);
  for (const part of await further) readPostings(new Reader(part), postings);
  return { term, forms, postings };
}

/**
 * @param {Reader} reader
 * @param {Posting[]} postings
 */
function readPostings(reader, postings) {
  let last = -1;
  while (!reader.done) {
    const slot = last + 1 + reader.number();
    last = slot;
    const head = reader.number();
    const code = (head >> 2) & 3;
    let body = code === EXPLICIT ? reader.number() : code + 1;
    const forms = [head >> 4, body];
    if (head & 2) body += readOthers(reader, forms);
    const bodyLength = reader.number();
    const posting = { slot, body, bodyLength, lead: 0, title: 0, titleLength: 0, deck: 0, deckLength: 0, forms };
    if (head & 1) readZones(reader, posting);
    postings.push(posting);
  }
}

/**
 * @param {Reader} reader
 * @param {number[]} forms
 * @returns {number} how often the body has these forms
 */
function readOthers(reader, forms) {
  let sum = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    const form = reader.number();
    const times = reader.number();
    forms.push(form, times);
    sum += times;
  }
  return sum;
}

/**
 * @param {Reader} reader
 * @param {Posting} posting
 */
function readZones(reader, posting) {
  const zones = reader.number();
  const counted = zones & ZONES.counted;
  if (zones & ZONES.lead) posting.lead = counted ? reader.number() : 1;
  if (zones & ZONES.title) posting.title = counted ? reader.number() : 1;
  if (zones & ZONES.deck) posting.deck = counted ? reader.number() : 1;
  if (zones & ZONES.title) posting.titleLength = reader.number();
  if (zones & ZONES.deck) posting.deckLength = reader.number();
}

/**
 * The slots of a filter's documents, or of a part of them.
 *
 * @param {Uint8Array} value
 * @returns {number[]}
 */
export function readFilter(value) {
  const reader = new Reader(value);
  const slots = [];
  let last = -1;
  while (!reader.done) {
    last += 1 + reader.number();
    slots.push(last);
  }
  return slots;
}
