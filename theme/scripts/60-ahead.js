/**
 * Whoever puts the caret into the search field of a page's head is about to search: what the search page begins with is
 * fetched meanwhile, so that the answer is two round trips nearer.
 */
(() => {
  const BEGINNING = ["search/page.js", "search/worker.js", "search/manifest.json"];
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  function fetchAhead() {
    for (const name of BEGINNING) void fetch(new URL(name, root), { priority: "low" }).catch(() => {});
  }

  if (location.protocol === "file:" || /** @type {any} */ (navigator).connection?.saveData) return;
  addEventListener("DOMContentLoaded", () => {
    document.querySelector("#masthead-q")?.addEventListener("focus", fetchAhead, { once: true });
  });
})();
