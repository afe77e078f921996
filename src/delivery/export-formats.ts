import type { CsvChoice } from './export-parameters.js';
import { ROW_FORMATS, type RowFormat, type RowFormatName, spreadsheetCsv } from './formats/index.js';

/** How rows go out as a file. */
export interface ExportFormat {
  readonly format: RowFormat;
  readonly mediaType: string;
  /** What a browser does with it: keeps it as a file, or shows it. */
  readonly disposition: 'attachment' | 'inline';
  /** Stands before everything. */
  readonly mark: string;
}

/** The names of formats, which are the ends of addresses. */
export const EXPORT_FORMATS = Object.keys(ROW_FORMATS) as readonly RowFormatName[];

export function exportFormat(name: RowFormatName, { bom, raw }: CsvChoice): ExportFormat {
  switch (name) {
    case 'csv':
      return {
        format: raw ? ROW_FORMATS.csv : spreadsheetCsv,
        // As plain text nothing hands raw texts to a spreadsheet by a click on a link.
        mediaType: raw ? 'text/plain; charset=utf-8' : 'text/csv; charset=utf-8; header=present',
        disposition: raw ? 'inline' : 'attachment',
        mark: bom ? '\uFEFF' : '',
      };
    case 'json':
      return { ...SHOWN, format: ROW_FORMATS.json, mediaType: 'application/json; charset=utf-8' };
    case 'ndjson':
      return { ...SHOWN, format: ROW_FORMATS.ndjson, mediaType: 'application/x-ndjson; charset=utf-8' };
  }
}

const SHOWN = { disposition: 'inline', mark: '' } as const;
