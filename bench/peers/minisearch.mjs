/**
 * MiniSearch with its defaults: words are OR-ed, neither prefixes nor fuzziness.
 *
 *     node minisearch.mjs index DOCUMENTS INDEX
 *     node minisearch.mjs query INDEX QUERIES > ANSWERS
 */

import { readFileSync, writeFileSync } from "node:fs";

import MiniSearch from "minisearch";

import { answerAll, documents } from "./lines.mjs";

const OPTIONS = { fields: ["title", "body"] };

const [task, source, target] = process.argv.slice(2);
if (task === "index") {
  const index = new MiniSearch(OPTIONS);
  for (const document of documents(source)) index.add(document);
  writeFileSync(target, JSON.stringify(index));
} else {
  const index = MiniSearch.loadJSON(readFileSync(source, "utf8"), OPTIONS);
  answerAll(target, (text) => index.search(text).map((result) => result.id));
}
