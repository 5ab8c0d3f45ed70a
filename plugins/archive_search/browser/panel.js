/**
 * What narrows results down: values with their counts, and the filters that are set.
 *
 * @import { Facet, Filter } from "./filters.js"
 * @import { State } from "./state.js"
 */

import { formatDate } from "./arabic.js";
import { askFacets } from "./ask.js";
import { button, element } from "./dom.js";
import { KINDS, optionsOf, toggled } from "./state.js";

/** @type {Record<string, string>} */
const LABELS = { section: "القسم", publisher: "الصحيفة", place: "المكان", author: "الكاتب", year: "السنة" };
const MAX_VALUES = 8;

/**
 * The kinds of filter, each behind a summary: its values are counted when the reader opens it, and again with every
 * answer while it is open.
 */
export class Panel {
  /** @type {Map<string, { details: HTMLDetailsElement, body: HTMLElement }>} */ #groups = new Map();
  /** @type {HTMLDetailsElement} */ #whole;
  /** @type {(next: State) => void} */ #go;
  /** @type {() => void} */ #failed;
  /** The kinds whose values are those of the state's results. */ #fresh = new Set();
  /** @type {State | null} */ #state = null;
  #counts = true;
  #runs = 0;

  /**
   * @param {HTMLDetailsElement} whole
   * @param {HTMLElement} target within it
   * @param {(next: State) => void} go
   * @param {() => void} failed is told when the index cannot be read
   */
  constructor(whole, target, go, failed) {
    [this.#whole, this.#go, this.#failed] = [whole, go, failed];
    for (const kind of KINDS) {
      const body = element("fieldset", {}, [element("legend", { class: "hidden", text: LABELS[kind] })]);
      const details = element("details", { class: "facet" }, [element("summary", { text: LABELS[kind] }), body]);
      details.addEventListener("toggle", () => void this.#refresh());
      this.#groups.set(kind, { details, body });
      target.append(details);
    }
    whole.addEventListener("toggle", () => void this.#refresh());
  }

  /**
   * @param {State} state whose answer is shown now
   * @param {boolean} counts whether the counts are those of the results
   */
  update(state, counts) {
    [this.#state, this.#counts] = [state, counts];
    this.#runs += 1;
    this.#fresh.clear();
    for (const { kind } of state.filters) this.#group(kind).details.open = true;
    void this.#refresh();
  }

  /** @param {string} kind */
  #group(kind) {
    return /** @type {{ details: HTMLDetailsElement, body: HTMLElement }} */ (this.#groups.get(kind));
  }

  async #refresh() {
    const [state, current] = [this.#state, this.#runs];
    const kinds = KINDS.filter((kind) => this.#group(kind).details.open && !this.#fresh.has(kind));
    if (!state || !this.#whole.open || kinds.length === 0) return;
    for (const kind of kinds) this.#fresh.add(kind);
    try {
      const facets = await countFacets(state, kinds);
      if (current === this.#runs) for (const kind of kinds) this.#show(kind, facets[kind] ?? [], state);
    } catch {
      if (current === this.#runs) this.#failed();
    }
  }

  /**
   * @param {string} kind
   * @param {Facet[]} facets
   * @param {State} state
   */
  #show(kind, facets, state) {
    const { body } = this.#group(kind);
    const focused = body.contains(document.activeElement) ? document.activeElement?.id : "";
    const [legend] = body.children;
    body.replaceChildren(legend, ...values(kind, facets, state, this.#counts, body, this.#go));
    if (focused) document.getElementById(focused)?.focus();
  }
}

/**
 * The values of some kinds among a state's results; of a kind that is narrowed down, among those without it.
 *
 * @param {State} state
 * @param {string[]} kinds
 * @returns {Promise<Record<string, Facet[]>>}
 */
async function countFacets(state, kinds) {
  const isSet = (/** @type {string} */ kind) => state.filters.some((filter) => filter.kind === kind);
  const free = kinds.filter((kind) => !isSet(kind));
  const asked = kinds.filter(isSet).map((kind) => ({ one: without(state, kind), some: [kind] }));
  if (free.length) asked.push({ one: state, some: free });
  const counted = await Promise.all(asked.map(({ one, some }) => askFacets(state.q, optionsOf(one), some)));
  return Object.assign({}, ...counted);
}

/**
 * @param {State} state
 * @param {string} kind
 */
const without = (state, kind) => ({ ...state, filters: state.filters.filter((filter) => filter.kind !== kind) });

/**
 * @param {string} kind
 * @param {Facet[]} facets
 * @param {State} state
 * @param {boolean} counts
 * @param {HTMLElement} body which remembers whether all values are shown
 * @param {(next: State) => void} go
 * @returns {HTMLElement[]}
 */
function values(kind, facets, state, counts, body, go) {
  const set = state.filters.filter((filter) => filter.kind === kind).map(({ value }) => value);
  const absent = set.filter((value) => !facets.some((facet) => facet.value === value));
  const all = [...ordered(kind, facets), ...absent.map((value) => ({ value, count: 0 }))];
  if (all.length === 0) return [element("p", { class: "quiet", text: "لا شيء من هذا في النتائج." })];
  const open = body.dataset.open === "all";
  const isShort = (/** @type {Facet} */ { value }, /** @type {number} */ at) => at < MAX_VALUES || set.includes(value);
  const row = (/** @type {Facet} */ facet) =>
    valueRow(kind, facet, set.includes(facet.value), counts, () => go(toggled(state, { kind, value: facet.value })));
  const list = element("ul", {}, (open ? all : all.filter(isShort)).map(row));
  return all.length > list.childElementCount ? [list, moreButton(kind, body, list, all.map(row))] : [list];
}

/**
 * @param {string} kind
 * @param {HTMLElement} body
 * @param {HTMLElement} list
 * @param {HTMLElement[]} rows
 */
function moreButton(kind, body, list, rows) {
  const more = button(
    "المزيد",
    () => {
      const known = list.childElementCount;
      list.replaceChildren(...rows);
      body.dataset.open = "all";
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
function valueRow(kind, facet, checked, counts, act) {
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
