/**
 * The fonts of the search page. Whoever comes from elsewhere to a page of results waits for these, and the fonts are more
 * bytes than all of the search: they are fetched behind the first results, and shown with the next, so that nothing moves
 * while somebody reads. Whoever was here before has them.
 */
(() => {
  const KEY = "warraq-fonts";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { fonts = "", faces = "" } = script.dataset;
  if (!faces) return; // a page of another kind, which names them in its head
  const address = (/** @type {string} */ path) => new URL(`../../${path}`, script.src).href;
  const addresses = fonts.split(" ").map(address);

  /** @param {string} href @param {object} kind */
  const link = (href, kind) => document.head.append(Object.assign(document.createElement("link"), { ...kind, href }));

  function show() {
    const preload = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous" };
    if (location.protocol !== "file:") for (const href of addresses) link(href, preload);
    link(address(faces), { rel: "stylesheet", blocking: "render" });
  }

  async function showLater() {
    await Promise.all(addresses.map((href) => fetch(href, { priority: "low" }).catch(() => {})));
    document.addEventListener("searched", show, { once: true });
  }

  /** @returns {boolean} whether the reader comes from a page of the site or was on this one before, which is noted */
  function wasHere() {
    if (document.referrer.startsWith(address("")) || navigator.serviceWorker?.controller) return true;
    try {
      const known = localStorage.length > 0;
      localStorage.setItem(KEY, "seen");
      return known;
    } catch {
      return true;
    }
  }

  const comesForResults = location.search !== "" && location.protocol !== "file:";
  if (!wasHere() && comesForResults) document.addEventListener("searched", () => void showLater(), { once: true });
  else show();
})();
