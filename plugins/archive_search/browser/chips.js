/**
 * The filters that are set, as buttons that take them off.
 *
 * @import { State } from "./state.js"
 */

import { LABELS, formatDate } from "./arabic.js";
import { button, element } from "./dom.js";
import { toggled } from "./state.js";

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
