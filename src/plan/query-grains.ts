import type { SemanticCatalog } from '../model/catalog.js';
import { coarser, compareGrains, isStandardGrain } from '../model/grains.js';
import { elementNamed, isDimension } from '../model/joins.js';
import type { Grain, GrainName } from '../model/types.js';
import { FormulaBuilder, type Input } from './formula.js';
import type { GroupBy, MetricSelection } from './query.js';

/** A metric_time without a grain takes the metrics' own. */
export function settleGrains(
  groupBy: readonly GroupBy[],
  defaultGrain: GrainName | undefined,
  catalog: SemanticCatalog,
): readonly GroupBy[] {
  return groupBy.map((item) => {
    if (item.kind !== 'time' || item.grain) return item;
    if (item.name === 'metric_time') return { ...item, grain: defaultGrain ?? 'day' };
    const element = elementNamed(catalog, item.name);
    const own = element && isDimension(element) && element.kind === 'time' ? element.grain : 'day';
    return { ...item, grain: coarser(own, 'day') };
  });
}

/** The grain of a bare metric_time: the metrics' coarsest, where a custom grain that a metric names comes before all. */
export function defaultGrainOf(
  selections: readonly MetricSelection[],
  catalog: SemanticCatalog,
): GrainName | undefined {
  const custom = selections
    .map(({ metric }) => catalog.metric(metric).timeGranularity)
    .find((grain) => grain !== undefined && !isStandardGrain(grain));
  return custom ?? metricsGrain(selections, catalog, coarser);
}

/** The default grain of each metric, combined: its own, else the coarser of day and its time dimension's. */
export function metricsGrain(
  selections: readonly MetricSelection[],
  catalog: SemanticCatalog,
  combineGrains: (a: Grain, b: Grain) => Grain,
): Grain | undefined {
  const grains = selections.map(({ metric }) => metricGrain(metric, catalog));
  return grains.length > 0 ? grains.reduce(combineGrains) : undefined;
}

/** A catalog never changes, so each metric's grain is worked out once. */
const grainsOf = new WeakMap<SemanticCatalog, Map<string, Grain>>();

function metricGrain(name: string, catalog: SemanticCatalog): Grain {
  const known = grainsOf.get(catalog) ?? new Map<string, Grain>();
  grainsOf.set(catalog, known);
  const grain = known.get(name) ?? ownGrain(name, catalog);
  known.set(name, grain);
  return grain;
}

function ownGrain(name: string, catalog: SemanticCatalog): Grain {
  const metric = catalog.metric(name);
  if (metric.timeGranularity) return catalog.standardGrain(metric.timeGranularity);
  const builder = new FormulaBuilder(catalog);
  builder.formula({ metric: name });
  return builder.inputs.map(inputGrain).reduce(coarser, 'day');
}

function inputGrain({ model, measure }: Input): Grain {
  const dimension = model.dimensions.find(({ name }) => name === measure.aggTimeDimension);
  return dimension?.kind === 'time' ? dimension.grain : 'day';
}

export function smallestGrain(groupBy: readonly GroupBy[], catalog: SemanticCatalog): Grain | undefined {
  const times = groupBy.filter(({ kind, name }) => kind !== 'value' && name === 'metric_time');
  if (times.length === 0) return undefined;
  const grains = times.flatMap((item) =>
    item.kind === 'time' && item.grain ? [catalog.standardGrain(item.grain)] : [],
  );
  return grains.sort(compareGrains)[0] ?? 'day';
}
