// Words between quotation marks in a text.

import assert from "node:assert/strict";
import test from "node:test";

import { hasPhrases, phraseMarks } from "../../plugins/archive_search/browser/phrases.js";
import { phrasesOf } from "../../plugins/archive_search/browser/query.js";
import { analyzer } from "./archive.js";

/** @param {string} query @param {string} text */
const has = (query, text) => hasPhrases(phrasesOf(query, analyzer), analyzer.tokenize(text));

/** @param {string} query @param {string} text the marked words */
function marked(query, text) {
  const tokens = analyzer.tokenize(text);
  const starts = phraseMarks(phrasesOf(query, analyzer), tokens);
  return tokens.filter(({ start }) => starts.has(start)).map(({ start, end }) => text.slice(start, end));
}

test("a phrase stands where its words stand side by side, in any spelling", () => {
  assert.ok(has("«رأس المرجان»", "وصلوا إلى رَأسِ المـــرجان مساءً"));
  assert.ok(has("«رأس المرجان»", "راس، المرجان"));
  assert.ok(!has("«رأس المرجان»", "رأس من المرجان"));
  assert.ok(!has("«رأس المرجان»", "المرجان رأس"));
});

test("every phrase must stand in the text, stop words included", () => {
  assert.ok(has("«رأس المرجان» «في البحر»", "في البحر رأس المرجان"));
  assert.ok(!has("«رأس المرجان» «في البحر»", "البحر ورأس المرجان"));
  assert.ok(!has("«في البحر»", "من البحر"));
});

test("a phrase is marked at every place, and its words alone are not", () => {
  assert.deepEqual(marked("«رأس المرجان»", "رأس البر ثم رأس المرجان ثم المرجان"), ["رأس", "المرجان"]);
  assert.deepEqual(marked("«بح بح»", "بح بح بح"), ["بح", "بح", "بح"]);
});

test("where nothing is quoted nothing is marked", () => {
  assert.deepEqual(marked("رأس المرجان", "رأس المرجان"), []);
  assert.deepEqual(marked("«رأس»", "رأس"), []);
});
