// The terms' hash table: what a term costs, and what a term that no document has.

import assert from "node:assert/strict";
import test from "node:test";

import { Terms } from "../../plugins/archive_search/browser/terms.js";
import { bytes } from "./archive.js";

const TABLE = { slot_bits: 17, term_bits: 13, digest: "abc" };
const BUCKET = "terms/17/06/99.bin?abc"; // of «foobar»
const LIST = "lists/17/85/944171f73967e8";

/** @param {Record<string, number[]>} files the table of these files, and what is fetched of it */
function tableOf(files) {
  /** @type {string[]} */
  const fetched = [];
  const terms = new Terms(TABLE, async (name) => {
    fetched.push(name);
    return Uint8Array.from(files[name]);
  });
  return { terms, fetched };
}

/** @param {string} key @param {number[]} value a file of one row */
const row = (key, value) => [...bytes(0, key), ...bytes(value.length), ...value];

/** @param {number} slot a document that has the first form once, in a body of a word */
const posting = (slot) => bytes(slot, 0, 1);

test("a term costs one file, also one that no document has", async () => {
  const { terms, fetched } = tableOf({ [BUCKET]: row("foobar", [...bytes(1, 1, "", 1), ...posting(7)]) });
  const record = await terms.read("foobar");
  assert.deepEqual([record?.term, record?.postings.map(({ slot }) => slot)], ["foobar", [7]]);
  assert.deepEqual(fetched, [BUCKET]);
  const empty = tableOf({ [BUCKET]: [] });
  assert.deepEqual([await empty.terms.read("foobar"), empty.fetched.length], [null, 1]);
});

test("the further parts of a long list are files of their own", async () => {
  const { terms, fetched } = tableOf({
    [BUCKET]: row("foobar", [...bytes(3, 1, "", 1), ...posting(7)]),
    [`${LIST}-1.bin?abc`]: posting(50_000),
    [`${LIST}-2.bin?abc`]: posting(90_000),
  });
  assert.deepEqual((await terms.read("foobar"))?.postings.map(({ slot }) => slot), [7, 50_000, 90_000]);
  assert.equal(fetched.length, 3);
});
