/**
 * What the page says of an answer.
 *
 * @import { Answer } from "./client.js"
 * @import { Paging } from "./paging.js"
 * @import { Spellings } from "./spelling.js"
 * @import { State } from "./state.js"
 */

import { countResults } from "./arabic.js";
import { element } from "./dom.js";
import { asArabicKeys } from "./keyboard.js";
import { fold } from "./spelling.js";
import { isNarrowed } from "./state.js";

const ONLY_EXCLUDED = "العلامة «-» تستبعد ما فيه الكلمة التي بعدها. أضف كلمة تبحث عنها، مثل: البلدية -السوق";
export const ONLY_COMMON = "هذه كلمات شائعة في كل المقالات أو علامات؛ اكتب كلمة أخصّ منها.";
const EARLIER = "لا اتصال بالشبكة: هذه النتائج من فهرس سابق محفوظ على جهازك.";
const LET_GO = "لم نجد ما بين علامتي التنصيص بنصّه، فهذه نتائج الكلمات.";
const NOTHING = { words: "لا نتائج.", phrase: "لا نتائج: لم نجد مقالاً فيه كل كلمات العبارة." };
const MAX_FORMS = 8;
const MAX_MISSING = 5;
const MAX_CLITIC = 4; // «وبال»
const AMBIGUOUS_RE = /[هي]$/; // «مكتبه» may be مكتبة: not shown unless a text spells it
const FINAL_RE = /[ىة]$/; // they end words only: «قريتين» goes on from «قرى» with yeh

/**
 * @param {Answer} answer
 * @param {State} state
 * @param {Paging} paging
 * @param {Spellings} spellings
 */
export function statusText(answer, state, paging, spellings) {
  if (answer.total === 0 && answer.words === 0 && state.q.trim()) return answer.excluded ? ONLY_EXCLUDED : ONLY_COMMON;
  if (state.from && state.to && state.from > state.to) return "تاريخ البداية بعد تاريخ النهاية، فلا يوم بينهما.";
  const changes = answer.changes.map(({ word, instead }) => changeText(word, instead, spellings));
  const told = [...changes, ...missingTexts(answer, state), ...(paging.letGo ? [LET_GO] : []), ...(answer.isEarlier ? [EARLIER] : [])];
  if (answer.total === 0) return [NOTHING[answer.phrases ? "phrase" : "words"], ...told, advice(answer, state)].join(" ");
  return [answer.phrases ? phraseText(paging) : countResults(answer.total), ...told].join(" ");
}

/**
 * @param {Answer} answer
 * @param {State} state
 */
function missingTexts({ missing, total }, { q }) {
  if (total === 0 && asArabicKeys(q.trim()) !== null) return [];
  return missing.slice(0, MAX_MISSING).map((word) => `لم نجد «${word}» ولا ما يشبهها.`);
}

/**
 * @param {Answer} answer
 * @param {State} state
 */
function advice({ phrases }, state) {
  if (phrases) return "جرّب الكلمات من دون علامتي التنصيص.";
  if (isNarrowed(state)) return "جرّب إزالة بعض عوامل التصفية أو كلمات أخرى.";
  return state.exact ? "جرّب البحث بكل الصيغ أو بكلمات أخرى." : "جرّب كلمات أقل أو كلمات أخرى.";
}

/**
 * @param {string} word
 * @param {string[]} instead
 * @param {Spellings} spellings
 */
function changeText(word, instead, spellings) {
  if (instead.length > 1) return `لا ترد «${word}» في الأرشيف، فبحثنا عمّا يشبهها.`;
  return `لا ترد «${word}» في الأرشيف، فبحثنا عن «${spellings.spell(instead[0])}».`;
}

/** @param {Paging} paging */
function phraseText({ shown, checked, done }) {
  const found = shown ? `النتائج التي فيها العبارة بنصّها: ${shown}.` : "لم نجد العبارة بنصّها.";
  return `${found} فُحصت نصوص ${countArticles(checked)}${done ? "" : "، وبقيت نصوص لم تُفحص"}.`;
}

