import type { Knex } from 'knex';
import { assertNever } from '../errors/trellis-error.js';
import type { Expr } from '../plan/expression.js';
import type {
  AggregateRows,
  AsOf,
  Densify,
  Lookup,
  Match,
  RowOrder,
  Rows,
  Scan,
  Shift,
  Spine,
  Stack,
  Top,
  Without,
} from '../plan/rows.js';
import type { Dialect } from './dialects/dialect.js';
import { aggregateSql, expressionSql } from './expression-sql.js';
import { join, quoted, type Sql, sql, text } from './fragment.js';
import { columnOf, columnsOf, type Frame, freshAlias, noColumns, relationSql, scopeOf } from './frame.js';
import { matchFrame } from './match-sql.js';

/** Writes plan rows as Knex builders. A node that only adds columns or conditions adds to the SELECT below it. */
export class RowsWriter {
  private readonly common: { readonly name: string; readonly builder: Knex.QueryBuilder }[] = [];

  constructor(
    private readonly knex: Knex,
    readonly dialect: Dialect,
  ) {}

  /** The common table expressions that the rows written so far need, in order. */
  get commonTables(): readonly { readonly name: string; readonly builder: Knex.QueryBuilder }[] {
    return this.common;
  }

  frame(rows: Rows): Frame {
    switch (rows.kind) {
      case 'scan':
        return this.from(
          this.scan(rows),
          rows.name,
          rows.columns.map(({ name }) => name),
        );
      case 'lookup':
        return this.lookup(rows);
      case 'without':
        return this.without(rows);
      case 'filter': {
        const frame = this.frame(rows.input);
        this.where(frame, rows.where);
        return frame;
      }
      case 'compute': {
        const frame = this.frame(rows.input);
        const added = rows.columns.map(({ name, expr }) => [name, this.expression(expr, frame)] as const);
        return { ...frame, columns: new Map([...frame.columns, ...added]) };
      }
      case 'aggregate':
        return this.aggregate(rows);
      case 'asOf':
        return this.asOf(rows);
      case 'shift':
        return this.shift(rows);
      case 'densify':
        return this.densify(rows);
      case 'match':
        return this.match(rows);
      case 'stack':
        return this.stack(rows);
      case 'top':
        return this.top(rows);
      default:
        return assertNever(rows);
    }
  }

  expression(expr: Expr, frame: Frame): Sql {
    return expressionSql(expr, scopeOf(frame.columns), this.dialect);
  }

  where(frame: Frame, condition: Expr): void {
    this.raw(this.expression(condition, frame), (bound) => frame.builder.whereRaw(bound));
  }

  orderBy(frame: Frame, orderBy: readonly RowOrder[]): void {
    for (const { expr, direction } of orderBy) {
      this.raw(sql`${this.expression(expr, frame)} ${direction} nulls last`, (bound) =>
        frame.builder.orderByRaw(bound),
      );
    }
  }

  select(frame: Frame, columns: readonly { readonly name: string; readonly sql: Sql }[]): Knex.QueryBuilder {
    return frame.builder.select(columns.map((column) => this.toRaw(sql`${column.sql} as ${quoted(column.name)}`)));
  }

  toRaw(fragment: Sql): Knex.Raw {
    return this.knex.raw(fragment.text, fragment.bindings);
  }

  private raw(fragment: Sql, use: (raw: Knex.Raw) => unknown): void {
    use(this.toRaw(fragment));
  }

  /** A derived table as the start of a SELECT. */
  from(table: Sql | Knex.QueryBuilder, name: string, columns: readonly string[]): Frame {
    const source = 'text' in table ? this.toRaw(sql`(${table}) as ${quoted(name)}`) : this.aliased(table, name);
    return {
      builder: this.knex.queryBuilder().from(source),
      columns: columnsOf(name, columns),
      aliases: new Set([name]),
    };
  }

  aliased(builder: Knex.QueryBuilder, name: string): Knex.Raw {
    return this.knex.raw(`(?) as ${quoted(name)}`, [builder]);
  }

  /** A common table expression as the start of a SELECT. */
  fromCommon(name: string, columns: readonly string[]): Frame {
    const builder = this.knex.queryBuilder().from(this.knex.raw(quoted(name)));
    return { builder, columns: columnsOf(name, columns), aliases: new Set([name]) };
  }

