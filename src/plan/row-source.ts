import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import {
  elementNamed,
  fanOutTo,
  findElements,
  isDimension,
  type JoinedElement,
  reachableElements,
} from '../model/joins.js';
import type { Dimension, Entity, GrainName, Relation, SemanticModel, TimeDimension } from '../model/types.js';
import { customPeriod } from './custom-grains.js';
import { column, type Expr } from './expression.js';
import { JoinLookups, ownEntity } from './join-lookups.js';
import type { MetricQuery } from './query.js';
import { type Lookup, PERIOD, type Rows, type Scan } from './rows.js';
import type { Clock } from './time.js';
import { atOwnGrain, localExpr, type TimeColumn, timeColumn } from './time-column.js';

/** What every part of the planner needs to know. */
export interface Planning {
  readonly catalog: SemanticCatalog;
  readonly clock: Clock;
  /** The rows of a whole query: metric filters and rankings read them. */
  rowsOf(query: MetricQuery): Rows;
}

/**
 * The rows of one semantic model and the columns that a query asks of them. Columns are gathered first,
 * then `rows()` reads the model once and looks up what lies in others.
 */
export class RowSource {
  private readonly scanned = new Map<string, string>();
  private readonly used = new Set<string>();
  private readonly lookups = new Map<string, (input: Rows) => Rows>();
  private readonly ofPeriods = new Map<string, (input: Rows) => Rows>();
  private readonly joins: JoinLookups;
  private metricTime: Expr | undefined;
  /** The first_per dimensions that are the rows' time, with the condition on them. */
  private readonly times = new Map<string, Expr | undefined>();
  private timeNames: ReadonlySet<string> = new Set();

  constructor(
    readonly planning: Planning,
    readonly model: SemanticModel,
    /** For messages: whose rows these are. */
    private readonly metric?: string,
  ) {
    this.joins = new JoinLookups({
      model,
      zone: planning.clock.zone,
      ownColumn: (element) => this.ownColumn(element),
      addLookup: (name, lookup) => this.addLookup(name, lookup),
      metricTime: () => this.metricTime,
    });
  }

  /** The column of a dimension or entity by its dbt name. */
  element(name: string): { readonly column: Expr; readonly element: Dimension | Entity } {
    const joined = this.resolve(name);
    return { column: column(this.joins.column(joined)), element: joined.element };
  }

  /** A column of the author's SQL that is no element, such as a measure's expr. */
  authored(name: string, sql: string): Expr {
    this.scanned.set(name, sql);
    return column(name);
  }

  /**
   * The time of each row; a first_per dimension is looked up per entity. Entities outside `bounds`, a condition
   * on that time, are then not looked up, and their rows dropped.
   */
  time(dimension: TimeDimension, bounds?: (time: TimeColumn) => Expr | undefined): TimeColumn {
    if (dimension.firstPer) this.times.set(dimension.name, bounds?.(timeColumn(column(dimension.name), dimension)));
    const name = this.ownColumn(dimension);
    return timeColumn(column(name), dimension);
  }

  /** As `time`, and the time at which snapshots are joined: the rows' metric_time. */
  metricTimeOf(dimension: TimeDimension, bounds?: (time: TimeColumn) => Expr | undefined): TimeColumn {
    const time = this.time(dimension, bounds);
    this.timeNames = new Set(ownNames(this.model, dimension));
    this.metricTime = atOwnGrain(time.expr, dimension, this.planning.clock.zone);
    return time;
  }

  /** True of metric_time, and of the dimension that it is: both names mean the same column. */
  isMetricTime(name: string): boolean {
    return name === 'metric_time' || this.timeNames.has(name);
  }

  /** The single row's time, under a first_per dimension. */
  rowTime(dimension: TimeDimension): Expr {
    this.used.add(dimension.name);
    return this.authored(rowTimeName(dimension), dimension.expr);
  }

  addLookup(name: string, lookup: (input: Rows) => Rows): void {
    if (!this.lookups.has(name)) this.lookups.set(name, lookup);
  }

  /** The custom period of a time; where that is a period itself, it is added by `withPeriods`. */
  customPeriod(name: string, time: TimeColumn, grain: GrainName): Expr {
    const { catalog, clock } = this.planning;
    const local = localExpr(time, clock.zone);
    const add = (input: Rows) => customPeriod(input, name, local, grain, catalog);
    const isPeriod = time.expr.kind === 'column' && time.expr.name === PERIOD;
    if (isPeriod) this.ofPeriods.set(name, add);
    else this.addLookup(name, add);
    return column(name);
  }

  /** What is looked up by period, for rows that stand beside periods. */
  withPeriods(rows: Rows): Rows {
    return [...this.ofPeriods.values()].reduce<Rows>((input, add) => add(input), rows);
  }

  /** The scan, with `between` around it, then the look-ups. */
  rows(between: (scan: Rows) => Rows = (scan) => scan): Rows {
    const scan: Scan = {
      kind: 'scan',
      name: this.model.name,
      relation: smallestRelation(this.model, this.used),
      columns: [...this.scanned].map(([name, sql]) => ({ name, sql })),
    };
    return [...this.lookups.values()].reduce<Rows>((input, lookup) => lookup(input), between(scan));
  }

