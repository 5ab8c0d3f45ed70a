/**
 * What narrows results down: values with their counts, and the filters that are set.
 *
 * @import { Facet, Filter } from "./filters.js"
 * @import { State } from "./state.js"
 */

import { formatDate } from "./arabic.js";
import { askFacets } from "./ask.js";
import { button, element } from "./dom.js";
import { optionsOf, toggled } from "./state.js";

/** @type {Record<string, string>} */
const LABELS = { section: "القسم", publisher: "الصحيفة", place: "المكان", author: "الكاتب", year: "السنة" };
const COUNTED = ["section", "publisher", "year"];
const MAX_VALUES = 8;

/**
 * The values of each kind among a state's results; of a kind that is narrowed down, among those without it.
 *
 * @param {State} state
 * @returns {Promise<Record<string, Facet[]>>}
 */
export async function countFacets(state) {
  const isSet = (/** @type {string} */ kind) => state.filters.some((filter) => filter.kind === kind);
  const free = COUNTED.filter((kind) => !isSet(kind));
  const asked = [[state, free], ...COUNTED.filter(isSet).map((kind) => [without(state, kind), [kind]])];
  const counted = await Promise.all(
    asked.map(([one, kinds]) => askFacets(state.q, optionsOf(/** @type {State} */ (one)), /** @type {string[]} */ (kinds))),
  );
  return Object.assign({}, ...counted);
}

/**
 * @param {State} state
 * @param {string} kind
 */
const without = (state, kind) => ({ ...state, filters: state.filters.filter((filter) => filter.kind !== kind) });

/**
 * @param {HTMLElement} target
 * @param {Record<string, Facet[]>} facets
 * @param {State} state
 * @param {boolean} counts whether the counts are those of the results
 * @param {(next: State) => void} go
 */
export function showFacets(target, facets, state, counts, go) {
  const focused = target.contains(document.activeElement) ? document.activeElement?.id : "";
  const open = new Set([...target.querySelectorAll("[data-open]")].map((one) => one.getAttribute("data-open")));
  const groups = COUNTED.map((kind) => group(kind, facets[kind] ?? [], state, counts, open.has(kind), go));
  target.replaceChildren(...groups.filter((one) => one !== null));
  if (focused) document.getElementById(focused)?.focus();
}

/**
 * @param {string} kind
 * @param {Facet[]} facets
 * @param {State} state
 * @param {boolean} counts
 * @param {boolean} open whether all values are shown
 * @param {(next: State) => void} go
 */
function group(kind, facets, state, counts, open, go) {
  const set = state.filters.filter((filter) => filter.kind === kind).map(({ value }) => value);
  const absent = set.filter((value) => !facets.some((facet) => facet.value === value));
  const all = [...ordered(kind, facets), ...absent.map((value) => ({ value, count: 0 }))];
  if (all.length === 0) return null;
  const isShort = (/** @type {Facet} */ { value }, /** @type {number} */ at) => at < MAX_VALUES || set.includes(value);
  const row = (/** @type {Facet} */ facet) => value(kind, facet, set.includes(facet.value), counts, () => go(toggled(state, { kind, value: facet.value })));
  const list = element("ul", {}, (open ? all : all.filter(isShort)).map(row));
  const made = element("fieldset", { class: "facet" }, [element("legend", { text: LABELS[kind] }), list]);
  if (open) made.dataset.open = kind;
  else if (all.length > list.childElementCount) made.append(moreButton(kind, made, list, all.map(row)));
  return made;
}

/**
 * @param {string} kind
 * @param {HTMLElement} made
 * @param {HTMLElement} list
 * @param {HTMLElement[]} rows
 */
function moreButton(kind, made, list, rows) {
  const more = button(
    "المزيد",
    () => {
      const known = list.childElementCount;
      list.replaceChildren(...rows);
      made.dataset.open = kind;
      more.remove();
      rows[Math.min(known, rows.length - 1)].querySelector("input")?.focus();
    },
    { class: "facet-more", "aria-label": `المزيد: ${LABELS[kind]}` },
  );
  return more;
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
function value(kind, facet, checked, counts, act) {
  const box = element("input", { type: "checkbox", id: `facet-${kind}-${facet.value}` });
  box.checked = checked;
  box.addEventListener("change", act);
  const count = counts ? [" ", element("span", { class: "count", text: String(facet.count) })] : [];
  return element("li", {}, [element("label", {}, [box, element("bdi", { text: facet.value }), ...count])]);
}

/**
 * One button for each filter that is set, which takes it off.
 *
 * @param {HTMLElement} target
 * @param {State} state
 * @param {(next: State) => void} go
 */
export function showChips(target, state, go) {
  const chips = state.filters.map((filter) => chip(`${LABELS[filter.kind]}: ${filter.value}`, toggled(state, filter), go));
  if (state.from) chips.push(chip(`من ${formatDate(state.from)}`, { ...state, from: "", page: 1 }, go));
  if (state.to) chips.push(chip(`إلى ${formatDate(state.to)}`, { ...state, to: "", page: 1 }, go));
  if (state.exact) chips.push(chip("الصيغة كما كُتبت فقط", { ...state, exact: false, page: 1 }, go));
  if (chips.length > 1) chips.push(chip("أزل الكل", { ...state, filters: [], from: "", to: "", exact: false, page: 1 }, go));
  target.replaceChildren(...chips);
  target.hidden = chips.length === 0;
}

/**
 * @param {string} text
 * @param {State} next
 * @param {(next: State) => void} go
 */
function chip(text, next, go) {
  const label = text === "أزل الكل" ? text : `أزل «${text}»`;
  const made = button("", () => go(next), { "aria-label": label });
  made.append(element("bdi", { text }), element("span", { "aria-hidden": "true", text: " ×" }));
  return element("li", {}, [made]);
}
