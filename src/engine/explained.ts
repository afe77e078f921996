import { printPlan } from '../plan/print.js';
import { tablesOfPlan } from '../plan/tables.js';
import type { CompiledQuery, DialectName } from '../sql/compiled-query.js';
import type { Explanation as WarehouseExplanation } from '../warehouse/warehouse.js';
import type { Compiled } from './ask.js';
import { daysOf } from './days.js';

export type { WarehouseExplanation };

/** How a query is planned and written. */
export interface Explained {
  /** Which rows, which sums: an indented tree, to be read by people. */
  readonly plan: string;
  readonly dialect: DialectName;
  readonly sql: string;
  readonly bindings: CompiledQuery['bindings'];
  /** First and last day that the rows speak of, in whole periods, local to the time zone; an open end is absent. */
  readonly range: { readonly from?: string; readonly to?: string; readonly timeZone: string };
  /** The warehouse's tables that are read, each once, in alphabetical order. */
  readonly tables: readonly string[];
}

export function explained({ plan, statement }: Compiled, dialect: DialectName): Explained {
  return {
    plan: printPlan(plan),
    dialect,
    ...statement,
    range: { ...daysOf(plan.range), timeZone: plan.timeZone },
    tables: [...tablesOfPlan(plan)].sort(),
  };
}
