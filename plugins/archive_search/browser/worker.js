/**
 * The search in a worker, so that typing never waits for it.
 *
 * @import { Options } from "./client.js"
 *
 * @typedef {{ id: number, kind: "query", text: string, options: Options }} QueryMessage
 * @typedef {{ id: number, kind: "facets", text: string, options: Options, kinds: string[] }} FacetsMessage
 * @typedef {{ id: number, kind: "snippet", text: string, body: string }} SnippetMessage
 * @typedef {{ id: number, kind: "phrase", text: string, body: string }} PhraseMessage
 * @typedef {{ id: number, kind: "complete", text: string }} CompleteMessage
 * @typedef {QueryMessage | FacetsMessage | SnippetMessage | PhraseMessage | CompleteMessage} Message
 */

import { openSearch } from "./client.js";
// @ts-expect-error made at build from npm's lunr
import lunr from "./lunr.js";

/** @type {Promise<import("./client.js").Search> | null} */
let opening = null;

/** @param {string} name */
async function fetchFrom(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  return response;
}

const files = {
  fetchJson: async (/** @type {string} */ name) => (await fetchFrom(name)).json(),
  fetchFile: async (/** @type {string} */ name) => new Uint8Array(await (await fetchFrom(name)).arrayBuffer()),
};

function open() {
  opening ??= openSearch(files, lunr).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** @param {Message} message */
async function answer(message) {
  const search = await open();
  if (message.kind === "query") return search.query(message.text, message.options);
  if (message.kind === "facets") return search.facets(message.text, message.options, message.kinds);
  if (message.kind === "phrase") return search.hasPhrases(message.text, message.body);
  if (message.kind === "complete") return search.complete(message.text);
  return search.snippet(message.text, message.body);
}

/** @param {MessageEvent<Message>} event */
self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ id: data.id, answer: await answer(data) });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) });
  }
};
