/**
 * The search page: a form, a worker, results; every query is an address (`?q=`).
 *
 * @import { Answer, Hit } from "./client.js"
 * @import { Piece } from "./snippet.js"
 */

import { countResults, formatDate } from "./arabic.js";

const PAGE = 10;
const WAIT_MS = 150;

const form = /** @type {HTMLFormElement} */ (document.getElementById("search-form"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("q"));
const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
const list = /** @type {HTMLOListElement} */ (document.getElementById("results"));
const more = /** @type {HTMLButtonElement} */ (document.getElementById("more"));
const root = form.dataset.root ?? ".";

/** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
const waiting = new Map();
let messages = 0;
let queries = 0;
/** @type {Worker | null} */
let worker = null;

function startWorker() {
  const started = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  started.onmessage = ({ data }) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error) call?.reject(new Error(data.error));
    else call?.resolve(data.answer);
  };
  started.onerror = () => {
    for (const call of waiting.values()) call.reject(new Error("worker"));
    waiting.clear();
    worker = null;
  };
  return started;
}

/** @param {Record<string, unknown>} message */
function ask(message) {
  worker ??= startWorker();
  messages += 1;
  const id = messages;
  const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ ...message, id });
  return answer;
}

/**
 * @param {string} text
 * @param {number} offset results already shown
 */
async function search(text, offset = 0) {
  queries += 1;
  const current = queries;
  if (!text.trim()) return clear("");
  if (offset === 0 && list.childElementCount === 0) status.textContent = "يجري البحث…";
  try {
    /** @type {Answer} */
    const answer = await ask({ kind: "query", text, options: { offset, limit: PAGE } });
    if (current === queries) show(answer, text, offset);
  } catch {
    if (current === queries) fail(text);
  }
}

/**
 * @param {Answer} answer
 * @param {string} text
 * @param {number} offset
 */
function show(answer, text, offset) {
  if (offset === 0) list.replaceChildren();
  for (const hit of answer.hits) list.append(result(hit, text));
  more.hidden = list.childElementCount >= answer.total;
  status.textContent = message(answer);
}

/** @param {Answer} answer */
function message(answer) {
  if (answer.words === 0) return "هذه كلمات شائعة في كل المقالات أو علامات؛ اكتب كلمة أخصّ منها.";
  if (answer.total === 0) return "لا نتائج. جرّب كلمات أقل أو كلمات أخرى.";
  const changes = answer.changes.map(({ word, instead }) =>
    instead.length === 1
      ? `لا ترد «${word}» في الأرشيف، فبحثنا عن «${instead[0]}».`
      : `لا ترد «${word}» في الأرشيف، فبحثنا عمّا يشبهها.`,
  );
  return [countResults(answer.total), ...changes].join(" ");
}

/** @param {string} text */
function clear(text) {
  list.replaceChildren();
  more.hidden = true;
  status.textContent = text;
}

/** @param {string} text */
function fail(text) {
  clear("تعذّر تحميل فهرس البحث. تحقق من الاتصال ثم ");
  const retry = document.createElement("button");
  retry.type = "button";
  retry.textContent = "أعد المحاولة";
  retry.addEventListener("click", () => search(text));
  status.append(retry);
}

/**
 * @param {Hit} hit
 * @param {string} text
 */
function result(hit, text) {
  const item = element("li", "result");
  const title = element("h2", "result-title");
  const link = document.createElement("a");
  link.href = `${root}/${hit.url}`;
  link.textContent = hit.title;
  title.append(link);
  const meta = element("p", "card-meta");
  meta.textContent = [formatDate(hit.date), hit.section, hit.publisher].filter(Boolean).join(" · ");
  const snippet = element("p", "result-snippet");
  item.append(title, snippet, meta);
  void fillSnippet(snippet, link.href, text);
  return item;
}

/**
 * @param {HTMLElement} target
 * @param {string} address
 * @param {string} text
 */
async function fillSnippet(target, address, text) {
  try {
    const response = await fetch(address);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const blocks = page.querySelectorAll("[data-article-body] > *");
    const body = [...blocks].map((block) => block.textContent?.trim()).join(" ");
    /** @type {Piece[]} */
    const pieces = await ask({ kind: "snippet", text, body });
    target.replaceChildren(...pieces.map(({ text: piece, marked }) => (marked ? mark(piece) : piece)));
  } catch {
    target.remove();
  }
}

/** @param {string} text */
function mark(text) {
  const marked = document.createElement("mark");
  marked.textContent = text;
  return marked;
}

/**
 * @param {string} name
 * @param {string} className
 */
function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

/** @param {string} text the page's address for a query */
function address(text) {
  const url = new URL(location.href);
  if (text.trim()) url.searchParams.set("q", text);
  else url.searchParams.delete("q");
  return url;
}

/** @param {number} step which result link gets the focus, counted from the one that has it */
function moveFocus(step) {
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(/** @type {any} */ (document.activeElement));
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
}

function fromAddress() {
  input.value = new URL(location.href).searchParams.get("q") ?? "";
  void search(input.value);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", address(input.value));
    void search(input.value);
  }, WAIT_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  history.pushState(null, "", address(input.value));
  void search(input.value);
});
more.addEventListener("click", () => search(input.value, list.childElementCount));
window.addEventListener("popstate", fromAddress);
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    input.select();
  } else if (event.key === "Escape" && event.target === input) {
    input.value = "";
    history.replaceState(null, "", address(""));
    clear("");
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const within = event.target === input || list.contains(/** @type {Node} */ (event.target));
    if (!within || list.childElementCount === 0) return;
    event.preventDefault();
    moveFocus(event.key === "ArrowDown" ? 1 : -1);
  }
});

fromAddress();
input.focus();
