/**
 * A list of words under the search field that complete the one being typed: a combobox with a listbox (ARIA APG,
 * «Editable Combobox With List Autocomplete»). The focus stays in the field.
 */

import { countSuggestions } from "./arabic.js";
import { wordBefore } from "./completion.js";
import { element } from "./dom.js";

export class Suggestions {
  /** @type {HTMLInputElement} */ #input;
  /** @type {HTMLElement} */ #list;
  /** @type {HTMLElement} */ #status;
  /** @type {(word: string) => Promise<string[]>} */ #ask;
  /** @type {() => void} */ #accepted;
  #active = -1;
  #asked = 0;

  /**
   * @param {{ input: HTMLInputElement, list: HTMLElement, status: HTMLElement }} parts `status` is a live region
   * @param {(word: string) => Promise<string[]>} ask
   * @param {() => void} accepted is told when a word was completed
   */
  constructor({ input, list, status }, ask, accepted) {
    [this.#input, this.#list, this.#status, this.#ask, this.#accepted] = [input, list, status, ask, accepted];
    input.addEventListener("input", () => void this.#refresh());
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this.#accept(option);
    });
  }

  get #options() {
    return [...this.#list.children];
  }

  close() {
    this.#asked += 1;
    if (!this.#list.hidden) this.#show([]);
  }

  async #refresh() {
    this.#asked += 1;
    const current = this.#asked;
    const typed = wordBefore(this.#input.value, this.#caret);
    const words = typed ? await this.#ask(typed.word).catch(() => []) : [];
    if (current === this.#asked) this.#show(words);
  }

  get #caret() {
    return this.#input.selectionEnd ?? this.#input.value.length;
  }

  /** @param {string[]} words */
  #show(words) {
    const options = words.map((text, at) =>
      element("li", { role: "option", id: `suggestion-${at}`, "aria-selected": "false", text }),
    );
    this.#list.replaceChildren(...options);
    this.#list.hidden = words.length === 0;
    this.#input.setAttribute("aria-expanded", String(words.length > 0));
    this.#activate(-1);
    this.#status.textContent = words.length ? countSuggestions(words.length) : "";
  }

  /** @param {number} at -1 for none */
  #activate(at) {
    this.#active = at;
    for (const [number, option] of this.#options.entries()) option.setAttribute("aria-selected", String(number === at));
    const option = this.#options[at];
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event what the list takes for itself goes no further */
  #onKey(event) {
    if (this.#list.hidden || event.isComposing) return;
    if (!this.#take(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {string} key
   * @returns {boolean} whether the key was for the list
   */
  #take(key) {
    const stops = this.#options.length + 1; // the field itself is one
    if (key === "ArrowDown") this.#activate(((this.#active + 2) % stops) - 1);
    else if (key === "ArrowUp") this.#activate(((this.#active + stops) % stops) - 1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && this.#active >= 0) this.#accept(this.#options[this.#active]);
    else return false;
    return true;
  }

  /** @param {Element} option */
  #accept(option) {
    const typed = wordBefore(this.#input.value, this.#caret);
    if (!typed) return this.close();
    this.#input.setRangeText(option.textContent ?? "", typed.start, typed.start + typed.word.length, "end");
    this.close();
    this.#accepted();
  }
}
