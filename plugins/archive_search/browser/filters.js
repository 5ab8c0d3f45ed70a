/**
 * What a reader narrows results to: sets of documents, by keys that begin with `#`.
 *
 * @import { Tree } from "./tree.js"
 *
 * @typedef {{ kind: string, value: string }} Filter
 * @typedef {{ value: string, count: number }} Facet
 */

import { LAST } from "./tree.js";
import { readFilter } from "./records.js";

const ALL = "#all";
/** Behind a key: after the rows of its parts, before the next key. */
const END = `\0${LAST}`;

/** @param {string} kind @param {string} value */
const keyOf = (kind, value) => `#${kind}:${value}`;

export class Filters {
  /** @type {Tree} */ #rows;

  /** @param {Tree} rows */
  constructor(rows) {
    this.#rows = rows;
  }

  /** @returns {Promise<number[]>} every document's slot */
  all() {
    return this.#slots(ALL, ALL + END);
  }

  /**
   * One set of slots for each kind: the documents that have any of its values.
   *
   * @param {Filter[]} filters
   * @returns {Promise<{ term: string, slots: number[] }[]>}
   */
  async sets(filters) {
    const kinds = [...new Set(filters.map(({ kind }) => kind))];
    return Promise.all(
      kinds.map(async (kind) => {
        const values = filters.filter((filter) => filter.kind === kind).map(({ value }) => keyOf(kind, value));
        const found = await Promise.all(values.map((key) => this.#slots(key, key + END)));
        return { term: values.join(" "), slots: union(found) };
      }),
    );
  }

  /**
   * The documents of the days from `from` to `to`, both included; "" leaves an end open.
   *
   * @param {string} from `2012-03-05`
   * @param {string} to
   */
  async days(from, to) {
    const found = await Promise.all(spans(from, to).map(([least, last]) => this.#slots(least, last)));
    return { term: keyOf("day", `${from} ${to}`), slots: union(found) };
  }

  /**
   * How many of some documents have each value of a kind, the most frequent first.
   *
   * @param {string} kind
   * @param {Set<number>} among
   * @returns {Promise<Facet[]>}
   */
  async facets(kind, among) {
    const values = await this.#values(keyOf(kind, ""));
    const counted = [...values].map(([key, slots]) => ({
      value: key.slice(keyOf(kind, "").length),
      count: slots.filter((slot) => among.has(slot)).length,
    }));
    return counted.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  }

  /**
   * Some documents by date, the newest first, those without a date last; only as many years are read as needed.
   *
   * @param {number[]} slots in the order that documents of one day keep
   * @param {number} least how many must be in order
   * @returns {Promise<number[]>}
   */
  async newestFirst(slots, least) {
    const left = new Set(slots);
    const ordered = [];
    const years = await this.#values(keyOf("year", ""));
    for (const [key, inYear] of [...years].reverse()) {
      if (ordered.length >= least) break;
      if (!inYear.some((slot) => left.has(slot))) continue;
      const days = await this.#values(keyOf("day", key.slice(keyOf("year", "").length)));
      for (const [, onDay] of [...days].reverse()) {
        const held = new Set(onDay);
        const found = [...left].filter((slot) => held.has(slot));
        for (const slot of found) left.delete(slot);
        ordered.push(...found);
      }
    }
    return [...ordered, ...left];
  }

  /**
   * The documents of each key that begins with a text, the parts of a long list joined.
   *
   * @param {string} text
   * @returns {Promise<Map<string, number[]>>}
   */
  async #values(text) {
    /** @type {Map<string, number[]>} */
    const values = new Map();
    for (const { key, value } of await this.#rows.startingWith(text)) {
      const [whole] = key.split("\0");
      values.set(whole, [...(values.get(whole) ?? []), ...readFilter(value)]);
    }
    return values;
  }

  /**
   * @param {string} least
   * @param {string} below
   */
  async #slots(least, below) {
    const rows = await this.#rows.range(least, below);
    return union(rows.map(({ value }) => readFilter(value)));
  }
}

/**
 * Ranges of keys that hold the days from `from` to `to`: whole years, whole months, days.
 *
 * @param {string} from
 * @param {string} to
 * @returns {[string, string][]}
 */
export function spans(from, to) {
  const first = from || "0000-01-01";
  const last = to || "9999-12-31";
  if (first > last) return [];
  const [start, end] = [first.slice(0, 4), last.slice(0, 4)];
  if (start === end) return monthSpans(first, last);
  return [
    ...monthSpans(first, `${start}-12-31`),
    [keyOf("year", start + END), keyOf("year", end)],
    ...monthSpans(`${end}-01-01`, last),
  ];
}

/**
 * @param {string} first
 * @param {string} last a day of the same year
 * @returns {[string, string][]}
 */
function monthSpans(first, last) {
  const [start, end] = [first.slice(0, 7), last.slice(0, 7)];
  if (first.endsWith("-01-01") && last.endsWith("-12-31")) {
    return [[keyOf("year", first.slice(0, 4)), keyOf("year", first.slice(0, 4) + END)]];
  }
  if (start === end) return [[keyOf("day", first), keyOf("day", last + END)]];
  return [
    [keyOf("day", first), keyOf("day", start + LAST)],
    [keyOf("month", start + END), keyOf("month", end)],
    [keyOf("day", end), keyOf("day", last + END)],
  ];
}

/** @param {number[][]} lists @returns {number[]} each number once, ascending */
function union(lists) {
  if (lists.length === 1) return lists[0];
  return [...new Set(lists.flat())].sort((one, other) => one - other);
}
