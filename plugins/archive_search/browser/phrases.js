/**
 * Words between quotation marks: they must stand side by side in a text, in any spelling.
 *
 * @import { Token } from "./analyzer/tokenize.js"
 */

/**
 * @param {string[][]} phrases normalized words
 * @param {Token[]} tokens a text's
 */
export const hasPhrases = (phrases, tokens) => phrases.every((phrase) => places(phrase, tokens).length > 0);

/**
 * Where the words of phrases begin in a text, at every place that has one of them.
 *
 * @param {string[][]} phrases
 * @param {Token[]} tokens
 * @returns {Set<number>} in UTF-16 units
 */
export function phraseMarks(phrases, tokens) {
  const starts = phrases.flatMap((phrase) =>
    places(phrase, tokens).flatMap((at) => phrase.map((_, after) => tokens[at + after].start)),
  );
  return new Set(starts);
}

/**
 * @param {string[]} phrase
 * @param {Token[]} tokens
 * @returns {number[]} the tokens at which it begins
 */
function places(phrase, tokens) {
  const found = [];
  for (let at = 0; at + phrase.length <= tokens.length; at += 1) {
    if (phrase.every((word, after) => tokens[at + after].surface === word)) found.push(at);
  }
  return found;
}
