import { instantText, longOf } from '../instants.js';
import type { ColumnType, ResultColumn, Scalar } from '../warehouse.js';

/** What is asked of a column of the snowflake-sdk. */
export interface SnowflakeColumn {
  getName(): string;
  getType(): string;
  getPrecision(): number;
  getScale(): number;
}

/** The driver's Date also knows the whole seconds and the nanoseconds within them, exactly. */
export interface SnowflakeDate extends Date {
  getEpochSeconds(): number;
  getNanoSeconds(): number;
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  real: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp_ntz: 'datetime',
  timestamp_ltz: 'datetime',
  timestamp_tz: 'datetime',
};

export function columnOf(column: SnowflakeColumn): ResultColumn {
  const name = column.getName();
  const type = column.getType().toLowerCase();
  if (type !== 'fixed') return { name, type: TYPES[type] ?? 'string' };
  const scale = column.getScale();
  return scale === 0 ? { name, type: 'long' } : { name, type: 'decimal', precision: column.getPrecision(), scale };
}

/** Makes a row of the driver one of ours, in place. */
export function convertRow(row: unknown[], columns: readonly ResultColumn[]): Scalar[] {
  for (let index = 0; index < columns.length; index++) {
    const value = row[index];
    row[index] = value === null || value === undefined ? null : convert(value, columns[index]!);
  }
  return row as Scalar[];
}

/** Numbers arrive as text (`fetchAsString`): as JavaScript numbers, NUMBER would lose digits without a word. */
function convert(value: unknown, column: ResultColumn): Scalar {
  switch (column.type) {
    case 'long':
      return longOf(BigInt(String(value)));
    case 'double':
      return doubleOf(String(value));
    case 'decimal':
      return padScale(String(value), column.scale ?? 0);
    case 'boolean':
      return Boolean(value);
    case 'date':
      return dateOnly(value as SnowflakeDate);
    case 'datetime':
      return instantOf(value as SnowflakeDate);
    case 'string':
      return textOf(value);
  }
}

function doubleOf(text: string): number {
  const infinite = /^(-?)inf(inity)?$/i.exec(text);
  if (infinite === null) return Number(text);
  return infinite[1] === '-' ? -Infinity : Infinity;
}

/** "12.5" of NUMBER(10, 2) → "12.50", as DuckDB writes it. */
function padScale(text: string, scale: number): string {
  const point = text.indexOf('.');
  // So Snowflake sends it; a million of them need no taking apart.
  if (point >= 0 && text.length - point - 1 === scale) return text;
  const [whole, fraction] = point < 0 ? [text, ''] : [text.slice(0, point), text.slice(point + 1)];
  return `${whole}.${fraction.padEnd(scale, '0')}`;
}

function dateOnly(value: SnowflakeDate): string {
  return instantOf(value).slice(0, -10);
}

function instantOf(value: SnowflakeDate): string {
  const nanos = value.getNanoSeconds();
  const millis = Math.floor(nanos / 1_000_000);
  return instantText(value.getEpochSeconds() * 1000 + millis, nanos - millis * 1_000_000) ?? String(value);
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  // A TIME's toJSON() is its text; a VARIANT's JSON is its text.
  const json: unknown = JSON.parse(JSON.stringify(value));
  return typeof json === 'string' ? json : JSON.stringify(json);
}
