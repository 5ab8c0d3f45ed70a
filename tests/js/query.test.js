// A reader's words made into terms of the index.

import assert from "node:assert/strict";
import test from "node:test";

import { MAX_CHARACTERS, MAX_WORDS, planQuery } from "../../plugins/archive_search/browser/query.js";
import { analyzer, lexiconOf } from "./archive.js";

/**
 * The plan for a query to an archive with these words, each with the number of its documents.
 *
 * @param {string} text
 * @param {Record<string, number>} [archive]
 */
const plan = (text, archive = {}) => planQuery(text, analyzer, lexiconOf(archive));

/** @typedef {import("../../plugins/archive_search/browser/query.js").Wanted} Wanted */

/** @param {Wanted[]} wanted each with the form that is looked for, where one is */
const shown = (wanted) =>
  wanted.map(({ record, form }) => [record.term, form === null ? null : record.term + record.forms[form].ending]);

/** @param {string} text @param {Record<string, number>} archive */
const terms = async (text, archive) => (await plan(text, archive)).wanted.map(({ record }) => record.term);

const NOTHING = { wanted: [], excluded: [], excludedWords: 0, phrases: [], together: [], loose: false, changes: [], missing: [], words: 0 };

/** @param {number} number a word of its own for each number below 5,000 */
const word = (number) => `كتاب${[...String(number)].map((digit) => "بجدرسطعفقم"[Number(digit)]).join("")}`;

test("a word of the archive is looked for by its term and by its exact form", async () => {
  const { wanted, changes } = await plan("المَدرَسة", { مدرسه: 3, مدرسات: 5 });
  assert.deepEqual(shown(wanted), [["مدرس", "مدرسه"]]);
  assert.deepEqual([wanted[0].boost, changes], [1, []]);
});

test("a form that the archive lacks is looked for by the one that comes nearest", async () => {
  const archive = { مدرسات: 5, مدرسه: 3 };
  assert.deepEqual(shown((await plan("مدرستنا", archive)).wanted), [["مدرس", "مدرسه"]]);
  assert.deepEqual(shown((await plan("مدرساتهم", archive)).wanted), [["مدرس", "مدرسات"]]);
  assert.deepEqual((await plan("مدرستنا", archive)).changes, []);
});

test("one word typed twice is looked for once, two forms of a term each", async () => {
  const archive = { مدرسه: 3, مدرسات: 2 };
  assert.equal((await plan("مدرسة المدرسة مَدرسة المدرسة", archive)).words, 2);
  assert.deepEqual(shown((await plan("مدرسة مدرسات", archive)).wanted), [["مدرس", "مدرسه"], ["مدرس", "مدرسات"]]);
});

test("a word that the archive holds with its first letters is not cut", async () => {
  assert.deepEqual(await terms("بكتاب", { بكتاب: 1, كتاب: 9 }), ["بكتاب"]);
});

test("of a word that the archive lacks the first cut that leaves one of its words is taken", async () => {
  assert.deepEqual(await terms("بكتاب", { كتاب: 9 }), ["كتاب"]);
  assert.deepEqual(await terms("وسيكتب", { يكتب: 9, سيكتب: 1 }), ["يكتب"]);
});

test("a preposition is not taken off where only another form remains", async () => {
  assert.deepEqual((await plan("بكتابنا", { كتاب: 9 })).missing, ["بكتابنا"]);
});

test("an article is taken off where another form remains", async () => {
  assert.deepEqual(shown((await plan("والكتابان", { كتاب: 9 })).wanted), [["كتاب", "كتاب"]]);
});

test("stop words alone ask for nothing", async () => {
  assert.deepEqual(await plan("من في هذا إلى", { كتاب: 1 }), NOTHING);
});

test("no words ask for nothing", async () => {
  for (const text of ["", "  \n", "؟ !! «»", "😀", "\ud800", "ـــ", "-"]) assert.deepEqual(await plan(text), NOTHING, text);
});

test("two words written as one are parted before an article", async () => {
  const { wanted, changes } = await plan("تَشتهرالبلد", { تشتهر: 1, البلد: 1 });
  assert.deepEqual(shown(wanted), [["تشتهر", "تشتهر"], ["بلد", "بلد"]]);
  assert.deepEqual(changes, [{ word: "تَشتهرالبلد", instead: ["تشتهر البلد"] }]);
});

test("two words written as one are not parted elsewhere", async () => {
  assert.deepEqual((await plan("بابنور", { باب: 5, نور: 4 })).missing, ["بابنور"]);
});

test("a stop word glued to a word of the archive is parted from it", async () => {
  const { wanted, changes } = await plan("عنالبيت", { البيت: 7 });
  assert.deepEqual(shown(wanted), [["بيت", "بيت"]]);
  assert.deepEqual(changes, [{ word: "عنالبيت", instead: ["عن البيت"] }]);
});

test("a word of which the archive holds only half is not parted", async () => {
  const { wanted, changes, missing } = await plan("تشتهرالقمر", { تشتهر: 1 });
  assert.deepEqual([wanted, changes, missing], [[], [], ["تشتهرالقمر"]]);
});

test("no half is a single letter", async () => {
  assert.deepEqual((await plan("بالبيت", { ب: 5, البيت: 5 })).changes, []);
});

test("a mistyped word is looked for by terms one letter away, which weigh as one", async () => {
  const { wanted, changes, missing } = await plan("مستسفى", { مستشفي: 4, مستسلم: 9, مستكفي: 1 });
  assert.deepEqual(wanted.map(({ record, form }) => [record.term, form]), [["مستشف", null], ["مستكف", null]]);
  assert.deepEqual(wanted.map(({ boost }) => boost), [1 / Math.sqrt(2), 1 / Math.sqrt(2)]);
  assert.deepEqual([changes, missing], [[{ word: "مستسفى", instead: ["مستشفي", "مستكفي"] }], []]);
});

