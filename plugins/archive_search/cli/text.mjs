/**
 * The text of an article's page where there is no DOM, as `browser/articles.js` reads it in a browser.
 *
 * Pages are those of a site's build: well-formed, without comments, and with `<` escaped in their data. Of any other page
 * words may be missed; nothing of it is run.
 */

const TAG_RE = /<(\/?)([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|[^"'<>])*)>/gi; // <p id="p1">, </p>
const VOID_RE = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
const BODY_RE = /\sdata-article-body(?=[\s=]|$)/;
const DECK_RE = /\sclass="story-deck"/;
const ENTITY_RE = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos|nbsp));/gi;
/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/**
 * @param {string} html
 * @returns {string} title, deck and paragraphs with a space between them
 */
export function wholeOf(html) {
  const head = [];
  const body = [];
  for (const { name, attributes, parent, text } of elements(html)) {
    if (BODY_RE.test(parent)) body.push(text);
    else if (name === "h1" || DECK_RE.test(attributes)) head.push(text);
  }
  return [...head, ...body].filter(Boolean).join(" ");
}

/**
 * Each element that holds something, when it is closed.
 *
 * @param {string} html
 * @returns {Generator<{ name: string, attributes: string, parent: string, text: string }>} `parent`: its attributes
 */
function* elements(html) {
  const open = [{ name: "", attributes: "", start: 0 }];
  let text = "";
  let at = 0;
  for (const { 0: whole, 1: slash, 2: tag, 3: attributes, index } of html.matchAll(TAG_RE)) {
    text += unescaped(html.slice(at, index));
    at = index + whole.length;
    const name = tag.toLowerCase();
    const last = open.findLastIndex((one) => one.name === name);
    if (!slash && !VOID_RE.test(name)) open.push({ name, attributes, start: text.length });
    else if (slash && last > 0) {
      const [closed] = open.splice(last);
      yield { ...closed, parent: open[last - 1].attributes, text: text.slice(closed.start).trim() };
    }
  }
}

/** @param {string} text */
const unescaped = (text) =>
  text.replace(ENTITY_RE, (_, decimal, hexadecimal, name) =>
    name ? ENTITIES[name.toLowerCase()] : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)),
  );
