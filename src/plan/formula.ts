import type { SemanticCatalog } from '../model/catalog.js';
import { coarser } from '../model/grains.js';
import type { Arithmetic, MeasureInput, Metric, MetricInput, PeriodAgg } from '../model/metric-types.js';
import type { FilterTemplate, Grain, GrainCount, GrainName, Measure, SemanticModel } from '../model/types.js';
import { addOffsets, type Comparing, type Offset, offsetName, ownOffset } from './offset.js';
import type { CompareTo, MetricSelection, Predicate } from './query.js';

/** A metric is a formula over measure inputs. */
export type Formula =
  | { readonly kind: 'input'; readonly id: string }
  | { readonly kind: 'fill'; readonly input: Formula; readonly value: number }
  | { readonly kind: 'ratio'; readonly numerator: Formula; readonly denominator: Formula }
  | { readonly kind: 'expression'; readonly expr: Arithmetic; readonly inputs: ReadonlyMap<string, Formula> }
  /** The value, with a row wherever the base has one. */
  | { readonly kind: 'beside'; readonly value: Formula; readonly base: Formula }
  /** What was before, or how it changed, with a row wherever there is one now. */
  | {
      readonly kind: 'compared';
      readonly now: Formula;
      readonly before: Formula;
      readonly show: 'value' | 'change' | 'change_rate';
    }
  | { readonly kind: 'share'; readonly part: Formula; readonly total: Formula };

/** Rows up to a point in time: of a window before it, of its running period, or all. */
export interface Accumulation {
  readonly window?: GrainCount;
  readonly toDate?: Grain;
  readonly periodAgg: PeriodAgg;
  /** The points: the grain that the metric is asked at by default. */
  readonly grain: Grain;
}

/** Conversion events, credited to the base events that the input reads. */
export interface Conversion {
  readonly model: SemanticModel;
  readonly measure: Measure;
  readonly filters: readonly FilterTemplate[];
  readonly entity: string;
  readonly window?: GrainCount;
  readonly constantProperties: readonly { readonly base: string; readonly conversion: string }[];
}

/** One aggregate to compute: a measure under filters, perhaps read at an earlier time. */
export interface Input {
  readonly id: string;
  /** The metric that it serves, for messages. */
  readonly metric: string;
  readonly model: SemanticModel;
  readonly measure: Measure;
  readonly filters: readonly FilterTemplate[];
  readonly where: readonly Predicate[];
  readonly offset?: Offset;
  readonly accumulation?: Accumulation;
  /** The input counts these instead of its own measure's rows, which are the base events. */
  readonly conversion?: Conversion;
  readonly joinToTimespine: boolean;
  /** Of a funnel: only events so long after the entity's first count. */
  readonly within?: { readonly eventTime: string; readonly window: GrainCount };
  readonly aside?: Aside;
  readonly elsewhere?: Elsewhere;
}

/** Where in time an input is read that something is compared to. */
export type Elsewhere =
  /** Over another range than the query's. */
  | { readonly kind: 'range'; readonly compareTo: CompareTo }
  /** In earlier periods, so many of `grain` before, whose rows are read as those of the `period` that is grouped by. */
  | { readonly kind: 'periods'; readonly count: number; readonly grain: GrainName; readonly period: GrainName };

/** Put beside rows that are there without it: what they are compared to, or the totals of all of them. */
export type Aside = 'before' | 'total';

/** How a metric is read that stands aside. */
export interface AsideReading extends Pick<Input, 'offset' | 'elsewhere'> {
  readonly aside: Aside;
  readonly comparing?: Comparing;
}

/** What surrounds a metric inside another: filters and offsets that its inputs inherit. */
interface Surroundings extends Partial<AsideReading> {
  readonly filters: readonly FilterTemplate[];
  readonly where: readonly Predicate[];
}

/** Turns metrics into formulas and gathers their inputs, each distinct one once. */
export class FormulaBuilder {
  private readonly byKey = new Map<string, Input>();
  /** In lower case: DuckDB's names are of any case. */
  private readonly ids: Set<string>;

  /** @param taken names of columns that stand beside the inputs: those of the group-bys */
  constructor(
    private readonly catalog: SemanticCatalog,
    taken: readonly string[] = [],
  ) {
    this.ids = new Set(taken.map((name) => name.toLowerCase()));
  }

  get inputs(): readonly Input[] {
    return [...this.byKey.values()];
  }

  /** The value of a metric; aside where `reading` says how. */
  formula(selection: Pick<MetricSelection, 'metric' | 'where'>, reading: Partial<AsideReading> = {}): Formula {
    const where = selection.where ? [selection.where] : [];
    return this.metricFormula(this.catalog.metric(selection.metric), { ...reading, filters: [], where });
  }

