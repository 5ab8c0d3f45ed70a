/** Names, dates and counts in Arabic, as the pages write them. */

/** The kinds of filter. @type {Record<string, string>} */
export const LABELS = { section: "القسم", publisher: "الصحيفة", place: "المكان", author: "الكاتب", year: "السنة" };

const MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(" ");

/** @param {string} iso «14 مارس 2006» for "2006-03-14", «بلا تاريخ» for "" */
export function formatDate(iso) {
  if (!iso) return "بلا تاريخ";
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** @param {number} count as the pages write numbers: «16,327» */
export const formatCount = (count) => count.toLocaleString("en");

/** @param {number} count «نتيجة واحدة», «نتيجتان», «3 نتائج», «11 نتيجة» */
export function countResults(count) {
  if (count === 1) return "نتيجة واحدة.";
  if (count === 2) return "نتيجتان.";
  const rest = count % 100;
  return `${formatCount(count)} ${rest >= 3 && rest <= 10 ? "نتائج" : "نتيجة"}.`;
}

/** @param {number} count «اقتراح واحد», «اقتراحان», «3 اقتراحات», and how to reach them */
export function countSuggestions(count) {
  const found = count === 1 ? "اقتراح واحد" : count === 2 ? "اقتراحان" : `${count} اقتراحات`;
  return `${found}. تنقّل بينها بالسهمين واختر بمفتاح الإدخال.`;
}
