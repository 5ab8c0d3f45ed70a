/**
 * The part of an address that opens an article at a passage and marks its words.
 *
 * @import { Piece } from "./snippet.js"
 */

const MAX_MARKS = 5;
const CONTEXT_RE = /(?:\S+\s+){0,2}\S+\s*$/; // the last three words before a mark

/**
 * One text directive for each marked run, with the words before it, so that the passage is meant and no other place.
 *
 * @param {Piece[]} pieces
 * @returns {string} "" where nothing is marked
 */
export function textFragment(pieces) {
  const directives = runs(pieces).slice(0, MAX_MARKS).map(({ before, text }) => {
    const context = CONTEXT_RE.exec(before)?.[0].trim();
    return `text=${context ? `${encode(context)}-,` : ""}${encode(text)}`;
  });
  return directives.length ? `#:~:${directives.join("&")}` : "";
}

/**
 * Marked words that only white space parts are one run.
 *
 * @param {Piece[]} pieces
 */
function runs(pieces) {
  /** @type {{ before: string, text: string }[]} */
  const found = [];
  let before = "";
  let open = false;
  for (const { text, marked } of pieces) {
    const last = found.at(-1);
    if (marked && open && last) last.text += before + text;
    else if (marked) found.push({ before, text });
    open = marked || (open && !text.trim());
    before = marked ? "" : text.startsWith("…") || text.endsWith("…") ? "" : text;
  }
  return found;
}

/** @param {string} text a comma, an ampersand and a hyphen have a meaning in text directives */
function encode(text) {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "")).replaceAll("-", "%2D");
}
