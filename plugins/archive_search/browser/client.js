/**
 * Ask the index. Runs in a worker and in Node alike: it is given how to fetch, lunr and the analyzer.
 *
 * @import { Analyzer } from "./analyzer/analyze.js"
 * @import { TablesData } from "./analyzer/tables.js"
 * @import { Filter, Facet } from "./filters.js"
 * @import { Weighing } from "./weights.js"
 * @import { Change, Plan } from "./query.js"
 * @import { Result } from "./rank.js"
 * @import { Fetch } from "./intact.js"
 * @import { FetchFile, Root } from "./tree.js"
 *
 * @typedef {object} Shape what `search/manifest.json` says besides the weights
 * @property {number} format
 * @property {string} digest of the index
 * @property {number} slot_bits
 * @property {number} term_bits the binary logarithm of the number of buckets
 * @property {number} title_block_bits
 * @property {Root} filters
 * @property {Root} dictionary
 * @property {Root} suggestions
 * @typedef {Shape & Weighing} Manifest
 *
 * @typedef {object} Options
 * @property {number} [offset] the first result asked for, from 0
 * @property {number} [limit] how many are asked for (10)
 * @property {Filter[]} [filters] values of one kind are alternatives, kinds add up
 * @property {string} [from] the first day, as `2012-03-05`
 * @property {string} [to] the last day
 * @property {"relevance" | "date"} [sort]
 * @property {boolean} [exact] only the words' own forms
 * @property {boolean} [phrases] false lets phrases go that stand beside other words
 *
 * @typedef {object} Hit
 * @property {number} slot the document's number in the index
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
 * @property {number} excluded how many words of the query stand behind a minus
 * @property {Change[]} changes words that were looked for otherwise
 * @property {string[]} missing words that nothing is like
 * @property {number} phrases how many phrases stand between quotation marks; `hasPhrases` tells whether a text has them
 * @property {boolean} loose whether other words stand beside these phrases, so that they may be let go
 * @property {boolean} [isEarlier] whether an index before the present one answers, since the network is gone
 * @property {string[][]} forms the words that each of the query's words was found as, without what stands before them
 *
 * @typedef {(name: string) => Promise<any>} FetchJson the parsed file of this name in the search folder
 */

import { createAnalyzer } from "./analyzer/analyze.js";
import { complete } from "./completion.js";
import { Filters } from "./filters.js";
import { intact } from "./intact.js";
import { Lexicon } from "./lexicon.js";
import { hasPhrases, phraseMarks } from "./phrases.js";
import { phrasesOf, planQuery } from "./query.js";
import { best, bestFirst, matches } from "./rank.js";
import { passages } from "./snippet.js";
import { Terms } from "./terms.js";
import { Tree } from "./tree.js";
import { Weights } from "./weights.js";
import { askLunr } from "./whole.js";

export const FORMAT = 5;
const BLOCKS_A_FOLDER = 256;

/**
 * @param {Manifest} manifest the parsed `manifest.json`
 * @param {Fetch} fetchFile the file at a path below the search folder
 * @param {any} lunr
 * @param {TablesData} tables the analyzer's
 */
export function openSearch(manifest, fetchFile, lunr, tables) {
  if (manifest.format !== FORMAT) {
    throw new Error(`manifest.json: format ${manifest.format}; expected ${FORMAT}`);
  }
  return new Search(manifest, createAnalyzer(tables), intact(fetchFile), lunr);
}

export class Search {
  /** @type {Manifest} */ manifest;
  /** @type {Analyzer} */ #analyzer;
  /** @type {any} */ #lunr;
  /** @type {FetchJson} */ #fetchJson;
  /** @type {Map<number, Promise<Record<string, string[]>>>} */ #titles = new Map();
  /** @type {Filters} */ filters;
  /** @type {Lexicon} */ lexicon;
  /** @type {Weights} */ #weights;
  /** @type {Tree} */ #suggestions;

  /**
   * @param {Manifest} manifest
   * @param {Analyzer} analyzer
   * @param {{ fetchJson: FetchJson, fetchFile: FetchFile }} files
   * @param {any} lunr
   */
  constructor(manifest, analyzer, { fetchJson, fetchFile }, lunr) {
    this.manifest = manifest;
    this.#weights = new Weights(manifest);
    this.#analyzer = analyzer;
    this.#lunr = lunr;
    this.#fetchJson = fetchJson;
    this.filters = new Filters(new Tree(manifest.filters, fetchFile));
    this.lexicon = new Lexicon(analyzer, new Terms(manifest, fetchFile), new Tree(manifest.dictionary, fetchFile));
    this.#suggestions = new Tree(manifest.suggestions, fetchFile);
  }

  /**
   * The documents that hold any word of `text`, and all words of its phrases, and fall under the filters, best first;
   * without a word, the newest first. Phrases beside other words are let go where no document has them.
   *
   * @param {string} text as a reader types it
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async query(text, options = {}) {
    const { offset = 0, limit = 10, sort = "relevance", exact = false } = options;
    const { plan, results } = await this.#results(text, options);
    const wanted = offset + limit;
    const byDate = sort === "date" || plan.words === 0;
    const ordered = byDate
      ? await this.#byDate(results, wanted)
      : best(this.#lunr, this.#weights, plan, exact, results, wanted);
    const hits = await Promise.all(ordered.slice(offset, wanted).map((result) => this.#hit(result)));
    const forms = plan.wanted.map(({ record }) => record.forms.map(({ ending }) => record.term + ending));
    const { words, excludedWords: excluded, changes, missing, phrases } = plan;
    return { total: results.length, hits, words, excluded, changes, missing, phrases: phrases.length, loose: plan.loose, forms };
  }

  /**
   * How many of a query's results have each value of some kinds of filter; without a word and a filter, of all documents.
   *
   * @param {string} text
   * @param {Options} options
   * @param {string[]} kinds
   * @returns {Promise<Record<string, Facet[]>>}
   */
  async facets(text, options, kinds) {
    const { results } = await this.#results(text, options, true);
    const among = new Set(results.map(({ slot }) => slot));
    const found = await Promise.all(kinds.map((kind) => this.filters.facets(kind, among)));
    return Object.fromEntries(kinds.map((kind, at) => [kind, found[at]]));
  }

