import { TrellisError } from '../../errors/trellis-error.js';
import type { AuthorSql } from '../../model/author-sql.js';
import type { SemanticCatalog } from '../../model/catalog.js';
import type { Problem } from '../../model/definitions.js';
import type { Relation } from '../../model/types.js';
import { conditionProbe } from '../../sql/probe.js';
import type { ResultColumn, Warehouse } from '../../warehouse/warehouse.js';
import { oncePerPlace } from './author-sql.js';
import { probedValue, rowsFiltered } from './filter-values.js';
import { probe, probeExpressions, probeRelation } from './probe.js';
import { problemOf } from './refused-sql.js';

/** What a warehouse says of the definitions. */
export interface WarehouseFindings {
  /** In reading order. */
  readonly problems: readonly Problem[];
  /** The columns of each relation that could be read, by the relation's name. */
  readonly columns: ReadonlyMap<string, readonly ResultColumn[]>;
}

type Piece<K extends AuthorSql['kind']> = Extract<AuthorSql, { readonly kind: K }>;

/**
 * Asks the warehouse about every table, expression and filter, without reading any row, and tells each one that it
 * does not understand. What is written over something broken is not asked: it would only repeat the problem.
 * @throws WAREHOUSE_UNAVAILABLE and its like, where the warehouse is no help
 */
export async function checkWithWarehouse(
  sql: readonly AuthorSql[],
  catalog: SemanticCatalog,
  warehouse: Warehouse,
): Promise<WarehouseFindings> {
  const check = new WarehouseCheck(catalog, warehouse);
  for (const piece of sql) if (piece.kind === 'select' || piece.kind === 'table') await check.relation(piece);
  for (const pieces of overOneRelation(sql)) await check.expressions(pieces);
  for (const piece of sql) if (piece.kind === 'condition') await check.condition(piece);
  return { problems: oncePerPlace(check.problems), columns: check.columns };
}

function overOneRelation(sql: readonly AuthorSql[]): Iterable<readonly Piece<'expression'>[]> {
  const byRelation = new Map<string, Piece<'expression'>[]>();
  for (const piece of sql) {
    if (piece.kind !== 'expression') continue;
    const pieces = byRelation.get(piece.relation.name);
    if (pieces) pieces.push(piece);
    else byRelation.set(piece.relation.name, [piece]);
  }
  return byRelation.values();
}

class WarehouseCheck {
  readonly problems: Problem[] = [];
  readonly columns = new Map<string, readonly ResultColumn[]>();
  private readonly relations = new Map<string, TrellisError | undefined>();
  private readonly conditions = new Map<string, TrellisError | undefined>();
  private readonly broken = new Set<string>();

  constructor(
    private readonly catalog: SemanticCatalog,
    private readonly warehouse: Warehouse,
  ) {}

  /** A model's own SELECT is told where it is written, not where it is used. */
  async relation(piece: Piece<'select' | 'table'>): Promise<void> {
    const { relation, kind } = piece;
    if (kind === 'table' && relation.kind === 'select') return;
    if (!this.relations.has(relation.name)) {
      const probed = await probeRelation(this.warehouse, relation);
      if (!(probed instanceof TrellisError)) this.columns.set(relation.name, probed);
      this.relations.set(relation.name, refusalIn(probed));
    }
    this.tell(piece, this.relations.get(relation.name));
  }

  /** Expressions over one relation. */
  async expressions(pieces: readonly Piece<'expression'>[]): Promise<void> {
    const [first] = pieces;
    if (!first || this.relations.get(first.relation.name)) return;
    const texts = pieces.map(({ text }) => text);
    const refusal = refusalIn(await probeExpressions(this.warehouse, first.relation, texts));
    if (!refusal) return;
    if (pieces.length === 1) {
      this.broken.add(keyOf(first.relation, first.text));
      this.tell(first, refusal);
      return;
    }
    const middle = Math.ceil(pieces.length / 2);
    await this.expressions(pieces.slice(0, middle));
    await this.expressions(pieces.slice(middle));
  }

  async condition(piece: Piece<'condition'>): Promise<void> {
    for (const rows of rowsFiltered(piece.rows, this.catalog)) {
      const parts = piece.filter.parts.map((part) =>
        typeof part === 'string' ? part : probedValue(part, rows, this.catalog),
      );
      const isBroken = parts.some(
        (part) =>
          typeof part !== 'string' &&
          part.kind === 'column' &&
          (this.relations.get(part.relation.name) || this.broken.has(keyOf(part.relation, part.expr))),
      );
      if (isBroken) return;
      const statement = conditionProbe(parts, this.warehouse.dialect);
      if (!this.conditions.has(statement)) {
        this.conditions.set(statement, refusalIn(await probe(this.warehouse, statement)));
      }
      const refusal = this.conditions.get(statement);
      if (refusal) return this.tell(piece, refusal);
    }
  }

  private tell(piece: AuthorSql, refusal: TrellisError | undefined): void {
    if (!refusal) return;
    const known = piece.kind === 'expression' ? (this.columns.get(piece.relation.name) ?? []) : [];
    const names = known.map(({ name }) => name);
    this.problems.push(problemOf(piece, refusal, names));
  }
}

function refusalIn(probed: readonly unknown[] | TrellisError): TrellisError | undefined {
  return probed instanceof TrellisError ? probed : undefined;
}

function keyOf({ name }: Relation, expr: string): string {
  return `${name} ${expr}`;
}
