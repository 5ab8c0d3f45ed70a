/**
 * The page's line to its worker, which is started by the first question.
 *
 * @import { Answer, Options } from "./client.js"
 * @import { Facet } from "./filters.js"
 * @import { Piece } from "./snippet.js"
 */

import { DamagedError } from "./intact.js";

/** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
const waiting = new Map();
let messages = 0;
/** @type {Promise<Worker> | null} */
let opening = null;

/** The worker and what it needs first, fetched side by side; after an error the next question tries again. */
function openWorker() {
  opening ??= Promise.all([startWorker(), fetchManifest()]).then(
    ([worker, manifest]) => {
      worker.postMessage({ kind: "open", manifest });
      return worker;
    },
    (error) => {
      opening = null;
      throw error;
    },
  );
  return opening;
}

async function fetchManifest() {
  const response = await fetch(new URL("./manifest.json", import.meta.url));
  if (!response.ok) throw new Error(`manifest.json: HTTP ${response.status}`);
  return response.json();
}

function startWorker() {
  const started = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  started.onmessage = ({ data }) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.damaged) call?.reject(new DamagedError(data.error));
    else if (data.error) call?.reject(new Error(data.error));
    else call?.resolve(data.answer);
  };
  started.onerror = () => {
    for (const call of waiting.values()) call.reject(new Error("worker.js: it stopped"));
    waiting.clear();
    opening = null;
  };
  return started;
}

/** @param {Record<string, unknown>} message */
async function ask(message) {
  const worker = await openWorker();
  messages += 1;
  const id = messages;
  const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ ...message, id });
  return answer;
}

/**
 * @param {string} text
 * @param {Options} options
 * @returns {Promise<Answer>}
 */
export const askQuery = (text, options) => ask({ kind: "query", text, options });

/**
 * @param {string} text
 * @param {Options} options
 * @param {string[]} kinds
 * @returns {Promise<Record<string, Facet[]>>}
 */
export const askFacets = (text, options, kinds) => ask({ kind: "facets", text, options, kinds });

/**
 * @param {string} text
 * @param {string} body
 * @returns {Promise<Piece[]>}
 */
export const askSnippet = (text, body) => ask({ kind: "snippet", text, body });

/**
 * @param {string} text
 * @param {string} body
 * @returns {Promise<boolean>}
 */
export const askPhrase = (text, body) => ask({ kind: "phrase", text, body });

/**
 * @param {string} text a word that is being typed
 * @returns {Promise<string[]>}
 */
export const askCompletions = (text) => ask({ kind: "complete", text });

/** @returns {Promise<string[]>} the addresses of what the worker loaded, none where it was not needed yet */
export const askLoaded = async () => (opening ? ask({ kind: "loaded" }) : []);
