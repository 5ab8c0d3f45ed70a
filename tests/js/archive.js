// A small archive in memory, as the index has it: what its files hold, read by the search's own modules.

import { readFileSync } from "node:fs";

import { createAnalyzer } from "../../plugins/arabic_text/js/analyze.js";
import { Lexicon } from "../../plugins/archive_search/browser/lexicon.js";
import { readTerm } from "../../plugins/archive_search/browser/records.js";
import { LAST, before } from "../../plugins/archive_search/browser/tree.js";

const tables = new URL("../../plugins/arabic_text/tables.json", import.meta.url);
export const analyzer = createAnalyzer(JSON.parse(readFileSync(tables, "utf8")));

/**
 * Numbers and texts as bytes, as `varint.py` puts them.
 *
 * @param {...(number | string)} parts
 * @returns {number[]}
 */
export function bytes(...parts) {
  return parts.flatMap((part) => {
    if (typeof part === "string") {
      const data = [...new TextEncoder().encode(part)];
      return [...bytes(data.length), ...data];
    }
    const found = [];
    for (; part > 127; part = Math.floor(part / 128)) found.push((part % 128) + 128);
    return [...found, part];
  });
}

/**
 * What `Tree` gives, of rows in memory.
 *
 * @param {Record<string, number[]>} rows
 * @returns {any}
 */
export function treeOf(rows) {
  const sorted = Object.entries(rows).sort(([one], [other]) => (before(one, other) ? -1 : 1));
  const range = async (/** @type {string} */ from, /** @type {string} */ to) =>
    sorted
      .filter(([key]) => !before(key, from) && before(key, to))
      .map(([key, value]) => ({ key, value: Uint8Array.from(value) }));
  return { range, startingWith: (/** @type {string} */ text) => range(text, text + LAST) };
}

/**
 * The lexicon of an archive that holds some normalized words, each in so many documents. An article is taken off
 * them, and nothing else but endings.
 *
 * @param {Record<string, number>} words
 */
export function lexiconOf(words) {
  /** @type {Map<string, { ending: string, clitics: number, count: number }[]>} */
  const terms = new Map();
  for (const [word, count] of Object.entries(words).sort(([, one], [, other]) => other - one)) {
    const [cut] = analyzer.cuts(word);
    const { clitic, rest } = analyzer.hasArticle(cut.clitic) ? cut : { clitic: 0, rest: word };
    const term = analyzer.stripEndings(rest);
    const ending = rest.slice(term.length);
    const forms = terms.get(term) ?? [];
    const known = forms.find((form) => form.ending === ending);
    if (known) known.clitics += 2 ** clitic;
    else forms.push({ ending, clitics: 2 ** clitic, count });
    terms.set(term, forms);
  }
  const records = new Map([...terms].map(([term, forms]) => [term, Uint8Array.from(record(forms))]));
  const counts = [...terms].map(([term, forms]) => [term, bytes(digits(Math.max(...forms.map(({ count }) => count))))]);
  const read = async (/** @type {string} */ term) => {
    const found = records.get(term);
    return found ? readTerm(term, found, async () => new Uint8Array()) : null;
  };
  return new Lexicon(analyzer, { read }, treeOf(Object.fromEntries(counts)));
}

/** @param {number} count */
const digits = (count) => Math.floor(Math.log2(count) / 2) + 1;

/** @param {{ ending: string, clitics: number, count: number }[]} forms each document has the first form once */
function record(forms) {
  const { count } = forms[0];
  const postings = Array.from({ length: count }, () => bytes(0, 0, 1)).flat();
  const head = forms.flatMap(({ ending, clitics }) => bytes(ending, clitics));
  return [...bytes(1, forms.length), ...head, ...postings];
}
