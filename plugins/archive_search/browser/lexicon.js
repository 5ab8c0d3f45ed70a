/**
 * The archive's words: which term and form a reader's word stands for, and what is like a word that it lacks.
 *
 * @import { Analyzer } from "./analyzer/analyze.js"
 * @import { Cut } from "./analyzer/clitics.js"
 * @import { TermRecord } from "./records.js"
 * @import { Terms } from "./terms.js"
 * @import { Tree } from "./tree.js"
 *
 * @typedef {{ record: TermRecord, form: number | null, known: boolean }} Found
 *   `form` is the number of the form that is looked for exactly; `known`: the archive holds this very word
 */

import { Reader } from "./bytes.js";

const MIN_FUZZY_LETTERS = 4;
const MAX_LETTERS = 32;
const MAX_SIMILAR = 16;
const ARTICLE = "ال";
const MIN_FIRST_HALF = 2;

export class Lexicon {
  /** @type {Analyzer} */ #analyzer;
  /** @type {Pick<Terms, "read">} */ #terms;
  /** @type {Tree} */ #dictionary;
  /** @type {Map<string, Promise<TermRecord | null>>} */ #records = new Map();

  /**
   * @param {Analyzer} analyzer
   * @param {Pick<Terms, "read">} terms
   * @param {Tree} dictionary
   */
  constructor(analyzer, terms, dictionary) {
    this.#analyzer = analyzer;
    this.#terms = terms;
    this.#dictionary = dictionary;
  }

  /**
   * @param {string} term
   * @returns {Promise<TermRecord | null>} null where no document has it
   */
  record(term) {
    let record = this.#records.get(term);
    if (!record) {
      record = this.#terms.read(term);
      record.catch(() => this.#records.delete(term));
      this.#records.set(term, record);
    }
    return record;
  }

  /**
   * The term of a normalized word, its clitics taken off as the archive does it; of a word that the archive
   * lacks, as its other words suggest. Null where nothing is like it.
   *
   * @param {string} surface
   * @returns {Promise<Found | null>}
   */
  async find(surface) {
    const cuts = this.#analyzer.cuts(surface);
    const articles = cuts.filter(({ clitic }) => this.#analyzer.hasArticle(clitic)).slice(0, 1);
    for (const group of articles.length ? [articles, cuts] : [cuts]) {
      const found = await Promise.all(group.map((cut) => this.#take(cut)));
      const own = found.find((one) => one?.known);
      if (own) return own;
      if (group === cuts) return found.find((one, at) => one && this.#serves(one, cuts[at])) ?? null;
    }
    return null;
  }

  /** @param {Cut} cut */
  async #take({ clitic, rest }) {
    const record = await this.record(this.#analyzer.stripEndings(rest));
    if (!record) return null;
    const ending = rest.slice(record.term.length);
    const form = record.forms.findIndex((one) => one.ending === ending);
    const known = form >= 0 && Math.floor(record.forms[form].clitics / 2 ** clitic) % 2 === 1;
    return { record, known, form: form >= 0 ? form : nearestForm(record, rest, this.#analyzer.endings), whole: form >= 0 };
  }

  /**
   * Whether a cut of a word that the archive lacks may stand for it: what remains must be a word of the archive,
   * but for the article, which is always one.
   *
   * @param {{ whole: boolean }} found
   * @param {Cut} cut
   */
  #serves({ whole }, { clitic }) {
    return whole || clitic === 0 || this.#analyzer.hasArticle(clitic);
  }

  /**
   * The dictionary's terms that begin with `text`, with how many digits of base 4 the number of their documents has.
   *
   * @param {string} text
   * @returns {Promise<{ term: string, digits: number }[]>}
   */
  async startingWith(text) {
    const rows = await this.#dictionary.startingWith(text);
    return rows.map(({ key, value }) => ({ term: key, digits: new Reader(value).number() }));
  }

  /**
   * Terms that begin with the same letter and are one edit away from a word that the archive lacks, the most
   * frequent first.
   *
   * @param {string} surface
   * @returns {Promise<string[]>}
   */
  async similar(surface) {
    const term = this.#analyzer.stem(surface);
    if (term.length < MIN_FUZZY_LETTERS || surface.length > MAX_LETTERS) return [];
    const near = (await this.startingWith(term[0])).filter((one) => isNear(one.term, term));
    return near
      .sort((one, other) => other.digits - one.digits)
      .slice(0, MAX_SIMILAR)
      .map((one) => one.term);
  }

  /**
   * Two words written as one, the second with its article («تشتهرالبلد»): both must be words of the archive.
   *
   * @param {string} surface
   * @returns {Promise<[string, string] | null>}
   */
  async halves(surface) {
    if (surface.length > MAX_LETTERS) return null;
    for (let at = surface.indexOf(ARTICLE, MIN_FIRST_HALF); at > 0; at = surface.indexOf(ARTICLE, at + 1)) {
      const [first, second] = [surface.slice(0, at), surface.slice(at)];
      const found = await Promise.all([first, second].map((half) => this.#analyzer.isStopWord(half) || this.find(half)));
      if (found.every((one) => one === true || one?.known)) return [first, second];
    }
    return null;
  }
}

/**
 * The form that a word which is none of them comes nearest to: the word without its ending, with and without a
 * teh marbuta, else the form with the longest common beginning.
 *
 * @param {TermRecord} record
 * @param {string} word
 * @param {string[]} endings
 */
function nearestForm({ term, forms }, word, endings) {
  const known = new Map(forms.map(({ ending }, number) => [term + ending, number]));
  for (const ending of endings) {
    const rest = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || rest.length < 2) continue;
    const bare = rest.endsWith("ت") ? `${rest.slice(0, -1)}ه` : rest;
    const like = [rest, bare, `${rest}ه`].find((one) => known.has(one));
    if (like) return known.get(like) ?? null;
  }
  const shared = forms.map(({ ending }) => commonBeginning(term + ending, word));
  return shared.indexOf(Math.max(...shared)); // forms come by their frequency
}

/**
 * @param {string} one
 * @param {string} other
 */
function commonBeginning(one, other) {
  let at = 0;
  while (at < Math.min(one.length, other.length) && one[at] === other[at]) at += 1;
  return at;
}

/**
 * Whether one letter put in, taken out, changed or swapped with its neighbour makes one word the other.
 *
 * @param {string} one
 * @param {string} other
 */
export function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  const at = commonBeginning(one, other);
  if (one.length > other.length) return one.slice(at + 1) === other.slice(at);
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
  return one.slice(at + 1) === other.slice(at + 1) || swapped;
}
