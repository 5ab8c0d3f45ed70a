// The passage of a text that holds most of a query's words.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { createAnalyzer } from "../../plugins/arabic_text/js/analyze.js";
import { passages } from "../../plugins/archive_search/browser/snippet.js";

const tables = new URL("../../plugins/arabic_text/tables.json", import.meta.url);
const { analyze, stem } = createAnalyzer(JSON.parse(readFileSync(tables, "utf8")));
const ELLIPSES = ["… ", " …"];

/**
 * @param {string} text
 * @param {string} query
 */
function find(text, query) {
  const wanted = new Set(analyze(query).map(({ surface }) => stem(surface)));
  return passages(text, analyze(text), ({ surface }) => wanted.has(stem(surface)));
}

/** @param {ReturnType<typeof find>} pieces */
const marks = (pieces) => pieces.filter(({ marked }) => marked).map(({ text }) => text);

/** @param {ReturnType<typeof find>} pieces with «…» and with brackets around marks, as one string */
const show = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

/** @param {number} count that many different words, none of which a test asks for */
const filler = (count) =>
  Array.from({ length: count }, (_, n) => `سطر${[...String(n)].map((digit) => "بجدرسطعفقم"[Number(digit)]).join("")}`);

test("a match is marked and the rest is not", () => {
  assert.deepEqual(find("زار الوزير المدرسة أمس.", "مدرسات"), [
    { text: "زار الوزير ", marked: false },
    { text: "المدرسة", marked: true },
    { text: " أمس.", marked: false },
  ]);
});

test("a mark holds its word's diacritics and tatweel", () => {
  assert.equal(show(find("زارتِ المُعَلِّمَةُ المكتبـــةَ.", "معلمة مكتبة")), "زارتِ [المُعَلِّمَةُ] [المكتبـــةَ].");
});

test("quotation marks and points stand outside a mark", () => {
  assert.equal(show(find("هجوم لـ«داعش»، وانسحاب.", "داعش")), "هجوم لـ«[داعش]»، وانسحاب.");
});

test("every match in the window is marked, in every form", () => {
  assert.deepEqual(marks(find("كتاب والكتاب ثم كتابهم وكتب", "كتاب")), ["كتاب", "والكتاب", "كتابهم"]);
});

test("of words glued together only the one asked for is marked", () => {
  assert.equal(show(find("عُيّن ٧٥٠حافظاً", "حافظا")), "عُيّن ٧٥٠[حافظاً]");
  assert.equal(show(find("عُيّن ٧٥٠حافظاً", "750 حافظا")), "عُيّن [٧٥٠][حافظاً]");
});

test("a character that stands for several words is marked once", () => {
  assert.equal(show(find("قال النبي ﷺ لهم", "صلى الله عليه وسلم")), "قال النبي [ﷺ] لهم");
});

test("a text without a match gives its beginning", () => {
  const words = filler(100);
  assert.equal(show(find(words.join(" "), "كتاب")), `${words.slice(0, 32).join(" ")} …`);
});

test("a short text is given whole, without an ellipsis", () => {
  assert.equal(show(find("«زار الوزير المدرسة»!", "كتاب")), "«زار الوزير المدرسة»!");
});

test("a query of stop words marks nothing", () => {
  assert.equal(show(find("خرج من البيت إلى السوق", "من إلى")), "خرج من البيت إلى السوق");
});

test("a text of stop words is given as it is", () => {
  assert.equal(show(find("من هذا إلى ذلك", "كتاب")), "من هذا إلى ذلك");
});

test("no text gives no pieces", () => {
  assert.deepEqual(find("", "كتاب"), []);
});

test("a match in the middle has words before it and after it", () => {
  const words = filler(100);
  words[50] = "الكتاب";
  const [before, after] = show(find(words.join(" "), "كتاب")).split("[الكتاب]");
  assert.equal(before, `… ${words.slice(44, 50).join(" ")} `);
  assert.equal(after, ` ${words.slice(51, 76).join(" ")} …`);
});

test("a match in the first words leaves the beginning in place", () => {
  const words = filler(100);
  words[3] = "الكتاب";
  assert.ok(show(find(words.join(" "), "كتاب")).startsWith(`${words.slice(0, 3).join(" ")} [الكتاب] `));
});

test("a window at the end goes to the text's last character", () => {
  const words = [...filler(99), "الكتاب"];
  const shown = show(find(`${words.join(" ")}».`, "كتاب"));
  assert.ok(shown.startsWith("… ") && shown.endsWith(`${words[98]} [الكتاب]».`), shown);
});

test("a window with two of the words is better than one with one of them twice", () => {
  const words = filler(200);
  [words[10], words[12], words[120], words[130]] = ["كتاب", "الكتاب", "كتاب", "جديد"];
  assert.deepEqual(marks(find(words.join(" "), "كتاب جديد")), ["كتاب", "جديد"]);
});

test("of two windows that are as good the first is taken", () => {
  const words = filler(200);
  [words[20], words[120]] = ["كتاب", "الكتاب"];
  assert.deepEqual(marks(find(words.join(" "), "كتاب")), ["كتاب"]);
});

test("a passage is a piece of the text, wherever its match is", () => {
  const words = filler(80);
  for (let at = 0; at < words.length; at += 1) {
    const text = [...words.slice(0, at), "الكِتـاب", ...words.slice(at)].join("، ");
    const pieces = find(text, "كتاب");
    const inner = pieces.filter((piece) => !ELLIPSES.includes(piece.text)).map((piece) => piece.text);
    assert.ok(text.includes(inner.join("")), String(at));
    assert.deepEqual(marks(pieces), ["الكِتـاب"], String(at));
    assert.equal(pieces[0].text === "… ", !text.startsWith(inner.join("")), String(at));
    assert.equal(pieces.at(-1)?.text === " …", !text.endsWith(inner.join("")), String(at));
  }
});

test("a text of 100,000 characters gives a passage of a few words", () => {
  const words = filler(14_000);
  words[13_000] = "الكتاب";
  const text = words.join(" ");
  assert.ok(text.length > 100_000);
  const pieces = find(text, "كتاب");
  assert.deepEqual(marks(pieces), ["الكتاب"]);
  assert.equal(analyze(show(pieces)).length, 32);
});

test("a text that is one word 20,000 times gives as many marks as a window has words", () => {
  assert.equal(marks(find("كتاب ".repeat(20_000), "كتاب")).length, 32);
});

test("emoji and lone surrogates before a match move no mark", () => {
  assert.equal(show(find("😀😀 \ud800 كتاب😀", "كتاب")), "😀😀 \ud800 [كتاب]😀");
});

test("a window cut beside an emoji keeps it whole", () => {
  const words = filler(60).map((word) => `${word}😀`);
  words[30] = "الكتاب";
  assert.doesNotMatch(show(find(words.join(""), "كتاب")), /\p{Surrogate}/u);
});
