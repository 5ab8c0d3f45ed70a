/**
 * The terms, a hash table of files: `buckets.py` writes it, docs/SEARCH.md has the format.
 *
 * @import { FetchFile } from "./tree.js"
 * @import { TermRecord } from "./records.js"
 *
 * @typedef {{ slot_bits: number, term_bits: number, digest: string }} Table as the manifest has it
 */

import { readTerm } from "./records.js";
import { unpack } from "./tree.js";

const FNV_START = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;
const FILES_A_FOLDER = 256;
const encoder = new TextEncoder();

export class Terms {
  /** @type {Table} */ #table;
  /** @type {FetchFile} */ #fetchFile;

  /**
   * @param {Table} table
   * @param {FetchFile} fetchFile
   */
  constructor(table, fetchFile) {
    this.#table = table;
    this.#fetchFile = fetchFile;
  }

  /**
   * A term's record; the parts of a long list are fetched side by side.
   *
   * @param {string} term
   * @returns {Promise<TermRecord | null>} null where no document has it
   */
  async read(term) {
    const hash = hashOf(term);
    const row = unpack(await this.#fetch(this.#bucketFile(hash))).find(({ key }) => key === term);
    return row ? readTerm(term, row.value, (part) => this.#fetch(this.#partFile(hash, part))) : null;
  }

  /** @param {string} name the files keep their names when they change, so that each index asks for its own */
  #fetch(name) {
    return this.#fetchFile(`${name}?${this.#table.digest}`);
  }

  /** @param {bigint} hash */
  #bucketFile(hash) {
    const { slot_bits: bits, term_bits: termBits } = this.#table;
    const number = Number(BigInt.asUintN(termBits, hash ^ (hash >> 32n)));
    return `terms/${bits}/${digits(Math.floor(number / FILES_A_FOLDER), 2)}/${digits(number % FILES_A_FOLDER, 2)}.bin`;
  }

  /**
   * @param {bigint} hash
   * @param {number} part from 1; the bucket has the first
   */
  #partFile(hash, part) {
    const name = digits(hash, 16);
    return `lists/${this.#table.slot_bits}/${name.slice(0, 2)}/${name.slice(2)}-${digits(part, 1)}.bin`;
  }
}

/** @param {string} term 64 bits of its UTF-8: FNV-1a */
function hashOf(term) {
  let hash = FNV_START;
  for (const byte of encoder.encode(term)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
  return hash;
}

/**
 * @param {number | bigint} number
 * @param {number} least how many hexadecimal digits at least
 */
const digits = (number, least) => number.toString(16).padStart(least, "0");
