import { lineageOf } from '../engine/lineage.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { Exposure } from '../model/definitions.js';
import { metricFilters, metricFormula, metricGrains, reachableTogether } from '../model/describe.js';
import { grainsFrom } from '../model/grains.js';
import type { Metric } from '../model/metric-types.js';
import type { Grain, GrainName } from '../model/types.js';
import { elementType, metricType } from '../model/value-types.js';
import { exposuresOf } from '../registry/exposures.js';
import { datasetSource } from './dataset-catalog.js';
import type { NamedDataset } from './dataset-names.js';
import type { NamedDimension, Naming } from './naming.js';

interface MetricsFilter {
  readonly search?: string | null;
  readonly owner?: string | null;
  readonly tag?: string | null;
  readonly status?: string | null;
  readonly reachableBy?: readonly string[] | null;
}

/** The values behind the catalogue's types; fields with arguments are methods. */
export class CatalogSource {
  private byDimension: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    private readonly catalog: SemanticCatalog,
    private readonly naming: Naming,
    private readonly named: readonly NamedDataset[],
  ) {}

  metrics({ search, owner, tag, status, reachableBy }: MetricsFilter): readonly object[] {
    const contains = (text: string) => text.toLowerCase().includes((search ?? '').toLowerCase());
    const matches = ({ name, label, description, ...metric }: Metric) =>
      [name, label, description].some(contains) &&
      (!owner || metric.owner?.name === owner || metric.owner?.email === owner) &&
      (!tag || metric.tags.includes(tag)) &&
      (!status || metric.status === status);
    const reaches = (metric: Metric) =>
      (reachableBy ?? []).every((name) => this.dimensionNames([metric]).includes(name));
    return [...this.catalog.metrics.values()]
      .filter((metric) => matches(metric) && reaches(metric))
      .map((metric) => this.metricSource(metric));
  }

  metric({ name }: { readonly name: string }): object {
    return this.metricSource(this.catalog.metric(name));
  }

  dimensions({ metrics }: { readonly metrics?: readonly string[] | null }): readonly object[] {
    if (!metrics || metrics.length === 0)
      return this.naming.dimensions.map((dimension) => this.dimensionSource(dimension));
    return this.dimensionSources(metrics.map((name) => this.catalog.metric(name)));
  }

  get funnels(): readonly object[] {
    return this.naming.funnels.map(({ funnel }) => ({
      ...funnel,
      id: `funnel:${funnel.name}`,
      dbtName: funnel.name,
      steps: funnel.steps.map(({ filter, ...step }) => ({ ...step, filter: filter.text })),
    }));
  }

  get datasets(): readonly object[] {
    return this.named.map((one) => datasetSource(one, (name) => this.metric({ name })));
  }

  get exposures(): readonly object[] {
    return this.catalog.definitions.exposures.map(exposureSource);
  }

  private metricSource(metric: Metric): object {
    const { catalog } = this;
    return {
      ...metric,
      id: `metric:${metric.name}`,
      dbtName: metric.name,
      valueType: metricType(catalog, metric),
      formula: metricFormula(catalog, metric),
      filters: metricFilters(metric),
      dimensions: () => this.dimensionSources([metric]),
      grains: () => this.withCustomGrains(metricGrains(catalog, metric)),
      exposures: () => exposuresOf(catalog, metric).map(exposureSource),
      lineage: () => lineageOf(metric, catalog),
    };
  }

  /** A custom grain is found by the standard one of its spine, so that has to be known. */
  private withCustomGrains(grains: readonly Grain[]): readonly GrainName[] {
    const custom = [...this.catalog.customGrains].filter(([, { spine }]) => grains.includes(spine.grain));
    return [...grains, ...custom.map(([name]) => name)];
  }

  private dimensionNames(metrics: readonly Metric[]): readonly string[] {
    const timed = metrics.every((metric) => metricGrains(this.catalog, metric).length > 0);
    return [...(timed ? ['metric_time'] : []), ...reachableTogether(this.catalog, metrics)];
  }

  private dimensionSources(metrics: readonly Metric[]): readonly object[] {
    return this.dimensionNames(metrics).map((name) => this.dimensionSource(this.naming.dimensionOf(name)));
  }

  /** By dimension: a catalog never changes, so what reaches what is worked out once. */
  private metricsBy(dimension: string): readonly string[] {
    this.byDimension ??= groupedByName([...this.catalog.metrics.keys()], (name) =>
      this.dimensionNames([this.catalog.metric(name)]),
    );
    return this.byDimension.get(dimension) ?? [];
  }

  private dimensionSource({ dbtName, label, description, element }: NamedDimension): object {
    const isTime = element && 'kind' in element && element.kind === 'time';
    return {
      id: `dimension:${dbtName}`,
      name: dbtName,
      dbtName,
      label,
      description,
      type: element ? elementType(element) : 'datetime',
      metrics: () => this.metricsBy(dbtName),
      grains: this.withCustomGrains(isTime ? grainsFrom(element.grain) : element ? [] : grainsFrom('second')),
    };
  }
}

function exposureSource(exposure: Exposure): object {
  return { ...exposure, id: `exposure:${exposure.name}` };
}

/** Things under each of their names. */
function groupedByName<T>(
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    for (const name of namesOf(thing)) {
      const known = found.get(name);
      if (known) known.push(thing);
      else found.set(name, [thing]);
    }
  }
  return found;
}
