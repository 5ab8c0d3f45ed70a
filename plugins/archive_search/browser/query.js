/**
 * A reader's words made into clauses for Lunr: terms only, so that nothing a reader types can raise.
 *
 * @import { Analyzer, Term } from "./analyzer/analyze.js"
 *
 * @typedef {object} Clause
 * @property {string} term as it stands in the index
 * @property {"stem" | "exact"} kind which fields it is looked for in
 * @property {number} distance edits allowed between it and the index's term, 0 or 1
 *
 * @typedef {object} Change a word that the archive does not hold, and what was looked for in its place
 * @property {string} word as the reader typed it
 * @property {string} instead what was looked for; "" where similar words were
 *
 * @typedef {{ clauses: Clause[], changes: Change[], terms: Term[] }} Plan
 */

export const MAX_CHARACTERS = 2000;
export const MAX_TERMS = 64;
const MIN_FUZZY_LETTERS = 4;
const MAX_UNKNOWN_LETTERS = 32;
const MIN_HALF_LETTERS = 2;

/**
 * @param {string} text what the reader typed, of any length; what exceeds 2,000 characters or 64 words is left out
 * @param {Analyzer} analyzer
 * @param {string} exactPrefix what stands before an exact form's term in the index
 * @param {(term: string) => number} frequency in how many documents a term of the index stands, 0 for none
 * @returns {Plan}
 */
export function planQuery(text, analyzer, exactPrefix, frequency) {
  const terms = unique(analyzer.analyze(text.slice(0, MAX_CHARACTERS))).slice(0, MAX_TERMS);
  /** @type {Plan} */
  const plan = { clauses: [], changes: [], terms };
  for (const term of terms) {
    if (frequency(term.stem) > 0) {
      plan.clauses.push(stem(term.stem), exact(exactPrefix + term.surface));
      continue;
    }
    if (term.surface.length > MAX_UNKNOWN_LETTERS) continue; // no word: looking for its like would take seconds
    const word = text.slice(term.start, term.end);
    const halves = split(term.surface, analyzer, frequency);
    if (halves) {
      plan.clauses.push(...halves.flatMap((half) => clausesOf(half, analyzer, exactPrefix)));
      plan.changes.push({ word, instead: halves.join(" ") });
    } else if (term.stem.length >= MIN_FUZZY_LETTERS) {
      plan.clauses.push({ term: term.stem, kind: "stem", distance: 1 });
      plan.changes.push({ word, instead: "" });
    }
  }
  return plan;
}

/**
 * @param {string} term
 * @returns {Clause}
 */
const stem = (term) => ({ term, kind: "stem", distance: 0 });

/**
 * @param {string} term
 * @returns {Clause}
 */
const exact = (term) => ({ term, kind: "exact", distance: 0 });

/** @param {Term[]} terms each stem once */
function unique(terms) {
  return [...new Map(terms.map((term) => [term.stem, term])).values()];
}

/**
 * @param {string} surface
 * @param {Analyzer} analyzer
 * @param {string} exactPrefix
 * @returns {Clause[]}
 */
function clausesOf(surface, analyzer, exactPrefix) {
  const term = analyzer.termOf(surface);
  return term === null ? [] : [stem(term), exact(exactPrefix + surface)];
}

/**
 * Two words written as one («تشتهرالبلد»): both must be words of the archive, the second with its
 * article if there is such a cut; among several cuts the one whose rarer word is the most frequent.
 *
 * @param {string} surface
 * @param {Analyzer} analyzer
 * @param {(term: string) => number} frequency
 * @returns {[string, string] | null}
 */
function split(surface, analyzer, frequency) {
  /** @param {string} half */
  const weight = (half) => {
    const term = analyzer.termOf(half);
    return term === null ? 1 : frequency(term);
  };
  /** @type {{ halves: [string, string], score: number } | null} */
  let best = null;
  for (let at = MIN_HALF_LETTERS; at <= surface.length - MIN_HALF_LETTERS; at += 1) {
    const [first, second] = [surface.slice(0, at), surface.slice(at)];
    if (analyzer.termOf(first) === null && analyzer.termOf(second) === null) continue;
    const rarer = Math.min(weight(first), weight(second));
    const score = rarer + (rarer > 0 && second.startsWith("ال") ? 1e9 : 0);
    if (score > (best?.score ?? 0)) best = { halves: [first, second], score };
  }
  return best?.halves ?? null;
}
