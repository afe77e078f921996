import { filtersOf, windowOf } from './filters.js';
import type { Json } from './json.js';
import { aggregationKeys } from './semantic-models.js';
import { copies, copy, each, mapAt, optionalMap, type Tree, textAt } from './tree.js';

/** The metrics of a manifest by name, and the measures that those without one bring along. */
export interface ManifestMetrics {
  readonly byName: ReadonlyMap<string, Json>;
  /** By metric, the name of the measure that it brings. */
  readonly brought: ReadonlyMap<string, string>;
}

/**
 * Simple metrics without a measure, of dbt's 2026 spec, hold the aggregation themselves (`metric_aggregation_params`).
 * Each brings a measure of its name; where a measure of another metric has taken that, of its name and `_measure`.
 */
export function readMetrics(metrics: Json, models: Json): ManifestMetrics {
  const taken = new Set(models.items().flatMap((model) => namesOf(model.get('measures'))));
  const brought = metrics.items().flatMap((metric): readonly (readonly [string, string])[] => {
    const name = metric.get('name').text();
    const params = metric.get('type_params');
    const hasMeasure = params.get('measure').isSet();
    if (name === undefined || hasMeasure || !params.get('metric_aggregation_params').isSet()) return [];
    return [[name, taken.has(name) ? `${name}_measure` : name]];
  });
  const byName = new Map(metrics.items().map((metric) => [metric.get('name').text() ?? '', metric]));
  return { byName, brought: new Map(brought) };
}

function namesOf(list: Json): readonly string[] {
  return list.items().flatMap((item) => item.get('name').text() ?? []);
}

/** The measures that the metrics bring to a semantic model. */
export function measuresBrought(model: Json, { byName, brought }: ManifestMetrics): readonly (Tree | undefined)[] {
  return [...brought].flatMap(([metric, measure]) => {
    const json = byName.get(metric);
    const params = json?.get('type_params');
    const aggregation = params?.get('metric_aggregation_params');
    if (!json || !params || aggregation?.get('semantic_model').text() !== model.get('name').text()) return [];
    const { expr } = copies(aggregation!.get('expr').isSet() ? aggregation! : params, 'expr');
    return [
      mapAt(json, {
        name: textAt(json.get('name'), measure),
        ...copies(json, 'label', 'description'),
        ...aggregationKeys(aggregation!),
        expr: expr ?? copy(json.get('name')),
      }),
    ];
  });
}

/** An entry of `metrics` as YAML has it. */
export function metricTree(json: Json, metrics: ManifestMetrics): Tree | undefined {
  const params = json.get('type_params');
  return mapAt(json, {
    ...copies(json, 'name', 'label', 'description', 'type', 'time_granularity', 'config'),
    filter: filtersOf(json.get('filter')),
    type_params: mapAt(params, typeParams(json, params, metrics)),
  });
}

function typeParams(json: Json, params: Json, metrics: ManifestMetrics): Readonly<Record<string, Tree | undefined>> {
  switch (json.get('type').text()?.toLowerCase()) {
    case 'simple':
      return { measure: simpleInput(json, params, metrics) };
    case 'cumulative': {
      const cumulative = params.get('cumulative_type_params');
      return {
        measure: measureOrMetric(params.get('measure'), cumulative.get('metric'), metrics),
        cumulative_type_params: mapAt(cumulative, {
          window: windowOf(cumulative.get('window')) ?? windowOf(params.get('window')),
          grain_to_date: copy(cumulative.get('grain_to_date')) ?? copy(params.get('grain_to_date')),
          ...copies(cumulative, 'period_agg'),
        }),
      };
    }
    case 'conversion': {
      const conversion = params.get('conversion_type_params');
      const input = (which: string) =>
        measureOrMetric(conversion.get(`${which}_measure`), conversion.get(`${which}_metric`), metrics);
      return {
        conversion_type_params: optionalMap(conversion, () => ({
          base_measure: input('base'),
          conversion_measure: input('conversion'),
          ...copies(conversion, 'entity', 'calculation'),
          window: windowOf(conversion.get('window')),
          constant_properties: each(conversion.get('constant_properties'), (pair) =>
            mapAt(pair, copies(pair, 'base_property', 'conversion_property')),
          ),
        })),
      };
    }
    case 'ratio':
      return { numerator: metricInput(params.get('numerator')), denominator: metricInput(params.get('denominator')) };
    default:
      return { ...copies(params, 'expr'), metrics: each(params.get('metrics'), metricInput) };
  }
}

function simpleInput(json: Json, params: Json, { brought }: ManifestMetrics): Tree | undefined {
  const name = brought.get(json.get('name').text() ?? '');
  if (name === undefined) return measureInput(params.get('measure'));
  return mapAt(params, {
    name: textAt(params.get('metric_aggregation_params'), name),
    ...copies(params, 'fill_nulls_with', 'join_to_timespine'),
  });
}

function measureInput(json: Json, ...filters: readonly Json[]): Tree | undefined {
  if (!json.isMap()) return copy(json);
  return mapAt(json, {
    ...copies(json, 'name', 'alias', 'fill_nulls_with', 'join_to_timespine'),
    filter: filtersOf(json.get('filter'), ...filters),
  });
}

/** A measure, or a simple metric: then its measure under the filters of both. */
function measureOrMetric(measure: Json, input: Json, metrics: ManifestMetrics): Tree | undefined {
  if (measure.isSet() || !input.isSet()) return measureInput(measure);
  const name = input.get('name').text() ?? '';
  const metric = metrics.byName.get(name);
  const params = metric?.get('type_params');
  if (!metric || !params) return mapAt(input, { name: textAt(input.get('name'), name) });
  const filters = [metric.get('filter'), input.get('filter')];
  const brought = metrics.brought.get(name);
  if (brought === undefined) return measureInput(params.get('measure'), ...filters);
  return mapAt(input, {
    name: textAt(input.get('name'), brought),
    ...copies(params, 'fill_nulls_with', 'join_to_timespine'),
    filter: filtersOf(...filters),
  });
}

function metricInput(json: Json): Tree | undefined {
  if (!json.isMap()) return copy(json);
  return mapAt(json, {
    ...copies(json, 'name', 'alias', 'offset_to_grain'),
    filter: filtersOf(json.get('filter')),
    offset_window: windowOf(json.get('offset_window')),
  });
}
