import { createHash } from 'node:crypto';

/** Which state of the data a warehouse answers from: while it stays, so do the rows of a statement. */
export interface DataVersion {
  /** 12 characters. Never rejects. */
  current(): Promise<string>;
}

/** Something that changes when the data does; undefined while it can't be told. Never rejects. */
export type DataSign = () => Promise<string | undefined>;

/** The longest that a version lasts while a sign can't be told. */
const UNTOLD_SECONDS = 60;

/**
 * A version that changes with any of the signs, and each `ttlSeconds` by the clock; 0 is never. Lifetimes begin at
 * whole multiples, so that all replicas of a server agree.
 * @param clock milliseconds since 1970
 */
export function dataVersionOf(
  signs: readonly DataSign[],
  ttlSeconds: number,
  clock: () => number = Date.now,
): DataVersion {
  let last = { text: '', version: '' };
  return {
    current: async () => {
      const told = await Promise.all(signs.map((sign) => sign()));
      const lifetimes = [ttlSeconds, told.includes(undefined) ? UNTOLD_SECONDS : 0].filter((seconds) => seconds > 0);
      const seconds = Math.min(...lifetimes);
      const text = JSON.stringify([told, seconds, Math.floor(clock() / 1000 / seconds)]);
      if (text !== last.text) last = { text, version: hashOf(text) };
      return last.version;
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
