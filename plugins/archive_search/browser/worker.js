/**
 * The search in a worker, so that typing never waits for it. The first message has the manifest.
 *
 * `invoke search` runs this module in Node, where there is no worker and `open` is called.
 *
 * @import { Manifest, FetchJson, Options, Search } from "./client.js"
 * @import { FetchFile } from "./tree.js"
 *
 * @typedef {{ kind: "open", manifest: Manifest }} OpenMessage
 * @typedef {{ id: number, kind: "query", text: string, options: Options }} QueryMessage
 * @typedef {{ id: number, kind: "facets", text: string, options: Options, kinds: string[] }} FacetsMessage
 * @typedef {{ id: number, kind: "snippet", text: string, body: string }} SnippetMessage
 * @typedef {{ id: number, kind: "phrase", text: string, body: string }} PhraseMessage
 * @typedef {{ id: number, kind: "complete", text: string }} CompleteMessage
 * @typedef {QueryMessage | FacetsMessage | SnippetMessage | PhraseMessage | CompleteMessage} Message
 */

import { openSearch } from "./client.js";
// @ts-expect-error put there by the build
import tables from "./analyzer/tables.json";
// @ts-expect-error put there by the build, from npm's lunr
import lunr from "./lunr.js";

export { lunr };

/** @type {Search} */
let search;

/**
 * @param {Manifest} manifest
 * @param {{ fetchJson: FetchJson, fetchFile: FetchFile }} files
 */
export const open = (manifest, files) => openSearch(manifest, files, lunr, tables);

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

/** @param {Message} message */
async function answer(message) {
  if (message.kind === "query") return search.query(message.text, message.options);
  if (message.kind === "facets") return search.facets(message.text, message.options, message.kinds);
  if (message.kind === "phrase") return search.hasPhrases(message.text, message.body);
  if (message.kind === "complete") return search.complete(message.text);
  return search.snippet(message.text, message.body);
}

/** @param {MessageEvent<Message | OpenMessage>} event */
async function receive({ data }) {
  if (data.kind === "open") {
    search = open(data.manifest, files);
    return;
  }
  try {
    self.postMessage({ id: data.id, answer: await answer(data) });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) });
  }
}

if ("WorkerGlobalScope" in globalThis) self.onmessage = receive;
