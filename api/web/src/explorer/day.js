/**
 * Days, as `YYYY-MM-DD`: which there are, how they are read and written.
 *
 * People read the Common Era in English and the Buddhist era, 543 years ahead, in Thai.
 */

const BUDDHIST = 543;
const LOCALES = { en: 'en-GB', th: 'th-TH-u-ca-buddhist-nu-latn' };
const PARTS = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
];
const PATTERN = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** The year as people of a language write it. */
export function yearIn(year, lang) {
  return Number(year) + (lang === 'th' ? BUDDHIST : 0);
}

/** The year of the Common Era that people of a language mean. */
export function yearFrom(year, lang) {
  return Number(year) - (lang === 'th' ? BUDDHIST : 0);
}

/** A date with the precision that it has (`2020`, `2020-05`, `2020-05-13`), in words. */
export function written(iso, lang, month = 'long') {
  const numbers = iso.split('-').map(Number);
  const parts = { ...PARTS[numbers.length - 1], timeZone: 'UTC' };
  if (parts.month) parts.month = month;
  const format = new Intl.DateTimeFormat(LOCALES[lang], parts);
  const day = new Date(Date.UTC(numbers[0], (numbers[1] ?? 1) - 1, numbers[2] ?? 1));
  const pieces = format.formatToParts(day).filter((piece) => piece.type !== 'era');
  return pieces
    .map((piece) => piece.value)
    .join('')
    .replace(/พ\.ศ\.\s*/u, '')
    .trim();
}

/** The names of the months. */
export function months(lang) {
  const format = new Intl.DateTimeFormat(LOCALES[lang], { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2024, month, 1)));
}

/** The day of a year, a month and a day; the last of its month where the month is shorter. */
export function dayOf(year, month, day) {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const digits = (number, length = 2) => String(number).padStart(length, '0');
  return `${digits(year, 4)}-${digits(month)}-${digits(Math.min(Math.max(day, 1), last))}`;
}

/** The last day that a date of any precision can mean: from then on it has happened for certain. */
export function lastDay(iso) {
  const [year, month = 12, day = 31] = iso.split('-').map(Number);
  return dayOf(year, month, day);
}

/** The day that a text stands for, or the one nearest to what it may mean; nothing where it means none. */
export function nearestDay(text) {
  const found = PATTERN.exec(text.trim());
  if (!found) return null;
  let [year, month, day] = found.slice(1).map(Number);
  if (year > 2400) year -= BUDDHIST;
  return dayOf(year, Math.min(Math.max(month, 1), 12), day);
}

/** Today in Thailand. */
export function today() {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(new Date());
}
