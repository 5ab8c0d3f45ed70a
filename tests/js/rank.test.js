// The scores that choose what Lunr ranks are Lunr's own, to the last bit.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

import { partialIndex } from "../../plugins/archive_search/browser/partial.js";
import { best, bestFirst, matches } from "../../plugins/archive_search/browser/rank.js";
import { scores } from "../../plugins/archive_search/browser/scores.js";
import { Weights } from "../../plugins/archive_search/browser/weights.js";

/** @typedef {import("../../plugins/archive_search/browser/records.js").TermRecord} TermRecord */

const lunr = createRequire(import.meta.url)("lunr");
const weights = new Weights({
  count: 400,
  words: { title: 3000, deck: 900, lead: 9000, body: 60000, exact: 60000 },
  fields: { title: 1.3, deck: 1, lead: 0.3, body: 1, exact: 0.4 },
  k1: 0.8,
  b: 0.55,
  exact_prefix: "=",
});

/** Numbers from 0 up to a limit, the same in every run (Park and Miller's generator). */
const dice = (() => {
  let seed = 7;
  return (/** @type {number} */ below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
})();

/** @param {string} term @returns {TermRecord} a term of two forms in about half of 400 documents */
function record(term) {
  const slots = Array.from({ length: 400 }, (_, slot) => slot).filter(() => dice(2));
  const postings = slots.map((slot) => {
    const [zones, other] = [dice(8), dice(2)];
    const one = zones ? dice(3) : 1 + dice(2);
    const [title, deck, lead] = [zones & 1, zones & 2 ? dice(2) + 1 : 0, zones & 4 ? 1 : 0];
    const body = one + other;
    const bodyLength = 20 + dice(300);
    return { slot, body, bodyLength, lead, title, titleLength: 4 + dice(9), deck, deckLength: 9, forms: [0, one, 1, other] };
  });
  return { term, forms: [{ ending: "ه", clitics: 1 }, { ending: "ات", clitics: 1 }], postings };
}

const records = ["كتب", "مدرس", "وزير", "ملك", "بحر"].map(record);

/** @param {Partial<import("../../plugins/archive_search/browser/query.js").Plan>} parts */
const planOf = (parts) => ({
  wanted: [], excluded: [], excludedWords: 0, phrases: [], together: [], loose: false, changes: [], missing: [], words: 2, ...parts,
});

const everything = planOf({ wanted: records.map((one, at) => ({ record: one, form: at % 3 === 2 ? null : at % 2, boost: 1 / (at + 1) })) });

test("scores of all documents are Lunr's, whatever the order of the words", () => {
  for (let round = 0; round < 60; round += 1) {
    const drawn = Array.from({ length: 1 + dice(6) }, () => ({ word: weights.of(records[dice(5)]), boost: [1, 0.7071, 0.3][dice(3)] }));
    const index = partialIndex(lunr, weights.fields, drawn.map(({ word }) => word));
    const theirs = index.query((/** @type {any} */ query) => {
      for (const { word, boost } of drawn) query.term(word.term, { fields: word.fields, usePipeline: false, boost });
    });
    const { slots, totals } = scores(drawn);
    const ours = new Map(Array.from(slots, (slot, at) => [slot, totals[at]]));
    assert.equal(ours.size, theirs.length);
    for (const { ref, score } of theirs) assert.equal(ours.get(Number(ref.slice(1))), score, ref);
  }
});

test("a part of the documents has the scores that it has among all", () => {
  const words = [weights.of(records[0]), weights.of(records[1], 1)];
  const ask = (/** @type {Set<number> | null} */ among) =>
    new Map(partialIndex(lunr, weights.fields, words, among).search("كتب =مدرسات").map((/** @type {any} */ { ref, score }) => [ref, score]));
  const [all, some] = [ask(null), ask(new Set([3, 4, 5, 6, 7, 8, 9]))];
  assert.ok(some.size > 0 && some.size < 8);
  for (const [ref, score] of some) assert.equal(all.get(ref), score);
});

test("the first results are the first of all results", () => {
  for (const exact of [false, true]) {
    const found = matches(weights, everything, [], exact);
    const all = best(lunr, weights, everything, exact, found, Infinity);
    assert.deepEqual(all, bestFirst([...found]));
    for (const wanted of [1, 10, 57, all.length]) {
      assert.deepEqual(best(lunr, weights, everything, exact, found, wanted), all.slice(0, wanted));
    }
  }
});

test("documents of one score come in the order of their slots, also where the first results end among them", () => {
  const posting = { body: 1, bodyLength: 50, lead: 0, title: 0, titleLength: 0, deck: 0, deckLength: 0, forms: [0, 1] };
  const even = { term: "بيت", forms: [{ ending: "", clitics: 1 }], postings: [2, 5, 7, 9].map((slot) => ({ slot, ...posting })) };
  const plan = planOf({ wanted: [{ record: even, form: 0, boost: 1 }] });
  const found = matches(weights, plan, [], false).toReversed();
  assert.deepEqual(best(lunr, weights, plan, false, found, 2).map(({ slot }) => slot), [2, 5]);
});

test("nothing outside the filters, without a phrase's word or with an excluded word matches", () => {
  const [one, other, excluded] = records;
  const plan = planOf({
    wanted: [{ record: one, form: null, boost: 1 }],
    together: [other],
    excluded: [{ record: excluded, form: null, boost: 1 }],
  });
  const has = (/** @type {TermRecord} */ { postings }, /** @type {number} */ at) => postings.some(({ slot }) => slot === at);
  const slots = Array.from({ length: 100 }, (_, slot) => slot);
  const expected = slots.filter((slot) => has(one, slot) && has(other, slot) && !has(excluded, slot));
  const found = matches(weights, plan, [{ slots }], false).map(({ slot }) => slot);
  assert.ok(expected.length > 5);
  assert.deepEqual(found.sort((a, b) => a - b), expected);
});

test("a phrase with a word that the archive lacks matches nothing", () => {
  assert.deepEqual(matches(weights, { ...everything, together: null }, [], false), []);
});
