import type { Grain } from '../../model/types.js';
import { binding, type Sql, sql, text } from '../fragment.js';
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

const toZone = (input: Sql, zone: string) =>
  sql`timezone(${binding(zone)}, timezone('UTC', cast(${input} as timestamp)))`;

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
  // TIMESTAMPTZ is cut and cast by the session's zone, which is UTC.
  utc: (input) => input,
  toZone,
  fromZone: (input, zone) => sql`timezone('UTC', timezone(${binding(zone)}, cast(${input} as timestamp)))`,
  periodStart: (input, zone, grain) => {
    const local = toZone(input, zone);
    return sql`(${input} - (${local} - date_trunc('${grain}', ${local})))`;
  },
  approximatePercentile: (input, fraction) => sql`approx_quantile(${input}, ${String(fraction)})`,
  spine: (grain, from, to) => {
    const series = sql`select unnest(generate_series(cast(${from} as timestamp), ${to}, ${interval(1, grain)})) as moment`;
    return sql`select ${standard.period(text('moment'), grain)} as "__period" from (${series}) as series where moment < ${to}`;
  },
};

function interval(count: number, grain: Grain): Sql {
  if (grain === 'quarter') return interval(3 * count, 'month');
  return text(`interval '${count} ${grain}'`);
}
