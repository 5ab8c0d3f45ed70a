/**
 * Ask a site's search and one plain lunr.js index of the same documents the same Lunr queries:
 * node one_index.js SITE REFERENCE < queries > differences
 *
 * REFERENCE is JSON, each document's slot and terms by field, in the order of the slots. Queries are JSON lines of
 * clauses, `{"term": …}` with lunr's own options. A JSON line is written for each query: how many documents answer it, and
 * the first place at which the two answers are not equal (null: nowhere).
 */

import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { before } from "../../plugins/archive_search/browser/tree.js";

/**
 * @typedef {{ ref: string, score: number }} Result
 * @typedef {{ term: string, fields?: string[], boost?: number, presence?: string, wildcard?: number,
 *   editDistance?: number }} Clause
 */

const [site, reference] = process.argv.slice(2);
const folder = path.resolve(site, "search");
const { open, lunr } = await import(pathToFileURL(path.join(folder, "worker.js")).href);

// One at a time: a wildcard's terms are more files than may be open at once.
const read = (/** @type {string} */ name) => readFileSync(path.join(folder, name.split("?")[0]));
const fetchFile = async (/** @type {string} */ name) => new Uint8Array(read(name));
const search = open(JSON.parse(read("manifest.json").toString("utf8")), fetchFile);

/**
 * One index of all documents, as lunr's Builder makes it of terms that are given.
 *
 * Its terms are numbered in the order of their code points and not of their coming: Lunr adds up a document's weights
 * in the order of these numbers, and another order of the same sum may differ in the last bit.
 *
 * @param {[number, Record<string, string[]>][]} documents
 */
function oneIndex(documents) {
  const { fields, k1, b } = search.manifest;
  const builder = new lunr.Builder();
  builder.k1(k1);
  builder.b(b);
  for (const [field, boost] of Object.entries(fields)) builder.field(field, { boost });
  builder.tokenizer = (/** @type {string[]} */ terms) => terms.map((term) => new lunr.Token(term));
  for (const [slot, terms] of documents) builder.add({ id: `d${slot}`, ...terms });
  const sorted = Object.keys(builder.invertedIndex).sort((one, other) => (before(one, other) ? -1 : 1));
  for (const [number, term] of sorted.entries()) builder.invertedIndex[term]._index = number;
  return builder.build();
}

/** @param {Clause[]} clauses */
const build = (clauses) => (/** @type {any} */ query) => {
  for (const { term, presence, ...options } of clauses) {
    query.term(term, presence ? { ...options, presence: lunr.Query.presence[presence] } : options);
  }
};

/**
 * @param {Result[]} ours
 * @param {Result[]} theirs
 */
function difference(ours, theirs) {
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    if (ours[at]?.ref !== theirs[at]?.ref || ours[at].score !== theirs[at].score) {
      const [one, other] = [ours[at], theirs[at]].map((result) => (result ? [result.ref, result.score] : null));
      return { at, lengths: [ours.length, theirs.length], ours: one, theirs: other };
    }
  }
  return null;
}

const whole = oneIndex(JSON.parse(readFileSync(reference, "utf8")));
for await (const line of createInterface({ input: process.stdin })) {
  const clauses = JSON.parse(line);
  const [ours, theirs] = [await search.lunr(build(clauses)), whole.query(build(clauses))];
  process.stdout.write(`${JSON.stringify({ documents: theirs.length, difference: difference(ours, theirs) })}\n`);
}
