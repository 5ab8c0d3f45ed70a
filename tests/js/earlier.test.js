// Which index answers where files of the present one cannot be had.

import assert from "node:assert/strict";
import test from "node:test";

import { Indexes, UnreachableError } from "../../plugins/archive_search/browser/earlier.js";

/** @param {string[]} names indexes from the newest on; each stands for a search, and names what is before it */
function indexes(...names) {
  const made = names.map((digest) => /** @type {any} */ ({ manifest: { digest } }));
  return new Indexes(made[0], async (digest) => made[names.indexOf(digest) + 1] ?? null);
}

/** @param {string[]} names of the indexes whose files are there */
const only = (...names) => async (/** @type {any} */ { manifest }) => {
  if (!names.includes(manifest.digest)) throw new UnreachableError(manifest.digest);
  return manifest.digest;
};

test("the newest index that has the files answers, and says whether it is the present one", async () => {
  assert.deepEqual(await indexes("c", "b", "a").ask(only("c", "a")), { answer: "c", isEarlier: false });
  assert.deepEqual(await indexes("c", "b", "a").ask(only("a")), { answer: "a", isEarlier: true });
});

test("where none has them the present one's error is told", async () => {
  await assert.rejects(indexes("c", "b", "a").ask(only()), { name: "UnreachableError", message: "c" });
});

test("an error of another kind is told at once", async () => {
  const fail = () => Promise.reject(new RangeError("damaged"));
  await assert.rejects(indexes("c", "b").ask(fail), RangeError);
});

test("the present index is asked first again when the network is back", async () => {
  const two = indexes("b", "a");
  assert.equal((await two.ask(only("a"))).isEarlier, true);
  assert.equal((await two.ask(only("b", "a"))).isEarlier, false);
});