  /**
   * Words of the archive that complete one that is being typed, the most frequent first.
   *
   * @param {string} typed
   */
  complete(typed) {
    return complete(typed, this.#analyzer, this.#suggestions);
  }

  /**
   * The passage of a document's text that answers `text` best, in marked and unmarked pieces: where the text has a
   * phrase of the query, the passage and the marks are the phrase's.
   *
   * @param {string} text
   * @param {string} body
   */
  async snippet(text, body) {
    const tokens = this.#analyzer.tokenize(body);
    const starts = phraseMarks(phrasesOf(text, this.#analyzer), tokens);
    if (starts.size) return passages(body, tokens, ({ start }) => starts.has(start));
    const plan = await planQuery(text, this.#analyzer, this.lexicon);
    const wanted = new Set(plan.wanted.map(({ record }) => record.term));
    return passages(body, this.#analyzer.analyze(body), ({ surface }) => this.#isAny(surface, wanted));
  }

  /**
   * Whether a document's text has each of a query's phrases: its words side by side, in any spelling.
   *
   * @param {string} text
   * @param {string} body
   */
  hasPhrases(text, body) {
    return hasPhrases(phrasesOf(text, this.#analyzer), this.#analyzer.tokenize(body));
  }

  /**
   * A query in Lunr's own terms, answered as one Lunr index of all documents would answer it.
   *
   * @param {import("./whole.js").Build} build
   */
  lunr(build) {
    const [lunr, weights, analyzer] = [this.#lunr, this.#weights, this.#analyzer];
    return askLunr(build, { lunr, weights, analyzer, lexicon: this.lexicon, filters: this.filters });
  }

  /**
   * Whether a word of a text may stand for one of some terms.
   *
   * @param {string} surface
   * @param {Set<string>} wanted
   */
  #isAny(surface, wanted) {
    return this.#analyzer.cuts(surface).some(({ rest }) => wanted.has(this.#analyzer.stripEndings(rest)));
  }

  /**
   * @param {string} text
   * @param {Options} options
   * @param {boolean} [listsAll] whether no word and no filter mean all documents and not none
   * @returns {Promise<{ plan: Plan, results: Result[] }>} all of them, in no order
   */
  async #results(text, { filters = [], from = "", to = "", exact = false, phrases = true }, listsAll = false) {
    const [plan, sets] = await Promise.all([
      planQuery(text, this.#analyzer, this.lexicon),
      Promise.all([this.filters.sets(filters), from || to ? this.filters.days(from, to) : null]),
    ]);
    const narrowed = [...sets[0], ...(sets[1] ? [sets[1]] : [])];
    if (plan.wanted.length) {
      const results = phrases || !plan.loose ? matches(this.#weights, plan, narrowed, exact) : [];
      if (results.length || !plan.loose) return { plan, results };
      const without = { ...plan, phrases: [], together: [], loose: false };
      return { plan: without, results: matches(this.#weights, without, narrowed, exact) };
    }
    const lists = plan.words === 0 && (narrowed.length > 0 || listsAll);
    return { plan, results: lists ? await this.#listed(plan, narrowed) : [] };
  }

  /**
   * Documents that are narrowed down, if at all, without a word, by their slots.
   *
   * @param {Plan} plan
   * @param {{ slots: number[] }[]} narrowed
   */
  async #listed({ excluded }, narrowed) {
    const without = new Set(excluded.flatMap(({ record }) => record.postings.map(({ slot }) => slot)));
    const sets = narrowed.map(({ slots }) => new Set(slots));
    const all = narrowed.length ? narrowed[0].slots : await this.filters.all();
    const slots = all.filter((slot) => sets.every((set) => set.has(slot)) && !without.has(slot));
    return slots.map((slot) => ({ slot, score: 0 }));
  }

  /**
   * @param {Result[]} results
   * @param {number} least
   */
  async #byDate(results, least) {
    const bySlot = new Map(bestFirst(results).map((result) => [result.slot, result]));
    const slots = await this.filters.newestFirst([...bySlot.keys()], least);
    return slots.map((slot) => /** @type {Result} */ (bySlot.get(slot)));
  }

  /**
   * @param {Result} result
   * @returns {Promise<Hit>}
   */
  async #hit({ slot, score }) {
    const block = await this.#titleBlock(Math.floor(slot / 2 ** this.manifest.title_block_bits));
    const [url, title, date, section, publisher] = block[slot];
    return { slot, url, title, date, section, publisher, score };
  }

  /** @param {number} block */
  #titleBlock(block) {
    let rows = this.#titles.get(block);
    if (!rows) {
      const folder = Math.floor(block / BLOCKS_A_FOLDER).toString(16);
      const name = (block % BLOCKS_A_FOLDER).toString(16).padStart(2, "0");
      rows = this.#fetchJson(`titles/${folder}/${name}.json?${this.manifest.digest}`);
      rows.catch(() => this.#titles.delete(block));
      this.#titles.set(block, rows);
    }
    return rows;
  }
}
