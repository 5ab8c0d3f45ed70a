/**
 * What every page does where scripts run: it lets a service worker keep what the reader has seen, and, opened from a
 * disk, points its links at files, since a browser shows a folder's list of files and not its page.
 */
(() => {
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  function pointAtFiles() {
    for (const link of document.links) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
    for (const form of document.forms) {
      const address = new URL(form.action);
      if (address.pathname.endsWith("/")) address.pathname += "index.html";
      form.action = address.href;
    }
    for (const one of document.querySelectorAll("[data-disk]")) {
      /** @type {HTMLElement} */ (one).hidden = one.getAttribute("data-disk") === "hide";
    }
  }

  /** The page that was there before the worker, and what it loaded, are told to it. */
  async function keepWhatIsSeen() {
    const isFirst = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname });
    if (!isFirst) return;
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    active?.postMessage({ seen: [location.href, ...loaded] });
  }

  if (location.protocol === "file:") pointAtFiles();
  else if ("serviceWorker" in navigator) {
    addEventListener("load", () => keepWhatIsSeen().catch(() => {})); // a browser that refuses goes without
  }
})();
