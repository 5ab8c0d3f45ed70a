/**
 * The values of one kind of filter, with boxes to tick.
 *
 * @import { Facet } from "./filters.js"
 * @import { State } from "./state.js"
 *
 * @typedef {object} Shown
 * @property {State} state whose results are counted
 * @property {boolean} counts whether the counts are those of the results
 * @property {number} most how many values are shown, those that are ticked aside
 * @property {(next: State) => void} go
 */

import { LABELS, formatCount } from "./arabic.js";
import { button, element } from "./dom.js";
import { toggled } from "./state.js";

export const FEW = 8;

/**
 * @param {string} kind
 * @param {Facet[]} facets
 * @param {Shown} how
 * @returns {{ list: HTMLElement, shown: number, more: HTMLButtonElement | null }} how many are shown, and a button where
 *   there are more
 */
export function valueList(kind, facets, { state, counts, most, go }) {
  const set = state.filters.filter((filter) => filter.kind === kind).map(({ value }) => value);
  const absent = set.filter((value) => !facets.some((facet) => facet.value === value));
  const all = [...ordered(kind, facets), ...absent.map((value) => ({ value, count: 0 }))];
  if (all.length === 0) return { list: element("p", { class: "quiet", text: "لا شيء من هذا في النتائج." }), shown: 0, more: null };
  const shown = all.filter(({ value }, at) => at < most || set.includes(value));
  const rows = shown.map((facet) =>
    valueRow(kind, facet, set.includes(facet.value), counts, () => go(toggled(state, { kind, value: facet.value }))),
  );
  const label = { class: "facet-more", "aria-label": `المزيد: ${LABELS[kind]}` };
  const more = shown.length < all.length ? button("المزيد", () => {}, label) : null;
  return { list: element("ul", {}, rows), shown: Math.min(most, shown.length), more };
}

/**
 * @param {string} kind
 * @param {Facet[]} facets by their counts; years come newest first
 */
const ordered = (kind, facets) =>
  kind === "year" ? [...facets].sort((one, other) => (one.value < other.value ? 1 : -1)) : facets;

/**
 * @param {string} kind
 * @param {Facet} facet
 * @param {boolean} checked
 * @param {boolean} counts
 * @param {() => void} act
 */
function valueRow(kind, facet, checked, counts, act) {
  const box = element("input", { type: "checkbox", id: `facet-${kind}-${facet.value}` });
  box.checked = checked;
  box.addEventListener("change", act);
  const count = counts ? [" ", element("span", { class: "count", text: formatCount(facet.count) })] : [];
  return element("li", {}, [element("label", {}, [box, element("bdi", { text: facet.value }), ...count])]);
}
