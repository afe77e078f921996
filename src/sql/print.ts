import { format } from 'sql-formatter';
import type { CompiledQuery, DialectName } from './compiled-query.js';

/** A statement laid out for people, with what is bound to its question marks below. */
export function printStatement({ sql, bindings }: CompiledQuery, language: DialectName): string {
  const text = format(sql, { language, keywordCase: 'preserve', paramTypes: { positional: true } });
  const values = bindings.map((value, index) => `-- ? ${index + 1}: ${JSON.stringify(value)}\n`);
  return `${text};\n${values.join('')}`;
}
