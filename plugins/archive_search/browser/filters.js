/**
 * What a reader narrows results to: terms of the index whose keys begin with `#`.
 *
 * @import { Tree } from "./tree.js"
 *
 * @typedef {{ kind: string, value: string }} Filter
 * @typedef {{ value: string, count: number }} Facet
 */

import { LAST } from "./tree.js";
import { readFilter } from "./records.js";

const ALL = "#all";

/** @param {string} kind @param {string} value */
const keyOf = (kind, value) => `#${kind}:${value}`;

export class Filters {
  /** @type {Tree} */ #terms;

  /** @param {Tree} terms */
  constructor(terms) {
    this.#terms = terms;
  }

  /** @returns {Promise<number[]>} every document's slot */
  all() {
    return this.#slots(ALL, `${ALL}\0`);
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
        const found = await Promise.all(values.map((key) => this.#slots(key, `${key}\0`)));
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
    const rows = await this.#terms.startingWith(keyOf(kind, ""));
    const counted = rows.map(({ key, value }) => ({
      value: key.slice(keyOf(kind, "").length),
      count: readFilter(value).filter((slot) => among.has(slot)).length,
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
    const years = await this.#terms.startingWith(keyOf("year", ""));
    for (const { key, value } of years.reverse()) {
      if (ordered.length >= least) break;
      if (!readFilter(value).some((slot) => left.has(slot))) continue;
      const days = await this.#terms.startingWith(keyOf("day", key.slice(keyOf("year", "").length)));
      for (const day of days.reverse()) {
        const held = new Set(readFilter(day.value));
        const found = [...left].filter((slot) => held.has(slot));
        for (const slot of found) left.delete(slot);
        ordered.push(...found);
      }
    }
    return [...ordered, ...left];
  }

  /**
   * @param {string} least
   * @param {string} below
   */
  async #slots(least, below) {
    const rows = await this.#terms.range(least, below);
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
    [keyOf("year", `${start}\0`), keyOf("year", end)],
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
    return [[keyOf("year", first.slice(0, 4)), keyOf("year", `${first.slice(0, 4)}\0`)]];
  }
  if (start === end) return [[keyOf("day", first), keyOf("day", `${last}\0`)]];
  return [
    [keyOf("day", first), keyOf("day", start + LAST)],
    [keyOf("month", `${start}\0`), keyOf("month", end)],
    [keyOf("day", end), keyOf("day", `${last}\0`)],
  ];
}

/** @param {number[][]} lists @returns {number[]} each number once, ascending */
function union(lists) {
  if (lists.length === 1) return lists[0];
  return [...new Set(lists.flat())].sort((one, other) => one - other);
}