/** @param {number} count «مقال واحد», «مقالين», «3 مقالات», «11 مقالاً», «100 مقال» */
export function countArticles(count) {
  if (count === 1) return "مقال واحد";
  if (count === 2) return "مقالين";
  const rest = count % 100;
  if (rest >= 3 && rest <= 10) return `${count} مقالات`;
  return rest > 10 ? `${count} مقالاً` : `${count} مقال`;
}

/**
 * @param {Answer} answer
 * @param {State} state
 * @param {Spellings} spellings
 * @param {(text: string, next: Partial<State>) => HTMLElement} link to another state
 * @returns {HTMLElement[]} one paragraph a note
 */
export function notes(answer, state, spellings, link) {
  const keyboard = keyboardNote(answer, state, link);
  if (keyboard.length) return keyboard;
  return [...meantNotes(answer, state, spellings, link), ...formsNote(answer, state, spellings, link)];
}

/**
 * @param {Answer} answer
 * @param {State} state
 * @param {(text: string, next: Partial<State>) => HTMLElement} link
 */
function keyboardNote({ total, words, changes }, { q }, link) {
  const arabic = asArabicKeys(q.trim());
  if (arabic === null || (total > 0 && changes.length < words)) return [];
  return [element("p", {}, ["أكانت لوحة المفاتيح على الحروف اللاتينية؟ ابحث عن «", link(arabic, { q: arabic }), "»."])];
}

/**
 * @param {Answer} answer
 * @param {State} state
 * @param {Spellings} spellings
 * @param {(text: string, next: Partial<State>) => HTMLElement} link
 */
function meantNotes({ changes }, { q }, spellings, link) {
  return changes
    .filter(({ instead }) => instead.length === 1)
    .map(({ word, instead }) => {
      const meant = spellings.spell(instead[0]);
      return element("p", {}, ["هل تقصد «", link(meant, { q: q.replace(word, () => meant) }), "»؟"]);
    });
}

/**
 * The forms that were looked for with the reader's, as the texts spell them.
 *
 * @param {Answer} answer
 * @param {State} state
 * @param {Spellings} spellings
 * @param {(text: string, next: Partial<State>) => HTMLElement} link
 */
function formsNote({ forms, phrases }, { q, exact }, spellings, link) {
  if (exact || phrases) return [];
  const typed = q.split(/[^\p{L}\p{M}\p{N}\u0640]+/u).map(fold);
  const isTyped = (/** @type {string} */ form) =>
    typed.some((word) => word.endsWith(fold(form)) && word.length <= form.length + MAX_CLITIC);
  const others = new Set(forms.flatMap((word) => spelled(word, spellings, isTyped)));
  if (others.size === 0) return [];
  const list = [...others].map((form) => `«${form}»`).join("، ");
  return [element("p", {}, [`بحثنا أيضاً عن ${list}. `, link("الصيغة كما كُتبت فقط", { exact: true })])];
}

/**
 * The first eight of a word's forms but for those left out. One that no shown text has is spelled as far as a form
 * that was seen goes with it («إرهابيين» by «إرهابية»), and left out where its last letter stays uncertain.
 *
 * @param {string[]} forms of one word, the most frequent first
 * @param {Spellings} spellings
 * @param {(form: string) => boolean} isLeftOut
 */
function spelled(forms, spellings, isLeftOut) {
  const seen = forms.flatMap((form) => {
    const spelling = spellings.of(form);
    return spelling ? [{ form, spelling }] : [];
  });
  const shown = forms.filter((form) => !isLeftOut(form)).map((form) => {
    const alike = seen.map((one) => ({ ...one, length: commonBeginning(one.form, form) }));
    const best = alike.reduce((one, other) => (other.length > one.length ? other : one), { spelling: "", length: 0 });
    const known = best.length === form.length;
    if (!known && AMBIGUOUS_RE.test(form)) return null;
    const begin = best.spelling.slice(0, best.length);
    return known ? begin : begin.replace(FINAL_RE, form[best.length - 1]) + form.slice(best.length);
  });
  return shown.filter((form) => form !== null).slice(0, MAX_FORMS);
}

/**
 * @param {string} one
 * @param {string} other
 */
function commonBeginning(one, other) {
  let at = 0;
  while (at < Math.min(one.length, other.length) && one[at] === other[at]) at += 1;
  return at;
}
