import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type {
  Arithmetic,
  FilterTemplate,
  Grain,
  GrainCount,
  Measure,
  Metric,
  MetricInput,
  SemanticModel,
} from '../model/types.js';
import type { MetricSelection, Predicate } from './query.js';

/** A metric is a formula over measure inputs. */
export type Formula =
  | { readonly kind: 'input'; readonly id: string }
  | { readonly kind: 'fill'; readonly input: Formula; readonly value: number }
  | { readonly kind: 'ratio'; readonly numerator: Formula; readonly denominator: Formula }
  | { readonly kind: 'expression'; readonly expr: Arithmetic; readonly inputs: ReadonlyMap<string, Formula> };

/** How far earlier an input is read; without a grain, in queried periods. */
export interface Offset {
  readonly count: number;
  readonly grain?: Grain;
  /** Compare truncated periods, so that no month end is lost or repeated. */
  readonly exact: boolean;
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
  readonly joinToTimespine: boolean;
  /** Of a funnel: only events so long after the entity's first count. */
  readonly within?: { readonly eventTime: string; readonly window: GrainCount };
}

/** What surrounds a metric inside another: filters and offsets that its inputs inherit. */
interface Surroundings {
  readonly filters: readonly FilterTemplate[];
  readonly where: readonly Predicate[];
  readonly offset?: Offset;
}

/** Turns metrics into formulas and gathers their inputs, each distinct one once. */
export class FormulaBuilder {
  private readonly byKey = new Map<string, Input>();
  private readonly ids = new Set<string>();

  constructor(private readonly catalog: SemanticCatalog) {}

  get inputs(): readonly Input[] {
    return [...this.byKey.values()];
  }

  formula(selection: MetricSelection): Formula {
    const where = selection.where ? [selection.where] : [];
    return this.metricFormula(this.catalog.metric(selection.metric), { filters: [], where });
  }

  private metricFormula(metric: Metric, around: Surroundings): Formula {
    const inner = { ...around, filters: [...around.filters, ...metric.filters] };
    switch (metric.type) {
      case 'simple': {
        const { input } = metric;
        const read = this.input(metric, { ...inner, filters: [...inner.filters, ...input.filters] });
        return input.fillNullsWith === undefined ? read : { kind: 'fill', input: read, value: input.fillNullsWith };
      }
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
      case 'cumulative':
      case 'conversion':
        throw new Error(`Broken invariant: ${metric.type} metrics are not planned yet`);
    }
  }

  private inputFormula(parent: Metric, input: MetricInput, around: Surroundings): Formula {
    const own = ownOffset(parent, input);
    const offset = own && around.offset ? addOffsets(parent, own, around.offset) : (own ?? around.offset);
    return this.metricFormula(this.catalog.metric(input.metric), {
      filters: [...around.filters, ...input.filters],
      where: around.where,
      ...(offset && { offset }),
    });
  }

  private input(metric: Metric & { type: 'simple' }, around: Surroundings): Formula {
    const { model, measure } = this.catalog.measure(metric.input.measure);
    const filters = [...new Map(around.filters.map((filter) => [filter.text, filter])).values()];
    const { joinToTimespine } = metric.input;
    const key = JSON.stringify([
      measure.name,
      filters.map(({ text }) => text).sort(),
      around.where,
      around.offset,
      joinToTimespine,
    ]);
    const known = this.byKey.get(key);
    if (known) return { kind: 'input', id: known.id };
    const id = this.freshId(metric.name, around.offset);
    this.byKey.set(key, {
      id,
      metric: metric.name,
      model,
      measure,
      filters,
      where: around.where,
      joinToTimespine,
      ...(around.offset && { offset: around.offset }),
    });
    return { kind: 'input', id };
  }

  /** `revenue`, `revenue__1_week_before`, and a number behind where that is taken. */
  private freshId(metric: string, offset: Offset | undefined): string {
    const wanted = offset ? `${metric}__${offset.count}_${offset.grain ?? 'period'}_before` : metric;
    let id = wanted;
    for (let next = 2; this.ids.has(id); next++) id = `${wanted}__${next}`;
    this.ids.add(id);
    return id;
  }
}

function ownOffset(parent: Metric, input: MetricInput): Offset | undefined {
  const exact = parent.exactPeriods;
  if (input.offsetWindow) return { ...(input.offsetWindow as GrainCount), exact };
  return input.offsetPeriods ? { count: input.offsetPeriods, exact } : undefined;
}

function addOffsets(parent: Metric, own: Offset, outer: Offset): Offset {
  if (own.grain !== outer.grain) {
    throw new TrellisError(
      'QUERY_INVALID',
      `Metric "${parent.name}" offsets an input that is itself offset by another grain; give both offsets one grain.`,
      { names: [parent.name] },
    );
  }
  return { ...own, count: own.count + outer.count };
}
