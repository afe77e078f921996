import {
  type DuckDBBlobValue,
  type DuckDBDateValue,
  DuckDBDecimalType,
  type DuckDBTimestampMillisecondsValue,
  type DuckDBTimestampNanosecondsValue,
  type DuckDBTimestampSecondsValue,
  type DuckDBTimestampTZValue,
  type DuckDBTimestampValue,
  type DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import { unmarkName } from './names.js';

/** One entry of a result's `rowtype`. */
export interface WireColumn {
  readonly name: string;
  readonly type: string;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly nullable: boolean;
  readonly length: number | null;
  readonly byteLength: number | null;
}

/** How Snowflake would call a column of a DuckDB type, and how it writes a value that is not NULL. */
interface WireType {
  readonly type: string;
  readonly scale?: number;
  readonly write: (value: never) => string;
}

export interface WireOptions {
  readonly zonedType: 'timestamp_ltz' | 'timestamp_tz';
  /** Minutes east of UTC at an instant (seconds), in the session's time zone. */
  readonly offsetAt: (seconds: bigint) => number;
}

const fixed: WireType = { type: 'fixed', scale: 0, write: String };
const real: WireType = { type: 'real', write: doubleText };
const text: WireType = { type: 'text', write: String };
const naive = <Value>(nanos: (value: Value) => bigint): WireType => ({
  type: 'timestamp_ntz',
  scale: 9,
  write: (value: Value) => secondsText(nanos(value)),
});

const TYPES: Partial<Record<DuckDBTypeId, WireType>> = {
  [DuckDBTypeId.BOOLEAN]: { type: 'boolean', write: (value: boolean) => (value ? '1' : '0') },
  [DuckDBTypeId.TINYINT]: fixed,
  [DuckDBTypeId.SMALLINT]: fixed,
  [DuckDBTypeId.INTEGER]: fixed,
  [DuckDBTypeId.BIGINT]: fixed,
  [DuckDBTypeId.HUGEINT]: fixed,
  [DuckDBTypeId.UTINYINT]: fixed,
  [DuckDBTypeId.USMALLINT]: fixed,
  [DuckDBTypeId.UINTEGER]: fixed,
  [DuckDBTypeId.UBIGINT]: fixed,
  [DuckDBTypeId.UHUGEINT]: fixed,
  [DuckDBTypeId.FLOAT]: real,
  [DuckDBTypeId.DOUBLE]: real,
  [DuckDBTypeId.DATE]: { type: 'date', write: (value: DuckDBDateValue) => String(value.days) },
  [DuckDBTypeId.TIME]: { type: 'time', scale: 9, write: (value: DuckDBTimeValue) => secondsText(value.micros * 1000n) },
  [DuckDBTypeId.TIMESTAMP]: naive((value: DuckDBTimestampValue) => value.micros * 1000n),
  [DuckDBTypeId.TIMESTAMP_S]: naive((value: DuckDBTimestampSecondsValue) => value.seconds * 1_000_000_000n),
  [DuckDBTypeId.TIMESTAMP_MS]: naive((value: DuckDBTimestampMillisecondsValue) => value.millis * 1_000_000n),
  [DuckDBTypeId.TIMESTAMP_NS]: naive((value: DuckDBTimestampNanosecondsValue) => value.nanos),
  [DuckDBTypeId.BLOB]: {
    type: 'binary',
    write: (value: DuckDBBlobValue) => Buffer.from(value.bytes).toString('hex').toUpperCase(),
  },
};

export function wireTypeOf(type: DuckDBType, options: WireOptions): WireType {
  if (type instanceof DuckDBDecimalType) return { type: 'fixed', scale: type.scale, write: String };
  if (type.typeId === DuckDBTypeId.TIMESTAMP_TZ) return zoned(options);
  return TYPES[type.typeId] ?? text;
}

export function wireColumn(name: string, type: DuckDBType, { type: wire, scale }: WireType): WireColumn {
  const precision =
    type instanceof DuckDBDecimalType ? type.width : wire === 'fixed' ? 38 : scale === undefined ? null : 0;
  const length = wire === 'text' ? 16_777_216 : wire === 'binary' ? 8_388_608 : null;
  return {
    name: unmarkName(name),
    type: wire,
    precision,
    scale: scale ?? null,
    nullable: true,
    length,
    byteLength: length,
  };
}

function zoned({ zonedType, offsetAt }: WireOptions): WireType {
  const write = ({ micros }: DuckDBTimestampTZValue) => {
    const seconds = secondsText(micros * 1000n);
    return zonedType === 'timestamp_ltz' ? seconds : `${seconds} ${offsetAt(micros / 1_000_000n) + 1440}`;
  };
  return { type: zonedType, scale: 9, write };
}

/** -750000000n → "-0.750000000" */
function secondsText(nanos: bigint): string {
  const size = nanos < 0n ? -nanos : nanos;
  const fraction = String(size % 1_000_000_000n).padStart(9, '0');
  return `${nanos < 0n ? '-' : ''}${size / 1_000_000_000n}.${fraction}`;
}

function doubleText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'inf' : '-inf';
}
