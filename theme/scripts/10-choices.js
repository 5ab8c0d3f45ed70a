/**
 * What the reader chose (colours, size of text, digits, names of months) stands on the root element before anything is
 * shown, so that nothing changes under the reader's eyes; the fonts are asked for.
 */
(() => {
  const KEY = "warraq";
  const NAMES = ["theme", "size", "digits", "months"];
  const root = document.documentElement;
  /** @type {Record<string, string[]>} */
  const MONTHS = {}; // the build puts the names of months here, the first row being those of the pages
  const [own = [], ...others] = Object.values(MONTHS);
  const OWN_RE = new RegExp(own.join("|") || "^$", "g");
  /** @type {WeakMap<Node, string>} */
  const written = new WeakMap();

  /** @returns {Record<string, string>} what is stored under our names: other sites of this host may use the key too */
  function stored() {
    try {
      const found = Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
      return Object.fromEntries(found.filter(([name, value]) => NAMES.includes(name) && typeof value === "string"));
    } catch {
      return {}; // no storage, or not ours
    }
  }

  /** @param {ParentNode} within */
  function renameMonths(within) {
    const names = MONTHS[root.dataset.months ?? ""] ?? own;
    for (const time of within.querySelectorAll("time")) {
      for (const node of time.childNodes) {
        if (!written.has(node)) written.set(node, node.nodeValue ?? "");
        node.nodeValue = (written.get(node) ?? "").replace(OWN_RE, (name) => names[own.indexOf(name)] ?? name);
      }
    }
  }

  /** Fonts that every page shows are fetched at once, before the style sheets name them; a disk allows no preloading. */
  function fetchFonts() {
    const script = /** @type {HTMLScriptElement} */ (document.currentScript);
    if (script.dataset.faces !== undefined) return; // the search page has its own time for them
    for (const font of (script.dataset.fonts ?? "").split(" ").filter(Boolean)) {
      const href = new URL(`../../${font}`, script.src).href;
      const link = Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", href });
      link.crossOrigin = "anonymous";
      document.head.append(link);
    }
  }

  if (location.protocol !== "file:") fetchFonts();
  const choices = stored();
  Object.assign(root.dataset, choices, { scripts: "" });
  if (others.includes(MONTHS[choices.months ?? ""] ?? own)) {
    new MutationObserver(() => renameMonths(document)).observe(root, { childList: true, subtree: true });
  }

  /**
   * @param {string} name
   * @param {string} value "" takes the choice back
   */
  function choose(name, value) {
    if (value) choices[name] = root.dataset[name] = value;
    else {
      delete choices[name];
      delete root.dataset[name];
    }
    renameMonths(document);
    try {
      localStorage.setItem(KEY, JSON.stringify(choices));
    } catch {
      // it holds for this page
    }
  }

  Object.assign(globalThis, { readerChoices: { choose, of: (/** @type {string} */ name) => choices[name] ?? "" } });
})();
