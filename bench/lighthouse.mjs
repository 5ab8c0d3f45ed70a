/**
 * Lighthouse on a built site: five kinds of page, the least score of each category, the worst audits.
 *
 *   npm install --prefix bench/work/lighthouse lighthouse@12.8.2
 *   node bench/lighthouse.mjs [--site output] [--lighthouse bench/work/lighthouse] [--out bench/results/lighthouse.json]
 *
 * The site is served from this machine as `invoke serve` does, with Lighthouse's own defaults (a slow phone). Chromium is
 * the machine's. Exits with 1 where a score is below 95.
 */

import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const LEAST = 95;
const KINDS = ["front", "article", "list", "year", "search"];
const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", json: "application/json" };
const { values } = parseArgs({
  options: {
    site: { type: "string", default: "output" },
    lighthouse: { type: "string", default: "bench/work/lighthouse" },
    out: { type: "string", default: "bench/results/lighthouse.json" },
  },
});
const require = createRequire(resolve(values.lighthouse, "package.json"));
const { default: lighthouse } = await import(require.resolve("lighthouse"));
const { launch } = await import(createRequire(require.resolve("lighthouse")).resolve("chrome-launcher"));

/** The first page of each kind, the longest of an article's folder. */
function pages() {
  const found = new Map();
  for (const name of readdirSync(values.site, { recursive: true })) {
    if (!name.endsWith(".html") || found.size === KINDS.length) continue;
    const kind = /<body data-kind="([^"]*)"/.exec(readFileSync(join(values.site, name), "utf8"))?.[1] ?? "";
    if (KINDS.includes(kind) && !found.has(kind)) found.set(kind, name.replace(/index\.html$/, ""));
  }
  return KINDS.filter((kind) => found.has(kind)).map((kind) => [kind, found.get(kind)]);
}

/** A static host that compresses, as hosts do. */
function serve() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(values.site, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file) || path.includes("..")) return response.writeHead(404).end();
    const type = TYPES[file.split(".").pop()] ?? "application/octet-stream";
    const packed = type !== "application/octet-stream";
    const data = readFileSync(file);
    response.writeHead(200, { "content-type": type, "cache-control": "max-age=31536000", ...(packed && { "content-encoding": "gzip" }) });
    response.end(packed ? gzipSync(data) : data);
  });
  return new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(server)));
}

const server = await serve();
const chrome = await launch({ chromePath: PROGRAMS.find(existsSync), chromeFlags: FLAGS });
const results = {};
for (const [kind, path] of pages()) {
  const url = `http://127.0.0.1:${server.address().port}/${path}`;
  const run = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error" });
  const { categories, audits } = run.lhr;
  const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(100 * score)]));
  const worst = Object.values(categories).flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 0.9)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
  results[kind] = { path, scores, worst };
  console.log(kind, JSON.stringify(scores), worst.join("; "));
}
await chrome.kill();
server.close();
writeFileSync(values.out, `${JSON.stringify(results, null, 1)}\n`);
const low = Object.values(results).flatMap(({ scores }) => Object.values(scores)).filter((score) => score < LEAST);
process.exit(low.length ? 1 : 0);
