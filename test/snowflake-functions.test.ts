import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATE_PARTS, GRAINS } from '../src/model/types.js';
import type { Expr } from '../src/plan/expression.js';
import { FILTER_FUNCTIONS } from '../src/plan/filter-expression.js';
import { snowflake } from '../src/sql/dialects/snowflake.js';
import { expressionSql } from '../src/sql/expression-sql.js';
import { type Sql, statementOf } from '../src/sql/fragment.js';
import { callsIn, parseSnowflake, typesIn, wordOf } from './support/snowflake-ast.js';
import { type Text, textsOfCases, textsOfQuestions } from './support/snowflake-texts.js';

/**
 * Parsers let unknown functions and date parts pass; Snowflake does not. What its dialect writes is held to these lists,
 * each name with the page that documents it.
 */
const FUNCTIONS = 'https://docs.snowflake.com/en/sql-reference/functions/';

interface Documented {
  /** How many arguments it is called with. */
  readonly args: readonly number[];
  readonly page: string;
}

const documented = (page: string, ...args: readonly number[]): Documented => ({ args, page: FUNCTIONS + page });

const OURS: Readonly<Record<string, Documented>> = {
  abs: documented('abs', 1),
  approx_percentile: documented('approx_percentile', 2),
  array_generate_range: documented('array_generate_range', 2),
  avg: documented('avg', 1),
  coalesce: documented('coalesce', 2),
  contains: documented('contains', 2),
  convert_timezone: documented('convert_timezone', 2, 3),
  count: documented('count', 1),
  date_trunc: documented('date_trunc', 2),
  dateadd: documented('dateadd', 3),
  datediff: documented('datediff', 3),
  day: documented('year', 1),
  dayofweekiso: documented('year', 1),
  dayofyear: documented('year', 1),
  dense_rank: documented('dense_rank', 0),
  flatten: documented('flatten', 1),
  greatest: documented('greatest', 2),
  hour: documented('hour-minute-second', 1),
  lead: documented('lead', 1),
  least: documented('least', 2),
  length: documented('length', 1),
  lower: documented('lower', 1),
  max: documented('max', 1),
  min: documented('min', 1),
  month: documented('year', 1),
  nullif: documented('nullif', 2),
  percentile_cont: documented('percentile_cont', 1),
  percentile_disc: documented('percentile_disc', 1),
  quarter: documented('year', 1),
  round: documented('round', 2),
  row_number: documented('row_number', 0),
  startswith: documented('startswith', 2),
  sum: documented('sum', 1),
  trim: documented('trim', 0),
  upper: documented('upper', 1),
  year: documented('year', 1),
};

/** What the definitions of cases and worlds bring in SQL of their own. */
const AUTHORS: Readonly<Record<string, Documented>> = {
  lag: documented('lag', 1),
};

// https://docs.snowflake.com/en/sql-reference/functions-date-time, "Supported date and time parts"
const FINE = ['nanosecond', 'microsecond', 'millisecond', 'second', 'minute', 'hour'];
const PARTS = [...FINE, 'day', 'week', 'month', 'quarter', 'year'];
const PARTED: Readonly<Record<string, readonly string[]>> = {
  // A day is a cast to date.
  date_trunc: PARTS.filter((part) => part !== 'day'),
  dateadd: PARTS,
  datediff: PARTS,
};

// https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
const TYPES = ['Date', 'Decimal', 'Double', 'Integer', 'TimestampNtz', 'timestamp_tz'];

/** What no case asks for: every grain and part, and every function of filters. */
function textsOfDialect(): readonly Text[] {
  const t: Sql = { text: 't' };
  const scope = () => t;
  const column: Expr = { kind: 'column', name: 't' };
  const utc = (['date', 'ntz', 'ltz', 'tz', undefined] as const).map((stored) => snowflake.utc(t, stored));
  const exprs = [
    ...GRAINS.flatMap((grain) => [
      snowflake.truncate(t, grain),
      snowflake.addGrain(t, -1, grain, 'datetime'),
      snowflake.addGrain(t, 2, grain, 'date'),
    ]),
    ...GRAINS.filter((grain) => FINE.includes(grain)).map((grain) => snowflake.periodStart(t, 'Europe/Rome', grain)),
    ...DATE_PARTS.map((part) => snowflake.part(t, part)),
    ...utc,
    snowflake.toZone(t, 'Europe/Rome'),
    snowflake.fromZone(t, 'Europe/Rome'),
    ...FILTER_FUNCTIONS.flatMap((name) => {
      if (name === 'lower' || name === 'coalesce') return [];
      const args = ['abs', 'upper', 'trim', 'length'].includes(name) ? [column] : [column, column];
      return [expressionSql({ kind: 'call', function: name, args }, scope, snowflake)];
    }),
  ];
  const written = (one: Sql) => statementOf(one).sql;
  return [
    ...exprs.map((one): Text => [written(one), `select ${written(one)} from x`]),
    ...GRAINS.map((grain): Text => [`spine of ${grain}`, written(snowflake.spine(grain, t, t))]),
  ];
}

const texts = [...textsOfCases(), ...textsOfQuestions(60), ...textsOfDialect()];
const parsed = texts.map(([name, sql]) => [name, parseSnowflake(sql)] as const);
const calls = parsed.flatMap(([text, statements]) => callsIn(statements).map((call) => ({ ...call, text })));

describe('what the Snowflake dialect writes', () => {
  const known = { ...OURS, ...AUTHORS };

  it('calls documented functions, all that are listed, with so many arguments', () => {
    const seen = new Map<string, Set<number>>();
    for (const { name, args } of calls) seen.set(name, (seen.get(name) ?? new Set()).add(args.length));
    const counts = (of: Iterable<number>) => [...of].sort();
    expect(Object.fromEntries([...seen].map(([name, args]) => [name, counts(args)]).sort())).toEqual(
      Object.fromEntries(
        Object.entries(known)
          .map(([name, { args }]) => [name, counts(args)])
          .sort(),
      ),
    );
  });

  it('names documented parts of dates and times, all that are listed', () => {
    const seen: Record<string, Set<string>> = {};
    for (const { name, args } of calls) {
      if (name in PARTED) seen[name] = (seen[name] ?? new Set()).add(wordOf(args[0]) ?? 'none');
    }
    const sorted = (of: Iterable<string>) => [...of].sort();
    expect(Object.fromEntries(Object.entries(seen).map(([name, parts]) => [name, sorted(parts)]))).toEqual(
      Object.fromEntries(Object.entries(PARTED).map(([name, parts]) => [name, sorted(parts)])),
    );
  });

  it('casts to documented types, all that are listed', () => {
    expect([...new Set(parsed.flatMap(([, statements]) => typesIn(statements)))].sort()).toEqual([...TYPES].sort());
  });

  it('takes from authors what they wrote', () => {
    const written = ['../metrics', 'fixtures', 'support/world', 'support/town'].flatMap((folder) =>
      readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:sql|yml)$/.test(file))
        .map((file) => readFileSync(join(import.meta.dirname, folder, file), 'utf8')),
    );
    for (const name of Object.keys(AUTHORS)) {
      expect(Object.keys(OURS)).not.toContain(name);
      expect(written.some((text) => text.includes(`${name}(`))).toBe(true);
    }
  });
});
