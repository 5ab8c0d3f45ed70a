/**
 * Results that the reader ticks, and the files made of them.
 *
 * @import { Hit } from "./client.js"
 */

import { readArticle } from "./articles.js";
import { element } from "./dom.js";

export class Selection {
  /** @type {HTMLElement} */ #list;
  /** @type {HTMLElement} */ #tools;
  /** @type {HTMLInputElement} */ #all;
  /** @type {HTMLElement} */ #count;
  /** @type {(hit: Hit) => string} */ #addressOf;
  /** @type {Map<Element, Hit>} */ #hits = new Map();

  /**
   * @param {{ list: HTMLElement, tools: HTMLElement, all: HTMLInputElement, count: HTMLElement }} parts
   * @param {(hit: Hit) => string} addressOf
   */
  constructor({ list, tools, all, count }, addressOf) {
    [this.#list, this.#tools, this.#all, this.#count, this.#addressOf] = [list, tools, all, count, addressOf];
    list.addEventListener("change", () => this.show());
    all.addEventListener("change", () => {
      for (const box of this.#boxes) box.checked = all.checked;
      this.show();
    });
    for (const one of this.#buttons) one.addEventListener("click", () => void this.#save(one.dataset.format ?? ""));
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.#list.querySelectorAll("input")];
  }

  get #buttons() {
    return this.#tools.querySelectorAll("button");
  }

  clear() {
    this.#hits.clear();
  }

  /**
   * @param {Element} item with a box
   * @param {Hit} hit
   */
  add(item, hit) {
    this.#hits.set(item, hit);
  }

  show() {
    const count = this.#boxes.filter((box) => box.checked).length;
    this.#tools.hidden = this.#hits.size === 0;
    this.#all.checked = count > 0 && count === this.#hits.size;
    this.#all.indeterminate = count > 0 && count < this.#hits.size;
    this.#count.textContent = count ? `المختار: ${count}` : "اختر نتائج لتصديرها.";
    for (const one of this.#buttons) one.disabled = count === 0;
  }

  /** @param {string} format */
  async #save(format) {
    const { FORMATS } = await import("./exports.js");
    const { name, type, write } = FORMATS[format];
    const chosen = [...this.#hits].filter(([item]) => item.querySelector("input")?.checked);
    const data = write(await Promise.all(chosen.map(([, hit]) => this.#referenceOf(hit))));
    const address = URL.createObjectURL(new Blob([data], { type: `${type};charset=utf-8` }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  }

  /** @param {Hit} hit */
  async #referenceOf(hit) {
    const { title, date, section, publisher } = hit;
    const url = this.#addressOf(hit);
    const article = await readArticle(url).catch(() => null);
    return { url, title, date, section, publisher, authors: article?.authors ?? [] };
  }
}
