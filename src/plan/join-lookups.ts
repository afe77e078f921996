import { invariant, TrellisError } from '../errors/trellis-error.js';
import { compareGrains } from '../model/grains.js';
import type { JoinedElement } from '../model/joins.js';
import type { Dimension, Entity, SemanticModel, TimeDimension } from '../model/types.js';
import { allOf, bound, column, type Expr } from './expression.js';
import type { Rows } from './rows.js';
import { atOwnGrain, timeDimension } from './time-column.js';

/** What joins need of the rows that they add columns to. */
export interface JoinHost {
  readonly model: SemanticModel;
  readonly zone: string;
  ownColumn(element: Dimension | Entity): string;
  addLookup(id: string, lookup: (input: Rows) => Rows): void;
  /** The rows' metric_time at its own grain, if they have one. */
  metricTime(): Expr | undefined;
}

type Path = Pick<JoinedElement, 'path' | 'through'>;

/** A joined model: which of its elements are wanted, and what must hold beside equal keys. */
interface Join {
  readonly elements: Map<string, string>;
  readonly match: { readonly columns: ReadonlyMap<string, string>; readonly where?: Expr };
}

/**
 * The many-to-one joins of one row source, each made once: listing, then user from there. All start at the rows'
 * own keys, so that none can multiply them.
 */
export class JoinLookups {
  private readonly joins = new Map<string, Join>();

  constructor(private readonly host: JoinHost) {}

  /** The column of an element, joined if need be. @throws DIMENSION_UNREACHABLE where versions are joined without a time */
  column({ path, through, element }: Path & { readonly element: Dimension | Entity }): string {
    if (path.length === 0) return this.host.ownColumn(element);
    this.join({ path, through }).elements.set(element.name, element.expr);
    return joinedName(path, element.name);
  }

  /** The look-up at the end of a path, after those that lead to it. */
  private join({ path, through }: Path): Join {
    const id = JSON.stringify([path, through.map(({ name }) => name)]);
    const known = this.joins.get(id);
    if (known) return known;
    const entity = path.at(-1);
    const other = through.at(-1);
    invariant(entity && other, 'a path leads over an entity to a model');
    const before: Path = { path: path.slice(0, -1), through: through.slice(0, -1) };
    const from = before.through.at(-1) ?? this.host.model;
    const left = this.column({ ...before, element: ownEntity(from, entity) });
    const key = ownEntity(other, entity);
    const join: Join = { elements: new Map(), match: this.matchOf(path, before, from, other) };
    this.joins.set(id, join);
    this.host.addLookup(id, (input) => ({
      kind: 'lookup',
      input,
      name: path.join('__'),
      on: [{ left, right: key.name }],
      ...(join.match.where && { where: join.match.where }),
      nullSafe: false,
      required: false,
      columns: [...join.elements.keys()].map((name) => ({ from: name, name: joinedName(path, name) })),
      other: {
        kind: 'scan',
        name: other.name,
        relation: other.relation,
        columns: [...new Map([[key.name, key.expr], ...join.elements, ...join.match.columns])].map(([name, sql]) => ({
          name,
          sql,
        })),
      },
    }));
    return join;
  }

  /** Beside equal keys: the same partitions, and, over a natural entity, a version that is valid at metric_time. */
  private matchOf(path: readonly string[], before: Path, from: SemanticModel, other: SemanticModel): Join['match'] {
    const columns = new Map<string, string>();
    const right = (dimension: Dimension): Expr => {
      const name = `${joinedName(path, dimension.name)}__of_match`;
      columns.set(name, dimension.expr);
      return atOwnGrain(column(name), dimension, this.host.zone);
    };
    const partitions = partitionsOf(from, other).map(
      ([own, others]): Expr => ({
        kind: 'compare',
        operator: 'eq',
        left: atOwnGrain(column(this.column({ ...before, element: own })), own, this.host.zone),
        right: right(others),
      }),
    );
    const where = allOf([...partitions, other.validity && validAt(this.readTime(other), other, right)]);
    return { columns, ...(where && { where }) };
  }

  private readTime({ name }: SemanticModel): Expr {
    const time = this.host.metricTime();
    if (time) return time;
    throw new TrellisError(
      'DIMENSION_UNREACHABLE',
      `"${name}" holds versions in time, which are joined at a metric_time, and there is none here. Ask for a metric whose model has a time dimension.`,
      { names: [name] },
    );
  }
}

/** Past all data, of the type that a time at `grain` has. */
function endOfTime({ grain }: TimeDimension): Expr {
  return compareGrains(grain, 'day') >= 0 ? bound('date', '9999-12-31') : bound('datetime', '9999-12-31 00:00:00.000');
}

/**
 * dbt: t >= start and (t < end or end is null), each at the grain that it is declared with. Written without OR, which
 * keeps DuckDB from hashing the keys of a left join (100 times slower).
 */
function validAt(at: Expr, other: SemanticModel, right: (dimension: Dimension) => Expr): Expr {
  invariant(other.validity, `model "${other.name}" holds versions`);
  const end = timeDimension(other, other.validity.end);
  const until = right(end);
  const since = right(timeDimension(other, other.validity.start));
  return {
    kind: 'and',
    operands: [
      { kind: 'compare', operator: 'gte', left: at, right: since },
      {
        kind: 'compare',
        operator: 'lt',
        left: at,
        right: { kind: 'coalesce', operands: [until, endOfTime(end)] },
      },
    ],
  };
}

/** Partitions of one name on both sides. */
function partitionsOf(left: SemanticModel, right: SemanticModel): readonly (readonly [Dimension, Dimension])[] {
  return left.dimensions
    .filter(({ isPartition }) => isPartition)
    .flatMap((own) => {
      const other = right.dimensions.find(({ isPartition, name }) => isPartition && name === own.name);
      return other ? [[own, other] as const] : [];
    });
}

function joinedName(path: readonly string[], element: string): string {
  return [...path, element].join('__');
}

export function ownEntity(model: SemanticModel, name: string): Entity {
  const entity = model.entities.find((candidate) => candidate.name === name);
  invariant(entity, `model "${model.name}" has no entity "${name}"`);
  return entity;
}
