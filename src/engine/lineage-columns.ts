import type { Relation } from '../model/types.js';
import { columnsInExpression, readSelect, type SelectColumns, standIn } from '../sql/select-columns.js';

type Select = Extract<Relation, { kind: 'select' }>;

export interface RelationColumn {
  readonly relation: Relation;
  readonly column: string;
}

/** The columns of a relation that an author's expression over it names. */
export function columnsIn(expr: string, relation: Relation): Promise<readonly string[]> {
  const known = expressions.get(relation) ?? new Map<string, Promise<readonly string[]>>();
  expressions.set(relation, known);
  const columns = known.get(expr) ?? columnsInExpression(expr, relation.name);
  known.set(expr, columns);
  return columns;
}

/** What a column of a SELECT is made from; none where its text does not tell. */
export async function sourcesOf(column: string, select: Select): Promise<readonly RelationColumn[]> {
  const { columnsOf, relations } = await readOnce(select);
  return columnsOf(column).map(({ table, column: name }) => ({
    relation: relations.get(table) ?? { kind: 'table', name: table },
    column: name,
  }));
}

/** Relations never change, so each text is read once. */
const expressions = new WeakMap<Relation, Map<string, Promise<readonly string[]>>>();
const selects = new WeakMap<Relation, Promise<ReadSelect>>();

interface ReadSelect {
  readonly columnsOf: SelectColumns;
  /** The relations of its text by the names that stand for them here. */
  readonly relations: ReadonlyMap<string, Relation>;
}

function readOnce(select: Select): Promise<ReadSelect> {
  const known = selects.get(select) ?? read(select);
  selects.set(select, known);
  return known;
}

async function read({ sql }: Select): Promise<ReadSelect> {
  const relations = new Map<string, Relation>();
  const text = sql.map((part, index) => {
    if (typeof part === 'string') return part;
    const name = standIn(index, part.name);
    relations.set(name, part);
    return `"${name}"`;
  });
  const columnsOf = await readSelect(text.join(''));
  return { columnsOf: columnsOf ?? (() => []), relations };
}
