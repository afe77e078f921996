import knex, { type Knex } from 'knex';
import { compareGrains } from '../../model/grains.js';
import type { DatePart } from '../../model/types.js';
import { binding, sql } from '../fragment.js';
import type { Dialect } from './dialect.js';

/** Snowflake reads what Knex's base client writes: `"` for quoted names, `?` for bindings. */
class SnowflakeClient extends (knex as unknown as { Client: typeof Knex.Client }).Client {
  override dialect = 'snowflake';
}

const PARTS: Record<DatePart, string> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  dow: 'dayofweekiso',
  doy: 'dayofyear',
  hour: 'hour',
};

export const snowflake: Dialect = {
  name: 'snowflake',
  client: SnowflakeClient,
  bound: ({ type, value }) => {
    if (type === 'datetime') return sql`cast(${binding(value)} as timestamp_ntz)`;
    return type === 'date' ? sql`cast(${binding(value)} as date)` : binding(value);
  },
  truncate: (input, grain) => {
    if (grain === 'day') return sql`cast(${input} as date)`;
    const start = sql`date_trunc('${grain}', ${input})`;
    return compareGrains(grain, 'day') > 0 ? sql`cast(${start} as date)` : start;
  },
  part: (input, part) => sql`${PARTS[part]}(${input})`,
  addGrain: (input, count, grain, type) =>
    type === 'date'
      ? sql`cast(dateadd(${grain}, ${String(count)}, ${input}) as date)`
      : sql`dateadd(${grain}, ${String(count)}, cast(${input} as timestamp_ntz))`,
  toZone: (input, zone) => sql`convert_timezone('UTC', ${binding(zone)}, cast(${input} as timestamp_ntz))`,
  fromZone: (input, zone) => sql`convert_timezone(${binding(zone)}, 'UTC', cast(${input} as timestamp_ntz))`,
  startsWith: (input, search) => sql`startswith(${input}, ${search})`,
  spine: (grain, from, to) => {
    const first = sql`date_trunc('${grain}', cast(${from} as timestamp_ntz))`;
    const bounds = sql`select ${first} as first_period, ${to} as end_period`;
    const steps = sql`table(flatten(array_generate_range(0, datediff(${grain}, bounds.first_period, bounds.end_period) + 1)))`;
    const moment = sql`dateadd(${grain}, steps.value, bounds.first_period)`;
    return sql`select ${snowflake.truncate(moment, grain)} as "period" from (${bounds}) as bounds, ${steps} as steps where ${moment} < bounds.end_period`;
  },
};
