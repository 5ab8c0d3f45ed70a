/**
 * Ask the index. Runs in a worker and in Node alike: it is given how to fetch, lunr and the analyzer.
 *
 * @import { Analyzer } from "./analyzer/analyze.js"
 * @import { Change, Clause } from "./query.js"
 *
 * @typedef {object} Manifest `search/manifest.json`
 * @property {number} format
 * @property {number} count documents in the index
 * @property {string} index
 * @property {string} documents
 * @property {string} tables
 * @property {{ stem: string, exact: string }} labels Lunr's pipeline functions that the index names
 * @property {string} exact_prefix
 * @property {{ stem: string[], exact: string[] }} fields
 *
 * @typedef {object} Hit
 * @property {number} number the document's number in the index
 * @property {string} url relative to the site's root
 * @property {string} title
 * @property {string} date ISO, "" where there is none
 * @property {string} section "" where there is none
 * @property {string} publisher "" where there is none
 * @property {number} score
 *
 * @typedef {object} Answer
 * @property {number} total how many documents match
 * @property {Hit[]} hits the ones asked for
 * @property {number} words how many words of the query were looked for
 * @property {Change[]} changes words that were looked for otherwise
 *
 * @typedef {(name: string) => Promise<any>} FetchJson the parsed file of this name in the search folder
 */

import { createAnalyzer } from "./analyzer/analyze.js";
import { planQuery } from "./query.js";
import { passages } from "./snippet.js";

export const FORMAT = 1;

/**
 * @param {FetchJson} fetchJson
 * @param {any} lunr
 */
export async function openSearch(fetchJson, lunr) {
  /** @type {Manifest} */
  const manifest = await fetchJson("manifest.json");
  if (manifest.format !== FORMAT) {
    throw new Error(`manifest.json: format ${manifest.format}; expected ${FORMAT}`);
  }
  const [tables, serialized, documents] = await Promise.all(
    [manifest.tables, manifest.index, manifest.documents].map((name) => fetchJson(name)),
  );
  const analyzer = createAnalyzer(tables);
  registerPipeline(lunr, manifest, analyzer);
  const index = serialized && lunr.Index.load(serialized); // null where the archive is empty
  return new Search(manifest, analyzer, index, documents);
}

/**
 * Give Lunr the functions that the index names, with which any lunr.js can load it.
 *
 * @param {any} lunr
 * @param {Manifest} manifest
 * @param {Analyzer} analyzer
 */
export function registerPipeline(lunr, { labels, exact_prefix: prefix }, analyzer) {
  const functions = {
    [labels.stem]: (/** @type {string} */ surface) => analyzer.termOf(surface) ?? "",
    [labels.exact]: (/** @type {string} */ surface) => prefix + surface,
  };
  for (const [label, change] of Object.entries(functions)) {
    if (label in lunr.Pipeline.registeredFunctions) continue;
    lunr.Pipeline.registerFunction((/** @type {any} */ token) => token.update(change), label);
  }
}

export class Search {
  /** @type {Manifest} */ #manifest;
  /** @type {Analyzer} */ #analyzer;
  /** @type {any} */ #index;
  /** @type {string[][]} */ #documents;

  /**
   * @param {Manifest} manifest
   * @param {Analyzer} analyzer
   * @param {any} index
   * @param {string[][]} documents
   */
  constructor(manifest, analyzer, index, documents) {
    this.#manifest = manifest;
    this.#analyzer = analyzer;
    this.#index = index;
    this.#documents = documents;
  }

  /**
   * The documents that hold any word of `text`, best first.
   *
   * @param {string} text as a reader types it
   * @param {{ offset?: number, limit?: number }} [range] which of them, from 0
   * @returns {Answer}
   */
  query(text, { offset = 0, limit = 10 } = {}) {
    const plan = planQuery(text, this.#analyzer, this.#manifest.exact_prefix, (term) => this.#frequency(term));
    const results = plan.clauses.length && this.#index ? this.#rank(plan.clauses) : [];
    const hits = results.slice(offset, offset + limit).map((result) => this.#hit(result));
    return { total: results.length, hits, words: plan.terms.length, changes: plan.changes };
  }

  /**
   * The passage of a document's text that answers `text` best, in marked and unmarked pieces.
   *
   * @param {string} text
   * @param {string} body
   */
  snippet(text, body) {
    const terms = this.#analyzer.analyze(text.slice(0, body.length + 2000));
    return passages(body, this.#analyzer.analyze(body), new Set(terms.map((term) => term.stem)));
  }

  /**
   * @param {Clause[]} clauses
   * @returns {{ ref: string, score: number }[]}
   */
  #rank(clauses) {
    const { fields } = this.#manifest;
    return this.#index.query((/** @type {any} */ query) => {
      for (const { term, kind, distance } of clauses) {
        query.term(term, { fields: fields[kind], usePipeline: false, editDistance: distance });
      }
    });
  }

  /** @param {string} term */
  #frequency(term) {
    const posting = this.#index?.invertedIndex[term];
    return posting ? Math.max(...this.#manifest.fields.stem.map((field) => Object.keys(posting[field]).length)) : 0;
  }

  /**
   * @param {{ ref: string, score: number }} result
   * @returns {Hit}
   */
  #hit({ ref, score }) {
    const number = Number(ref.slice(1));
    const [url, title, date, section, publisher] = this.#documents[number];
    return { number, url, title, date, section, publisher, score };
  }
}
