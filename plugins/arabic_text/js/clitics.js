/** @import { Tables } from "./tables.js" */

import { length } from "./stem.js";

/**
 * A word taken apart: `clitic` is the number of what was taken off (0: nothing), `rest` what remains.
 *
 * @typedef {{ clitic: number, rest: string }} Cut
 */

export const BARE = 0;

/**
 * Every way to take a normalized word apart, those with an article first, the word itself last.
 * The twin of `arabic_text/clitics.py`.
 *
 * @param {string} surface
 * @param {Tables} tables
 * @returns {Cut[]}
 */
export function cuts(surface, tables) {
  const found = [];
  const letters = length(surface);
  for (const [at, { affix, rest }] of tables.clitics.entries()) {
    if (surface.startsWith(affix) && letters - affix.length >= rest) {
      found.push({ clitic: at + 1, rest: surface.slice(affix.length) });
    }
  }
  return [...found, { clitic: BARE, rest: surface }];
}
