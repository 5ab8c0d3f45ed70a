/**
 * The analyzer's rules in the form that its steps use them, made from `tables.json`.
 *
 * @typedef {{ affix: string, rest: number }} Affix
 * @typedef {object} TablesData the parsed `tables.json`
 * @property {Record<string, string[]>} word_ranges
 * @property {string[]} dropped_ranges
 * @property {Record<string, string>} folds
 * @property {Record<string, string>} digits
 * @property {string[]} stop_words
 * @property {Affix[]} conjunctions
 * @property {Affix[]} prefixes
 * @property {{ rounds: number, affixes: Affix[] }} endings
 * @property {{ articles: Affix[], particles: Affix[] }} clitics
 *
 * @typedef {object} Tables
 * @property {RegExp} word global
 * @property {RegExp} dropped global
 * @property {Map<string, string>} folds
 * @property {Set<string>} stopWords
 * @property {Affix[]} conjunctions
 * @property {Affix[]} prefixes
 * @property {Affix[]} endings
 * @property {number} endingRounds how many endings are taken off at most
 * @property {Affix[]} clitics
 * @property {number} articles how many of the clitics, the first ones, hold an article
 */

/** @param {string[]} ranges `["0030-0039"]` as the inside of a character class */
function characterClass(ranges) {
  return ranges.map((span) => span.split("-").map((code) => `\\u${code}`).join("-")).join("");
}

/** @param {Record<string, string[]>} ranges one word: a run of Arabic letters, of Arabic digits, or of others */
function wordPattern(ranges) {
  const joined = characterClass(ranges.joined);
  const digits = characterClass(ranges.arabic_digits);
  return [
    `(?:(?![${digits}])[${characterClass(ranges.arabic)}${joined}])+`,
    `[${digits}${joined}]+`,
    `[${characterClass(ranges.other)}${joined}]+`,
  ].join("|");
}

/**
 * @param {TablesData} data
 * @returns {Tables}
 */
export function readTables(data) {
  return {
    word: new RegExp(wordPattern(data.word_ranges), "g"),
    dropped: new RegExp(`[${characterClass(data.dropped_ranges)}]+`, "g"),
    folds: new Map(Object.entries({ ...data.folds, ...data.digits })),
    stopWords: new Set(data.stop_words),
    conjunctions: data.conjunctions,
    prefixes: data.prefixes,
    endings: data.endings.affixes,
    endingRounds: data.endings.rounds,
    clitics: [...data.clitics.articles, ...data.clitics.particles],
    articles: data.clitics.articles.length,
  };
}
