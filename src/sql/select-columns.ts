import { listOf, namesIn, nodeOf, partsOf, queryTree, type Tree, textOf } from './sql-tree.js';

/** A column of a table that a SELECT reads, both as they stand there. */
export interface SourceColumn {
  readonly table: string;
  readonly column: string;
}

/** The columns of tables that a column of a SELECT is made from; none where the text alone does not tell. */
export type SelectColumns = (column: string) => readonly SourceColumn[];

const STAND_IN = /^trellis_relation_\d+_/;

/** What stands in a text for a relation that it names otherwise: by no other name, and called as the relation is. */
export function standIn(index: number, relation: string): string {
  return `trellis_relation_${index}_${lastPart(relation)}`;
}

/** Something that rows are read from, as far as its text tells what columns it has. */
interface Source {
  /** Undefined where it has no such column. */
  readonly find: (column: string) => readonly SourceColumn[] | undefined;
  /** Its columns stand in the text; of a table they do not. */
  readonly isKnown: boolean;
  /** In their order, where they do. */
  readonly names: readonly string[];
}

/** By the names under which a FROM knows them, or a WITH. */
type Sources = ReadonlyMap<string, Source>;

/** Reads a SELECT for what its columns are made from; undefined where no parser reads it. */
export async function readSelect(text: string): Promise<SelectColumns | undefined> {
  const tree = await queryTree(text);
  if (!tree) return undefined;
  const { find } = querySource(tree, new Map());
  return (column) => find(fold(column)) ?? [];
}

/** The columns that an expression over a relation names: `datediff('day', a, r.b)` over r → a, b. */
export async function columnsInExpression(text: string, relation: string): Promise<readonly string[]> {
  if (/^[a-z_]\w*$/i.test(text)) return [text];
  const tree = await queryTree(`select (\n${text}\n)`);
  const own = lastPart(relation);
  const names = namesIn(tree).map(([first = '', second]) => (fold(first) === own && second ? second : first));
  return [...new Set(names)];
}

function querySource(query: Tree, above: Sources): Source {
  const known = new Map(above);
  for (const cte of listOf(nodeOf(query.with).cte_tables).map(nodeOf)) {
    const { name, columns } = nodeOf(cte.alias);
    const names = listOf(columns).map((column) => fold(textOf(nodeOf(column).name)));
    // One that is recursive finds nothing new in itself.
    known.set(fold(textOf(name)), NOTHING);
    known.set(fold(textOf(name)), renamed(querySource(nodeOf(cte.query), known), names));
  }
  return bodySource(nodeOf(query.body), known);
}

const NOTHING: Source = { find: () => undefined, isKnown: true, names: [] };

function bodySource({ Select: select, Query: query, SetOperation: both }: Tree, known: Sources): Source {
  if (select) return selectSource(nodeOf(select), known);
  if (query) return querySource(nodeOf(query), known);
  if (!both) return NOTHING;
  const { left, right } = nodeOf(both);
  return stacked(bodySource(nodeOf(left), known), bodySource(nodeOf(right), known));
}

/** `a (x, y)`: its columns under other names. */
function renamed(source: Source, names: readonly string[]): Source {
  if (names.length === 0) return source;
  const find = (column: string) => {
    const place = names.indexOf(column);
    return place < 0 ? source.find(column) : source.find(source.names[place] ?? '');
  };
  return { find, isKnown: source.isKnown, names: [...names, ...source.names.slice(names.length)] };
}

/** UNION and its kin go by place, and are called as the first. */
function stacked(first: Source, second: Source): Source {
  const find = (column: string) => {
    const found = first.find(column);
    const place = first.names.indexOf(column);
    const other = second.find((place < 0 ? undefined : second.names[place]) ?? column);
    return found && [...found, ...(other ?? [])];
  };
  return { ...first, find };
}

interface Item {
  readonly name: string;
  readonly expression: unknown;
}