  /** @throws UNKNOWN_DIMENSION, DIMENSION_UNREACHABLE, AMBIGUOUS_JOIN_PATH */
  private resolve(name: string): JoinedElement {
    const { catalog } = this.planning;
    const found = findElements(catalog, this.model, name);
    if (found.length === 1 && found[0]) return found[0];
    if (found.length > 1) throw ambiguous(name, this.model, found);
    throw this.unreachable(name);
  }

  /** Names the nearest valid names, or, where none is near, everything that can be asked instead. */
  private unreachable(name: string): TrellisError {
    const { catalog } = this.planning;
    const reachable = [...reachableElements(catalog, this.model).keys()];
    const whose = this.metric ? `Metric "${this.metric}"` : `Model "${this.model.name}"`;
    const near = nearestNames(name, reachable);
    const exists = elementNamed(catalog, name) !== undefined;
    const fanOut = exists ? fanOutTo(catalog, this.model, name) : undefined;
    const because = fanOut
      ? `: the join ${this.model.name} → ${fanOut.entity} → ${fanOut.model.name} would repeat rows ("${fanOut.entity}" is foreign in both)`
      : '';
    const wrong = exists ? `can't be grouped or filtered by "${name}"${because}.` : `has no dimension "${name}".`;
    const instead = ` It has ${reachable.map((one) => `"${one}"`).join(', ')}.`;
    return new TrellisError(
      exists ? 'DIMENSION_UNREACHABLE' : 'UNKNOWN_DIMENSION',
      `${whose} ${wrong}${near.length > 0 ? didYouMean(near) : instead}`,
      { names: this.metric ? [this.metric, name] : [name], suggestions: near.length > 0 ? near : reachable },
    );
  }

  private ownColumn(element: Dimension | Entity): string {
    if (isDimension(element) && element.kind === 'time' && element.firstPer)
      return this.firstPer(element, element.firstPer);
    this.used.add(element.name);
    this.scanned.set(element.name, element.expr);
    return element.name;
  }

  /**
   * The minimum over all rows of the entity, looked up by entity: before any filter touches a row. Rows without the
   * entity stay, unless this is their time.
   */
  private firstPer(dimension: TimeDimension, entityName: string): string {
    const key = this.ownColumn(ownEntity(this.model, entityName));
    this.addLookup(dimension.name, (input) => ({
      ...this.entityTimes(input, dimension, key, this.times.get(dimension.name)),
      required: this.times.has(dimension.name),
    }));
    return dimension.name;
  }

  /** Adds the time of a first_per dimension to rows that have its entity in the column `key`; NULL entities have none. */
  entityTimes(input: Rows, dimension: TimeDimension, key: string, bounds?: Expr): Lookup {
    const times: Rows = {
      kind: 'aggregate',
      name: dimension.name,
      input: this.rowTimes(dimension, key),
      keys: [{ name: key, expr: column(key) }],
      aggregates: [{ name: dimension.name, agg: 'min', expr: column(rowTimeName(dimension)) }],
    };
    return {
      kind: 'lookup',
      input,
      name: dimension.name,
      on: [{ left: key, right: key }],
      nullSafe: false,
      required: true,
      columns: [{ from: dimension.name, name: dimension.name }],
      other: bounds ? { kind: 'filter', input: times, where: bounds } : times,
    };
  }

  /** Entity and time of every row, read from where the rows are fewest. */
  rowTimes(dimension: TimeDimension, entityName: string): Scan {
    const entity = ownEntity(this.model, entityName);
    return {
      kind: 'scan',
      name: `all_${this.model.name}`,
      relation: smallestRelation(this.model, new Set([entity.name, dimension.name])),
      columns: [
        { name: entity.name, sql: entity.expr },
        { name: rowTimeName(dimension), sql: dimension.expr },
      ],
    };
  }
}

/** `booking__ds`: the names by which a model's own rows call its dimension. */
export function ownNames(model: SemanticModel, dimension: Dimension): readonly string[] {
  const keys = model.entities.filter(({ type }) => type !== 'foreign').map(({ name }) => name);
  return [model.primaryEntity, ...keys].map((prefix) => `${prefix}__${dimension.name}`);
}

/** The column of a single row's time under a first_per dimension. */
export function rowTimeName({ name }: TimeDimension): string {
  return `${name}__of_row`;
}

/** Kimball's aggregate navigation: the first rollup that lacks nothing the query needs, else the model itself. */
function smallestRelation(model: SemanticModel, used: ReadonlySet<string>): Relation {
  return model.rollups.find(({ without }) => !without.some((name) => used.has(name)))?.relation ?? model.relation;
}

function ambiguous(name: string, from: SemanticModel, found: readonly JoinedElement[]): TrellisError {
  const paths = found.map(({ path, through }) =>
    [from.name, ...path.flatMap((entity, index) => [entity, through[index]?.name])].join(' → '),
  );
  return new TrellisError('AMBIGUOUS_JOIN_PATH', `"${name}" can be reached over several paths: ${paths.join('; ')}.`, {
    names: [name],
    suggestions: paths,
  });
}
