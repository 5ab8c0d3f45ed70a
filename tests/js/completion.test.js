// What completes a word that is being typed.

import assert from "node:assert/strict";
import test from "node:test";

import { complete, readings, wordBefore } from "../../plugins/archive_search/browser/completion.js";
import { analyzer, bytes, treeOf } from "./archive.js";

/**
 * @param {string} typed
 * @param {Record<string, [weight: number, written: string, article?: boolean]>} headwords by their keys
 */
function completions(typed, headwords) {
  const rows = Object.entries(headwords).map(([key, [weight, written, article = false]]) => {
    const text = written === key ? [] : [...new TextEncoder().encode(written)];
    return [key, [...bytes(2 * weight + Number(article)), ...text]];
  });
  return complete(typed, analyzer, treeOf(Object.fromEntries(rows)));
}

test("the word that ends at the caret is the one that is completed", () => {
  assert.deepEqual(wordBefore("سباق القو", 9), { start: 5, word: "القو" });
  assert.deepEqual(wordBefore("مَك", 3), { start: 0, word: "مَك" });
  assert.deepEqual(wordBefore("مكت سباق", 3), { start: 0, word: "مكت" });
  assert.deepEqual(wordBefore("«-مكت»", 5), { start: 2, word: "مكت" });
});

test("a single letter, a space and the inside of a word are not completed", () => {
  for (const [text, caret] of /** @type {const} */ ([["م", 1], ["مـَ", 3], ["مكتب ", 5], ["مكتبة", 3], ["", 0], ["19", 2]])) {
    assert.equal(wordBefore(text, caret), null, text);
  }
  assert.equal(wordBefore("م".repeat(33), 33), null);
});

test("the most frequent come first, in the archive's spelling", async () => {
  const headwords = /** @type {const} */ ({ امريكا: [9, "أمريكا"], امر: [4, "أمر"], امراض: [12, "أمراض"], مكتب: [20, "مكتب"] });
  for (const typed of ["امر", "أمر", "إمر", "أَمـر"]) {
    const expected = ["أمراض", "أمريكا", "أمر"].filter((word) => word !== typed);
    assert.deepEqual(await completions(typed, /** @type {any} */ (headwords)), expected);
  }
});

test("teh marbuta and alef maqsura may be typed as heh and yeh", async () => {
  assert.deepEqual(await completions("مكتبه", { مكتبه: [1, "مكتبة"] }), ["مكتبة"]);
  assert.deepEqual(await completions("مستشفي", { مستشفي: [1, "مستشفى"] }), ["مستشفى"]);
  assert.deepEqual(await completions("مكتبة", { مكتبه: [1, "مكتبة"] }), []);
});

test("what is typed before the word stays as it is", async () => {
  /** @type {Record<string, [number, string, boolean?]>} */
  const archive = { مكتبه: [5, "مكتبة"], جزاءر: [5, "جزائر", true] };
  assert.deepEqual(await completions("المكت", archive), ["المكتبة"]);
  assert.deepEqual(await completions("والمكت", archive), ["والمكتبة"]);
  assert.deepEqual(await completions("بمكت", archive), ["بمكتبة"]);
  assert.deepEqual(await completions("الـمَكت", archive), ["الـمكتبة"]);
});

test("a word that is shown under the article gets it behind a clitic too", async () => {
  /** @type {Record<string, [number, string, boolean?]>} */
  const archive = { جزاءر: [5, "جزائر", true] };
  const typed = ["جزا", "الجزا", "بالجزا", "وجزا", "لجزا", "للجزا"];
  const found = await Promise.all(typed.map((word) => completions(word, archive)));
  assert.deepEqual(found.flat(), ["الجزائر", "الجزائر", "بالجزائر", "والجزائر", "للجزائر", "للجزائر"]);
});

test("a word that begins with the letter counts more than one behind it as a preposition", async () => {
  const archive = /** @type {any} */ ({ بلديه: [10, "بلدية"], لدينا: [20, "لدينا"] });
  assert.deepEqual(await completions("بلدي", archive), ["بلدية", "بلدينا"]);
});

test("eight at most, each once", async () => {
  const many = Object.fromEntries([..."ابتثجحخدذرز"].map((letter, at) => [`مك${letter}`, [at, `مك${letter}`]]));
  assert.deepEqual(await completions("مك", /** @type {any} */ (many)), [..."زرذدخحجث"].map((letter) => `مك${letter}`));
});

test("nothing typed raises", async () => {
  for (const typed of ["", "«»", "\ud800", "ﷺ", "__proto__", "ب ب", "١٢"]) {
    assert.deepEqual(await completions(typed, {}), []);
    assert.ok(Array.isArray(readings(typed, analyzer)));
  }
});
