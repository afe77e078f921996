import { z } from 'zod';
import type { SemanticCatalog } from '../model/catalog.js';
import { GRAINS } from '../model/types.js';
import type { CompareTo, Show, Shown } from '../plan/query.js';
import { text } from './read-group-by.js';
import { readTimeRange } from './read-time-range.js';
import { invalid, shaped } from './shape.js';

export const SHOWS = ['value', 'change', 'change_rate', 'share_of_total'] as const satisfies readonly Show[];

export function isShow(name: string): name is Show {
  return (SHOWS as readonly string[]).includes(name);
}

/** Keys of what is shown of a metric. */
export const shown = {
  compareTo: z.unknown().optional(),
  show: z.enum(SHOWS, { error: `one of ${SHOWS.join(', ')}` }).optional(),
};

const compareTo = z.strictObject({
  previousPeriod: z.literal(true, { error: 'true, or left out with compareTo' }).optional(),
  offset: z
    .strictObject(
      { count: z.number({ error: 'a whole number from 1' }), grain: text('a grain such as "month"') },
      { error: 'an object such as {count: 1, grain: "year"}' },
    )
    .optional(),
  timeRange: z.unknown().optional(),
});

/** Reads `compareTo` and `show`. @throws QUERY_INVALID that names the key */
export function readShown(
  input: { readonly compareTo?: unknown; readonly show?: Show | undefined },
  catalog: SemanticCatalog,
  path: string,
): Shown {
  const { show } = input;
  return {
    ...(input.compareTo !== undefined && { compareTo: readCompareTo(input.compareTo, catalog, `${path}.compareTo`) }),
    ...(show !== undefined && show !== 'value' && { show }),
  };
}

function readCompareTo(input: unknown, catalog: SemanticCatalog, path: string): CompareTo {
  const read = shaped(compareTo, input, path, 'an object such as {previousPeriod: true}');
  const { previousPeriod, offset, timeRange } = read;
  if (Object.values(read).filter((value) => value !== undefined).length !== 1) {
    throw invalid(`${path} must be one of {previousPeriod: true}, {offset: {count, grain}}, {timeRange}.`);
  }
  if (previousPeriod) return { kind: 'previousPeriod' };
  if (offset) return { kind: 'offset', count: offset.count, grain: knownGrain(offset.grain, catalog, path) };
  return { kind: 'timeRange', range: readTimeRange(timeRange, `${path}.timeRange`) };
}

function knownGrain(grain: string, { customGrains }: SemanticCatalog, path: string): string {
  const known = [...GRAINS, ...customGrains.keys()];
  if (known.includes(grain)) return grain;
  throw invalid(`${path}.offset.grain must be one of ${known.join(', ')}.`, grain);
}

/** The default name of a column: `revenue`, `revenue__before`, `revenue__change_rate`, `revenue__share`. */
export function shownName(metric: string, { compareTo: to, show = 'value' }: Shown): string {
  switch (show) {
    case 'value':
      return to ? `${metric}__before` : metric;
    case 'share_of_total':
      return to ? `${metric}__share_before` : `${metric}__share`;
    default:
      return `${metric}__${show}`;
  }
}
