/**
 * Ask a built site's search from the command line: node search.mjs SITE < queries > answers
 *
 * Reads JSON lines with `q` (`limit`, 10 by default; `phrases`, false by default), writes a JSON line for each:
 * {"q", "hits": [{"source", "url", "title", "date", "score"}], "total", "changes", "missing", "phrases", "checked",
 * "done", "bytes", "requests", "ms"}.
 *
 * It runs the site's own worker. Where a query has phrases, `total` counts the articles that have all their words. With
 * `phrases` these are read, `checked` of them, and the hits are those whose text has the phrases, as on the search page. `done` tells whether no result is left
 * beyond the hits. `bytes` and `requests` are what a client that has nothing yet fetches for the query, compressed (gzip,
 * level 6) as a host sends it; `ms` is the time to answer once all that is there.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { Paging } from "../browser/paging.js";
import { EMPTY } from "../browser/state.js";
import { wholeOf } from "./text.mjs";

process.on("uncaughtException", ({ name, message }) => {
  process.stderr.write(`${name}: ${message}\n`); // Node would show the whole line of the bundle
  process.exit(1);
});

const site = path.resolve(process.argv[2]);
const folder = path.join(site, "search");
const { open } = await import(pathToFileURL(path.join(folder, "worker.js")).href);

/** @type {Map<string, number>} compressed bytes by file */
const fetched = new Map();

/** @param {string} name below the site's folder, with the version that a browser asks for */
async function fetchBytes(name) {
  const file = path.join(site, name.split("?")[0]);
  if (!file.startsWith(site + path.sep)) throw new Error(`${name}: outside the site ${site}`);
  const data = await readFile(file);
  fetched.set(name, gzipSync(data, { level: 6 }).length);
  return data;
}

const fetchText = async (/** @type {string} */ name) => (await fetchBytes(name)).toString("utf8");
const fetchFile = async (/** @type {string} */ name) => new Uint8Array(await fetchBytes(`search/${name}`));

/** @type {Map<string, Record<string, string>>} raw files by slot, of each block that was asked for */
const blocks = new Map();

/** @param {number} slot @param {number} bits the binary logarithm of a block's slots */
async function sourceOf(slot, bits) {
  const name = `${(slot >>> bits).toString(16)}.json`;
  const rows = blocks.get(name) ?? JSON.parse(await readFile(path.join(folder, "sources", name), "utf8"));
  blocks.set(name, rows);
  return rows[slot];
}

/**
 * @param {import("../browser/client.js").Search} search
 * @param {string} q
 * @param {number} limit
 */
async function ranked(search, q, limit) {
  const { total, hits, changes, missing, phrases } = await search.query(q, { limit });
  return { total, hits, changes, missing, phrases, checked: 0, done: hits.length === total };
}

/**
 * @param {import("../browser/client.js").Search} search
 * @param {string} q
 * @param {number} limit
 */
async function read(search, q, limit) {
  const paging = new Paging({ ...EMPTY, q }, {
    query: (text, options) => search.query(text, options),
    read: async ({ url }) => wholeOf(await fetchText(url)),
    holds: (text, whole) => search.hasPhrases(text, whole),
  });
  const { answer: given, hits } = await paging.more(limit);
  const { total, changes, missing, phrases } = given;
  return { total, hits, changes, missing, phrases, checked: paging.checked, done: paging.done };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { q, limit = 10, phrases = false } = JSON.parse(line);
  const answer = phrases ? read : ranked;
  fetched.clear();
  const manifest = JSON.parse(await fetchText("search/manifest.json"));
  const search = open(manifest, fetchFile);
  const { hits, ...said } = await answer(search, q, limit);
  const [bytes, requests] = [[...fetched.values()].reduce((sum, size) => sum + size, 0), fetched.size];
  const started = performance.now();
  await answer(search, q, limit);
  const ms = Math.round((performance.now() - started) * 1000) / 1000;
  const shown = [];
  for (const { slot, url, title, date, score } of hits) {
    shown.push({ source: await sourceOf(slot, manifest.source_block_bits), url, title, date, score });
  }
  process.stdout.write(`${JSON.stringify({ q, hits: shown, ...said, bytes, requests, ms })}\n`);
}
