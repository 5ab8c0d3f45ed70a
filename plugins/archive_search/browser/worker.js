/**
 * The search in a worker, so that typing never waits for it.
 *
 * @typedef {{ id: number, kind: "query", text: string, offset: number, limit: number }} QueryMessage
 * @typedef {{ id: number, kind: "snippet", text: string, body: string }} SnippetMessage
 */

import { openSearch } from "./client.js";
// @ts-expect-error made at build from npm's lunr
import lunr from "./lunr.js";

/** @type {Promise<import("./client.js").Search> | null} */
let opening = null;

/** @param {string} name */
async function fetchJson(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  return response.json();
}

function open() {
  opening ??= openSearch(fetchJson, lunr).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** @param {MessageEvent<QueryMessage | SnippetMessage>} event */
self.onmessage = async ({ data }) => {
  try {
    const search = await open();
    const answer = data.kind === "query" ? search.query(data.text, data) : search.snippet(data.text, data.body);
    self.postMessage({ id: data.id, answer });
  } catch (error) {
    self.postMessage({ id: data.id, error: String(error) });
  }
};
