import type { DatePart, Grain, Relation } from '../model/types.js';
import { DIALECTS } from './compile.js';
import type { DialectName } from './compiled-query.js';
import { text } from './fragment.js';
import { relationSql } from './frame.js';
import { scanSql } from './rows-sql.js';

/** What a filter's reference stands for: a column of rows, or a metric's number. */
export type ProbedValue =
  | {
      readonly kind: 'column';
      readonly relation: Relation;
      readonly expr: string;
      readonly grain?: Grain;
      readonly part?: DatePart;
    }
  | { readonly kind: 'number' };

/** Whether a warehouse understands an author's relation. As all probes, it gives no rows. */
export function relationProbe(relation: Relation): string {
  return `select * from ${relationSql(relation).text} as src limit 0`;
}

/** Written as a query reads them. */
export function expressionsProbe(relation: Relation, expressions: readonly string[]): string {
  const columns = expressions.map((sql, index) => ({ name: `column_${index}`, sql }));
  return `${scanSql({ relation, columns }).text} limit 0`;
}

/** As in a query, a filter sees nothing but what it refers to. */
export function conditionProbe(parts: readonly (string | ProbedValue)[], dialect: DialectName): string {
  const sources: string[] = [];
  const written = parts.map((part) => {
    if (typeof part === 'string') return text(part).text;
    if (part.kind === 'number') return 'cast(null as double)';
    const name = `referred_${sources.length + 1}`;
    sources.push(`(select ${text(part.expr).text} as value from ${relationSql(part.relation).text} as src) as ${name}`);
    return valueSql(part, `${name}.value`, dialect);
  });
  const from = sources.length === 0 ? '(select 1 as one) as nothing' : sources.join(', ');
  return `select 1 as one from ${from} where (${written.join('')}) limit 0`;
}

function valueSql({ grain, part }: Extract<ProbedValue, { kind: 'column' }>, column: string, dialect: DialectName) {
  const input = { text: column };
  const { truncate, part: partOf, utc } = DIALECTS[dialect];
  const time = utc(input, undefined);
  if (part) return partOf(time, part).text;
  return grain ? truncate(time, grain).text : column;
}
