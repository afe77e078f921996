import { TrellisError } from '../errors/trellis-error.js';
import { isStandardGrain } from '../model/grains.js';
import { isDimension } from '../model/joins.js';
import type {
  DatePart,
  FilterReference,
  FilterTemplate,
  GrainCount,
  GrainName,
  TimeDimension,
} from '../model/types.js';
import { checkGrain } from './check-grain.js';
import { column, type Expr } from './expression.js';
import { referenceColumn } from './filter-expression.js';
import { type Leaf, timePredicate, valuePredicate } from './leaf-conditions.js';
import type { Predicate } from './query.js';
import type { RowSource } from './row-source.js';
import { templateExpr } from './template-conditions.js';
import { localExpr, type TimeColumn, timeColumn, timeDimension } from './time-column.js';
import { checkLeaf, elementKind } from './value-fits.js';

/** Turns filters into conditions over the columns of one row source. */
export class Conditions {
  constructor(
    private readonly source: RowSource,
    /** The source's metric_time; undefined where it has none. */
    private readonly metricTime: TimeColumn | undefined,
    /** Above an aggregate: the columns that are left, by name. */
    private readonly columnOf: (name: string) => Expr | undefined = () => undefined,
  ) {}

  /** An author's filter: SQL text with references, which are resolved to columns. */
  template(filter: FilterTemplate): Expr {
    return {
      kind: 'authored',
      parts: filter.parts.map((part) => (typeof part === 'string' ? part : this.reference(part))),
    };
  }

  /** A client's filter: typed, its values bound. */
  predicate(predicate: Predicate): Expr {
    switch (predicate.kind) {
      case 'and':
      case 'or':
        return { kind: predicate.kind, operands: predicate.operands.map((operand) => this.predicate(operand)) };
      case 'not':
        return { kind: 'not', operand: this.predicate(predicate.operand) };
      case 'template':
        return templateExpr(predicate.expr, (reference) => this.reference(reference));
      case 'authored':
        return this.template(predicate.filter);
      default:
        return this.leaf(predicate);
    }
  }

  /** Of a funnel: the event lies within the window that opens at the rows' own `time`, whenever that is read. */
  within({ eventTime, window }: { readonly eventTime: string; readonly window: GrainCount }, time: string): Expr {
    const { model } = this.source;
    const { utc, type } = timeColumn(column(time), timeDimension(model, time));
    const event = this.source.time(timeDimension(model, eventTime));
    return {
      kind: 'compare',
      operator: 'lt',
      left: event.utc,
      right: { kind: 'addGrain', input: utc, ...window, type },
    };
  }

  /** A time dimension or metric_time as a column. */
  timeOf(name: string): TimeColumn {
    if (name === 'metric_time' || (this.metricTime && this.source.isMetricTime(name))) {
      if (this.metricTime) return this.metricTime;
      throw new TrellisError('DIMENSION_UNREACHABLE', `Model "${this.source.model.name}" has no metric_time.`, {
        names: [name],
      });
    }
    const { column: expr, element } = this.source.element(name);
    if (isDimension(element) && element.kind === 'time') return timeColumn(expr, element);
    throw new TrellisError('GRAIN_TOO_FINE', `"${name}" is not a time dimension, so it has no grain or date part.`, {
      names: [name],
    });
  }

  private leaf(predicate: Leaf | Extract<Predicate, { kind: 'isNull' }>): Expr {
    const { name } = predicate;
    const time = this.source.isMetricTime(name) ? this.timeOf(name) : undefined;
    const { column: below, element } = time ? { column: time.expr, element: undefined } : this.source.element(name);
    const expr = this.columnOf(name) ?? below;
    if (predicate.kind === 'isNull') return { kind: 'isNull', input: expr };
    const timeColumn =
      time ?? (element && isDimension(element) && element.kind === 'time' ? this.timeOf(name) : undefined);
    if (timeColumn) return timePredicate(timeColumn, predicate, this.source.planning.clock.zone);
    checkLeaf(predicate, element && elementKind(element));
    return valuePredicate(expr, predicate, element && isDimension(element) ? element.type : 'string');
  }

  private reference(reference: FilterReference): Expr {
    const output = this.columnOf(referenceColumn(reference));
    if (output) return output;
    switch (reference.kind) {
      case 'dimension': {
        if (reference.name === 'metric_time') return this.inGrain(this.timeOf(reference.name), 'day', reference.name);
        const { column: expr, element } = this.source.element(reference.name);
        return isDimension(element) && element.kind === 'time' ? this.atOwnGrain(reference.name, element) : expr;
      }
      case 'entity':
        return this.source.element(reference.name).column;
      case 'time': {
        const time = this.timeOf(reference.name);
        if (reference.grain) {
          checkGrain(reference, time, this.source.planning.catalog);
          return this.inGrain(time, reference.grain, reference.name);
        }
        return reference.name === 'metric_time'
          ? this.inGrain(time, 'day', reference.name)
          : this.reference({ kind: 'dimension', name: reference.name });
      }
      case 'part': {
        const time = this.timeOf(reference.name);
        checkGrain(reference, time, this.source.planning.catalog);
        return this.partOf(time, reference.part);
      }
      case 'metric':
        return this.metricPerEntity(reference.name, reference.entities);
    }
  }

  private atOwnGrain(name: string, element: TimeDimension): Expr {
    return this.inGrain(this.timeOf(name), element.grain, name);
  }

  private inGrain(time: TimeColumn, grain: GrainName, name: string): Expr {
    if (!isStandardGrain(grain)) return this.source.customPeriod(`${name}__${grain}`, time, grain);
    return { kind: 'truncate', input: localExpr(time, this.source.planning.clock.zone), grain };
  }

  private partOf(time: TimeColumn, part: DatePart): Expr {
    return { kind: 'part', input: localExpr(time, this.source.planning.clock.zone), part };
  }

  /** The metric per entity over all its life: no filter or range of the query applies inside. */
  private metricPerEntity(metric: string, entities: readonly string[]): Expr {
    const name = referenceColumn({ kind: 'metric', name: metric, entities });
    // First, since a wrong entity is the mistake of this metric, not of the one that is filtered.
    const other = this.source.planning.rowsOf({
      metrics: [{ metric, as: metric }],
      groupBy: entities.map((entity) => ({ kind: 'value', name: entity })),
      orderBy: [],
    });
    const keys = entities.map((entity) => ({ entity, column: this.source.element(entity).column }));
    this.source.addLookup(name, (input) => ({
      kind: 'lookup',
      input,
      name,
      other,
      on: keys.map(({ entity, column: left }) => ({ left: columnName(left), right: entity })),
      nullSafe: true,
      required: false,
      columns: [{ from: metric, name }],
    }));
    return column(name);
  }
}

function columnName(expr: Expr): string {
  if (expr.kind === 'column') return expr.name;
  throw new Error('Broken invariant: an element is a column');
}
