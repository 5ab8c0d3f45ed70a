/**
 * Files of the index, held against the hashes that the build wrote; docs/SEARCH.md says where these stand.
 *
 * A file that is cut, mixed up or changed would give wrong results without a word. It is fetched once more, past all
 * caches, and then refused. Browsers have SHA-256 for pages that come over HTTPS or from this machine only; elsewhere,
 * where who can change a file can change this one too, nothing is checked.
 *
 * @typedef {(path: string, fresh?: boolean) => Promise<Uint8Array>} Fetch `fresh`: past all caches
 */

const HASH_BYTES = 8;
const NAMED_RE = /^x\/([0-9a-f]{2})\/([0-9a-f]{14})\.bin$/; // x/ab/cdef0123456789.bin
const TITLES_RE = /^titles\//;
const HEAD_UNITS = '{"":"0123456789abcdef"'.length;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A file of the index is not what the build wrote. */
export class DamagedError extends Error {
  name = "DamagedError";
}

/**
 * @param {Fetch} fetchFile
 * @returns {{ fetchFile: (path: string) => Promise<Uint8Array>, fetchJson: (path: string) => Promise<any> }} of what
 * `fetchFile` gives the part that is the file's own; both reject with a DamagedError
 */
export function intact(fetchFile) {
  const read = async (/** @type {string} */ path) => {
    for (const fresh of [false, true]) {
      const data = await fetchFile(path, fresh);
      if (await isWhole(path.split("?")[0], data)) return data;
    }
    throw new DamagedError(`${path}: is not as the build wrote it`);
  };
  return {
    fetchFile: async (path) => {
      const data = await read(path);
      return NAMED_RE.test(path) ? data : data.subarray(0, -HASH_BYTES);
    },
    fetchJson: async (path) => JSON.parse(decoder.decode(await read(path))),
  };
}

/**
 * @param {string} path
 * @param {Uint8Array} data
 * @returns {Promise<boolean>}
 */
async function isWhole(path, data) {
  const named = NAMED_RE.exec(path);
  if (named) return isHash(named[1] + named[2], data);
  if (TITLES_RE.test(path)) {
    const head = decoder.decode(data.subarray(0, HEAD_UNITS));
    return isHash(head.slice(5, -1), encoder.encode(`${path}\0`), data.subarray(HEAD_UNITS));
  }
  const end = Math.max(0, data.length - HASH_BYTES);
  return isHash(hexadecimal(data.subarray(end)), encoder.encode(`${path}\0`), data.subarray(0, end));
}

/**
 * Whether the SHA-256 of some bytes begins with these digits; where there is no SHA-256, it is taken to.
 *
 * @param {string} digits
 * @param {...Uint8Array} parts
 */
async function isHash(digits, ...parts) {
  if (!globalThis.crypto?.subtle) return true;
  const whole = new Uint8Array(await new Blob(/** @type {any} */ (parts)).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  return hexadecimal(digest.subarray(0, HASH_BYTES)) === digits;
}

/** @param {Uint8Array} bytes */
const hexadecimal = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
