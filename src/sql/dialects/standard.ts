import knex, { type Knex } from 'knex';
import { compareGrains } from '../../model/grains.js';
import type { DatePart, Grain } from '../../model/types.js';
import { binding, type Sql, sql } from '../fragment.js';
import type { Dialect } from './dialect.js';

/** Knex's own client: it quotes with `"` and binds with `?`. Its declarations leave out that knex carries it. */
export const BaseClient = (knex as unknown as { readonly Client: typeof Knex.Client }).Client;

interface StandardSql extends Pick<Dialect, 'bound' | 'truncate' | 'part' | 'startsWith'> {
  /** The start of a period with the type that periods have: a DATE at day and coarser. */
  period(moment: Sql, grain: Grain): Sql;
}

/** What DuckDB and Snowflake write alike but for a few names. */
export function standardSql(names: {
  /** A timestamp without a time zone. */
  readonly timestamp: string;
  /** Functions of a time, by part; ISO weekdays, Monday 1. */
  readonly parts: Readonly<Record<DatePart, string>>;
  readonly startsWith: string;
}): StandardSql {
  return {
    bound: ({ type, value }) => {
      if (type === 'datetime') return sql`cast(${binding(value)} as ${names.timestamp})`;
      if (type === 'decimal') return sql`cast(${binding(value)} as ${decimalType(String(value))})`;
      return type === 'date' ? sql`cast(${binding(value)} as date)` : binding(value);
    },
    truncate: (input, grain) => {
      if (grain === 'day') return sql`cast(${input} as date)`;
      const start = sql`date_trunc('${grain}', ${input})`;
      return compareGrains(grain, 'day') > 0 ? sql`cast(${start} as date)` : start;
    },
    period: (moment, grain) => (compareGrains(grain, 'day') >= 0 ? sql`cast(${moment} as date)` : moment),
    part: (input, part) => sql`${names.parts[part]}(${input})`,
    startsWith: (input, search) => sql`${names.startsWith}(${input}, ${search})`,
  };
}

/** `-0.10` → decimal(3, 2), as both read such a literal. */
function decimalType(value: string): string {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  return `decimal(${whole.length + fraction.length}, ${fraction.length})`;
}

/** The parts that both call alike. */
export const SHARED_PARTS = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  doy: 'dayofyear',
  hour: 'hour',
} as const;
