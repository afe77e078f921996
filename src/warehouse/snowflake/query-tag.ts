import type { StatementTag } from '../warehouse.js';

/** https://docs.snowflake.com/en/sql-reference/parameters#query-tag */
const LONGEST_TAG = 2000;
const LONGEST_TEXT = 200;
const APP = 'trellis';

/**
 * QUERY_TAG, which QUERY_HISTORY shows beside each statement:
 * `{"app":"trellis","client":"web","operation":"Funnel","metrics":["orders","revenue"]}`. Always JSON, at most
 * 2,000 characters: of lists that are too long the last items are left out, and `"more": 12` says how many.
 */
export function queryTag(tag: StatementTag = {}): string {
  const texts = Object.entries(tag).map(
    ([key, value]) => [key, typeof value === 'string' ? cut(value) : value.map(cut)] as const,
  );
  const longest = Math.max(0, ...texts.map(([, value]) => (typeof value === 'string' ? 0 : value.length)));
  for (let most = longest; most > 0; most = Math.floor(most * 0.9)) {
    const written = write(texts, most);
    if (written.length <= LONGEST_TAG) return written;
  }
  const short = write(texts, 0);
  return short.length <= LONGEST_TAG ? short : JSON.stringify({ app: APP });
}

function write(tag: readonly (readonly [string, string | readonly string[]])[], most: number): string {
  const left = tag.map(([, value]) => (typeof value === 'string' ? 0 : Math.max(0, value.length - most)));
  const more = left.reduce((sum, count) => sum + count, 0);
  const kept = tag.map(([key, value]) => [key, typeof value === 'string' ? value : value.slice(0, most)]);
  return JSON.stringify({ app: APP, ...Object.fromEntries(kept), ...(more > 0 && { more }) });
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
