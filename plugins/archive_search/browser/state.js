/**
 * What the search page shows, which is what its address says.
 *
 * @import { Filter } from "./filters.js"
 * @import { Options } from "./client.js"
 *
 * @typedef {object} State
 * @property {string} q as the reader typed it
 * @property {Filter[]} filters
 * @property {string} from the first day, as `2012-03-05`; "" where none is set
 * @property {string} to the last day
 * @property {"relevance" | "date"} sort
 * @property {boolean} exact only the words' own forms
 * @property {number} page how many pages of results are shown, from 1
 */

export const KINDS = ["section", "publisher", "place", "author", "year"];
export const PAGE = 10;
const MAX_PAGES = 100;
const DAY_RE = /^\d{4}-\d{2}-\d{2}$/; // 2012-03-05

/** @type {Readonly<State>} */
export const EMPTY = Object.freeze({ q: "", filters: [], from: "", to: "", sort: "relevance", exact: false, page: 1 });

/**
 * Read an address; what it says wrongly counts as not said.
 *
 * @param {string} search an address from its `?` on
 * @returns {State}
 */
export function readState(search) {
  const given = new URLSearchParams(search);
  const filters = KINDS.flatMap((kind) => values(given, kind).map((value) => ({ kind, value })));
  const page = Number(given.get("page"));
  return {
    q: given.get("q") ?? "",
    filters,
    from: day(given.get("from")),
    to: day(given.get("to")),
    sort: given.get("sort") === "date" ? "date" : "relevance",
    exact: given.get("exact") === "1",
    page: Number.isInteger(page) && page > 1 ? Math.min(page, MAX_PAGES) : 1,
  };
}

/**
 * The address of a state, from its `?` on; what is as it is without saying is left out.
 *
 * @param {State} state
 */
export function writeState({ q, filters, from, to, sort, exact, page }) {
  const said = new URLSearchParams();
  if (q.trim()) said.set("q", q);
  for (const { kind, value } of filters) said.append(kind, value);
  if (from) said.set("from", from);
  if (to) said.set("to", to);
  if (sort === "date") said.set("sort", sort);
  if (exact) said.set("exact", "1");
  if (page > 1) said.set("page", String(page));
  return said.size ? `?${said}` : "";
}

/** @param {State} state whether anything is narrowed down */
export const isNarrowed = ({ filters, from, to }) => filters.length > 0 || from !== "" || to !== "";

/** @param {State} state whether there is something to ask the index: a word, or a filter without any */
export const isAsking = (state) => /[\p{L}\p{N}]/u.test(state.q) || (!state.q.trim() && isNarrowed(state));

/**
 * @param {State} state
 * @returns {Options} without offset and limit
 */
export function optionsOf({ filters, from, to, sort, exact }) {
  return { filters, from, to, sort, exact };
}

/**
 * @param {State} state
 * @param {Filter} filter
 * @returns {State} with the filter where it was not set, else without it
 */
export function toggled(state, { kind, value }) {
  const others = state.filters.filter((one) => one.kind !== kind || one.value !== value);
  const filters = others.length === state.filters.length ? [...others, { kind, value }] : others;
  return { ...state, filters, page: 1 };
}

/**
 * @param {URLSearchParams} given
 * @param {string} kind
 */
const values = (given, kind) => [...new Set(given.getAll(kind))].filter((value) => value !== "");

/** @param {string | null} text */
function day(text) {
  return text && DAY_RE.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
}
