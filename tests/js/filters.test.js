// Filters and ranges of dates.

import assert from "node:assert/strict";
import test from "node:test";

import { Filters, spans } from "../../plugins/archive_search/browser/filters.js";
import { LAST, before } from "../../plugins/archive_search/browser/tree.js";
import { bytes, treeOf } from "./archive.js";

const DAY_MS = 86_400_000;

/** @param {number} number days after the first day of 2008 */
const day = (number) => new Date(Date.UTC(2008, 0, 1) + number * DAY_MS).toISOString().slice(0, 10);

/** @param {number[]} slots */
const slotsOf = (slots) => bytes(...slots.map((slot, at) => slot - (at ? slots[at - 1] + 1 : 0)));

/** @param {Record<string, number[]>} rows each filter's slots */
const filtersOf = (rows) =>
  new Filters(treeOf(Object.fromEntries(Object.entries(rows).map(([key, slots]) => [key, slotsOf(slots)]))));

/** @param {string[]} dates by slot */
function dated(dates) {
  /** @type {Record<string, number[]>} */
  const rows = {};
  for (const [slot, date] of dates.entries()) {
    const keys = date ? [`#year:${date.slice(0, 4)}`, `#month:${date.slice(0, 7)}`, `#day:${date}`] : [];
    for (const key of keys) (rows[key] ??= []).push(slot);
  }
  return filtersOf({ "#all": [...dates.keys()], ...rows });
}

/** @param {string} date @param {[string, string][]} ranges whether a date's year, month or day is in a range, and how often */
function times(date, ranges) {
  const keys = [`#year:${date.slice(0, 4)}`, `#month:${date.slice(0, 7)}`, `#day:${date}`];
  return ranges.filter(([least, below]) => keys.some((key) => !before(key, least) && before(key, below))).length;
}

test("a day is within the spans exactly if it is from the first to the last", () => {
  const days = Array.from({ length: 5 * 365 }, (_, number) => day(number));
  const ends = [0, 1, 30, 31, 58, 59, 60, 90, 181, 364, 365, 366, 400, 730, 731, 900, 1095, 1096, 1460, 1500].map(day);
  for (const from of ["", ...ends]) {
    for (const to of ["", ...ends]) {
      const ranges = spans(from, to);
      const wrong = days.find((one) => times(one, ranges) !== Number((!from || from <= one) && (!to || one <= to)));
      assert.equal(wrong, undefined, `${from} ${to}`);
    }
  }
});

test("whole years and months are read as such", () => {
  assert.deepEqual(spans("2010-01-01", "2010-12-31"), [["#year:2010", `#year:2010\0${LAST}`]]);
  assert.ok(spans("2009-05-03", "2013-02-02").length <= 7);
});

test("days that end before they begin are none", () => {
  assert.deepEqual(spans("2012-02-02", "2012-02-01"), []);
});

test("the documents of some days are found, those without a date never", async () => {
  const filters = dated(["2012-02-28", "2012-03-01", "", "2011-12-31", "2013-01-01"]);
  assert.deepEqual((await filters.days("2012-01-01", "2012-02-29")).slots, [0]);
  assert.deepEqual((await filters.days("", "2012-03-01")).slots, [0, 1, 3]);
  assert.deepEqual((await filters.days("2012-02-29", "")).slots, [1, 4]);
  assert.deepEqual((await filters.days("", "")).slots, [0, 1, 3, 4]);
});

test("all documents are told", async () => {
  assert.deepEqual(await dated(["2012-02-28", "", "2011-12-31"]).all(), [0, 1, 2]);
});

const SECTIONS = { "#section:رياضة": [1, 4, 9], "#section:رياضة وثقافة": [2], "#section:ثقافة": [3, 4], "#place:رياضة": [7] };

test("values of one kind are alternatives, kinds are sets of their own", async () => {
  const [sections, places, ...rest] = await filtersOf(SECTIONS).sets([
    { kind: "section", value: "رياضة" },
    { kind: "place", value: "رياضة" },
    { kind: "section", value: "ثقافة" },
  ]);
  assert.deepEqual([sections.slots, places.slots, rest], [[1, 3, 4, 9], [7], []]);
});

test("a value that no document has finds none, nor does one that only begins like another", async () => {
  for (const value of ["ري", "سياسة", ""]) {
    assert.deepEqual((await filtersOf(SECTIONS).sets([{ kind: "section", value }]))[0].slots, [], value);
  }
});

test("the parts of a long list are one list", async () => {
  const filters = filtersOf({ "#year:2012": [1, 4], "#year:2012\u00000001": [9], "#year:2013": [3], "#day:2012-01-01": [1, 9] });
  assert.deepEqual((await filters.sets([{ kind: "year", value: "2012" }]))[0].slots, [1, 4, 9]);
  assert.deepEqual((await filters.days("2012-01-01", "2012-12-31")).slots, [1, 4, 9]);
  assert.deepEqual(await filters.facets("year", new Set([3, 4, 9])), [
    { value: "2012", count: 2 },
    { value: "2013", count: 1 },
  ]);
  assert.deepEqual(await filters.newestFirst([9], 1), [9]);
});

test("values are counted among some documents, the most frequent first", async () => {
  assert.deepEqual(await filtersOf(SECTIONS).facets("section", new Set([1, 3, 4, 7])), [
    { value: "ثقافة", count: 2 },
    { value: "رياضة", count: 2 },
  ]);
  assert.deepEqual(await filtersOf(SECTIONS).facets("year", new Set([1])), []);
});

test("the newest come first, those of one day in their order, those without a date last", async () => {
  const filters = dated(["2011-05-05", "2012-01-01", "", "2012-01-01", "2012-12-30", "2011-05-06"]);
  assert.deepEqual(await filters.newestFirst([0, 1, 2, 3, 4, 5], 6), [4, 1, 3, 5, 0, 2]);
  assert.deepEqual(await filters.newestFirst([3, 2, 0, 1], 6), [3, 1, 0, 2]);
});

test("only as many are put in order as are asked for, and none is lost", async () => {
  const filters = dated(["2011-05-05", "2012-01-01", "", "2010-01-01"]);
  const ordered = await filters.newestFirst([3, 0, 1, 2], 1);
  assert.deepEqual([ordered[0], [...ordered].sort()], [1, [0, 1, 2, 3]]);
});
