/**
 * Results as files for spreadsheets, reference managers and programs; loaded when a reader asks for one.
 *
 * @typedef {object} Reference
 * @property {string} url absolute
 * @property {string} title
 * @property {string} date ISO, "" where there is none
 * @property {string} section
 * @property {string} publisher
 * @property {string[]} authors
 *
 * @typedef {{ name: string, type: string, write: (references: Reference[]) => string }} Format
 */

const COLUMNS = /** @type {const} */ (["title", "authors", "publisher", "section", "date", "url"]);
const FORMULA_RE = /^\s*[=+\-@＝＋－＠]|^[\t\r]/; // a spreadsheet would work out =HYPERLINK(…)
/** @type {Record<string, string>} */
const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** @type {Record<string, Format>} */
export const FORMATS = {
  csv: { name: "results.csv", type: "text/csv", write: csv },
  ris: { name: "results.ris", type: "application/x-research-info-systems", write: ris },
  bibtex: { name: "results.bib", type: "application/x-bibtex", write: bibtex },
  jsonl: { name: "results.jsonl", type: "application/jsonl", write: jsonl },
};

/**
 * RFC 4180, with the mark by which spreadsheets know UTF-8; what they would take for a formula begins with `'`.
 *
 * @param {Reference[]} references
 */
export function csv(references) {
  const rows = references.map((one) => COLUMNS.map((name) => [one[name]].flat().join("; ")));
  return `\ufeff${[COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** @param {string} text */
function cell(text) {
  const safe = FORMULA_RE.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {Reference[]} references */
export function ris(references) {
  return references.map((one) => `${risTags(one).map(([tag, value]) => `${tag}  - ${line(value)}\r\n`).join("")}\r\n`).join("");
}

/**
 * @param {Reference} reference
 * @returns {string[][]}
 */
function risTags({ title, authors, publisher, section, date, url }) {
  const tags = [
    ["TI", title],
    ...authors.map((name) => ["AU", name]),
    ["T2", publisher],
    ["KW", section],
    ["PY", date.slice(0, 4)],
    ["DA", date.replaceAll("-", "/")],
    ["LA", "ar"],
    ["UR", url],
  ];
  return [["TY", "NEWS"], ...tags.filter(([, value]) => value), ["ER", ""]];
}

/** @param {Reference[]} references */
export function bibtex(references) {
  const keys = new Set();
  return references.map((one) => bibtexEntry(one, keys)).join("\n");
}

/**
 * @param {Reference} reference
 * @param {Set<string>} keys
 */
function bibtexEntry({ title, authors, publisher, section, date, url }, keys) {
  const name = new URL(url).pathname.split("/").slice(-2).join("").replace(/\.html$/, "").replace(/[^A-Za-z0-9]/g, "");
  const key = keys.has(name) ? `${name}-${keys.size}` : name;
  keys.add(key);
  const fields = [
    ["title", `{${tex(title)}}`],
    ["author", authors.map((author) => `{${tex(author)}}`).join(" and ")],
    ["journal", tex(publisher)],
    ["keywords", tex(section)],
    ["year", date.slice(0, 4)],
    ["date", date],
    ["url", url.replace(/[{}\\]/g, encodeURIComponent)],
    ["langid", "arabic"],
  ];
  const lines = fields.filter(([, value]) => value).map(([field, value]) => `  ${field} = {${value}},\n`);
  return `@article{${key},\n${lines.join("")}}\n`;
}

/** @param {string} text */
const tex = (text) => line(text).replace(/[\\{}%&#$_~^]/g, (letter) => TEX[letter] ?? `\\${letter}`);

/** @param {string} text on one line */
const line = (text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** @param {Reference[]} references */
export function jsonl(references) {
  return references.map((one) => `${JSON.stringify(one)}\n`).join("");
}
