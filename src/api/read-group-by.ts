import { z } from 'zod';
import type { SemanticCatalog } from '../model/catalog.js';
import { DATE_PARTS } from '../model/types.js';
import { groupByText, parseGroupBy } from '../plan/dbt-names.js';
import type { GroupBy } from '../plan/query.js';
import { invalid, shaped } from './shape.js';

export const text = (accepted: string) => z.string({ error: accepted }).min(1, { error: accepted });
export const list = (accepted: string) => z.array(z.unknown(), { error: accepted });

/** A caller's name of a column; it stands in the SQL, so it is of letters, digits and _ alone. Ours begin with _. */
export const alias = z.string({ error: 'the name of a column' }).regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/, {
  error: 'a name of letters, digits and _, at most 63, that begins with a letter',
});

const time = z.strictObject({
  time: text('the name of a time dimension'),
  grain: text('a grain such as "month"').optional(),
  part: z.enum(DATE_PARTS, { error: `one of ${DATE_PARTS.join(', ')}` }).optional(),
  fill: z.boolean({ error: 'true or false' }).optional(),
  as: alias.optional(),
});

const dimension = z.strictObject({
  dimension: text('the name of a dimension'),
  as: alias.optional(),
  bins: z.array(z.number({ error: 'a number' }), { error: 'a list of numbers such as [10, 20]' }).optional(),
  top: z
    .strictObject(
      {
        count: z.int({ error: 'a whole number from 1' }).min(1, { error: 'a whole number from 1' }),
        by: text('the name of a metric'),
        others: z.boolean({ error: 'true or false' }).optional(),
      },
      { error: '{count, by, others}' },
    )
    .optional(),
});

/** A group-by with dbt's name of it. */
export interface ReadGroupBy {
  readonly name: string;
  readonly groupBy: GroupBy;
}

/** @throws QUERY_INVALID that names the key, UNKNOWN_DIMENSION with the nearest names */
export function readGroupBy(input: unknown, catalog: SemanticCatalog, path: string): ReadGroupBy {
  if (typeof input === 'string') return { name: groupByText(catalog, input), groupBy: parseGroupBy(catalog, input) };
  const isTime = typeof input === 'object' && input !== null && 'time' in input;
  return isTime ? readTime(input, catalog, path) : readDimension(input, catalog, path);
}

function readTime(input: unknown, catalog: SemanticCatalog, path: string): ReadGroupBy {
  const { time: name, grain, part, as, fill } = shaped(time, input, path, 'a time: {time, grain, part, fill, as}');
  if (fill && part !== undefined) throw invalid(`${path}: only periods can be filled, not the ${part}.`);
  if (grain !== undefined && part !== undefined) throw invalid(`${path} has a grain and a part: group by both apart.`);
  const suffix = part === undefined ? grain : `extract_${part}`;
  const full = (suffix === undefined ? name : `${name}__${suffix}`).toLowerCase();
  const groupBy = parseGroupBy(catalog, full);
  if (groupBy.kind === 'value') throw invalid(`${path}: "${name}" is no time. Write {dimension: "${name}"}.`, name);
  return { name: full, groupBy: named(fill && groupBy.kind === 'time' ? { ...groupBy, fill } : groupBy, as) };
}

function readDimension(input: unknown, catalog: SemanticCatalog, path: string): ReadGroupBy {
  const what = 'a group-by: a name, {dimension, top, bins, as} or {time, grain, part, fill, as}';
  const { dimension: name, as, top, bins } = shaped(dimension, input, path, what);
  const groupBy = named(parseGroupBy(catalog, name), as);
  if (!top && !bins) return { name: groupByText(catalog, name), groupBy };
  if (groupBy.kind !== 'value')
    throw invalid(`${path}: "${name}" is a time, which has no best members and no bins.`, name);
  const best = top && { ...top, others: top.others ?? true };
  return {
    name: groupByText(catalog, name),
    groupBy: { ...groupBy, ...(best && { top: best }), ...(bins && { bins }) },
  };
}

function named(groupBy: GroupBy, as: string | undefined): GroupBy {
  return as === undefined ? groupBy : { ...groupBy, as };
}
