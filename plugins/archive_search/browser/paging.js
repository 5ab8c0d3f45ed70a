/**
 * A query's results page by page; where it has phrases, only those whose text holds them. Runs in the page and, for
 * `invoke search`, in Node alike: it is given whom to ask and how to read.
 *
 * @import { Answer, Hit, Options } from "./client.js"
 * @import { State } from "./state.js"
 *
 * @typedef {object} Found
 * @property {Answer} answer
 * @property {Hit[]} hits
 *
 * @typedef {object} Library
 * @property {(text: string, options: Options) => Promise<Answer>} query
 * @property {(hit: Hit) => Promise<string>} read a document's title, deck and text
 * @property {(text: string, whole: string) => boolean | Promise<boolean>} holds whether that has all phrases of a query
 */

import { PAGE, optionsOf } from "./state.js";

/** How many texts are read for one page of phrases. */
const MAX_CHECKS = 100;

export class Paging {
  /** @type {State} */ #state;
  /** @type {Library} */ #library;
  /** @type {Answer | null} the last one */ #answer = null;
  /** @type {Hit[]} verified, not yet given out */ #spare = [];
  #offset = 0;
  /** How many texts were read for their phrases. */ checked = 0;
  /** How many results were given out. */ shown = 0;
  /** Whether no result is left. */ done = false;
  /** Whether phrases were let go: no text that was read has them, and other words stand beside them. */ letGo = false;

  /**
   * @param {State} state
   * @param {Library} library
   */
  constructor(state, library) {
    this.#state = state;
    this.#library = library;
  }

  /**
   * The next `count` results, a multiple of a page; fewer where none are left or 100 texts a page were checked.
   *
   * @param {number} count
   * @returns {Promise<Found>}
   */
  async more(count) {
    const found = await this.#next(count);
    if (this.shown > 0 || !found.answer.loose) return found;
    [this.letGo, this.#answer, this.#offset] = [true, null, 0];
    return this.#next(count);
  }

  /**
   * @param {number} count
   * @returns {Promise<Found>}
   */
  async #next(count) {
    const limit = this.checked + (MAX_CHECKS * count) / PAGE;
    let answer = this.#answer ?? (await this.#read(count));
    while (this.#spare.length < count && this.#offset < answer.total && this.checked < limit) {
      answer = await this.#read(answer.phrases ? PAGE : count);
    }
    return this.#give(answer, this.#spare.splice(0, count));
  }

  /**
   * Ask for the hits that come next, and go on behind them only when their texts are read: what fails is asked again.
   *
   * @param {number} limit
   */
  async #read(limit) {
    const answer = await this.#library.query(this.#state.q, {
      ...optionsOf(this.#state),
      phrases: !this.letGo,
      offset: this.#offset,
      limit,
    });
    const hits = answer.phrases ? await this.#verified(answer.hits) : answer.hits;
    this.#offset += answer.hits.length;
    this.#spare.push(...hits);
    this.#answer = answer;
    return answer;
  }

  /** @param {Hit[]} hits */
  async #verified(hits) {
    const texts = await Promise.all(hits.map((hit) => this.#library.read(hit)));
    const held = await Promise.all(texts.map((whole) => this.#library.holds(this.#state.q, whole)));
    this.checked += hits.length;
    return hits.filter((_, at) => held[at]);
  }

  /**
   * @param {Answer} answer
   * @param {Hit[]} hits
   * @returns {Found}
   */
  #give(answer, hits) {
    this.shown += hits.length;
    this.done = this.#offset >= answer.total && this.#spare.length === 0;
    return { answer, hits };
  }
}
