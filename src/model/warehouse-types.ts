import type { TimeStorage, ToldType, ValueType } from './types.js';

/** What the name of a column's type tells. */
export interface KnownType {
  readonly type: ValueType;
  /** Of a time. */
  readonly stored?: TimeStorage;
}

const LONG = /^(?:u?(?:tiny|small|big|huge)int|u?int(?:eger)?|int[1248]|u?int(?:8|16|32|64|128)|byteint|long|short)$/;
const DECIMAL = /^(?:number|numeric|decimal|dec|fixed)$/;
const DOUBLE = /^(?:double(?: precision)?|float[48]?|real)$/;
const BOOLEAN = /^(?:bool(?:ean)?|logical)$/;
const NTZ = /^(?:timestamp(?:[ _]?(?:ntz|s|ms|us|ns)| without time zone)|datetime)$/;
const LTZ = /^timestamp(?:[ _]?ltz| with local time zone)$/;
const TZ = /^timestamp(?:[ _]?tz| with time zone)$/;

/**
 * What a column of a DuckDB or Snowflake type holds, as its definition writes the type: `NUMBER(38,0)` → long,
 * `TIMESTAMP_NTZ(9)` → datetime. Without a scale Snowflake's NUMBER is whole, and DuckDB's DECIMAL has three
 * decimals. All that has no type of its own here (JSON, lists, structs, times of day) is shown as a string.
 * Names: https://duckdb.org/docs/stable/sql/data_types/overview, https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
 */
export function knownTypeOf(warehouseType: string): KnownType {
  const parameters = /\(([\d\s,]*)\)/.exec(warehouseType)?.[1];
  const name = warehouseType
    .replace(/\([^()]*\)/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  if (LONG.test(name)) return { type: 'long' };
  if (name === 'number' && parameters === undefined) return { type: 'long' };
  if (DECIMAL.test(name)) return { type: scaleOf(parameters) === 0 ? 'long' : 'decimal' };
  if (DOUBLE.test(name)) return { type: 'double' };
  if (BOOLEAN.test(name)) return { type: 'boolean' };
  if (name === 'date') return { type: 'date', stored: 'date' };
  if (NTZ.test(name)) return { type: 'datetime', stored: 'ntz' };
  if (LTZ.test(name)) return { type: 'datetime', stored: 'ltz' };
  if (TZ.test(name)) return { type: 'datetime', stored: 'tz' };
  // In Snowflake any of the three: the parameter TIMESTAMP_TYPE_MAPPING decides.
  return { type: name === 'timestamp' ? 'datetime' : 'string' };
}

/** What the author of definitions or of `column_types.json` tells. */
export function toldTypeOf(told: ToldType): KnownType {
  switch (told) {
    case 'date':
    case 'timestamp_ntz':
    case 'timestamp_ltz':
    case 'timestamp_tz':
      return knownTypeOf(told);
    default:
      return { type: told };
  }
}

/** `38,0` → 0; a precision alone has no scale: `10` → 0. */
function scaleOf(parameters: string | undefined): number | undefined {
  if (parameters === undefined) return undefined;
  const [, scale = '0'] = parameters.split(',');
  return Number(scale);
}
