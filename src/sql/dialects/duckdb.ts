import knex, { type Knex } from 'knex';
import { compareGrains } from '../../model/grains.js';
import type { DatePart, Grain } from '../../model/types.js';
import { binding, type Sql, sql } from '../fragment.js';
import type { Dialect } from './dialect.js';

/** Knex's base client quotes with `"` and binds with `?`, which is what DuckDB reads; it opens nothing. */
class DuckDbClient extends (knex as unknown as { Client: typeof Knex.Client }).Client {
  override dialect = 'duckdb';
}

const PARTS: Record<DatePart, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  dow: 'isodow',
  doy: 'dayofyear',
  hour: 'hour',
};

export const duckdb: Dialect = {
  name: 'duckdb',
  client: DuckDbClient,
  bound: ({ type, value }) => {
    if (type === 'datetime') return sql`cast(${binding(value)} as timestamp)`;
    return type === 'date' ? sql`cast(${binding(value)} as date)` : binding(value);
  },
  truncate: (input, grain) => {
    if (grain === 'day') return sql`cast(${input} as date)`;
    const start = sql`date_trunc('${grain}', ${input})`;
    return compareGrains(grain, 'day') > 0 ? sql`cast(${start} as date)` : start;
  },
  part: (input, part) => sql`${PARTS[part]}(${input})`,
  addGrain: (input, count, grain, type) => {
    const later = sql`(${input} + ${interval(count, grain)})`;
    return type === 'date' ? sql`cast(${later} as date)` : later;
  },
  toZone: (input, zone) => sql`timezone(${binding(zone)}, timezone('UTC', cast(${input} as timestamp)))`,
  fromZone: (input, zone) => sql`timezone('UTC', timezone(${binding(zone)}, cast(${input} as timestamp)))`,
  startsWith: (input, search) => sql`starts_with(${input}, ${search})`,
  spine: (grain, from, to) => {
    const series = sql`select unnest(generate_series(date_trunc('${grain}', cast(${from} as timestamp)), ${to}, ${interval(1, grain)})) as moment`;
    return sql`select ${duckdb.truncate({ text: 'moment', bindings: [] }, grain)} as "period" from (${series}) as series where moment < ${to}`;
  },
};

function interval(count: number, grain: Grain): Sql {
  if (grain === 'quarter') return interval(3 * count, 'month');
  return { text: `interval '${count} ${grain}'`, bindings: [] };
}
