import type { Answer } from '../../engine/answer.js';
import { formatCsv } from './csv.js';
import { formatJson } from './json.js';
import { formatTable } from './table.js';

/** Every way to write an answer as text. A new format is one file and one line here. */
export const FORMATS = { table: formatTable, json: formatJson, csv: formatCsv } as const satisfies Record<
  string,
  (answer: Answer) => string
>;

export type Format = keyof typeof FORMATS;
