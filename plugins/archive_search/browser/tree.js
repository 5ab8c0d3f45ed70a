/**
 * Read a sorted map that is cut into small files; `tree.py` writes it, docs/SEARCH.md has the format.
 *
 * @typedef {{ levels: number, children: [string, string][] }} Root as the manifest has it: (least key, file's name)
 * @typedef {{ key: string, value: Uint8Array }} Row
 * @typedef {(path: string) => Promise<Uint8Array>} FetchFile the file at this path below the search folder
 */

import { Reader } from "./bytes.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const NAME_DIGITS = 16;
export const LAST = "\u{10ffff}";

/**
 * Where a file of a tree lies below the search folder.
 *
 * @param {string} name
 */
const fileOf = (name) => `x/${name.slice(0, 2)}/${name.slice(2)}.bin`;

export class Tree {
  /** @type {Root} */ #root;
  /** @type {FetchFile} */ #fetchFile;
  /** @type {Map<string, Promise<Row[]>>} */ #files = new Map();

  /**
   * @param {Root} root
   * @param {FetchFile} fetchFile
   */
  constructor(root, fetchFile) {
    this.#root = root;
    this.#fetchFile = fetchFile;
  }

  /**
   * The rows whose keys are at least `from` and below `to`, in their order.
   *
   * @param {string} from
   * @param {string} to
   * @returns {Promise<Row[]>}
   */
  async range(from, to) {
    let children = this.#root.children;
    for (let level = this.#root.levels; level >= 0; level -= 1) {
      const files = await Promise.all(within(children, from, to).map((name) => this.#rows(name)));
      const rows = files.flat();
      if (level === 0) return rows.filter(({ key }) => !before(key, from) && before(key, to));
      children = rows.map(({ key, value }) => [key, hexadecimal(value)]);
    }
    return [];
  }

  /**
   * The rows whose keys begin with `text`.
   *
   * @param {string} text
   */
  startingWith(text) {
    return this.range(text, text + LAST);
  }

  /** @param {string} name */
  #rows(name) {
    const known = this.#files.get(name);
    if (known) return known;
    const rows = this.#fetchFile(fileOf(name)).then(unpack);
    rows.catch(() => this.#files.delete(name)); // what failed is tried again
    this.#files.set(name, rows);
    return rows;
  }
}

/**
 * The children that may hold keys from `from` on and below `to`.
 *
 * @param {[string, string][]} children
 * @param {string} from
 * @param {string} to
 */
function within(children, from, to) {
  const names = [];
  for (const [at, [least, name]] of children.entries()) {
    const next = children[at + 1];
    if (before(least, to) && (!next || before(from, next[0]))) names.push(name);
  }
  return names;
}

/**
 * Whether one text stands before another in the order of code points, which is the files' order.
 *
 * @param {string} one
 * @param {string} other
 */
export function before(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return rank(a) < rank(b);
  }
  return one.length < other.length;
}

/** @param {number} unit surrogates stand for code points above all other units */
const rank = (unit) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/**
 * The rows of a file.
 *
 * @param {Uint8Array} data
 * @returns {Row[]}
 */
export function unpack(data) {
  const reader = new Reader(data);
  /** @type {Row[]} */
  const rows = [];
  let key = new Uint8Array(0);
  while (!reader.done) {
    const shared = reader.number();
    const rest = reader.bytes(reader.number());
    const whole = new Uint8Array(shared + rest.length);
    whole.set(key.subarray(0, shared));
    whole.set(rest, shared);
    key = whole;
    rows.push({ key: decoder.decode(key), value: reader.bytes(reader.number()) });
  }
  return rows;
}

/** @param {Uint8Array} value */
function hexadecimal(value) {
  return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("").padStart(NAME_DIGITS, "0");
}
