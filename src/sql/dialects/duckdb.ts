import type { Grain } from '../../model/types.js';
import { binding, type Sql, sql } from '../fragment.js';
import type { Dialect } from './dialect.js';
import { BaseClient, SHARED_PARTS, standardSql } from './standard.js';

/** Knex's base client quotes with `"` and binds with `?`, which is what DuckDB reads; it opens nothing. */
class DuckDbClient extends BaseClient {
  override dialect = 'duckdb';
}

const standard = standardSql({
  timestamp: 'timestamp',
  parts: { ...SHARED_PARTS, dow: 'isodow' },
  startsWith: 'starts_with',
});

export const duckdb: Dialect = {
  name: 'duckdb',
  client: DuckDbClient,
  ...standard,
  // Nothing here is finer than what a column holds.
  truncate: (input, grain) => (grain === 'nanosecond' ? input : standard.truncate(input, grain)),
  addGrain: (input, count, grain, type) => {
    const later = sql`(${input} + ${interval(count, grain)})`;
    return type === 'date' ? sql`cast(${later} as date)` : later;
  },
  toZone: (input, zone) => sql`timezone(${binding(zone)}, timezone('UTC', cast(${input} as timestamp)))`,
  fromZone: (input, zone) => sql`timezone('UTC', timezone(${binding(zone)}, cast(${input} as timestamp)))`,
  approximatePercentile: (input, fraction) => sql`approx_quantile(${input}, ${String(fraction)})`,
  spine: (grain, from, to) => {
    const series = sql`select unnest(generate_series(date_trunc('${grain}', cast(${from} as timestamp)), ${to}, ${interval(1, grain)})) as moment`;
    return sql`select ${standard.truncate({ text: 'moment', bindings: [] }, grain)} as "__period" from (${series}) as series where moment < ${to}`;
  },
};

function interval(count: number, grain: Grain): Sql {
  if (grain === 'quarter') return interval(3 * count, 'month');
  return { text: `interval '${count} ${grain}'`, bindings: [] };
}
