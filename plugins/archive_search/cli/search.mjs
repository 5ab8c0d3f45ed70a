/**
 * Ask a built site's search from the command line: node search.mjs SITE < queries > answers
 *
 * Reads JSON lines with `q` (and `limit`, 10 by default), writes a JSON line for each:
 * {"q", "total", "hits": [{"source", "url", "title", "date", "score"}], "changes", "missing", "bytes", "requests", "ms"}.
 * It runs the site's own worker. `bytes` and `requests` are what a client that has nothing yet
 * fetches for the query, compressed (gzip, level 6) as a host sends it; `ms` is the time to answer
 * once all that is there.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

process.on("uncaughtException", ({ name, message }) => {
  process.stderr.write(`${name}: ${message}\n`); // Node would show the whole line of the bundle
  process.exit(1);
});

const folder = path.resolve(process.argv[2], "search");
const { open } = await import(pathToFileURL(path.join(folder, "worker.js")).href);

/** @type {Map<string, number>} compressed bytes by file */
const fetched = new Map();

/** @param {string} name */
async function fetchBytes(name) {
  const data = await readFile(path.join(folder, name.split("?")[0]));
  fetched.set(name, gzipSync(data, { level: 6 }).length);
  return data;
}

const fetchFile = async (/** @type {string} */ name) => new Uint8Array(await fetchBytes(name));

const sources = JSON.parse(await readFile(path.join(folder, "sources.json"), "utf8"));

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { q, limit = 10 } = JSON.parse(line);
  fetched.clear();
  const search = open(JSON.parse((await fetchBytes("manifest.json")).toString("utf8")), fetchFile);
  const { total, hits, changes, missing } = await search.query(q, { limit });
  const [bytes, requests] = [[...fetched.values()].reduce((sum, size) => sum + size, 0), fetched.size];
  const started = performance.now();
  await search.query(q, { limit });
  const ms = Math.round((performance.now() - started) * 1000) / 1000;
  const shown = hits.map((/** @type {import("../browser/client.js").Hit} */ { slot, url, title, date, score }) => ({
    source: sources[slot],
    url,
    title,
    date,
    score,
  }));
  process.stdout.write(`${JSON.stringify({ q, total, hits: shown, changes, missing, bytes, requests, ms })}\n`);
}
