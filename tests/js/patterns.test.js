// No pattern of the browser's modules takes more than its share of time, whatever text it is given.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

import ts from "typescript";

const SHORT = 256;
const LONG = 2048;
const QUICK_MS = 2;
const MOST_GROWTH = (3 * LONG) / SHORT; // linear is 8, a square 64
const LIMIT_MS = 1000;
const MOST_SIGNS = 12;
/** What stands for a class, by the letter behind the backslash. @type {Record<string, string>} */
const CLASSES = { s: " ", S: "x", d: "0", D: "x", w: "x", W: " ", b: "x", p: "xم0\u0651", P: " ", u: "\u0640\ud800", t: "\t", n: "\n", r: "\r" };
const FILES = ["plugins", "theme"]
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`))
  .filter((name) => /\.m?js$/.test(name))
  .sort();
const given = vm.createContext({ text: "", now: () => performance.now() });

/** @param {string} file its regular expressions, each with its line */
function patternsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  /** @type {{ literal: string, at: string }[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ literal: node.text, at: `${file}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {string} literal characters that it may match, those of its text and of its classes */
function signs(literal) {
  const body = literal.slice(1, literal.lastIndexOf("/"));
  const classes = [...body.matchAll(/\\(.)/g)].flatMap(([, letter]) => [...(CLASSES[letter] ?? letter)]);
  const plain = [...body.replace(/\\./g, "").replace(/\{[^}]*\}|[()[\]?*+^$|]/g, "")];
  return [...new Set([...classes, ...plain, "x", " "])].slice(0, MOST_SIGNS);
}

/**
 * Texts that repeat what a pattern may repeat, behind and before other things.
 *
 * @param {string} literal
 * @param {number} length
 */
function hostileTexts(literal, length) {
  const alphabet = signs(literal);
  const units = new Set([...alphabet, ...alphabet.slice(0, 6).flatMap((one) => alphabet.slice(0, 6).map((other) => one + other))]);
  const around = ["", ...alphabet.slice(0, 4)];
  return [...units].flatMap((unit) =>
    around.flatMap((before) => ["", "\0"].map((after) => before + unit.repeat(length / unit.length) + after)),
  );
}

/**
 * Milliseconds that all matches in a text take at best; a pattern that does not end is stopped after a second.
 *
 * @param {string} literal
 * @param {string} text
 * @param {number} times
 */
function milliseconds(literal, text, times = 1) {
  const flags = literal.slice(literal.lastIndexOf("/") + 1);
  const pattern = `${literal.slice(0, literal.lastIndexOf("/"))}/${[...new Set(`${flags}g`)].join("")}`;
  const script = new vm.Script(`{ const started = now(); text.replace(${pattern}, ""); now() - started; }`);
  given.text = text;
  let best = Infinity;
  for (let left = times; left > 0; left -= 1) {
    try {
      best = Math.min(best, script.runInContext(given, { timeout: LIMIT_MS }));
    } catch {
      return Infinity;
    }
  }
  return best;
}

/**
 * Whether eight times the text takes far more than eight times as long; a slow machine is asked again.
 *
 * @param {string} literal
 * @param {string} short
 * @param {string} long
 */
function grows(literal, short, long) {
  const first = milliseconds(literal, long);
  if (first < QUICK_MS || first === Infinity) return first === Infinity;
  const slow = milliseconds(literal, long, 3);
  return slow >= QUICK_MS && slow > MOST_GROWTH * milliseconds(literal, short, 9);
}

/** @param {string} literal the first text that it takes too long for */
function worst(literal) {
  const [short, long] = [hostileTexts(literal, SHORT), hostileTexts(literal, LONG)];
  return long.find((text, at) => grows(literal, short[at], text));
}

for (const { literal, at } of FILES.flatMap(patternsOf)) {
  test(`${at} ${literal}: time grows with the text only`, () => assert.equal(worst(literal), undefined));
}

test("a square and an exponential pattern are found", () => {
  for (const literal of ["/\\s+$/", "/(?:x+)+$/"]) assert.notEqual(worst(literal), undefined);
});

test("patterns are found where they stand", () => {
  assert.ok(FILES.flatMap(patternsOf).some(({ literal }) => literal === "/[^A-Za-z0-9]/g"));
});