  private metricFormula(metric: Metric, around: Surroundings): Formula {
    const inner = { ...around, filters: [...around.filters, ...metric.filters] };
    switch (metric.type) {
      case 'simple':
        return this.filled(metric, metric.input, inner);
      case 'ratio':
        return {
          kind: 'ratio',
          numerator: this.inputFormula(metric, metric.numerator, inner),
          denominator: this.inputFormula(metric, metric.denominator, inner),
        };
      case 'derived':
        return {
          kind: 'expression',
          expr: metric.formula,
          inputs: new Map(metric.inputs.map((input) => [input.alias, this.inputFormula(metric, input, inner)])),
        };
      case 'cumulative': {
        const { window, grainToDate: toDate, periodAgg } = metric;
        const grain = this.pointGrain(metric);
        const accumulation = { periodAgg, grain, ...(window && { window }), ...(toDate && { toDate }) };
        return this.filled(metric, metric.input, inner, { accumulation });
      }
      case 'conversion':
        return this.conversion(metric, inner);
    }
  }

  /**
   * Conversions, or their share of the base events, with a row wherever there are base events (as MetricFlow combines
   * both). Filters from outside hold for base events alone.
   */
  private conversion(metric: Extract<Metric, { type: 'conversion' }>, around: Surroundings): Formula {
    const { base, conversion: to, entity, window, constantProperties, calculation } = metric;
    const conversion: Conversion = {
      ...this.catalog.measure(to.measure),
      filters: to.filters,
      entity,
      constantProperties,
      ...(window && { window }),
    };
    const { fillNullsWith, joinToTimespine } = to;
    const credited = { ...base, joinToTimespine, ...(fillNullsWith !== undefined && { fillNullsWith }) };
    const { fillNullsWith: _base, ...unfilled } = credited;
    const value = this.filled(metric, fillNullsWith === undefined ? unfilled : credited, around, { conversion });
    const events = this.filled(metric, base, around);
    if (calculation === 'conversions') return { kind: 'beside', value, base: events };
    return { kind: 'ratio', numerator: value, denominator: events };
  }

  /** The grain that a cumulative metric is asked at by default: its points. */
  private pointGrain({ timeGranularity, input }: Extract<Metric, { type: 'cumulative' }>): Grain {
    if (timeGranularity) return this.catalog.standardGrain(timeGranularity);
    const { model, measure } = this.catalog.measure(input.measure);
    const time = model.dimensions.find(({ name }) => name === measure.aggTimeDimension);
    return time?.kind === 'time' ? coarser('day', time.grain) : 'day';
  }

  private inputFormula(parent: Metric, input: MetricInput, around: Surroundings): Formula {
    const own = ownOffset(parent, input);
    const offset =
      own && around.offset ? addOffsets(parent, own, around.offset, around.comparing) : (own ?? around.offset);
    return this.metricFormula(this.catalog.metric(input.metric), {
      ...around,
      filters: [...around.filters, ...input.filters],
      ...(offset && { offset }),
    });
  }

  /** A measure under its own filters and those around it, its gaps filled. */
  private filled(
    metric: Metric,
    input: MeasureInput,
    around: Surroundings,
    special: Pick<Input, 'accumulation' | 'conversion'> = {},
  ): Formula {
    const read = this.input(metric, input, { ...around, filters: [...around.filters, ...input.filters] }, special);
    return input.fillNullsWith === undefined ? read : { kind: 'fill', input: read, value: input.fillNullsWith };
  }

  private input(
    metric: Metric,
    { measure: name, joinToTimespine }: MeasureInput,
    around: Surroundings,
    special: Pick<Input, 'accumulation' | 'conversion'>,
  ): Formula {
    const { model, measure } = this.catalog.measure(name);
    const filters = [...new Map(around.filters.map((filter) => [filter.text, filter])).values()];
    const { accumulation, conversion } = special;
    const { offset, aside, elsewhere } = around;
    const key = JSON.stringify([
      aside,
      elsewhere,
      measure.name,
      filters.map(({ text }) => text).sort(),
      around.where,
      offset,
      joinToTimespine,
      accumulation,
      conversion && [
        conversion.measure.name,
        conversion.filters.map(({ text }) => text),
        conversion.entity,
        conversion.window,
        conversion.constantProperties,
      ],
    ]);
    const known = this.byKey.get(key);
    if (known) return { kind: 'input', id: known.id };
    const id = this.freshId(conversion ? `${metric.name}__conversions` : metric.name, around);
    this.byKey.set(key, {
      id,
      metric: metric.name,
      model,
      measure,
      filters,
      where: around.where,
      joinToTimespine,
      ...(offset && { offset }),
      ...(aside && { aside }),
      ...(elsewhere && { elsewhere }),
      ...special,
    });
    return { kind: 'input', id };
  }

  /** `revenue`, `revenue__1_week_before`, `revenue__total`, and a number behind where that is taken. */
  private freshId(metric: string, { offset, aside, elsewhere }: Partial<AsideReading>): string {
    const parts = [aside === 'total' && aside, offset && offsetName(offset), elsewhere && 'before'];
    const wanted = [metric, ...parts.filter((part) => typeof part === 'string')].join('__');
    let id = wanted;
    for (let next = 2; this.ids.has(id.toLowerCase()); next++) id = `${wanted}__${next}`;
    this.ids.add(id.toLowerCase());
    return id;
  }
}
