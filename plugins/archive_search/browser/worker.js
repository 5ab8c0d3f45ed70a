/**
 * The search in a worker, so that typing never waits for it. The first message has the manifest.
 *
 * `invoke search` runs this module in Node, where there is no worker and `open` is called.
 *
 * @import { Manifest, Options, Search } from "./client.js"
 * @import { Fetch } from "./intact.js"
 *
 * @typedef {{ kind: "open", manifest: Manifest }} OpenMessage
 * @typedef {{ id: number, kind: "query", text: string, options: Options }} QueryMessage
 * @typedef {{ id: number, kind: "facets", text: string, options: Options, kinds: string[] }} FacetsMessage
 * @typedef {{ id: number, kind: "snippet", text: string, body: string }} SnippetMessage
 * @typedef {{ id: number, kind: "phrase", text: string, body: string }} PhraseMessage
 * @typedef {{ id: number, kind: "complete", text: string }} CompleteMessage
 * @typedef {{ id: number, kind: "loaded" }} LoadedMessage
 * @typedef {QueryMessage | FacetsMessage | SnippetMessage | PhraseMessage | CompleteMessage | LoadedMessage} Message
 */

import { openSearch } from "./client.js";
import { Indexes, UnreachableError } from "./earlier.js";
import { DamagedError } from "./intact.js";
// @ts-expect-error put there by the build
import tables from "./analyzer/tables.json";
// @ts-expect-error put there by the build, from npm's lunr
import lunr from "./lunr.js";

export { lunr };

/** @type {Indexes} */
let indexes;

/**
 * @param {Manifest} manifest
 * @param {Fetch} fetchFile
 */
export const open = (manifest, fetchFile) => openSearch(manifest, fetchFile, lunr, tables);

/** @type {Set<Promise<Uint8Array>>} what is under way */
const coming = new Set();

/** @type {Fetch} */
function fetchFile(name, fresh = false) {
  const file = load(name, fresh);
  coming.add(file);
  const arrived = () => coming.delete(file);
  file.then(arrived, arrived);
  return file;
}

/**
 * @param {string} name
 * @param {boolean} fresh
 */
async function load(name, fresh) {
  const response = await fetch(new URL(name, import.meta.url), fresh ? { cache: "reload" } : {}).catch((error) => {
    throw new UnreachableError(`${name}: ${error.message}`);
  });
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * The index before another, if a service worker kept something of it; the network is never asked.
 *
 * @param {string} digest the other's
 */
async function fetchBefore(digest) {
  const address = new URL(`manifest.json?before=${digest}`, import.meta.url);
  const response = await fetch(address, { cache: "only-if-cached", mode: "same-origin" });
  return response.ok ? open(await response.json(), fetchFile) : null;
}

/** The addresses of all that was fetched, when what is under way has come. */
async function loaded() {
  await Promise.allSettled(coming);
  return performance.getEntriesByType("resource").map(({ name }) => name);
}

/**
 * @param {Search} search
 * @param {Message} message
 * @returns {Promise<any>} what the page's function in `ask.js` says
 */
async function answer(search, message) {
  if (message.kind === "query") return search.query(message.text, message.options);
  if (message.kind === "facets") return search.facets(message.text, message.options, message.kinds);
  if (message.kind === "phrase") return search.hasPhrases(message.text, message.body);
  if (message.kind === "complete") return search.complete(message.text);
  if (message.kind === "loaded") return loaded();
  return search.snippet(message.text, message.body);
}

/** @param {MessageEvent<Message | OpenMessage>} event */
async function receive({ data }) {
  if (data.kind === "open") {
    indexes = new Indexes(open(data.manifest, fetchFile), fetchBefore);
    return;
  }
  try {
    const { answer: given, isEarlier } = await indexes.ask((search) => answer(search, data));
    self.postMessage({ id: data.id, answer: data.kind === "query" ? { ...given, isEarlier } : given });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error), damaged: error instanceof DamagedError });
  }
}

if ("WorkerGlobalScope" in globalThis) self.onmessage = receive;
