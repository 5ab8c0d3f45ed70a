// Counts in Arabic, as the pages write them.

import assert from "node:assert/strict";
import test from "node:test";

import { countResults, formatCount } from "../../plugins/archive_search/browser/arabic.js";

test("results are counted in the number that Arabic has for them, thousands parted", () => {
  const said = { 1: "نتيجة واحدة.", 2: "نتيجتان.", 3: "3 نتائج.", 10: "10 نتائج.", 11: "11 نتيجة.", 102: "102 نتيجة.", 1499: "1,499 نتيجة." };
  for (const [count, text] of Object.entries(said)) assert.equal(countResults(Number(count)), text);
});

test("a count has commas", () => {
  assert.deepEqual([0, 999, 16327, 1000000].map(formatCount), ["0", "999", "16,327", "1,000,000"]);
});
