import { z } from 'zod';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { cut } from '../errors/trellis-error.js';
import { GRAINS } from '../model/types.js';
import type { TimeRange } from '../plan/query.js';
import { text } from './read-group-by.js';
import { invalid, shaped } from './shape.js';

const date = text('a date such as "2021-02-10"');
const grain = z.enum(GRAINS, {
  error: ({ input }) => {
    const near = didYouMean(nearestNames(String(input), GRAINS));
    return near === '' ? 'a grain such as "month"' : `a grain.${near}`;
  },
});

const range = z.strictObject({
  from: date.optional(),
  to: date.optional(),
  on: date.optional(),
  since: date.optional(),
  before: date.optional(),
  last: z
    .strictObject(
      {
        count: z.int({ error: 'a whole number from 1' }).min(1, { error: 'a whole number from 1' }),
        grain,
        includeCurrent: z.boolean({ error: 'true or false' }).optional(),
      },
      { error: 'an object such as {count: 8, grain: "week"}' },
    )
    .optional(),
  toDate: grain.optional(),
});

/** Reads `{from, to}`, `{last: {count, grain}}` and their kin. @throws QUERY_INVALID that names the key */
export function readTimeRange(input: unknown, path: string): TimeRange {
  const read = shaped(range, input, path, 'a time range such as {last: {count: 8, grain: "week"}}');
  const { from, to, on, since, before, last, toDate } = read;
  const given = Object.values(read).filter((value) => value !== undefined).length;
  if (from !== undefined && to !== undefined && given === 2) return { kind: 'between', from, to };
  if (given === 1) {
    if (on !== undefined) return { kind: 'between', from: on, to: on };
    if (since !== undefined) return { kind: 'since', date: since };
    if (before !== undefined) return { kind: 'before', date: before };
    if (toDate !== undefined) return { kind: 'toDate', grain: toDate };
    if (last) return { kind: 'last', ...last, includeCurrent: last.includeCurrent ?? false };
  }
  throw invalid(`${path} must be one of {from, to}, {on}, {since}, {before}, {last}, {toDate}.${lackOf(from, to)}`);
}

/** What is wrong with one end of a range alone. */
function lackOf(from: string | undefined, to: string | undefined): string {
  const end = from ?? to;
  if (end === undefined || (from !== undefined && to !== undefined)) return '';
  const missing = from === undefined ? 'from' : 'to';
  const noDate = /^\d{4}-\d{2}-\d{2}$/u.test(end) ? '' : ` "${cut(end)}" is not a date: write it like 2021-02-10.`;
  return ` There is no "${missing}".${noDate}`;
}
