/**
 * A result as the page shows it.
 *
 * @import { Hit } from "./client.js"
 */

import { formatDate } from "./arabic.js";
import { readArticle } from "./articles.js";
import { askSnippet } from "./ask.js";
import { element } from "./dom.js";
import { textFragment } from "./fragment.js";

const AHEAD = "400px";

/**
 * @param {Hit} hit
 * @param {string} address
 * @param {string} text the query
 * @param {(text: string) => void} seen is told each text that is shown
 */
export function resultItem(hit, address, text, seen) {
  const link = element("a", { href: address, text: hit.title });
  const snippet = element("p", { class: "result-snippet" });
  const meta = [formatDate(hit.date), hit.section, hit.publisher].filter(Boolean).join(" · ");
  const box = element("input", { type: "checkbox", class: "result-pick", "aria-label": `اختر: ${hit.title}` });
  const item = element("li", { class: "result" }, [
    element("label", { class: "result-box" }, [box]),
    element("h2", { class: "result-title" }, [link]),
    snippet,
    element("p", { class: "card-meta", text: meta }),
  ]);
  seen(hit.title);
  whenNear(item, () => fill(link, snippet, address, text).then(seen));
  return item;
}

/**
 * Show the passage, and let the link open the article there.
 *
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} snippet
 * @param {string} address
 * @param {string} text
 * @returns {Promise<string>} the passage; "" where the article cannot be read
 */
async function fill(link, snippet, address, text) {
  try {
    const { body } = await readArticle(address);
    const pieces = await askSnippet(text, body);
    const marked = pieces.map((piece) => (piece.marked ? element("mark", { text: piece.text }) : piece.text));
    snippet.replaceChildren(...marked);
    link.href = address + textFragment(pieces);
    return snippet.textContent ?? "";
  } catch {
    snippet.remove();
    return "";
  }
}

/**
 * @param {Element} element
 * @param {() => void} act once, when the reader comes near
 */
function whenNear(element, act) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: AHEAD },
  );
  observer.observe(element);
}
