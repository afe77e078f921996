import type { TimeStorage } from '../../model/types.js';
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

/** SQL that is known to be a TIMESTAMP_NTZ, which needs no cast to be one. */
interface Timestamp extends Sql {
  readonly isTimestamp: true;
}

function timestamp(input: Sql | Timestamp): Timestamp {
  return 'isTimestamp' in input ? input : { ...sql`cast(${input} as timestamp_ntz)`, isTimestamp: true };
}

/**
 * A TIMESTAMP_TZ is cut and cast by the offset of each value, a TIMESTAMP_LTZ by the session's zone, which is UTC. What is
 * not known may also be a date or text: as a TIMESTAMP_TZ they are times of the session. All end as one type, since
 * UNION ALL refuses several. https://docs.snowflake.com/en/sql-reference/data-types-datetime
 */
function utc(input: Sql, stored: TimeStorage | undefined): Sql {
  switch (stored) {
    case 'date':
    case 'ntz':
      return input;
    case 'ltz':
      return timestamp(input);
    case 'tz':
      return timestamp(sql`convert_timezone('UTC', ${input})`);
    case undefined:
      return timestamp(sql`convert_timezone('UTC', cast(${input} as timestamp_tz))`);
  }
}

const toZone = (input: Sql, zone: string): Timestamp => ({
  ...sql`convert_timezone('UTC', ${binding(zone)}, ${input})`,
  isTimestamp: true,
});

export const snowflake: Dialect = {
  name: 'snowflake',
  client: SnowflakeClient,
  ...standard,
  bound: (value) => (value.type === 'datetime' ? timestamp(binding(value.value)) : standard.bound(value)),
  addGrain: (input, count, grain, type) =>
    type === 'date'
      ? sql`cast(dateadd(${grain}, ${String(count)}, ${input}) as date)`
      : sql`dateadd(${grain}, ${String(count)}, ${timestamp(input)})`,
  utc,
  toZone,
  fromZone: (input, zone) => sql`convert_timezone(${binding(zone)}, 'UTC', ${timestamp(input)})`,
  periodStart: (input, zone, grain) => {
    const local = toZone(input, zone);
    return sql`dateadd(nanosecond, datediff(nanosecond, ${local}, date_trunc('${grain}', ${local})), ${input})`;
  },
  approximatePercentile: (input, fraction) => sql`approx_percentile(${input}, ${String(fraction)})`,
  spine: (grain, from, to) => {
    const bounds = sql`select ${timestamp(from)} as first_period, ${to} as end_period`;
    const steps = sql`table(flatten(array_generate_range(0, datediff(${grain}, bounds.first_period, bounds.end_period) + 1)))`;
    const moment = sql`dateadd(${grain}, cast(steps.value as integer), bounds.first_period)`;
    return sql`select ${standard.period(moment, grain)} as "__period" from (${bounds}) as bounds, ${steps} as steps where ${moment} < bounds.end_period`;
  },
};
