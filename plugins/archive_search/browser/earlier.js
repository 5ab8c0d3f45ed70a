/**
 * The present index, and behind it those before it of which a service worker keeps what the reader saw: where the network
 * is gone, and a file of an index was not seen, the index before is asked.
 *
 * @import { Search } from "./client.js"
 *
 * @typedef {(digest: string) => Promise<Search | null>} FetchBefore the index before that of a digest, as far as it is kept
 */

/** A file that cannot be had, since the network or the host is gone. */
export class UnreachableError extends Error {
  name = "UnreachableError";
}

export class Indexes {
  /** @type {Search[]} the present one, and those before it, as far as they were needed */ #known;
  /** @type {FetchBefore} */ #fetchBefore;

  /**
   * @param {Search} present
   * @param {FetchBefore} fetchBefore
   */
  constructor(present, fetchBefore) {
    this.#known = [present];
    this.#fetchBefore = fetchBefore;
  }

  /**
   * What the newest index that can says.
   *
   * @template Answer
   * @param {(search: Search) => Answer | Promise<Answer>} ask
   * @param {number} [at] how many indexes are newer than the first that is asked
   * @returns {Promise<{ answer: Answer, isEarlier: boolean }>} rejects with the present index's UnreachableError where none
   *   can, and with any other error at once
   */
  async ask(ask, at = 0) {
    try {
      return { answer: await ask(this.#known[at]), isEarlier: at > 0 };
    } catch (error) {
      if (!(error instanceof UnreachableError) || !(await this.#hasBefore(at))) throw error;
      return this.ask(ask, at + 1).catch((last) => {
        throw last instanceof UnreachableError ? error : last;
      });
    }
  }

  /** @param {number} at */
  async #hasBefore(at) {
    if (this.#known[at + 1]) return true;
    const found = await this.#fetchBefore(this.#known[at].manifest.digest).catch(() => null);
    if (found) this.#known[at + 1] = found;
    return found !== null;
  }
}
