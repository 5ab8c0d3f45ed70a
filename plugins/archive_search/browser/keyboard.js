/** Arabic that was typed with the keyboard set to Latin letters: the keys of the Arabic (101) layout. */

const ROWS = [
  ["`qwertyuiop[]", "ذضصثقفغعهخحجد"],
  ["asdfghjkl;'", "شسيبلاتنمكط"],
  ["zxcvnm,./", "ئءؤرىةوزظ"],
];
/** @type {Record<string, string>} */
const KEYS = {
  b: "لا",
  T: "لإ",
  Y: "إ",
  G: "لأ",
  H: "أ",
  B: "لآ",
  N: "آ",
  ...Object.fromEntries(ROWS.flatMap(([latin, arabic]) => [...latin].map((key, at) => [key, arabic[at]]))),
};

/**
 * @param {string} text
 * @returns {string | null} the Arabic of the same keys; null where the text is not of Latin letters alone
 */
export function asArabicKeys(text) {
  if (!/[a-z]/i.test(text) || !/^[\x20-\x7e]+$/.test(text)) return null;
  return [...text].map((key) => KEYS[key] ?? KEYS[key.toLowerCase()] ?? key).join("");
}
