/**
 * A service worker keeps what the reader has seen. It comes when the page has all that it shows, and on a page of results
 * behind these, so that it takes nothing from them.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", script.src);

  /** The page that was there before the worker, and what it loads past it, are told to it. */
  async function keepWhatIsSeen() {
    const isFirst = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname });
    if (!isFirst) return;
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ seen: [location.href] });
    new PerformanceObserver((list) => {
      const entries = /** @type {PerformanceResourceTiming[]} */ (list.getEntries());
      active?.postMessage({ seen: entries.filter(({ workerStart }) => !workerStart).map(({ name }) => name) });
    }).observe({ type: "resource", buffered: true });
  }

  if (location.protocol === "file:" || !("serviceWorker" in navigator)) return;
  const isOfResults = script.dataset.faces !== undefined && location.search !== "";
  const [target, name] = isOfResults ? [document, "searched"] : [globalThis, "load"];
  const keep = () => void keepWhatIsSeen().catch(() => {}); // a browser that refuses goes without
  target.addEventListener(name, keep, { once: true });
})();
