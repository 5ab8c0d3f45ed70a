/**
 * What narrows results down: kinds of filter, which show their values when they are opened.
 *
 * @import { Facet } from "./filters.js"
 * @import { State } from "./state.js"
 */

import { LABELS } from "./arabic.js";
import { askFacets } from "./ask.js";
import { element } from "./dom.js";
import { FEW, valueList } from "./facets.js";
import { KINDS, optionsOf } from "./state.js";

const MORE = 40;

/**
 * The kinds of filter, each behind a summary: its values are counted when the reader opens it, and again with every
 * answer while it is open.
 */
export class Panel {
  /** @type {Map<string, { details: HTMLDetailsElement, body: HTMLElement }>} */ #groups = new Map();
  /** @type {HTMLDetailsElement} */ #whole;
  /** @type {(next: State) => void} */ #go;
  /** @type {(error: unknown) => void} */ #failed;
  /** The kinds whose values are those of the state's results. */ #fresh = new Set();
  /** @type {State | null} */ #state = null;
  /** How many values of a kind are shown at most, where it is not a few. @type {Map<string, number>} */ #most = new Map();
  #counts = true;
  #runs = 0;

  /**
   * @param {HTMLDetailsElement} whole
   * @param {HTMLElement} target within it
   * @param {(next: State) => void} go
   * @param {(error: unknown) => void} failed is told when the index cannot be read
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
    } catch (error) {
      if (current === this.#runs) this.#failed(error);
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
    const most = this.#most.get(kind) ?? FEW;
    const made = valueList(kind, facets, { state, counts: this.#counts, most, go: this.#go });
    body.replaceChildren(legend, made.list, ...(made.more ? [made.more] : []));
    made.more?.addEventListener("click", () => {
      this.#most.set(kind, most + MORE);
      this.#show(kind, facets, state);
      body.querySelectorAll("input")[made.shown]?.focus();
    });
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