  /** Everything the frame puts out, as a finished SELECT. */
  private closed(frame: Frame): Knex.QueryBuilder {
    return this.select(
      frame,
      [...frame.columns].map(([name, column]) => ({ name, sql: column })),
    );
  }

  private scan({ relation, columns }: Scan): Sql {
    const list = join(
      columns.map(({ name, sql: expr }) => sql`${text(expr)} as ${quoted(name)}`),
      ', ',
    );
    return sql`select ${columns.length > 0 ? list : text('1 as "row"')} from ${relationSql(relation)} as src`;
  }

  private lookup({ input, other, name, on, nullSafe, columns, required }: Lookup): Frame {
    const left = this.frame(input);
    const alias = freshAlias(name, left.aliases);
    const right =
      other.kind === 'scan'
        ? this.toRaw(sql`(${this.scan(other)}) as ${quoted(alias)}`)
        : this.aliased(this.closed(this.frame(other)), alias);
    const equal = nullSafe ? 'is not distinct from' : '=';
    const condition = join(
      on.map((pair) => sql`${columnOf(alias, pair.right)} ${equal} ${scopeOf(left.columns)(pair.left)}`),
      ' and ',
    );
    const joinOn = this.toRaw(condition);
    if (required) left.builder.innerJoin(right, (clause) => clause.on(joinOn));
    else left.builder.leftJoin(right, (clause) => clause.on(joinOn));
    return {
      builder: left.builder,
      columns: new Map([...left.columns, ...columns.map(({ from, name: as }) => [as, columnOf(alias, from)] as const)]),
      aliases: new Set([...left.aliases, alias]),
    };
  }

  private without({ input, other, name, on }: Without): Frame {
    const left = this.frame(input);
    const right = this.frame(other);
    const equal = on.map((pair) => sql`${scopeOf(right.columns)(pair.right)} = ${scopeOf(left.columns)(pair.left)}`);
    right.builder.select(this.toRaw(text('1'))).whereRaw(this.toRaw(join(equal, ' and ')));
    left.builder.whereNotExists(right.builder);
    return { ...left, aliases: new Set([...left.aliases, name]) };
  }

  private aggregate({ input, name, keys, aggregates }: AggregateRows): Frame {
    const frame = this.frame(input);
    const scope = scopeOf(frame.columns);
    const columns = [
      ...keys.map((key) => ({ name: key.name, sql: expressionSql(key.expr, scope, this.dialect) })),
      ...aggregates.map((aggregate) => ({
        name: aggregate.name,
        sql: aggregateSql(aggregate, keys.length > 0, scope, this.dialect),
      })),
    ];
    const builder = this.select(frame, columns);
    if (keys.length > 0) builder.groupByRaw(keys.map((_, index) => index + 1).join(', '));
    return this.from(
      builder,
      name,
      columns.map((column) => column.name),
    );
  }

  private spine({ grain, source, from, to }: Spine): Sql {
    const first = this.spineStart(from);
    const end = expressionSql(to, noColumns, this.dialect);
    if (!source) return this.dialect.spine(grain, first, end);
    const day = sql`src.${text(source.column)}`;
    const lower = sql`${day} >= ${this.dialect.truncate(first, grain)}`;
    return sql`select distinct ${this.dialect.truncate(day, grain)} as "period" from ${relationSql(source.relation)} as src where ${lower} and ${day} < ${end}`;
  }

  private spineStart(from: Spine['from']): Sql {
    if (from.kind !== 'earliest') return expressionSql(from, noColumns, this.dialect);
    const frame = this.frame(from.rows);
    const earliest = frame.builder.select(this.toRaw(sql`min(${this.expression(from.value, frame)})`)).toSQL();
    return sql`(${{ text: earliest.sql, bindings: earliest.bindings as Sql['bindings'] }})`;
  }

  private asOf({ input, spine, at, validFrom, validTo }: AsOf): Frame {
    const periods = this.from(this.spine(spine), 'periods', ['period']);
    const rows = this.frame(input);
    const name = 'versions';
    const columns = new Map([...periods.columns, ...columnsOf(name, [...rows.columns.keys()])]);
    const point = expressionSql(at, scopeOf(columns), this.dialect);
    const start = scopeOf(columns)(validFrom);
    const end = scopeOf(columns)(validTo);
    const valid = this.toRaw(sql`${start} < ${point} and (${end} is null or ${end} >= ${point})`);
    periods.builder.innerJoin(this.aliased(this.closed(rows), name), (clause) => clause.on(valid));
    return { builder: periods.builder, columns, aliases: new Set(['periods', name]) };
  }

