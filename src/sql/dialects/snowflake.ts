import { binding, type Sql, sql } from '../fragment.js';
import type { Dialect } from './dialect.js';
import { BaseClient, SHARED_PARTS, standardSql } from './standard.js';

/** Snowflake reads what Knex's base client writes: `"` for quoted names, `?` for bindings. */
class SnowflakeClient extends BaseClient {
  override dialect = 'snowflake';
}

const standard = standardSql({
  timestamp: 'timestamp_ntz',
  parts: { ...SHARED_PARTS, dow: 'dayofweekiso' },
  startsWith: 'startswith',
});

const toZone = (input: Sql, zone: string) =>
  sql`convert_timezone('UTC', ${binding(zone)}, cast(${input} as timestamp_ntz))`;

export const snowflake: Dialect = {
  name: 'snowflake',
  client: SnowflakeClient,
  ...standard,
  addGrain: (input, count, grain, type) =>
    type === 'date'
      ? sql`cast(dateadd(${grain}, ${String(count)}, ${input}) as date)`
      : sql`dateadd(${grain}, ${String(count)}, cast(${input} as timestamp_ntz))`,
  toZone,
  fromZone: (input, zone) => sql`convert_timezone(${binding(zone)}, 'UTC', cast(${input} as timestamp_ntz))`,
  periodStart: (input, zone, grain) => {
    const local = toZone(input, zone);
    return sql`dateadd(nanosecond, datediff(nanosecond, ${local}, date_trunc('${grain}', ${local})), cast(${input} as timestamp_ntz))`;
  },
  approximatePercentile: (input, fraction) => sql`approx_percentile(${input}, ${String(fraction)})`,
  spine: (grain, from, to) => {
    const first = sql`cast(${from} as timestamp_ntz)`;
    const bounds = sql`select ${first} as first_period, ${to} as end_period`;
    const steps = sql`table(flatten(array_generate_range(0, datediff(${grain}, bounds.first_period, bounds.end_period) + 1)))`;
    const moment = sql`dateadd(${grain}, steps.value, bounds.first_period)`;
    return sql`select ${standard.period(moment, grain)} as "__period" from (${bounds}) as bounds, ${steps} as steps where ${moment} < bounds.end_period`;
  },
};
