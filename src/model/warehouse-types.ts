import type { ValueType } from './types.js';

const LONG = /^(?:u?(?:tiny|small|big|huge)int|u?int(?:eger)?|int[1248]|u?int(?:8|16|32|64|128)|byteint|long|short)$/;
const DECIMAL = /^(?:number|numeric|decimal|dec|fixed)$/;
const DOUBLE = /^(?:double(?: precision)?|float[48]?|real)$/;
const BOOLEAN = /^(?:bool(?:ean)?|logical)$/;
const DATETIME = /^(?:timestamp(?:[ _]?(?:ntz|ltz|tz|s|ms|us|ns)|(?: with(?:out)? (?:local )?time zone))?|datetime)$/;

/**
 * What a column of a DuckDB or Snowflake type holds, as its definition writes the type: `NUMBER(38,0)` → long,
 * `TIMESTAMP_NTZ(9)` → datetime. Without a scale Snowflake's NUMBER is whole, and DuckDB's DECIMAL has three
 * decimals. All that has no type of its own here (JSON, lists, structs, times of day) is shown as a string.
 * Names: https://duckdb.org/docs/stable/sql/data_types/overview, https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
 */
export function valueTypeOf(warehouseType: string): ValueType {
  const parameters = /\(([\d\s,]*)\)/.exec(warehouseType)?.[1];
  const name = warehouseType
    .replace(/\([^()]*\)/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  if (LONG.test(name)) return 'long';
  if (name === 'number' && parameters === undefined) return 'long';
  if (DECIMAL.test(name)) return scaleOf(parameters) === 0 ? 'long' : 'decimal';
  if (DOUBLE.test(name)) return 'double';
  if (BOOLEAN.test(name)) return 'boolean';
  if (name === 'date') return 'date';
  return DATETIME.test(name) ? 'datetime' : 'string';
}

/** `38,0` → 0; a precision alone has no scale: `10` → 0. */
function scaleOf(parameters: string | undefined): number | undefined {
  if (parameters === undefined) return undefined;
  const [, scale = '0'] = parameters.split(',');
  return Number(scale);
}
