// Text to terms: the shared vectors. `tests/arabic_text/test_analyze.py` is the twin.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { createAnalyzer } from "../../plugins/arabic_text/js/analyze.js";

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const tables = read("../../plugins/arabic_text/tables.json");
const { analyze, cuts, endings, hasArticle, isStopWord, stripEndings, tokenize } = createAnalyzer(tables);

test("a text gives the terms that the rules promise", async (t) => {
  for (const { text, terms, why } of read("../vectors/analyzer.json")) {
    await t.test(why, () => assert.deepEqual(analyze(text).map(({ stem, surface }) => [stem, surface]), terms));
  }
});

test("a term stands where its word stands, in UTF-16 units", async (t) => {
  for (const { text, spans, why } of read("../vectors/offsets.json")) {
    await t.test(why, () => {
      const terms = analyze(text);
      assert.deepEqual(terms.map(({ start, end }) => text.slice(start, end)), spans);
      assert.deepEqual(terms.map(({ start }) => start), spans.map((/** @type {string} */ span) => text.indexOf(span)));
    });
  }
});

test("every stop word is left out", () => {
  assert.deepEqual(tables.stop_words.filter((/** @type {string} */ word) => analyze(word).length > 0), []);
});

test("a word is taken apart in every way that the rules allow", async (t) => {
  for (const { word, cuts: expected, why } of read("../vectors/clitics.json")) {
    await t.test(why, () => assert.deepEqual(cuts(word).map(({ clitic, rest }) => [clitic, rest]), expected));
  }
});

test("clitics with an article are told by their number", () => {
  const articles = tables.clitics.articles.length;
  assert.deepEqual([0, 1, articles, articles + 1].map(hasArticle), [false, true, true, false]);
});

test("endings are taken off one after another", () => {
  assert.equal(stripEndings("مدرساتهم"), "مدرس");
  assert.equal(stripEndings("المدرسه"), "المدرس");
});

test("every ending is told", () => {
  assert.deepEqual(endings, tables.endings.affixes.map((/** @type {{ affix: string }} */ { affix }) => affix));
});

test("a stop word is told by its normalized form", () => {
  assert.deepEqual(["في", "الي", "إلى", "المدرسه"].map(isStopWord), [true, true, false, false]);
});

test("tokens are terms and stop words", () => {
  assert.deepEqual(tokenize("في البيت").map(({ surface }) => surface), ["في", "البيت"]);
});

test("an analyzer keeps nothing between two texts", () => {
  const first = analyze("افتتح الوزير المعرض");
  analyze("كتاب جديد");
  assert.deepEqual(analyze("افتتح الوزير المعرض"), first);
});

test("a long text is read in order and to its end", () => {
  const terms = analyze("الوزير 😀 ".repeat(10_000));
  assert.equal(terms.length, 10_000);
  assert.ok(terms.every(({ start, end }, n) => start === n * 10 && end === start + 6));
});
