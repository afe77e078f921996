import { below, isNode, list, type Name, type Node, nameOf } from './snowflake-ast.js';

/** How a warehouse folds names: two that fold alike are one. */
export type Fold = (name: Name) => string;

/** Unquoted names are in capitals; a quoted one is as it stands. */
export const asSnowflake: Fold = ({ value, quoted }) => (quoted ? value : value.toUpperCase());
/** In accounts with QUOTED_IDENTIFIERS_IGNORE_CASE. */
export const ignoringCase: Fold = ({ value }) => value.toUpperCase();

/** Of a physical table, or of an author's `select *`, nobody here knows the columns. */
type Columns = ReadonlySet<string> | 'any';

interface Scope {
  readonly relations: Map<string, Columns>;
  readonly shared: ReadonlyMap<string, Columns>;
  readonly above?: Scope;
}

/**
 * What a statement's names refer to, as Snowflake resolves them: the references that find nothing, and the names that one
 * list of columns or of relations has twice.
 */
export function lostNames(statements: readonly Node[], fold: Fold): readonly string[] {
  const lost: string[] = [];
  for (const statement of statements) {
    new Resolver(fold, lost).query(below(statement, 'Query'), { relations: new Map(), shared: new Map() });
  }
  return lost;
}

/** Functions whose first argument is a word, not a column. */
const PARTED = new Set(['dateadd', 'datediff']);

class Resolver {
  constructor(
    private readonly fold: Fold,
    private readonly lost: string[],
  ) {}

  query(query: unknown, above: Scope): Columns {
    const shared = new Map(above.shared);
    for (const cte of list(below(query, 'with', 'cte_tables'))) {
      const columns = this.query(below(cte, 'query'), { ...above, shared: new Map(shared) });
      this.add(shared, nameOf(below(cte, 'alias', 'name')), columns, above.shared);
    }
    return this.body(below(query, 'body'), { ...above, shared }, list(below(query, 'order_by', 'kind', 'Expressions')));
  }

  private body(body: unknown, above: Scope, orderBy: readonly unknown[]): Columns {
    const union = below(body, 'SetOperation');
    if (union) {
      this.body(below(union, 'right'), above, []);
      return this.body(below(union, 'left'), above, []);
    }
    const nested = below(body, 'Query');
    if (nested) return this.query(nested, above);
    const select = below(body, 'Select');
    return isNode(select) ? this.select(select, above, orderBy) : 'any';
  }

  private select(select: Node, above: Scope, orderBy: readonly unknown[]): Columns {
    const scope: Scope = { relations: new Map(), shared: above.shared, above };
    const conditions: unknown[] = [];
    for (const from of list(select.from)) {
      this.relation(below(from, 'relation'), scope);
      for (const join of list(below(from, 'joins'))) {
        this.relation(below(join, 'relation'), scope);
        conditions.push(below(join, 'join_operator'));
      }
    }
    const outputs = this.outputs(list(select.projection));
    const { from: _from, projection, ...rest } = select;
    this.expressions([projection, conditions, rest], scope);
    const named: Scope = { ...scope, relations: new Map([...scope.relations, ['', outputs]]) };
    this.expressions(orderBy, named);
    return outputs;
  }

  /** The names of a select list; one that is there twice can't be asked for. */
  private outputs(projection: readonly unknown[]): Columns {
    const names = new Map<string, Columns>();
    for (const item of projection) {
      if (!isNode(item)) return 'any';
      if ('Wildcard' in item || 'QualifiedWildcard' in item) return 'any';
      const alias = below(item, 'ExprWithAlias', 'alias');
      const column =
        list(below(item, 'UnnamedExpr', 'CompoundIdentifier')).at(-1) ?? below(item, 'UnnamedExpr', 'Identifier');
      const name = alias ?? column;
      if (name) this.add(names, nameOf(name), 'any');
    }
    return new Set(names.keys());
  }

  private relation(relation: unknown, scope: Scope): void {
    if (!isNode(relation)) return;
    const { Derived: derived, Table: table, TableFunction: made } = relation;
    const alias = below(derived ?? table ?? made, 'alias');
    const name = below(alias, 'name');
    if (isNode(table)) {
      const parts = list(table.name).map(nameOf);
      const last = parts.at(-1) ?? { value: '', quoted: false };
      const known = parts.length === 1 ? scope.shared.get(this.fold(last)) : undefined;
      this.add(scope.relations, name ? nameOf(name) : last, known ?? 'any');
      return;
    }
    if (made) this.expressions(made, scope);
    const own = isNode(derived) ? this.query(derived.subquery, this.around(scope)) : 'any';
    const columns = list(below(alias, 'columns')).map((one) => this.fold(nameOf(below(one, 'name'))));
    this.add(scope.relations, nameOf(name), columns.length > 0 ? new Set(columns) : own);
  }

  /** A derived table sees what is outside of its select, not what stands beside it. */
  private around(scope: Scope): Scope {
    return { relations: new Map(), shared: scope.shared, ...(scope.above && { above: scope.above }) };
  }

  private expressions(value: unknown, scope: Scope): void {
    if (Array.isArray(value)) {
      for (const one of value) this.expressions(one, scope);
      return;
    }
    if (!isNode(value)) return;
    for (const [key, inner] of Object.entries(value)) this.expression(key, inner, scope);
  }

  private expression(key: string, inner: unknown, scope: Scope): void {
    switch (key) {
      case 'Subquery':
        this.query(inner, scope);
        return;
      case 'Exists':
      case 'InSubquery':
        this.query(below(inner, 'subquery'), scope);
        return;
      case 'CompoundIdentifier':
        this.compound(list(inner).map(nameOf), scope);
        return;
      case 'Identifier':
        if (!this.finds(nameOf(inner), scope)) this.lost.push(`${shown(nameOf(inner))} is no column`);
        return;
      case 'alias':
      case 'data_type':
        return;
      case 'Function': {
        const { name, ...rest } = inner as Node;
        const called = list(name).map((part) => nameOf(part).value.toLowerCase())[0] ?? '';
        const args = list(below(rest, 'args', 'List', 'args'));
        this.expressions(PARTED.has(called) ? args.slice(1) : args, scope);
        this.expressions([rest.over, rest.within_group, rest.filter], scope);
        return;
      }
      default:
        this.expressions(inner, scope);
    }
  }

  private compound(parts: readonly Name[], scope: Scope): void {
    const [relation, column] = parts;
    if (parts.length !== 2 || !relation || !column) return;
    const text = `${shown(relation)}.${shown(column)}`;
    for (let at: Scope | undefined = scope; at; at = at.above) {
      const columns = at.relations.get(this.fold(relation));
      if (columns === undefined) continue;
      if (columns !== 'any' && !columns.has(this.fold(column))) this.lost.push(`${text}: it has no such column`);
      return;
    }
    this.lost.push(`${text}: there is no such relation`);
  }

  private finds(name: Name, scope: Scope): boolean {
    for (let at: Scope | undefined = scope; at; at = at.above) {
      for (const columns of at.relations.values()) if (columns === 'any' || columns.has(this.fold(name))) return true;
    }
    return false;
  }

  private add(names: Map<string, Columns>, name: Name, columns: Columns, outer?: ReadonlyMap<string, Columns>): void {
    const folded = this.fold(name);
    if (names.has(folded) && !outer?.has(folded)) this.lost.push(`${shown(name)} is there twice`);
    names.set(folded, columns);
  }
}

const shown = ({ value, quoted }: Name) => (quoted ? `"${value}"` : value);