test("an unknown word of three letters is not looked for otherwise", async () => {
  assert.deepEqual((await plan("قطر", { قطار: 5 })).missing, ["قطر"]);
});

test("a known and an unknown word of one query keep their order", async () => {
  const { wanted, changes, missing, words } = await plan("كتاب تشتهرالقمر جديدة معرصض", { كتاب: 2, جديده: 2, معرض: 3 });
  assert.deepEqual(wanted.map(({ record }) => record.term), ["كتاب", "جديد", "معرض"]);
  assert.deepEqual([changes.length, missing, words], [1, ["تشتهرالقمر"], 4]);
});

test("Lunr's syntax but for the minus is punctuation", async () => {
  const archive = { كتاب: 1, جديد: 1, title: 1 };
  const bare = await plan("كتاب title جديد", archive);
  for (const text of ["+كتاب title:جديد*", "*كتاب^ ~title:: ++جديد", "كتاب\\ (title) [جديد]^~", "كتاب/title=جديد"]) {
    assert.deepEqual(await plan(text, archive), bare, text);
  }
});

test("a minus before a word excludes its term, wherever else the word stands", async () => {
  const { wanted, excluded, words } = await plan("كتاب -جديدة", { كتاب: 1, جديد: 1 });
  assert.deepEqual([shown(wanted), excluded.map(({ record }) => record.term), words], [[["كتاب", "كتاب"]], ["جديد"], 1]);
});

test("a minus within words or before a space excludes nothing", async () => {
  for (const text of ["كتاب-جديد", "كتاب - جديد"]) {
    assert.deepEqual((await plan(text, { كتاب: 1, جديد: 1 })).excluded, [], text);
  }
});

test("an unknown word with a minus is left out", async () => {
  const { excluded, missing, changes, words } = await plan("-قطربيل", { كتاب: 1 });
  assert.deepEqual([excluded, missing, changes, words], [[], [], [], 0]);
});

test("words between quotation marks are a phrase, stop words with them; one alone is none", async () => {
  for (const text of ['"عن كتابٍ جديد" "قلم"', "«عن كتاب جديد» «قلم»", "“عن كتاب جديد”"]) {
    assert.deepEqual((await plan(text, { كتاب: 1 })).phrases, [["عن", "كتاب", "جديد"]], text);
  }
});

test("a quotation mark alone makes no phrase", async () => {
  assert.deepEqual((await plan('"كتاب جديد', { كتاب: 1 })).phrases, []);
});

test("an exact form and a filter cannot be typed", async () => {
  assert.deepEqual(await terms("=كتاب #all #year:2012", { كتاب: 1, "=كتاب": 1, "#all": 1 }), ["كتاب"]);
});

test("the words of one character are looked for each", async () => {
  assert.deepEqual(await terms("ﷺ", { صلي: 1, الله: 1, وسلم: 1 }), ["صلي", "له", "وسلم"]);
});

test("lone surrogates and emoji part words and do no harm", async () => {
  assert.deepEqual(await terms("\udc00كتاب\ud800جديد😀", { كتاب: 1, جديد: 1 }), ["كتاب", "جديد"]);
});

test("a query of 100,000 characters is cut to 64 words", async () => {
  const text = Array.from({ length: 12_000 }, (_, number) => word(number)).join(" ").slice(0, 100_000);
  assert.equal(text.length, 100_000);
  const { words, missing } = await plan(text);
  assert.deepEqual([words, missing.length, missing[63]], [MAX_WORDS, MAX_WORDS, word(63)]);
});

test("a word of 100,000 letters is not looked for, as no word is that long", async () => {
  const { wanted, changes, words } = await plan("ك".repeat(100_000), { ككككك: 1 });
  assert.deepEqual([wanted, changes, words], [[], [], 1]);
});

test("words after the first 2,000 characters are left out", async () => {
  assert.deepEqual(await terms(`كتاب${" ".repeat(MAX_CHARACTERS)}قلم`, { كتاب: 1, قلم: 1 }), ["كتاب"]);
});

test("the words of phrases must stand together, stop words left out", async () => {
  const archive = { سباق: 3, القوارب: 2 };
  const { together } = await plan('نهر "سباق في القوارب"', archive);
  assert.deepEqual(together?.map(({ term }) => term), ["سباق", "قوارب"]);
  assert.deepEqual((await plan("سباق القوارب", archive)).together, []);
});

test("beside other words, guillemets are a text's and ask for nothing", async () => {
  const archive = { سباق: 3, القوارب: 2 };
  const [pasted, asked, alone] = await Promise.all(
    ["نهر «سباق القوارب»", 'نهر "سباق القوارب"', "«سباق القوارب» -نهر"].map((text) => plan(text, archive)),
  );
  assert.deepEqual([pasted.phrases.length, pasted.together], [0, []]);
  assert.deepEqual([asked.phrases.length, asked.loose], [1, true]);
  assert.deepEqual([alone.phrases.length, alone.loose], [1, false]);
});

test("a phrase with a word or a form that the archive lacks cannot stand anywhere", async () => {
  assert.equal((await plan("«سباق قسطنطينوبوليتان»", { سباق: 3 })).together, null);
  assert.equal((await plan("«سباق القوارب»", { سباق: 3, قاربه: 2 })).together, null);
});

test("words behind a minus are counted whether the archive has them or not", async () => {
  const { excluded, excludedWords, words } = await plan("-سباق -قسطنطينوبوليتان", { سباق: 3 });
  assert.deepEqual([excluded.length, excludedWords, words], [1, 2, 0]);
});
