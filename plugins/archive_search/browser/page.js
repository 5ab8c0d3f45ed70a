/**
 * The search page: a form, a worker, results; every state is an address.
 *
 * @import { Answer, Hit } from "./client.js"
 * @import { Found, Library } from "./paging.js"
 * @import { State } from "./state.js"
 */

import { countResults, formatCount } from "./arabic.js";
import { readArticle } from "./articles.js";
import { askCompletions, askLoaded, askPhrase, askQuery } from "./ask.js";
import { showChips } from "./chips.js";
import { button, element } from "./dom.js";
import { DamagedError } from "./intact.js";
import { listenToKeys } from "./keys.js";
import { ONLY_COMMON, notes, statusText } from "./notes.js";
import { Paging } from "./paging.js";
import { Panel } from "./panel.js";
import { resultItem } from "./results.js";
import { tellWhatWasSeen } from "./seen.js";
import { Selection } from "./selection.js";
import { Spellings } from "./spelling.js";
import { EMPTY, PAGE, isAsking, isNarrowed, readState, writeState } from "./state.js";
import { Suggestions } from "./suggestions.js";

const DAMAGED = "وصل ملف من فهرس البحث تالفاً أو معدَّلاً، فلا نعرض نتائج قد تكون خاطئة. إن تكرر ذلك فأبلغ القائمين على الموقع، أو ";
const NOT_YET = "يجري البحث، ويمكنك طلب نتائج أخرى حين تظهر نتائجه.";
const WAIT_MS = 150;
const NOTE_MS = 50;
const WIDE = matchMedia("(min-width: 60rem)");

/** @param {string} id */
const part = (id) => /** @type {any} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (part("search-form"));
const input = /** @type {HTMLInputElement} */ (part("q"));
const status = /** @type {HTMLElement} */ (part("search-status"));
const body = /** @type {HTMLElement} */ (part("search-body"));
const list = /** @type {HTMLOListElement} */ (part("results"));
const more = /** @type {HTMLButtonElement} */ (part("more"));
const filters = /** @type {HTMLDetailsElement} */ (part("filters"));
const tools = /** @type {HTMLElement} */ (part("search-tools"));
const from = /** @type {HTMLInputElement} */ (part("from"));
const to = /** @type {HTMLInputElement} */ (part("to"));
const exact = /** @type {HTMLInputElement} */ (part("exact"));
const root = new URL(form.dataset.root ?? ".", location.href).href.replace(/\/$/, "");
const name = document.title;

/** @type {State} */
let state = EMPTY;
/** @type {Paging} */
let paging;
/** @type {Answer | null} */
let answer = null;
/** The state that `answer` answers: the reader may have asked for another since. @type {State} */
let answered = EMPTY;
let spellings = new Spellings();
let runs = 0;
/** Whether the address is that of a query which is still being typed. */
let typing = false;
/** Whether something is typed that is not asked for yet. */
let isAhead = false;
/** Whether something is typed or asked for that is not answered yet. */
let waiting = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let noting;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Hit} hit */
const addressOf = (hit) => `${root}/${hit.url}`;
/** @type {Library} */
const library = {
  query: askQuery,
  read: async (hit) => (await readArticle(addressOf(hit))).whole,
  holds: askPhrase,
};
const selection = new Selection(
  { list, tools: part("export"), all: part("pick-all"), count: part("picked-count") },
  addressOf,
);
const panel = new Panel(filters, part("facets"), (next) => go(next), fail);
const suggestions = new Suggestions(
  { input, list: part("suggestions"), status: part("suggestions-status") },
  askCompletions,
  submit,
);

/**
 * @param {State} next
 * @param {"push" | "replace"} how the address gets into the history
 */
function go(next, how = "push") {
  const address = location.pathname + writeState(next);
  if (how === "push" && address !== location.pathname + location.search) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  state = next;
  typing = false;
  void run();
}

/** What is being typed is one step in the history: behind results that were asked for, and none behind an empty page. */
function goAsTyped() {
  go({ ...state, q: input.value, page: 1 }, typing || !isAsking(state) ? "replace" : "push");
  typing = true;
}

async function run() {
  runs += 1;
  const current = runs;
  isAhead = false;
  hold(true);
  showState();
  if (isAsking(state)) await answerState(current);
  else clear(state.q.trim() ? ONLY_COMMON : "");
  if (current === runs && !isAhead) hold(false);
  document.dispatchEvent(new Event("searched")); // fonts and the service worker wait for it
}

/**
 * «نتائج أخرى» are those of the answer that is shown: until the next one stands there, nobody can ask for them. The button
 * keeps the focus, and says why when it is pressed.
 *
 * @param {boolean} held
 */
function hold(held) {
  waiting = held;
  more.setAttribute("aria-disabled", String(held));
}

