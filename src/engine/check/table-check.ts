import { TrellisError } from '../../errors/trellis-error.js';
import { tablesOfRelation } from '../../model/relation-tables.js';
import type { Relation } from '../../model/types.js';
import type { ColumnType, Warehouse } from '../../warehouse/warehouse.js';
import type { CatalogRead, Needed, NeededColumn } from './catalog-reads.js';
import { probeExpressions, refusalOf } from './probe.js';
import { STAND_IN_TYPES, type StandInType, withColumn, withType } from './stand-ins.js';
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
  const problems = await checkRelation(read.relation, warehouse);
  return problems.length > 0 ? problems : checkColumns(read, warehouse);
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

/** The author's SELECT itself. Each column that it lacks is put in its place, so that the next lack shows. */
async function checkRelation(original: Relation, warehouse: Warehouse): Promise<readonly TableProblem[]> {
  const problems: TableProblem[] = [];
  let relation: Relation | undefined = original;
  while (relation) {
    const refused = await refusalOf(warehouse, relation);
    if (!refused) break;
    const helps = async (candidate: Relation) => {
      const next = await refusalOf(warehouse, candidate);
      return !next || (next.names.length > 0 && next.names[0] !== refused.names[0]);
    };
    const culprit: Culprit | undefined = await culpritOf(relation, refused, 'anything', helps, warehouse);
    const found = culprit?.found ?? { table: original.name, message: unreadable(original, refused.message) };
    problems.push({ ...found, relation: original });
    relation = culprit?.mended;
  }
  return problems;
}

/** The columns that the definitions read of a relation that can be read. */
async function checkColumns(
  { relation, columns }: CatalogRead,
  warehouse: Warehouse,
): Promise<readonly TableProblem[]> {
  const problems: TableProblem[] = [];
  const sqls = columns.map(({ sql }) => sql);
  const together = await probeExpressions(warehouse, relation, sqls);
  for (const [index, column] of columns.entries()) {
    const probed = together instanceof TrellisError ? await probeOne(warehouse, relation, column) : together[index];
    if (probed === undefined || fits(probed, column.needed)) continue;
    const { sql, needed } = column;
    const helps = async (candidate: Relation) => fits(await probeOne(warehouse, candidate, column), needed);
    const culprit = await culpritOf(relation, probed, needed, helps, warehouse);
    // Of an expression over two wrong columns neither helps alone, but each may be known by itself.
    const known = problems.find(({ column: name }) => name !== undefined && sql.includes(name));
    const message = () => unreadable(relation, probed instanceof TrellisError ? probed.message : undefined, sql);
    const found = culprit?.found ?? known ?? { table: relation.name, message: message() };
    problems.push({ ...found, relation, sql });
  }
  return problems;
}

async function probeOne(
  warehouse: Warehouse,
  relation: Relation,
  { sql }: NeededColumn,
): Promise<ColumnType | TrellisError> {
  const probed = await probeExpressions(warehouse, relation, [sql]);
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
  const [missing] = refused instanceof TrellisError ? refused.names : [];
  const asked = STAND_IN_TYPES.filter((type) => needed === 'anything' || NEEDED_OF[type] === needed);
  for (const table of tablesOfRelation(relation)) {
    const columns = (await warehouse.describe(table)) ?? [];
    for (const type of asked) {
      const wanted = NEEDED_OF[type];
      if (missing !== undefined) {
        const mended = withColumn(relation, table, missing, type);
        const isThere = columns.some(({ name }) => name.toLowerCase() === missing.toLowerCase());
        if (!isThere && (await helps(mended))) return { found: missingColumn(table, missing, columns), mended };
      } else if (wanted !== 'anything') {
        for (const column of columns.filter((one) => !fits(one.type, wanted))) {
          const mended = withType(relation, table, column.name, type);
          if (await helps(mended)) return { found: await wrongType(table, column, wanted, warehouse), mended };
        }
      }
    }
  }
  return undefined;
}

const NEEDED_OF: Readonly<Record<StandInType, Needed>> = { timestamp: 'time', double: 'number', varchar: 'anything' };
