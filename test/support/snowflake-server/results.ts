import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { DuckDBPreparedStatement, DuckDBResult, DuckDBType } from '@duckdb/node-api';
import { type WireColumn, type WireOptions, wireColumn, wireTypeOf } from './wire-values.js';

const compress = promisify(gzip);

/** Values as Snowflake's JSON carries them: texts and nulls. */
export type WireRow = (string | null)[];

/** A result as it is kept for its readers: the first rows, and chunks that are fetched one by one. */
export interface WireResult {
  readonly columns: readonly WireColumn[];
  readonly rows: readonly WireRow[];
  readonly chunks: readonly WireChunk[];
  readonly total: number;
}

export interface WireChunk {
  readonly rowCount: number;
  readonly uncompressedSize: number;
  /** Gzip of the rows as JSON without the outer brackets. */
  readonly gzipped: Buffer;
}

export function singleRow(name: string, value: string): WireResult {
  const column: WireColumn = {
    name,
    type: 'text',
    precision: null,
    scale: null,
    nullable: false,
    length: 16_777_216,
    byteLength: 16_777_216,
  };
  return { columns: [column], rows: [[value]], chunks: [], total: 1 };
}

/** The columns of a statement that is not run. */
export function describedResult(prepared: DuckDBPreparedStatement, options: WireOptions): WireResult {
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => {
    const type = prepared.columnType(index) as DuckDBType;
    return wireColumn(prepared.columnName(index), type, wireTypeOf(type, options));
  });
  return { columns, rows: [], chunks: [], total: 0 };
}

export interface PartSizes {
  readonly firstRows: number;
  readonly chunkRows: number;
}

/** Reads a whole result of DuckDB's; only one part of it stands uncompressed at a time. */
export async function wireResult(result: DuckDBResult, options: WireOptions, sizes: PartSizes): Promise<WireResult> {
  const types = result.columnTypes();
  const wireTypes = types.map((type) => wireTypeOf(type, options));
  const columns = result.columnNames().map((name, index) => wireColumn(name, types[index]!, wireTypes[index]!));
  const first: WireRow[] = [];
  const chunks: WireChunk[] = [];
  let part: WireRow[] = [];
  let total = 0;
  for (;;) {
    const piece = await result.fetchChunk();
    if (piece === null || piece.rowCount === 0) break;
    const vectors = columns.map((_, index) => piece.getColumnVector(index));
    for (let row = 0; row < piece.rowCount; row++) {
      const values = vectors.map((vector, index) => {
        const value = vector.getItem(row);
        return value === null ? null : wireTypes[index]!.write(value as never);
      });
      if (first.length < sizes.firstRows) first.push(values);
      else part.push(values);
      if (part.length === sizes.chunkRows) {
        chunks.push(await chunkOf(part));
        part = [];
      }
    }
    total += piece.rowCount;
  }
  if (part.length > 0) chunks.push(await chunkOf(part));
  return { columns, rows: first, chunks, total };
}

async function chunkOf(rows: readonly WireRow[]): Promise<WireChunk> {
  const json = Buffer.from(JSON.stringify(rows).slice(1, -1));
  const gzipped = await compress(json, { level: constants.Z_BEST_SPEED });
  return { rowCount: rows.length, uncompressedSize: json.length, gzipped };
}
