/** Documents in and answers out, as JSON lines. */

import { readFileSync } from "node:fs";

const HITS = 10;

/** @param {string} path JSON lines of documents `{id, title, body}` */
export function* documents(path) {
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line) yield JSON.parse(line);
  }
}

/**
 * Print an answer for each query: `{q, hits: [{source}], ms}`; one that raised has no hits and says `raised`.
 *
 * @param {string} path JSON lines with `q`
 * @param {(text: string) => string[]} search the found documents' ids, best first
 */
export function answerAll(path, search) {
  const answers = [];
  for (const { q } of documents(path)) {
    const started = performance.now();
    const answer = { q, hits: [] };
    try {
      answer.hits = search(q).slice(0, HITS).map((source) => ({ source }));
    } catch (error) {
      answer.raised = String(error);
    }
    answer.ms = Math.round((performance.now() - started) * 1000) / 1000;
    answers.push(JSON.stringify(answer));
  }
  process.stdout.write(`${answers.join("\n")}\n`);
}
