import { Dialect, init, tokenize, transpile } from '@polyglot-sql/sdk';
import type { Binding, Statement, Warehouse } from '../../src/warehouse/warehouse.js';

/**
 * Snowflake's SQL on DuckDB. A transpiler that knows nothing of Trellis (polyglot) turns the text; functions whose
 * meaning it loses are macros here, written from Snowflake's documentation.
 */

await init();

/**
 * Snowflake's functions as DuckDB has them, each by the name `sf_` and its own; set them up beside the tables. Date parts
 * come as text, times without a zone as TIMESTAMP. Pages: https://docs.snowflake.com/en/sql-reference/functions/NAME
 */
export const MACROS: readonly string[] = [
  // The transpiler's `interval -7 day` and `interval steps.value day` are no intervals to DuckDB.
  `create macro sf_dateadd(part, n, t) as t + case part
     when 'year' then to_years(cast(n as integer))
     when 'quarter' then to_months(cast(3 * n as integer))
     when 'month' then to_months(cast(n as integer))
     when 'week' then to_days(cast(7 * n as integer))
     when 'day' then to_days(cast(n as integer))
     when 'hour' then to_hours(n)
     when 'minute' then to_minutes(n)
     when 'second' then to_seconds(n)
     when 'millisecond' then to_microseconds(1000 * n)
     when 'microsecond' then to_microseconds(n)
     when 'nanosecond' then to_microseconds(n // 1000)
     else error('no such date part') end`,
  // Boundaries between the two, weeks from Monday (WEEK_START = 1). The transpiler counts hours between days.
  `create macro sf_datediff(part, a, b) as case part
     when 'nanosecond' then epoch_ns(cast(b as timestamp)) - epoch_ns(cast(a as timestamp))
     else date_diff(part, cast(a as timestamp), cast(b as timestamp)) end`,
  // With two arguments a time without a zone is one of the session, and the result an instant; what a session in UTC
  // shows of it is its clock. With three, both times have no zone. The transpiler leaves the clock in UTC.
  `create macro sf_convert_timezone
     (zone, t) as timezone(zone, cast(t as timestamptz)),
     (source, target, t) as timezone(target, timezone(source, cast(t as timestamp)))`,
  // Both estimate by t-digest; other digits of it are not compared here.
  'create macro sf_approx_percentile(x, fraction) as approx_quantile(x, fraction)',
  'create macro sf_startswith(a, b) as starts_with(a, b)',
  // The transpiler forgets the type within hour() and its like.
  'create type timestampntz as timestamp',
  // The transpiler keeps `steps.value`, and names no column so.
  'create macro sf_flatten(list) as table select unnest(list) as "value"',
];

const PARTED = new Set(['dateadd', 'datediff']);
const REPLACED = new Set([...PARTED, 'convert_timezone', 'approx_percentile', 'startswith', 'flatten']);

/**
 * One statement of Snowflake's with its values as DuckDB SQL without bindings. It runs where MACROS stand.
 * @throws where the transpiler can't read it, or knows that DuckDB has no such thing
 */
export function toDuckDb(sql: string, bindings: readonly Binding[]): string {
  const text = rewritten(sql, bindings);
  const result = transpile(text, Dialect.Snowflake, Dialect.DuckDB, { unsupportedLevel: 'raise' });
  const [statement, ...more] = result.sql ?? [];
  if (statement === undefined || more.length > 0) throw new Error(`${result.error ?? 'several statements'}: ${text}`);
  return statement;
}

/** The same tables asked in Snowflake's SQL. */
export function asSnowflake(duckdb: Warehouse): Warehouse {
  const translated = ({ sql, bindings }: Statement): Statement => ({ sql: toDuckDb(sql, bindings), bindings: [] });
  return {
    dialect: 'snowflake',
    run: (statement, options) => duckdb.run(translated(statement), options),
    stream: (statement, options) => duckdb.stream(translated(statement), options),
    explain: (statement, options) => duckdb.explain(translated(statement), options),
    describe: (table) => duckdb.describe(table),
    close: () => duckdb.close(),
  };
}

/** Values in the place of question marks, and the macros' names; token by token, so that no text or name is touched. */
function rewritten(sql: string, bindings: readonly Binding[]): string {
  const { tokens, error } = tokenize(sql, Dialect.Snowflake);
  if (!tokens) throw new Error(`${error}: ${sql}`);
  // Places are counted in characters, not in JavaScript's halves of them.
  const characters = Array.from(sql);
  const texts = tokens.map(({ span }) => characters.slice(span.start, span.end).join(''));
  const values = [...bindings];
  let out = '';
  let end = 0;
  tokens.forEach(({ span }, index) => {
    out += characters.slice(end, span.start).join('') + rewrittenToken(texts, index, values);
    end = span.end;
  });
  if (values.length > 0) throw new Error(`${values.length} values more than question marks: ${sql}`);
  return out + characters.slice(end).join('');
}

function rewrittenToken(texts: readonly string[], index: number, values: Binding[]): string {
  const text = texts[index] ?? '';
  if (text === '?') {
    const value = values.shift();
    if (value === undefined) throw new Error('A question mark without a value');
    return literal(value);
  }
  const name = text.toLowerCase();
  if (REPLACED.has(name) && texts[index + 1] === '(') return `sf_${name}`;
  const isPart = texts[index - 1] === '(' && PARTED.has(texts[index - 2]?.toLowerCase() ?? '');
  return isPart && !text.startsWith("'") ? `'${name}'` : text;
}

/** As Snowflake writes it: a backslash escapes in its texts, and a number with a fraction is bound as a double. */
function literal(value: Binding): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) ? `(${value})` : `cast(${value} as double)`;
}
