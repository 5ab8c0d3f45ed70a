/**
 * Articles as their pages hold them, each fetched once.
 *
 * @typedef {object} Article
 * @property {string} body the text without its title
 * @property {string} whole title, deck and text
 * @property {string[]} authors
 */

/** @type {Map<string, Promise<Article>>} */
const read = new Map();

/**
 * @param {string} address
 * @returns {Promise<Article>}
 */
export function readArticle(address) {
  let article = read.get(address);
  if (!article) {
    article = fetchArticle(address);
    article.catch(() => read.delete(address));
    read.set(address, article);
  }
  return article;
}

/** @param {string} address */
async function fetchArticle(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const texts = (/** @type {string} */ selector) =>
    [...page.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? "").filter(Boolean);
  const body = texts("[data-article-body] > *").join(" ");
  return { body, whole: [...texts("h1, .story-deck"), body].join(" "), authors: authorsOf(page) };
}

/** @param {Document} page */
function authorsOf(page) {
  const data = page.querySelector('script[type="application/ld+json"]')?.textContent;
  if (!data) return [];
  const { author = [] } = JSON.parse(data);
  return [author].flat().map((/** @type {{ name?: string }} */ { name }) => name ?? "").filter(Boolean);
}