  private shift({ input, spine, key, time }: Shift): Frame {
    const periods = this.from(this.spine(spine), 'periods', ['period']);
    const rows = this.frame(input);
    const columns = new Map([...columnsOf('earlier', [...rows.columns.keys()]), ...periods.columns]);
    const scope = scopeOf(columns);
    const condition = this.toRaw(
      sql`${expressionSql(time, scope, this.dialect)} = ${expressionSql(key, scope, this.dialect)}`,
    );
    periods.builder.innerJoin(this.aliased(this.closed(rows), 'earlier'), (clause) => clause.on(condition));
    return { builder: periods.builder, columns, aliases: new Set(['periods', 'earlier']) };
  }

  private densify({ input, spine, period }: Densify): Frame {
    const periods = this.from(this.spine(spine), 'periods', ['period']);
    const rows = this.frame(input);
    const known = columnsOf('known', [...rows.columns.keys()]);
    const condition = this.toRaw(sql`${scopeOf(known)(period)} = ${columnOf('periods', 'period')}`);
    periods.builder.leftJoin(this.aliased(this.closed(rows), 'known'), (clause) => clause.on(condition));
    return {
      builder: periods.builder,
      columns: new Map([...known, ...periods.columns, [period, columnOf('periods', 'period')]]),
      aliases: new Set(['periods', 'known']),
    };
  }

  private match(rows: Match): Frame {
    const input = this.frame(rows.input);
    const events = freshAlias('events', new Set(this.common.map(({ name }) => name)));
    this.common.push({ name: events, builder: this.closed(input) });
    return matchFrame(rows, { name: events, columns: [...input.columns.keys()] }, this);
  }

  private stack({ keys, periodKeys, sources }: Stack): Frame {
    const values = sources.flatMap((source) => source.values);
    const allPresent = sources.every(({ present }) => present) || keys.length === 0;
    const branches = sources.map(({ rows, values: own, present }) => {
      const frame = this.frame(rows);
      const scope = scopeOf(frame.columns);
      return this.select(frame, [
        ...keys.map((name) => ({ name, sql: scope(name) })),
        ...values.map((name) => ({ name, sql: own.includes(name) ? scope(name) : text('null') })),
        ...(allPresent ? [] : [{ name: PRESENT, sql: text(present ? '1' : '0') }]),
      ]);
    });
    const [head, ...rest] = branches;
    if (!head) throw new Error('Broken invariant: a stack of nothing');
    const stacked = this.from(head.unionAll(rest), 'sources', [...keys, ...values, PRESENT]);
    const builder = this.select(stacked, [
      ...keys.map((name) => ({ name, sql: columnOf('sources', name) })),
      ...values.map((name) => ({ name, sql: sql`max(${columnOf('sources', name)})` })),
      ...(allPresent ? [] : [{ name: PRESENT, sql: presentPerPeriod(periodKeys) }]),
    ]);
    if (keys.length > 0) builder.groupByRaw(keys.map((_, index) => index + 1).join(', '));
    const combined = this.from(builder, 'combined', [...keys, ...values]);
    if (!allPresent) combined.builder.whereRaw(`${columnOf('combined', PRESENT).text} = 1`);
    return combined;
  }

  private top({ input, name, orderBy, limit }: Top): Frame {
    const frame = this.frame(input);
    this.orderBy(frame, orderBy);
    const columns = [...frame.columns.keys()];
    return this.from(this.closed({ ...frame, builder: frame.builder.limit(limit) }), name, columns);
  }
}

const PRESENT = '__present';

/** A period exists if any source that is present has a row in it; its other rows come along. */
function presentPerPeriod(periodKeys: readonly string[]): Sql {
  const present = sql`max(max(${columnOf('sources', PRESENT)}))`;
  const keys = join(
    periodKeys.map((name) => columnOf('sources', name)),
    ', ',
  );
  return periodKeys.length > 0 ? sql`${present} over (partition by ${keys})` : sql`${present} over ()`;
}
