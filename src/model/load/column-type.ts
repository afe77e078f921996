import type { ValueType } from '../types.js';

const TYPES: Readonly<Record<string, ValueType>> = {
  ...named('long', ['int', 'integer', 'bigint', 'smallint', 'tinyint', 'byteint', 'hugeint', 'int2', 'int4', 'int8']),
  ...named('long', ['int64', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'uhugeint']),
  ...named('double', ['double', 'double precision', 'float', 'float4', 'float8', 'float64', 'real']),
  ...named('boolean', ['boolean', 'bool']),
  ...named('string', ['varchar', 'text', 'string', 'char', 'character', 'character varying', 'bpchar', 'nchar']),
  ...named('string', ['nvarchar', 'uuid']),
  ...named('date', ['date']),
  ...named('datetime', ['datetime', 'timestamp', 'timestamptz', 'timestamp_ntz', 'timestamp_ltz', 'timestamp_tz']),
  ...named('datetime', ['timestamp with time zone', 'timestamp without time zone', 'timestamp_s', 'timestamp_ms']),
  ...named('datetime', ['timestamp_ns', 'timestamp_us']),
};

/**
 * The type of a column's values from what its warehouse calls it, in any case: `VARCHAR(20)` → string,
 * `NUMBER(38,0)` → long. Undefined for what is no single value, such as a list. Names as DuckDB and Snowflake have them
 * (https://duckdb.org/docs/stable/sql/data_types/overview, https://docs.snowflake.com/en/sql-reference/intro-summary-data-types).
 */
export function valueTypeOf(dataType: string): ValueType | undefined {
  const match = /^(?<name>[a-z][\w ]*?)\s*(?:\((?<numbers>[\d, ]*)\))?(?<zone> with(?:out)? time zone)?$/u.exec(
    dataType.trim().toLowerCase().replace(/\s+/gu, ' '),
  );
  const { name = '', numbers, zone = '' } = match?.groups ?? {};
  return exactType(name, numbers) ?? TYPES[`${name}${zone}`];
}

/** Without a precision Snowflake's NUMBER is whole, and DuckDB's DECIMAL has three decimals. */
function exactType(name: string, numbers: string | undefined): ValueType | undefined {
  if (name !== 'number' && name !== 'numeric' && name !== 'decimal') return undefined;
  if (numbers === undefined) return name === 'number' ? 'long' : 'decimal';
  const scale = Number(numbers.split(',')[1] ?? 0);
  return scale > 0 ? 'decimal' : 'long';
}

function named(type: ValueType, names: readonly string[]): Record<string, ValueType> {
  return Object.fromEntries(names.map((name) => [name, type]));
}
