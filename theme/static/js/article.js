/** What an article's page offers where scripts run: a link to each paragraph, and copies of its citations. */
(() => {
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.querySelector("main")?.append(status);

  /**
   * @param {string} text
   * @param {string} message
   */
  async function copy(text, message) {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = message;
      return true;
    } catch {
      return false; // not a secure page, or the reader said no: the address or text is there to be taken by hand
    }
  }

  /** @param {HTMLElement} paragraph */
  function link(paragraph) {
    const made = document.createElement("a");
    made.className = "para";
    made.href = `#${paragraph.id}`;
    made.textContent = "¶";
    made.setAttribute("aria-label", `رابط الفقرة ${paragraph.id.slice(1)}`);
    made.addEventListener("click", () => copy(made.href, "نُسخ رابط الفقرة"));
    paragraph.append(" ", made);
  }

  /** @param {HTMLElement} source */
  function button(source) {
    const made = document.createElement("button");
    const text = source.textContent ?? "";
    made.type = "button";
    made.className = "copy";
    made.textContent = "نسخ";
    made.setAttribute("aria-label", `نسخ ${source.dataset.name ?? ""}`);
    made.addEventListener("click", async () => {
      if (await copy(text, "نُسخ الاستشهاد")) made.textContent = "نُسخ";
    });
    source.before(made);
  }

  for (const one of document.querySelectorAll("[data-article-body] > p[id]")) link(/** @type {HTMLElement} */ (one));
  for (const one of document.querySelectorAll("[data-name]")) button(/** @type {HTMLElement} */ (one));
})();
