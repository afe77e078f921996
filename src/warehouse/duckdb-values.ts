import {
  type DuckDBDateValue,
  DuckDBDecimalType,
  type DuckDBDecimalValue,
  type DuckDBResult,
  type DuckDBTimestampMillisecondsValue,
  type DuckDBTimestampNanosecondsValue,
  type DuckDBTimestampSecondsValue,
  type DuckDBTimestampTZValue,
  type DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import { dateText, instantText, longOf } from './instants.js';
import type { ColumnType, ResultColumn, RowStream, Scalar } from './warehouse.js';

/** How a column of one DuckDB type is read: what it is called here, and what becomes of its values that aren't NULL. */
interface Reading {
  readonly type: ColumnType;
  /** Undefined where the driver's value is ours already. */
  readonly convert?: (value: never) => Scalar;
}

const asIs = (type: ColumnType): Reading => ({ type });
const LONG_BIG: Reading = { type: 'long', convert: longOf };
const TEXT_OF: Reading = { type: 'string', convert: (value: unknown) => String(value) };

const READINGS: Partial<Record<DuckDBTypeId, Reading>> = {
  [DuckDBTypeId.BOOLEAN]: asIs('boolean'),
  [DuckDBTypeId.TINYINT]: asIs('long'),
  [DuckDBTypeId.SMALLINT]: asIs('long'),
  [DuckDBTypeId.INTEGER]: asIs('long'),
  [DuckDBTypeId.UTINYINT]: asIs('long'),
  [DuckDBTypeId.USMALLINT]: asIs('long'),
  [DuckDBTypeId.UINTEGER]: asIs('long'),
  [DuckDBTypeId.BIGINT]: LONG_BIG,
  [DuckDBTypeId.UBIGINT]: LONG_BIG,
  [DuckDBTypeId.HUGEINT]: LONG_BIG,
  [DuckDBTypeId.UHUGEINT]: LONG_BIG,
  [DuckDBTypeId.BIGNUM]: LONG_BIG,
  [DuckDBTypeId.FLOAT]: asIs('double'),
  [DuckDBTypeId.DOUBLE]: asIs('double'),
  [DuckDBTypeId.VARCHAR]: asIs('string'),
  [DuckDBTypeId.ENUM]: asIs('string'),
  [DuckDBTypeId.SQLNULL]: asIs('string'),
  [DuckDBTypeId.DECIMAL]: { type: 'decimal', convert: (value: DuckDBDecimalValue) => value.toString() },
  [DuckDBTypeId.DATE]: { type: 'date', convert: (value: DuckDBDateValue) => dateText(value.days) ?? String(value) },
  [DuckDBTypeId.TIMESTAMP]: {
    type: 'datetime',
    convert: (value: DuckDBTimestampValue) => fromMicros(value.micros) ?? String(value),
  },
  [DuckDBTypeId.TIMESTAMP_TZ]: {
    type: 'datetime',
    convert: (value: DuckDBTimestampTZValue) => fromMicros(value.micros) ?? String(value),
  },
  [DuckDBTypeId.TIMESTAMP_S]: {
    type: 'datetime',
    convert: (value: DuckDBTimestampSecondsValue) => instantText(Number(value.seconds) * 1000, 0) ?? String(value),
  },
  [DuckDBTypeId.TIMESTAMP_MS]: {
    type: 'datetime',
    convert: (value: DuckDBTimestampMillisecondsValue) => instantText(Number(value.millis), 0) ?? String(value),
  },
  [DuckDBTypeId.TIMESTAMP_NS]: {
    type: 'datetime',
    convert: (value: DuckDBTimestampNanosecondsValue) => {
      const millis = floorDivide(value.nanos, 1_000_000n);
      return instantText(Number(millis), Number(value.nanos - millis * 1_000_000n)) ?? String(value);
    },
  },
};

const readingOf = (typeId: DuckDBTypeId): Reading => READINGS[typeId] ?? TEXT_OF;

export function columnOf(name: string, type: DuckDBType): ResultColumn {
  const { type: columnType } = readingOf(type.typeId);
  if (type instanceof DuckDBDecimalType) return { name, type: columnType, precision: type.width, scale: type.scale };
  return { name, type: columnType };
}

/** Reads a result chunk by chunk (2,048 rows), letting other work of the process through in between. */
export function rowsOf(result: DuckDBResult, signal: AbortSignal): RowStream {
  const columns = result.columnNames().map((name, index) => columnOf(name, result.columnType(index)));
  const convert = columns.map((_, index) => readingOf(result.columnTypeId(index)).convert as Convert | undefined);
  return { columns, batches: chunksOf(result, convert, signal) };
}

async function* chunksOf(
  result: DuckDBResult,
  convert: readonly (Convert | undefined)[],
  signal: AbortSignal,
): AsyncGenerator<readonly Scalar[][]> {
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const rows = Array.from({ length: chunk.rowCount }, () => new Array<Scalar>(convert.length));
    for (let column = 0; column < convert.length; column++) {
      const vector = chunk.getColumnVector(column);
      const converted = convert[column];
      for (let row = 0; row < rows.length; row++) {
        const value = vector.getItem(row);
        rows[row]![column] = value === null || converted === undefined ? (value as Scalar) : converted(value);
      }
    }
    yield rows;
  }
}

type Convert = (value: unknown) => Scalar;

function fromMicros(micros: bigint): string | undefined {
  const millis = floorDivide(micros, 1000n);
  return instantText(Number(millis), Number(micros - millis * 1000n) * 1000);
}

/** Towards the past, also before 1970. */
function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}
