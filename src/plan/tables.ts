import { tablesOfRelation } from '../model/relation-tables.js';
import type { MetricPlan } from './metric-plan.js';
import type { Rows } from './rows.js';

/** The physical tables that a plan reads; each once. */
export function tablesOfPlan({ rows }: MetricPlan): ReadonlySet<string> {
  return new Set(tablesOfRows(rows));
}

function tablesOfRows(rows: Rows): readonly string[] {
  switch (rows.kind) {
    case 'scan':
      return tablesOfRelation(rows.relation);
    case 'lookup':
    case 'without':
      return [rows.input, rows.other].flatMap(tablesOfRows);
    case 'stack':
      return rows.sources.flatMap((source) => tablesOfRows(source.rows));
    case 'calendar':
      return tablesOfRelation(rows.relation);
    case 'periods': {
      const { source, from } = rows.spine;
      const calendar = source ? tablesOfRelation(source.relation) : [];
      return [...calendar, ...(from.kind === 'earliest' ? tablesOfRows(from.rows) : [])];
    }
    case 'align':
    case 'densify':
    case 'running':
      return [rows.input, rows.periods].flatMap(tablesOfRows);
    case 'credit':
      return [rows.input, rows.conversions].flatMap(tablesOfRows);
    default:
      return tablesOfRows(rows.input);
  }
}
