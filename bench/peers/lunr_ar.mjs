/**
 * lunr.js with lunr-languages `ar`, as its documentation sets it up.
 *
 *     node lunr_ar.mjs index DOCUMENTS INDEX
 *     node lunr_ar.mjs query INDEX QUERIES > ANSWERS
 *
 * Loads any index whose pipeline is named `stemmer-ar`, lunr.py's too: that is what the mixed peer is.
 * A query's words are given as terms, because typed text can make lunr's own query parser raise, and punctuation is
 * taken off them, because lunr does so in documents only.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { answerAll, documents } from "./lines.mjs";

const require = createRequire(import.meta.url);
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);
require("lunr-languages/lunr.ar")(lunr);

const PUNCTUATION = /[^\p{L}\p{M}\p{N}]+/gu;

const [task, source, target] = process.argv.slice(2);
if (task === "index") {
  const builder = new lunr.Builder();
  lunr.ar.call(builder);
  builder.ref("id");
  builder.field("title");
  builder.field("body");
  for (const document of documents(source)) builder.add(document);
  writeFileSync(target, JSON.stringify(builder.build()));
} else {
  const index = lunr.Index.load(JSON.parse(readFileSync(source, "utf8")));
  const search = (text) => index.query((query) => query.term(lunr.tokenizer(text.replace(PUNCTUATION, " ").trim())));
  answerAll(target, (text) => search(text).map((result) => result.ref));
}
