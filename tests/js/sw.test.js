// What the service worker decides by itself: how an address is answered, and what goes when a cache is full.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../plugins/archive_pages/browser/sw.js", import.meta.url), "utf8");
const ROOT = "https://example.org/archive/";

/** The worker's functions, run with caches in memory. */
function load() {
  /** @type {Map<string, Map<string, any>>} */
  const stores = new Map();
  const caches = {
    async open(/** @type {string} */ name) {
      const rows = stores.get(name) ?? new Map();
      stores.set(name, rows);
      return {
        keys: async () => [...rows.keys()].map((url) => ({ url })),
        put: async (/** @type {string} */ key, /** @type {any} */ value) => {
          rows.delete(key);
          rows.set(key, value);
        },
        delete: async (/** @type {any} */ key) => rows.delete(key.url ?? key),
        match: async (/** @type {string} */ key) => rows.get(key),
      };
    },
  };
  const self = { registration: { scope: ROOT }, addEventListener() {} };
  const context = vm.createContext({ self, caches, URL, Response });
  vm.runInContext(`${source}\nthis.exported = { routeOf, keep, before, MOST, KEPT, scope };`, context);
  return { ...context.exported, stores };
}

const { routeOf } = load();

test("files that are named after what they hold come from the cache, and by their whole address", () => {
  for (const name of ["search/x/ab/0123.bin", "search/titles/0/00.json?77", "search/terms/9/1.bin?ab", "theme/fonts/a.0123.woff2"]) {
    const expected = { kind: "files", key: ROOT + name, hashed: true, changing: false };
    assert.deepEqual({ ...routeOf(ROOT + name, ROOT) }, expected);
  }
});

test("pages and the manifest are asked of the host itself, whatever the query", () => {
  for (const name of ["", "search/?q=%D8%A3#top", "search/index.html?q=a", "a/zz/1.html", "search/manifest.json", "section/محليات/"]) {
    const key = new URL(name.split(/[?#]/)[0], ROOT).href;
    const { kind, ...rest } = routeOf(new URL(name, ROOT).href, ROOT);
    assert.deepEqual(rest, { key, hashed: false, changing: true });
    assert.equal(kind, name.startsWith("search/") && !name.startsWith("search/?") ? "files" : "pages");
  }
});

test("modules, rules and style sheets come from the network first", () => {
  for (const name of ["search/page.js", "search/worker.js", "theme/css/site.css", "feed.atom"]) {
    const kind = name === "feed.atom" ? "pages" : "files";
    assert.deepEqual({ ...routeOf(ROOT + name, ROOT) }, { kind, key: ROOT + name, hashed: false, changing: false });
  }
});

test("what lies outside the site is left alone", () => {
  for (const address of ["https://example.org/", "https://example.com/archive/", "http://example.org/archive/"]) {
    assert.equal(routeOf(address, ROOT), null);
  }
});

test("a full cache loses its oldest files, and never the offline page", async () => {
  const { keep, stores, MOST, KEPT, scope } = load();
  const route = (/** @type {string} */ key) => routeOf(key, scope);
  for (const name of KEPT) await keep(route(scope + name), {});
  for (let number = 0; number < MOST.pages + 10; number += 1) await keep(route(`${scope}${number}.html`), {});
  await keep(route(`${scope}20.html`), {});
  await keep(route(`${scope}new.html`), {});
  const [names, files] = [...stores.values()].map((rows) => [...rows.keys()]);
  assert.equal(names.length, MOST.pages);
  assert.deepEqual([...files, names[0]].toSorted(), Array.from(KEPT, (name) => scope + name).toSorted());
  assert.deepEqual(names.slice(-2), [`${scope}20.html`, `${scope}new.html`]);
  assert.ok(!names.includes(`${scope}0.html`));
});

/** @param {string} digest a manifest as the host sends it */
const manifest = (digest) => {
  const made = { json: async () => ({ digest }), clone: () => made };
  return made;
};

/** @param {ReturnType<typeof load>} worker @param {string} digest @param {string[]} names seen under an index */
async function see({ keep, scope }, digest, ...names) {
  await keep(routeOf(`${scope}search/manifest.json`, scope), manifest(digest));
  for (const name of names) await keep(routeOf(`${scope}search/${name}`, scope), {});
}

/** @param {ReturnType<typeof load>} worker the names in the cache of files */
const files = ({ stores, scope }) => [...stores.values()].flatMap((rows) => [...rows.keys()]).map((url) => url.slice(scope.length + 7));

test("an index before the present one stays with its files until each of these has a successor", async () => {
  const worker = load();
  await see(worker, "a", "terms/9/0/01.bin?a", "titles/0/00.json?a");
  await see(worker, "b", "terms/9/0/02.bin?b", "titles/0/00.json?b");
  assert.equal(await (await worker.before("b")).json().then((/** @type {any} */ one) => one.digest), "a");
  assert.ok(files(worker).includes("terms/9/0/01.bin?a"));
  await see(worker, "b", "terms/9/0/01.bin?b");
  assert.deepEqual(files(worker).toSorted(), ["manifest.json", "terms/9/0/01.bin?b", "terms/9/0/02.bin?b", "titles/0/00.json?b"]);
  assert.equal((await worker.before("b")).status, 404);
});

test("indexes are asked from the newest to the oldest, three before the present one at most", async () => {
  const worker = load();
  for (const digest of ["a", "b", "c", "d", "e"]) await see(worker, digest, `terms/9/0/${digest}.bin?${digest}`);
  const found = [];
  for (let digest = "e", one; (one = await worker.before(digest)).status !== 404; ) {
    digest = (await one.json()).digest;
    found.push(digest);
  }
  assert.deepEqual(found, ["d", "c", "b"]);
  assert.ok(!files(worker).includes("terms/9/0/a.bin?a"));
});

test("an index that is published again is the present one, and no other", async () => {
  const worker = load();
  for (const digest of ["a", "b", "a"]) await see(worker, digest, `terms/9/0/${digest}.bin?${digest}`);
  assert.equal((await (await worker.before("a")).json()).digest, "b");
  assert.equal((await worker.before("b")).status, 404);
});
