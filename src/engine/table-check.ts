import { TrellisError } from '../errors/trellis-error.js';
import { tablesOfRelation } from '../model/relation-tables.js';
import type { Relation } from '../model/types.js';
import type { ColumnType, Warehouse } from '../warehouse/warehouse.js';
import type { CatalogRead, Needed, NeededColumn } from './catalog-reads.js';
import { probe, refusalOf, withColumn, withType } from './probe.js';
import { missingColumn, unreadable, wrongType } from './table-messages.js';

/** Something that the definitions read and a table doesn't give. */
export interface TableProblem {
  readonly table: string;
  readonly column?: string;
  /** What is wrong and the way out, in sentences. */
  readonly message: string;
  /** What can't be read: this SQL over the relation; all of the relation where absent. */
  readonly relation: Relation;
  readonly sql?: string;
}

/**
 * What keeps a relation from being read as the definitions read it: a table or a column that is missing,
 * a column of a type that the SQL around it can't use. Columns are traced through the author's SELECTs by trying
 * what would help.
 */
export async function checkRead(read: CatalogRead, warehouse: Warehouse): Promise<readonly TableProblem[]> {
  const missing = await missingTables(read.relation, warehouse);
  if (missing.length > 0) return missing;
  const { relation, problems } = await checkRelation(read.relation, warehouse);
  return relation ? [...problems, ...(await checkColumns({ ...read, relation }, warehouse, read.relation))] : problems;
}

async function missingTables(relation: Relation, warehouse: Warehouse): Promise<readonly TableProblem[]> {
  const found = await Promise.all(
    tablesOfRelation(relation).map(async (table): Promise<readonly TableProblem[]> => {
      const refused = await refusalOf(warehouse, { kind: 'table', name: table });
      return refused?.code === 'TABLE_NOT_FOUND' ? [{ table, message: refused.message, relation }] : [];
    }),
  );
  return found.flat();
}

/** The author's SELECT itself. What it lacks is put in its place, so that the next lack shows; undefined where that fails. */
async function checkRelation(
  original: Relation,
  warehouse: Warehouse,
): Promise<{ readonly relation: Relation | undefined; readonly problems: readonly TableProblem[] }> {
  const problems: TableProblem[] = [];
  let relation = original;
  for (;;) {
    const refused = await refusalOf(warehouse, relation);
    if (!refused) return { relation, problems };
    const helps = async (candidate: Relation) => (await refusalOf(warehouse, candidate))?.message !== refused.message;
    const culprit = await culpritOf(relation, refused, 'anything', helps, warehouse);
    if (!culprit) {
      problems.push({ table: original.name, message: unreadable(original, refused.message), relation: original });
      return { relation: undefined, problems };
    }
    problems.push({ ...culprit.found, relation: original });
    relation = culprit.mended;
  }
}

/** The columns that the definitions read of a relation that can be read. */
async function checkColumns(
  { relation, columns }: CatalogRead,
  warehouse: Warehouse,
  original: Relation,
): Promise<readonly TableProblem[]> {
  const problems: TableProblem[] = [];
  const probed = await probe(
    warehouse,
    relation,
    columns.map(({ sql }) => sql),
  );
  for (const [index, column] of columns.entries()) {
    const type = probed instanceof TrellisError ? await probeOne(warehouse, relation, column) : probed[index];
    if (type === undefined || fits(type, column.needed)) continue;
    const { sql, needed } = column;
    const helps = async (candidate: Relation) => fits(await probeOne(warehouse, candidate, column), needed);
    const culprit = await culpritOf(relation, type, needed, helps, warehouse);
    // Of an expression over two wrong columns neither helps alone, but each may be known by itself.
    const known = problems.find(({ column: name }) => name !== undefined && sql.includes(name));
    const why = type instanceof TrellisError ? type.message : `It is ${type}.`;
    const found = culprit?.found ?? known ?? { table: original.name, message: unreadable(original, why, sql) };
    problems.push({ ...found, relation: original, sql });
  }
  return problems;
}

async function probeOne(
  warehouse: Warehouse,
  relation: Relation,
  { sql }: NeededColumn,
): Promise<ColumnType | TrellisError> {
  const probed = await probe(warehouse, relation, [sql]);
  return probed instanceof TrellisError ? probed : (probed[0] ?? 'string');
}

function fits(type: ColumnType | TrellisError, needed: Needed): boolean {
  if (type instanceof TrellisError) return false;
  if (needed === 'time') return type === 'date' || type === 'datetime';
  return needed === 'anything' || (type !== 'string' && type !== 'date' && type !== 'datetime');
}

interface Culprit {
  readonly found: Pick<TableProblem, 'table' | 'column' | 'message'>;
  /** The relation as it would be without the lack. */
  readonly mended: Relation;
}

/** The one column that would help if it were there, or were of another type. */
async function culpritOf(
  relation: Relation,
  refused: ColumnType | TrellisError,
  needed: Needed,
  helps: (candidate: Relation) => Promise<boolean>,
  warehouse: Warehouse,
): Promise<Culprit | undefined> {
  const [name] = refused instanceof TrellisError ? refused.names : [];
  for (const table of tablesOfRelation(relation)) {
    const columns = (await warehouse.describe(table)) ?? [];
    if (name !== undefined) {
      const mended = withColumn(relation, table, name);
      const isThere = columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
      if (!isThere && (await helps(mended))) return { found: missingColumn(table, name, columns), mended };
      continue;
    }
    for (const column of columns) {
      for (const wanted of ['time', 'number'] as const) {
        if (needed !== 'anything' && needed !== wanted) continue;
        const mended = withType(relation, table, column.name, wanted === 'time' ? 'timestamp' : 'double');
        if (!fits(column.type, wanted) && (await helps(mended))) {
          return { found: await wrongType(table, column, wanted, warehouse), mended };
        }
      }
    }
  }
  return undefined;
}
