import type { SemanticCatalog } from './catalog.js';
import { coarser, grainsFrom } from './grains.js';
import { reachableElements } from './joins.js';
import type { MeasureInput, Metric, MetricInput } from './metric-types.js';
import type { Grain, SemanticModel } from './types.js';

/** A metric's formula for people: `sum(order_total)`, `revenue / orders`. */
export function metricFormula(catalog: SemanticCatalog, metric: Metric): string {
  switch (metric.type) {
    case 'simple':
      return measureFormula(catalog, metric.input);
    case 'ratio':
      return `${metric.numerator.metric} / ${metric.denominator.metric}`;
    case 'derived':
      return metric.expr;
    case 'cumulative': {
      const { window, grainToDate } = metric;
      const over = window
        ? `the last ${window.count} ${window.grain}`
        : grainToDate
          ? `the ${grainToDate} to date`
          : 'all time';
      return `${measureFormula(catalog, metric.input)} over ${over}`;
    }
    case 'conversion': {
      const { base, conversion, entity, window, calculation } = metric;
      const within = window ? ` within ${window.count} ${window.grain}` : '';
      const events = `${conversion.measure} after ${base.measure} of the same ${entity}${within}`;
      return calculation === 'conversions' ? events : `${events} / ${base.measure}`;
    }
  }
}

function measureFormula(catalog: SemanticCatalog, { measure: name }: MeasureInput): string {
  const { measure } = catalog.measure(name);
  return `${measure.agg}(${measure.expr})`;
}

/** All filters that narrow a metric itself, as their authors wrote them. */
export function metricFilters(metric: Metric): readonly string[] {
  const own = metric.filters.map(({ text }) => text);
  return [...own, ...ownMeasures(metric).flatMap(({ filters }) => filters.map(({ text }) => text))];
}

/** The measures that a metric names itself. */
export function ownMeasures(metric: Metric): readonly MeasureInput[] {
  switch (metric.type) {
    case 'simple':
    case 'cumulative':
      return [metric.input];
    case 'conversion':
      return [metric.base, metric.conversion];
    case 'ratio':
    case 'derived':
      return [];
  }
}

/** The metrics that a metric is made of. */
export function ownMetrics(metric: Metric): readonly MetricInput[] {
  switch (metric.type) {
    case 'ratio':
      return [metric.numerator, metric.denominator];
    case 'derived':
      return metric.inputs;
    case 'simple':
    case 'cumulative':
    case 'conversion':
      return [];
  }
}

/** The measures that a metric is made of, through ratios and formulas, each once. */
export function measureInputs(catalog: SemanticCatalog, metric: Metric): readonly MeasureInput[] {
  return measuresBelow(catalog, metric, ownMeasures);
}

/** The measures whose rows a metric is grouped by: of conversions the base events. */
function groupedInputs(catalog: SemanticCatalog, metric: Metric): readonly MeasureInput[] {
  return measuresBelow(catalog, metric, (one) => (one.type === 'conversion' ? [one.base] : ownMeasures(one)));
}

function measuresBelow(
  catalog: SemanticCatalog,
  metric: Metric,
  own: (metric: Metric) => readonly MeasureInput[],
): readonly MeasureInput[] {
  const below = (name: string) => measuresBelow(catalog, catalog.metric(name), own);
  const found = [...own(metric), ...ownMetrics(metric).flatMap((input) => below(input.metric))];
  return [...new Map(found.map((input) => [input.measure, input])).values()];
}

/** The models whose rows a metric reads. */
export function metricModels(catalog: SemanticCatalog, metric: Metric): readonly SemanticModel[] {
  return modelsOf(catalog, measureInputs(catalog, metric));
}

function modelsOf(catalog: SemanticCatalog, inputs: readonly MeasureInput[]): readonly SemanticModel[] {
  return [...new Set(inputs.map(({ measure }) => catalog.measure(measure).model))];
}

/** What all the metrics can be grouped by together, in the order of the first one's model. */
export function reachableTogether(catalog: SemanticCatalog, metrics: readonly Metric[]): readonly string[] {
  const models = metrics.flatMap((metric) => modelsOf(catalog, groupedInputs(catalog, metric)));
  const [first, ...rest] = models.map((model) => [...reachableElements(catalog, model).keys()]);
  return (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
}

/** The grains of metric_time that every input of the metric knows; none where an input has no time. */
export function metricGrains(catalog: SemanticCatalog, metric: Metric): readonly Grain[] {
  const finest = groupedInputs(catalog, metric).map(({ measure: name }) => {
    const { model, measure } = catalog.measure(name);
    const time = model.dimensions.find((dimension) => dimension.name === measure.aggTimeDimension);
    return time?.kind === 'time' ? time.grain : undefined;
  });
  const known = finest.filter((grain) => grain !== undefined);
  return known.length === finest.length && known.length > 0 ? grainsFrom(known.reduce(coarser)) : [];
}
