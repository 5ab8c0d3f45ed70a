/**
 * Ask a built site's search from the command line: node search.mjs SITE < queries > answers
 *
 * Reads JSON lines with `q` (and `limit`, 10 by default), writes a JSON line for each:
 * {"q", "total", "hits": [{"source", "url", "title", "date", "score"}], "changes", "bytes", "requests", "ms"}.
 * It runs the site's own modules. `bytes` and `requests` are what a client that has nothing yet
 * fetches for the query, compressed (gzip, level 6) as a host sends it; `ms` is the time to answer
 * once all that is there.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const folder = path.resolve(process.argv[2], "search");
const load = (/** @type {string} */ name) => import(pathToFileURL(path.join(folder, name)).href);
const { openSearch } = await load("client.js");
const { default: lunr } = await load("lunr.js");

/** @type {Map<string, number>} compressed bytes by file */
const fetched = new Map();

/** @param {string} name */
async function fetchJson(name) {
  const data = await readFile(path.join(folder, name));
  fetched.set(name, gzipSync(data, { level: 6 }).length);
  return JSON.parse(data.toString("utf8"));
}

const sources = JSON.parse(await readFile(path.join(folder, "sources.json"), "utf8"));
const search = await openSearch(fetchJson, lunr);

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { q, limit = 10 } = JSON.parse(line);
  const started = performance.now();
  const { total, hits, changes } = search.query(q, { limit });
  const ms = Math.round((performance.now() - started) * 1000) / 1000;
  const shown = hits.map((/** @type {import("../browser/client.js").Hit} */ { number, url, title, date, score }) => ({
    source: sources[number],
    url,
    title,
    date,
    score,
  }));
  const bytes = [...fetched.values()].reduce((sum, size) => sum + size, 0);
  process.stdout.write(`${JSON.stringify({ q, total, hits: shown, changes, bytes, requests: fetched.size, ms })}\n`);
}
