import type { Knex } from 'knex';
import type { Expr } from '../plan/expression.js';
import type { RowOrder, Rows } from '../plan/rows.js';
import type { Dialect } from './dialects/dialect.js';
import { expressionSql } from './expression-sql.js';
import { quoted, type Sql, sql } from './fragment.js';
import { columnsOf, type Frame, freshAlias, scopeOf } from './frame.js';

/** A column that a SELECT puts out. */
export interface OutputColumn {
  readonly name: string;
  readonly sql: Sql;
}

/** A shared SELECT. */
export interface SharedRows {
  readonly name: string;
  readonly columns: readonly string[];
}

/** As one text: to Knex each piece of its own is an object, and a wide query has thousands of columns. */
function columnList(columns: readonly OutputColumn[]): Sql {
  return { text: columns.map((column) => `${column.sql.text} as ${quoted(column.name)}`).join(', ') };
}

/** What every part of a statement is put together with: Knex builders for one dialect. */
export class SelectWriter {
  private readonly common: { readonly name: string; readonly builder: Knex.QueryBuilder }[] = [];
  private readonly known = new Map<Rows, SharedRows>();

  constructor(
    private readonly knex: Knex,
    readonly dialect: Dialect,
    /** Words that may be tables of the author: a shared SELECT of such a name would hide the table. */
    private readonly tableWords: () => ReadonlySet<string>,
  ) {}

  expression(expr: Expr, columns: ReadonlyMap<string, Sql>): Sql {
    return expressionSql(expr, scopeOf(columns), this.dialect);
  }

  raw(fragment: Sql): Knex.Raw {
    return this.knex.raw(fragment.text);
  }

  /** A derived table as the start of a SELECT. */
  from(table: Sql | Knex.QueryBuilder, name: string, columns: readonly string[]): Frame {
    return {
      builder: this.knex.queryBuilder().from(this.derived(table, name)),
      columns: columnsOf(name, columns),
      aliases: new Set([name]),
    };
  }

  derived(table: Sql | Knex.QueryBuilder, name: string): Knex.Raw {
    return 'text' in table
      ? this.raw(sql`(${table}) as ${quoted(name)}`)
      : this.knex.raw(`? as ${quoted(name)}`, [table]);
  }

  where(frame: Frame, condition: Expr): void {
    frame.builder.whereRaw(this.raw(this.expression(condition, frame.columns)));
  }

  orderBy(frame: Frame, orderBy: readonly RowOrder[]): void {
    for (const { expr, direction } of orderBy) {
      frame.builder.orderByRaw(this.raw(sql`${this.expression(expr, frame.columns)} ${direction} nulls last`));
    }
  }

  /** The limit as a constant: Snowflake binds none. */
  limit(frame: Frame, limit: number): void {
    frame.builder.limit(limit, { skipBinding: true });
  }

  select(frame: Frame, columns: readonly OutputColumn[]): Knex.QueryBuilder {
    return frame.builder.select(this.raw(columnList(columns)));
  }

  /** A SELECT whose first `keys` columns are grouped by. */
  grouped(frame: Frame, columns: readonly OutputColumn[], keys: number): Knex.QueryBuilder {
    const builder = this.select(frame, columns);
    if (keys > 0) builder.groupByRaw(Array.from({ length: keys }, (_, index) => index + 1).join(', '));
    return builder;
  }

  /** Everything that the frame puts out, as a finished SELECT. */
  closed(frame: Frame): Knex.QueryBuilder {
    return this.select(
      frame,
      [...frame.columns].map(([name, column]) => ({ name, sql: column })),
    );
  }

  /** Shares a SELECT that is read more than once; gives its name. */
  share(wanted: string, builder: Knex.QueryBuilder): string {
    const name = freshAlias(wanted, new Set([...this.tableWords(), ...this.common.map((table) => table.name)]));
    this.common.push({ name, builder });
    return name;
  }

  /** Shares what is written for some rows, so that they are read again wherever they stand in the plan. */
  shareRows(wanted: string, rows: Rows, frame: Frame): SharedRows {
    const columns = [...frame.columns.keys()];
    const shared = { name: this.share(wanted, this.closed(frame)), columns };
    this.known.set(rows, shared);
    return shared;
  }

  sharedRows(rows: Rows): SharedRows | undefined {
    return this.known.get(rows);
  }

  /** A shared SELECT as the start of another. */
  fromShared(name: string, columns: readonly string[]): Frame {
    const builder = this.knex.queryBuilder().from(this.knex.raw(quoted(name)));
    return { builder, columns: columnsOf(name, columns), aliases: new Set([name]) };
  }

  /** What a builder has gathered. Its bindings are marks in the text, so that Knex sees none. */
  text(builder: Knex.QueryBuilder): Sql {
    return { text: builder.toSQL().sql };
  }

  /** The finished statement, after the SELECTs that it shares. */
  finish(select: Knex.QueryBuilder): Sql {
    for (const { name, builder } of this.common) select.with(name, builder);
    return this.text(select);
  }
}
