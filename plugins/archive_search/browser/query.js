/**
 * A reader's words made into terms of the index, so that nothing a reader types can raise.
 *
 * @import { Analyzer, Term } from "./analyzer/analyze.js"
 * @import { Found, Lexicon } from "./lexicon.js"
 * @import { TermRecord } from "./records.js"
 *
 * @typedef {object} Change a word that the archive lacks, and what was looked for in its place
 * @property {string} word as the reader typed it
 * @property {string[]} instead what was looked for; several where similar words were
 *
 * @typedef {object} Wanted a term of the index
 * @property {TermRecord} record
 * @property {number | null} form the number of the form that is looked for exactly
 * @property {number} boost one; of several terms that stand for one word so much less that they weigh as one
 *
 * @typedef {object} Plan
 * @property {Wanted[]} wanted
 * @property {Wanted[]} excluded terms that a result must not have
 * @property {number} excludedWords how many words stand behind a minus, whether the archive has them or not
 * @property {string[][]} phrases the normalized words that a result must have side by side
 * @property {TermRecord[] | null} together what a result must have for the phrases' sake; null where the archive lacks it
 * @property {boolean} loose whether other words stand beside the phrases: then documents without them are better than none
 * @property {Change[]} changes
 * @property {string[]} missing words that nothing is like, as the reader typed them
 * @property {number} words how many different words were looked for
 */

export const MAX_CHARACTERS = 2000;
export const MAX_WORDS = 64;
const EXCLUDED_RE = /(?:^|\s)-(?=\S)/g;
const EXCLUDED_WORD_RE = /(?:^|\s)-\S+/g;
const PHRASE_RE = /["“”«„]([^"“”«»„]{1,500})["“”»]/g;

/**
 * @param {string} text what the reader typed, of any length; what exceeds 2,000 characters or 64 words is left out
 * @param {Analyzer} analyzer
 * @param {Lexicon} lexicon
 * @returns {Promise<Plan>}
 */
export async function planQuery(text, analyzer, lexicon) {
  const typed = text.slice(0, MAX_CHARACTERS);
  const minus = new Set([...typed.matchAll(EXCLUDED_RE)].map((match) => match.index + match[0].length));
  const terms = unique(analyzer.analyze(typed)).slice(0, MAX_WORDS);
  const found = await Promise.all(terms.map(({ surface }) => lexicon.find(surface)));
  const phrases = phrasesOf(typed, analyzer);
  const bySurface = new Map(terms.map(({ surface }, at) => [surface, found[at]]));
  const together = wordsTogether(phrases, bySurface);
  /** @type {Plan} */
  const plan = { wanted: [], excluded: [], excludedWords: 0, phrases, together, loose: false, changes: [], missing: [], words: 0 };
  plan.loose = phrases.length > 0 && hasMore(typed, analyzer);
  for (const [at, term] of terms.entries()) {
    if (minus.has(term.start)) {
      plan.excludedWords += 1;
      if (found[at]) plan.excluded.push({ ...found[at], boost: 1 });
      continue;
    }
    plan.words += 1;
    if (found[at]) plan.wanted.push({ ...found[at], boost: 1 });
    else await replace(term, typed.slice(term.start, term.end), plan, analyzer, lexicon);
  }
  return plan;
}

/**
 * What every document with all of some phrases has.
 *
 * @param {string[][]} phrases
 * @param {Map<string, Found | null>} found the query's words but for stop words, as the archive has them
 * @returns {TermRecord[] | null} null where it lacks one
 */
function wordsTogether(phrases, found) {
  const words = [...new Set(phrases.flat())].filter((word) => found.has(word));
  const records = words.flatMap((word) => (found.get(word)?.known ? [/** @type {Found} */ (found.get(word)).record] : []));
  return records.length === words.length ? records : null;
}

/**
 * Look for what is like a word that the archive lacks.
 *
 * @param {Term} term
 * @param {string} word
 * @param {Plan} plan
 * @param {Analyzer} analyzer
 * @param {Lexicon} lexicon
 */
async function replace({ surface }, word, plan, analyzer, lexicon) {
  const halves = await lexicon.halves(surface);
  if (halves) {
    const terms = halves.filter((half) => !analyzer.isStopWord(half));
    const found = await Promise.all(terms.map((half) => lexicon.find(half)));
    plan.wanted.push(...found.filter((one) => one !== null).map((one) => ({ ...one, boost: 1 })));
    plan.changes.push({ word, instead: [halves.join(" ")] });
    return;
  }
  const similar = await lexicon.similar(surface);
  const records = await Promise.all(similar.map((one) => lexicon.record(one)));
  const held = records.filter((record) => record !== null);
  plan.wanted.push(...held.map((record) => ({ record, form: null, boost: 1 / Math.sqrt(held.length) })));
  if (held.length) plan.changes.push({ word, instead: held.map(({ term, forms }) => term + forms[0].ending) });
  else plan.missing.push(word);
}

/**
 * What stands between quotation marks, where it is more than one word. Beside other words «» are how texts write names
 * and titles, which readers paste, and ask for nothing; "" do.
 *
 * @param {string} text
 * @param {Analyzer} analyzer
 */
export function phrasesOf(text, analyzer) {
  const typed = text.slice(0, MAX_CHARACTERS);
  const quoted = [...typed.matchAll(PHRASE_RE)];
  const asking = hasMore(typed, analyzer) ? quoted.filter(([whole]) => !whole.startsWith("«")) : quoted;
  const phrases = asking.map(([, inside]) => analyzer.tokenize(inside));
  return phrases.filter((tokens) => tokens.length > 1).map((tokens) => tokens.map(({ surface }) => surface));
}

/**
 * Whether words stand beside what is quoted, but for words behind a minus.
 *
 * @param {string} typed
 * @param {Analyzer} analyzer
 */
function hasMore(typed, analyzer) {
  return analyzer.tokenize(typed.replace(PHRASE_RE, " ").replace(EXCLUDED_WORD_RE, " ")).length > 0;
}

/** @param {Term[]} terms each word once */
function unique(terms) {
  const seen = new Set();
  return terms.filter(({ surface }) => !seen.has(surface) && seen.add(surface));
}
