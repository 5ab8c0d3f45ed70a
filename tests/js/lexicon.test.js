// The archive's words, and what is like a word that it lacks.

import assert from "node:assert/strict";
import test from "node:test";

import { isNear } from "../../plugins/archive_search/browser/lexicon.js";
import { lexiconOf } from "./archive.js";

/** @param {string} word every word that one edit makes of it, with some letters */
function edited(word) {
  const found = new Set([word]);
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    for (const letter of "ابت") found.add(head + letter + tail).add(head + letter + tail.slice(1));
    found.add(head + tail.slice(1));
    if (tail.length > 1) found.add(head + tail[1] + tail[0] + tail.slice(2));
  }
  return found;
}

/** The words of two to four letters of «ابت». */
const all = [2, 3, 4].flatMap((length) =>
  Array.from({ length: 3 ** length }, (_, number) =>
    Array.from({ length }, (_, at) => "ابت"[Math.floor(number / 3 ** at) % 3]).join(""),
  ),
);

test("words are near exactly if one letter put in, taken out, changed or swapped makes one the other", () => {
  for (const one of all) {
    const near = edited(one);
    for (const other of all) assert.equal(isNear(one, other), near.has(other), `${one} ${other}`);
  }
});

test("a term that no document has is none", async () => {
  assert.equal(await lexiconOf({ كتاب: 1 }).record("كتا"), null);
});

test("a word of the archive is known with what stands before it, and only with that", async () => {
  const lexicon = lexiconOf({ الكتاب: 2 });
  assert.equal((await lexicon.find("الكتاب"))?.known, true);
  assert.equal((await lexicon.find("كتاب"))?.known, false);
  assert.equal((await lexicon.find("كتاب"))?.record.term, "كتاب");
});

test("a word that nothing is like is not found", async () => {
  assert.equal(await lexiconOf({ كتاب: 1 }).find("معرض"), null);
});

test("similar terms begin with the word's first letter, the most frequent first", async () => {
  const lexicon = lexiconOf({ مكتوب: 1, مكتبه: 900, نكتوب: 5, مكتوم: 9 });
  assert.deepEqual(await lexicon.similar("مكتوج"), ["مكتوم", "مكتوب"]);
});

test("terms that begin alike are given with the digits of their documents' number", async () => {
  assert.deepEqual(await lexiconOf({ كتاب: 5, كتب: 1, قلم: 2 }).startingWith("كت"), [
    { term: "كتاب", digits: 2 },
    { term: "كتب", digits: 1 },
  ]);
});
