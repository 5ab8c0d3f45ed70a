// A reader's words made into clauses for Lunr.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { createAnalyzer } from "../../plugins/arabic_text/js/analyze.js";
import { MAX_CHARACTERS, MAX_TERMS, planQuery } from "../../plugins/archive_search/browser/query.js";

const tables = new URL("../../plugins/arabic_text/tables.json", import.meta.url);
const analyzer = createAnalyzer(JSON.parse(readFileSync(tables, "utf8")));

/**
 * The plan for a query to an archive with these stems, each with the number of its documents.
 *
 * @param {string} text
 * @param {Record<string, number>} [archive]
 */
const plan = (text, archive = {}) => planQuery(text, analyzer, "=", (term) => archive[term] ?? 0);

/** @param {{ clauses: { term: string }[] }} plan */
const terms = ({ clauses }) => clauses.map(({ term }) => term);

/** @param {number} number a word of its own for each number below 5,000 */
const word = (number) => `كتاب${[...String(number)].map((digit) => "بجدرسطعفقم"[Number(digit)]).join("")}`;

test("a word of the archive is looked for by its stem and by its exact form", () => {
  assert.deepEqual(plan("المَدرَسة", { مدرس: 3 }).clauses, [
    { term: "مدرس", kind: "stem", distance: 0 },
    { term: "=المدرسه", kind: "exact", distance: 0 },
  ]);
});

test("a word of the archive is not changed", () => {
  assert.deepEqual(plan("المدرسة", { مدرس: 3 }).changes, []);
});

test("two forms of one stem are looked for once", () => {
  assert.deepEqual(plan("مدرسة المدرسة مدرسات", { مدرس: 3 }).clauses.filter(({ kind }) => kind === "stem").length, 1);
});

test("stop words alone ask for nothing", () => {
  assert.deepEqual(plan("من في هذا إلى", { كتاب: 1 }), { clauses: [], changes: [], terms: [] });
});

test("no words ask for nothing", () => {
  for (const text of ["", "  \n", "؟ !! «»", "😀", "\ud800", "ـــ"]) assert.deepEqual(plan(text).clauses, [], text);
});

test("two words written as one are parted", () => {
  const { clauses, changes } = plan("تَشتهرالبلد", { تشتهر: 1, بلد: 1 });
  assert.deepEqual(terms({ clauses }), ["تشتهر", "=تشتهر", "بلد", "=البلد"]);
  assert.deepEqual(changes, [{ word: "تَشتهرالبلد", instead: "تشتهر البلد" }]);
});

test("of two cuts the one whose rarer word is in more documents is made", () => {
  assert.equal(plan("بابنور", { باب: 5, نور: 4, با: 9, بنور: 1 }).changes[0].instead, "باب نور");
  assert.equal(plan("بابنور", { باب: 5, نور: 1, با: 9, بنور: 4 }).changes[0].instead, "با بنور");
});

test("a cut before an article is made before any other", () => {
  assert.equal(plan("دارالسلام", { دار: 1, سلام: 1, دارا: 50, لسلام: 50 }).changes[0].instead, "دار السلام");
});

test("a stop word glued to a word of the archive is parted from it", () => {
  const { clauses, changes } = plan("عنالبيت", { بيت: 7 });
  assert.deepEqual(terms({ clauses }), ["بيت", "=البيت"]);
  assert.equal(changes[0].instead, "عن البيت");
});

test("a word that would part into two stop words is looked for by similar words", () => {
  assert.deepEqual(plan("كمان").clauses, [{ term: "كمان", kind: "stem", distance: 1 }]);
});

test("a word of which the archive holds only half is looked for by similar words", () => {
  const { clauses, changes } = plan("تشتهرالقمر", { تشتهر: 1 });
  assert.deepEqual(clauses, [{ term: "تشتهرالقمر", kind: "stem", distance: 1 }]);
  assert.deepEqual(changes, [{ word: "تشتهرالقمر", instead: "" }]);
});

test("no half is a single letter", () => {
  assert.deepEqual(plan("بكتاب", { كتاب: 5, ب: 5 }).changes, [{ word: "بكتاب", instead: "" }]);
});

test("an unknown word of three letters is not looked for otherwise", () => {
  assert.deepEqual(plan("قطر", { قطار: 5 }), { clauses: [], changes: [], terms: analyzer.analyze("قطر") });
});

test("a known and an unknown word of one query keep their order", () => {
  const { clauses, changes } = plan("كتاب تشتهرالقمر جديد", { كتاب: 2, جديد: 2 });
  assert.deepEqual(terms({ clauses }), ["كتاب", "=كتاب", "تشتهرالقمر", "جديد", "=جديد"]);
  assert.equal(changes.length, 1);
});

test("Lunr's syntax is punctuation", () => {
  const archive = { كتاب: 1, جديد: 1, title: 1 };
  const bare = plan("كتاب title جديد", archive).clauses;
  for (const text of ["+كتاب -title:جديد*", "*كتاب^ ~title:: ++جديد", "كتاب\\ (title) [جديد]^~", "كتاب/title=جديد"]) {
    assert.deepEqual(plan(text, archive).clauses, bare, text);
  }
});

test("an exact form cannot be typed", () => {
  assert.deepEqual(terms(plan("=كتاب", { كتاب: 1, "=كتاب": 1 })), ["كتاب", "=كتاب"]);
});

test("the words of one character are looked for each", () => {
  assert.deepEqual(terms(plan("ﷺ", { صلي: 1, له: 1, سلم: 1 })), ["صلي", "=صلي", "له", "=الله", "سلم", "=وسلم"]);
});

test("lone surrogates and emoji part words and do no harm", () => {
  const archive = { كتاب: 1, جديد: 1 };
  assert.deepEqual(terms(plan("\udc00كتاب\ud800جديد😀", archive)), ["كتاب", "=كتاب", "جديد", "=جديد"]);
});

test("a query of 100,000 characters is cut to 64 words", () => {
  const text = Array.from({ length: 12_000 }, (_, number) => word(number)).join(" ").slice(0, 100_000);
  assert.equal(text.length, 100_000);
  const { terms, clauses } = plan(text);
  assert.deepEqual([terms.length, terms[63].surface], [MAX_TERMS, word(63)]);
  assert.equal(clauses.length, MAX_TERMS);
});

test("a word of 100,000 letters is not looked for, as no word is that long", () => {
  const { clauses, changes, terms } = plan("ك".repeat(100_000));
  assert.deepEqual([clauses, changes, terms.length], [[], [], 1]);
});

test("words after the first 2,000 characters are left out", () => {
  const archive = { كتاب: 1, قلم: 1 };
  assert.deepEqual(terms(plan(`كتاب${" ".repeat(MAX_CHARACTERS)}قلم`, archive)), ["كتاب", "=كتاب"]);
});
