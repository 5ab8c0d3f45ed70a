// The text of an article's page without a DOM.

import assert from "node:assert/strict";
import test from "node:test";

import { wholeOf } from "../../plugins/archive_search/cli/text.mjs";

const PAGE = `<!doctype html>
<html lang="ar"><head><title>عنوان · موقع</title><link rel="icon" href="a">
<script type="application/ld+json">{"headline": "\\u003ch1\\u003eليس عنواناً"}</script></head>
<body><main><p class="story-kicker">تمهيد</p>
<h1>شركة <bdi>AT&amp;T</bdi> &#34;الكبرى&#34;</h1><p class="story-deck"> نزول &lt;حاد&gt; </p>
<p class="story-by">كاتب</p>
<div class="story-body" data-article-body>
<p id="p1" title="a > b">رأس<br>المرجان، <a href="x">وهنا <em>رابط</em></a></p>
<ul><li>أول</li> <li>ثان&nbsp;</li></ul>

</div><p>خارج النص</p></main></body></html>`;

test("title, deck and paragraphs are read as a browser reads them", () => {
  assert.equal(wholeOf(PAGE), 'شركة AT&T "الكبرى" نزول <حاد> رأسالمرجان، وهنا رابط أول ثان');
});

test("what is not closed ends nothing else, and a page without an article has no text", () => {
  assert.equal(wholeOf("<h1>عنوان</h1><div data-article-body><p>نص <b>غليظ</p></div>"), "عنوان نص غليظ");
  assert.equal(wholeOf("<p>لا شيء</p>"), "");
});
