import type { SemanticCatalog } from '../../model/catalog.js';
import type { RelationRead } from '../../plan/tables.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { isHeldUpBy } from '../refusals.js';
import { type Asker, askersOf } from './askers.js';
import { readsOfCatalog } from './catalog-reads.js';
import { checkRead, type TableProblem } from './table-check.js';

/** A table that is missing or does not fit the definitions, and what can't be asked because of it. */
export interface TableWarning {
  readonly table: string;
  /** What is wrong and the way out, in sentences. */
  readonly messages: readonly string[];
  readonly metrics: readonly string[];
  readonly funnels: readonly string[];
  /** Metrics and funnels that work, but not by these dimensions. */
  readonly groupings: readonly { readonly askers: readonly string[]; readonly dimensions: readonly string[] }[];
}

/**
 * What all definitions read, compared with the warehouse; one warning a table. Snowflake is left alone:
 * it is not connected to before the first question.
 */
export async function tableWarnings(
  catalog: SemanticCatalog,
  warehouse: Warehouse,
  now: string,
): Promise<readonly TableWarning[]> {
  if (warehouse.dialect === 'snowflake') return [];
  const checked = await Promise.all(readsOfCatalog(catalog).map((read) => checkRead(read, warehouse)));
  const problems = checked.flat();
  const askers = problems.length > 0 ? askersOf({ catalog, now }) : [];
  const tables = [...new Set(problems.map(({ table }) => table))].sort();
  return tables.map((table) =>
    warningOf(
      table,
      problems.filter((problem) => problem.table === table),
      askers,
    ),
  );
}

function warningOf(table: string, problems: readonly TableProblem[], askers: readonly Asker[]): TableWarning {
  const held = (reads: readonly RelationRead[]) =>
    reads.some((read) => problems.some((problem) => isHeldUpBy(read, problem)));
  const disabled = askers.filter(({ reads }) => held(reads()));
  const namesOf = (kind: Asker['kind']) => disabled.filter((asker) => asker.kind === kind).map(({ name }) => name);
  const working = askers.filter((asker) => !disabled.includes(asker));
  return {
    table,
    messages: [...new Set(problems.map(({ message }) => message))],
    metrics: namesOf('metric'),
    funnels: namesOf('funnel'),
    groupings: groupingsOf(working, held),
  };
}

function groupingsOf(
  askers: readonly Asker[],
  held: (reads: readonly RelationRead[]) => boolean,
): TableWarning['groupings'] {
  const heldOfRows = new Map<string, readonly string[]>();
  const groupings = new Map<string, { readonly askers: string[]; readonly dimensions: readonly string[] }>();
  for (const { name, rows, dimensions, reads } of askers) {
    const lost = heldOfRows.get(rows) ?? dimensions.filter((dimension) => held(reads(dimension)));
    heldOfRows.set(rows, lost);
    if (lost.length === 0) continue;
    const grouping = groupings.get(lost.join()) ?? { askers: [], dimensions: lost };
    grouping.askers.push(name);
    groupings.set(lost.join(), grouping);
  }
  return [...groupings.values()];
}
