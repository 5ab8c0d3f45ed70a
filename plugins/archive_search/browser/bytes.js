/** Read whole numbers, texts and runs of bytes from a file of the index; the twin of `varint.py`. */

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class Reader {
  /** @type {Uint8Array} */ #data;
  at = 0;

  /** @param {Uint8Array} data */
  constructor(data) {
    this.#data = data;
  }

  get done() {
    return this.at >= this.#data.length;
  }

  /** @returns {number} the next number, below 2³² */
  number() {
    const data = this.#data;
    let byte = data[this.at++];
    if (byte < 128) return byte;
    let number = byte & 127;
    let unit = 128;
    do {
      if (this.at >= data.length) throw new RangeError("a file of the index ends within a number");
      byte = data[this.at++];
      number += (byte & 127) * unit;
      unit *= 128;
    } while (byte >= 128);
    return number;
  }

  /** @param {number} length in bytes */
  bytes(length) {
    const part = this.#data.subarray(this.at, this.at + length);
    if (part.length < length) throw new RangeError("a file of the index ends within a row");
    this.at += length;
    return part;
  }

  text() {
    return decoder.decode(this.bytes(this.number()));
  }
}
