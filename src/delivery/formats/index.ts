import { csv } from './csv.js';
import { json, ndjson } from './json.js';
import type { RowFormat } from './row-format.js';

export { spreadsheetCsv } from './csv.js';
export { type RowFormat, written } from './row-format.js';
export { formatTable } from './table.js';

/** Every way to write rows as they come. A new format is one file and one line here. */
export const ROW_FORMATS = { json, ndjson, csv } as const satisfies Record<string, RowFormat>;

export type RowFormatName = keyof typeof ROW_FORMATS;