/** @param {number} current the number of this run: the reader may ask for something else meanwhile */
async function answerState(current) {
  if (list.childElementCount === 0) status.textContent = "يجري البحث…";
  const asked = new Paging(state, library);
  try {
    const found = await asked.more(state.page * PAGE);
    if (current === runs) show(asked, found);
  } catch (error) {
    if (current === runs) fail(error);
  }
}

function showState() {
  if (input.value !== state.q) input.value = state.q;
  [from.value, to.value, exact.checked] = [state.from, state.to, state.exact];
  const sort = /** @type {HTMLInputElement} */ (form.elements.namedItem(`sort-${state.sort}`));
  sort.checked = true;
  showChips(part("chips"), state, go);
  document.title = state.q.trim() ? `${state.q.trim()} · ${name}` : name;
}

/**
 * @param {Paging} asked
 * @param {Found} found
 */
function show(asked, found) {
  [paging, answer, answered, spellings] = [asked, found.answer, state, new Spellings()];
  selection.clear();
  list.replaceChildren();
  append(found);
  status.textContent = statusText(found.answer, state, paging, spellings);
  part("search-notes").replaceChildren();
  showNotes();
  body.hidden = false;
  filters.hidden = found.answer.total === 0 && !isNarrowed(state) && !state.exact;
  tools.hidden = filters.hidden || found.answer.words === 0; // without a word there is nothing to rank by
  panel.update(state, found.answer.phrases === 0 && !asked.letGo);
}

/** @param {Found} found */
function append({ hits: added }) {
  for (const hit of added) {
    const item = resultItem(hit, addressOf(hit), state.q, note);
    selection.add(item, hit);
    list.append(item);
  }
  more.hidden = paging.done;
  selection.show();
}

/** @param {string} text that the page now shows */
function note(text) {
  spellings.note(text);
  clearTimeout(noting);
  noting = setTimeout(showNotes, NOTE_MS);
}

function showNotes() {
  const target = part("search-notes");
  const made = answer ? notes(answer, answered, spellings, stateLink) : [];
  if (made.map((one) => one.textContent).join("") !== target.textContent) target.replaceChildren(...made);
}

/**
 * @param {string} text
 * @param {Partial<State>} change
 */
function stateLink(text, change) {
  const next = { ...state, ...change, page: 1 };
  const link = element("a", { href: writeState(next) || "./", text });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(next);
  });
  return link;
}

async function showMore() {
  if (waiting) {
    status.textContent = NOT_YET;
    return;
  }
  const current = runs;
  const first = list.childElementCount;
  hold(true);
  try {
    const found = await paging.more(PAGE);
    if (current !== runs) return;
    state = { ...state, page: state.page + 1 };
    history.replaceState(null, "", location.pathname + writeState(state));
    append(found);
    status.textContent = shownText(found.answer);
    /** @type {HTMLElement | null | undefined} */ (list.children[first]?.querySelector("h2 a"))?.focus();
  } catch (error) {
    if (current === runs) fail(error);
  } finally {
    if (current === runs && !isAhead) hold(false);
  }
}

/** @param {Answer} given */
function shownText(given) {
  if (given.phrases) return statusText(given, state, paging, spellings);
  return `${countResults(given.total)} المعروض منها ${formatCount(paging.shown)}.`;
}

/** @param {string} text */
function clear(text) {
  answer = null;
  selection.clear();
  list.replaceChildren();
  body.hidden = true;
  status.textContent = text;
}

/** @param {unknown} error */
function fail(error) {
  clear(error instanceof DamagedError ? DAMAGED : "تعذّر تحميل فهرس البحث. تحقق من الاتصال ثم ");
  status.append(button("أعد المحاولة", () => void run()));
}

function submit() {
  clearTimeout(timer);
  suggestions.close();
  go({ ...state, q: input.value, page: 1 }, typing ? "replace" : "push");
}

function fromAddress() {
  state = readState(location.search);
  typing = false;
  void run();
}

input.addEventListener("input", () => {
  isAhead = true;
  hold(true);
  clearTimeout(timer);
  timer = setTimeout(goAsTyped, WAIT_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
for (const [control, read] of /** @type {[HTMLInputElement, () => Partial<State>][]} */ ([
  [from, () => ({ from: from.value })],
  [to, () => ({ to: to.value })],
  [exact, () => ({ exact: exact.checked })],
  [part("sort-relevance"), () => ({ sort: "relevance" })],
  [part("sort-date"), () => ({ sort: "date" })],
])) {
  control.addEventListener("change", () => go({ ...state, ...read(), page: 1 }));
}
more.addEventListener("click", showMore);
window.addEventListener("popstate", fromAddress);
tellWhatWasSeen(askLoaded);
listenToKeys(input, list, () => go({ ...EMPTY }, "replace"));

filters.open = WIDE.matches;
fromAddress();
if (!state.q) input.focus();