function selectSource(select: Tree, known: Sources): Source {
  const sources = new Map(listOf(select.from).flatMap((from) => sourcesOf(nodeOf(from), known)));
  const projection = listOf(select.projection).map(nodeOf);
  const items = projection.flatMap((item): readonly Item[] => {
    const { expr, alias } = nodeOf(item.ExprWithAlias);
    if (alias) return [{ name: fold(textOf(alias)), expression: expr }];
    const name = namesIn(item.UnnamedExpr)[0]?.at(-1);
    const { Identifier: plain, CompoundIdentifier: joined } = nodeOf(item.UnnamedExpr);
    return name !== undefined && (plain || joined) ? [{ name: fold(name), expression: item.UnnamedExpr }] : [];
  });
  const all = projection.flatMap((item) => wildcard(item, sources));
  const find = (column: string) => {
    const item = items.find(({ name }) => name === column);
    if (item) return namesIn(item.expression).flatMap((name) => resolve(name.map(fold), sources));
    const through = all.find((one) => one.has(column));
    return through && resolve([column], through.sources);
  };
  // Behind a wildcard nobody counts places.
  return { find, isKnown: all.length === 0, names: all.length === 0 ? items.map(({ name }) => name) : [] };
}

interface Wildcard {
  readonly sources: Sources;
  readonly has: (column: string) => boolean;
}

function wildcard(item: Tree, sources: Sources): readonly Wildcard[] {
  const [of, options] = item.QualifiedWildcard ? listOf(item.QualifiedWildcard) : [undefined, item.Wildcard];
  if (!options) return [];
  const { Multiple: many, Single: one } = nodeOf(nodeOf(options).opt_exclude);
  const left = [...listOf(many), ...(one ? [one] : [])].map((name) => fold(partsOf(name).at(-1) ?? ''));
  const name = of ? fold(partsOf(nodeOf(of).ObjectName).at(-1) ?? '') : undefined;
  const source = name === undefined ? undefined : sources.get(name);
  return [
    {
      sources: name !== undefined && source ? new Map([[name, source]]) : sources,
      has: (column) => !left.includes(column),
    },
  ];
}

/** A table, a subquery or several that are joined, each under its name. */
function sourcesOf({ relation, joins }: Tree, known: Sources): readonly (readonly [string, Source])[] {
  return [relation, ...listOf(joins).map((join) => nodeOf(join).relation)].map(nodeOf).flatMap((factor) => {
    const { Table: table, Derived: derived, NestedJoin: nested } = factor;
    if (nested) return sourcesOf(nodeOf(nodeOf(nested).table_with_joins), known);
    const { name, alias, subquery } = nodeOf(table ?? derived);
    const parts = partsOf(name);
    const called = fold(alias ? textOf(nodeOf(alias).name) : (parts.at(-1) ?? '').replace(STAND_IN, ''));
    if (derived) return [[called, querySource(nodeOf(subquery), known)] as const];
    if (!table) return [[called, NOTHING] as const];
    const own = parts.length === 1 ? known.get(fold(parts[0] ?? '')) : undefined;
    return [[called, own ?? tableSource(parts.join('.'))] as const];
  });
}

function tableSource(table: string): Source {
  return { find: (column) => [{ table, column }], isKnown: false, names: [] };
}

/** A name belongs to the one source that has it, or to the one table that may. */
function resolve(name: readonly string[], sources: Sources): readonly SourceColumn[] {
  const [first = '', second, third] = name;
  // shop.orders.total, or total.cents of orders.
  const [named, column] =
    third !== undefined && sources.has(second!) ? [sources.get(second!), third] : [sources.get(first), second];
  if (named && column !== undefined) return named.find(column) ?? [];
  const having = [...sources.values()].filter(({ find, isKnown }) => isKnown && find(first));
  const candidates = having.length > 0 ? having : [...sources.values()].filter(({ isKnown }) => !isKnown);
  return candidates.length === 1 ? (candidates[0]?.find(first) ?? []) : [];
}

/** `"shop"."Orders"` → orders */
function lastPart(relation: string): string {
  return fold(relation.split('.').at(-1)?.replaceAll('"', '') ?? '');
}

function fold(name: string): string {
  return name.toLowerCase();
}
