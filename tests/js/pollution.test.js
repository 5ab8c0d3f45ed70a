// Names that every object has (`__proto__`, `constructor` …) are words and values like any other.

import assert from "node:assert/strict";
import test from "node:test";

import { Filters } from "../../plugins/archive_search/browser/filters.js";
import { planQuery } from "../../plugins/archive_search/browser/query.js";
import { KINDS, optionsOf, readState, toggled, writeState } from "../../plugins/archive_search/browser/state.js";
import { Tree } from "../../plugins/archive_search/browser/tree.js";
import { analyzer, lexiconOf } from "./archive.js";

const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__", "valueOf"];
const before = Object.getOwnPropertyNames(Object.prototype).sort();

test("no parameter of an address becomes anything but a text", () => {
  for (const name of NAMES) {
    const address = `?${name}=x&${name}[x]=y&q=${name}&section=${name}&year=${name}&sort=${name}&page=${name}&from=${name}&exact=${name}`;
    const state = readState(address);
    assert.deepEqual([state.q, state.sort, state.page, state.from, state.exact], [name, "relevance", 1, "", false]);
    assert.deepEqual(state.filters, [{ kind: "section", value: name }, { kind: "year", value: name }]);
    assert.deepEqual(readState(writeState(state)), state);
    assert.deepEqual(toggled(state, { kind: "section", value: name }).filters, [{ kind: "year", value: name }]);
    assert.deepEqual(Object.keys(optionsOf(state)), ["filters", "from", "to", "sort", "exact"]);
  }
});

test("such a word is found where the archive has it, and nowhere else", async () => {
  for (const name of NAMES) {
    const has = await planQuery(name, analyzer, lexiconOf({ [analyzer.analyze(name)[0]?.stem ?? "x"]: 3 }));
    const lacks = await planQuery(name, analyzer, lexiconOf({ كتاب: 3 }));
    assert.ok(has.wanted.length <= 1 && lacks.wanted.length === 0, name);
  }
});

test("a manifest and a file of rows that hold such keys change no object", async () => {
  const manifest = JSON.parse('{"__proto__": {"levels": 9}, "levels": 0, "children": [["", "00"]], "constructor": {"prototype": {"levels": 9}}}');
  const key = new TextEncoder().encode("#section:__proto__");
  const tree = new Tree(manifest, async () => new Uint8Array([0, key.length, ...key, 1, 5]));
  assert.deepEqual(await new Filters(tree).facets("section", new Set([5])), [{ value: "__proto__", count: 1 }]);
  assert.ok(!KINDS.includes("__proto__"));
});

test("all that changed no prototype", () => {
  assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).sort(), before);
  assert.equal(/** @type {any} */ ({}).x, undefined);
});
