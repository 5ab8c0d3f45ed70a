/** Words of the index, which knows no hamza and no teh marbuta, spelled as the texts that are shown spell them. */

const WORD_RE = /[\p{L}\p{M}\u0640]+/gu; // والمكتبة
const SILENT_RE = /[\p{M}\u0640]/gu; // diacritics, tatweel
/** @type {Record<string, string>} */
const FOLDS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ة: "ه", ى: "ي", ؤ: "و", ئ: "ي" };

/** @param {string} word */
export const fold = (word) => [...word.replace(SILENT_RE, "").toLowerCase()].map((letter) => FOLDS[letter] ?? letter).join("");

export class Spellings {
  /** @type {Map<string, string>} */ #seen = new Map();

  /** @param {string} text */
  note(text) {
    for (const [word] of text.matchAll(WORD_RE)) {
      const folded = fold(word);
      if (!this.#seen.has(folded)) this.#seen.set(folded, word.replace(SILENT_RE, ""));
    }
  }

  /**
   * @param {string} form as the index has it
   * @returns {string | null} as a text has it, alone or behind clitics; null where none was seen
   */
  of(form) {
    const folded = fold(form);
    const whole = this.#seen.get(folded);
    if (whole) return whole;
    for (const [seen, word] of this.#seen) {
      if (seen.length > folded.length && seen.endsWith(folded) && word.length === seen.length) {
        return word.slice(-folded.length);
      }
    }
    return null;
  }

  /** @param {string} forms words of the index, each spelled as seen or left as it is */
  spell(forms) {
    return forms.split(" ").map((form) => this.of(form) ?? form).join(" ");
  }
}
