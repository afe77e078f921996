import { invariant } from '../errors/trellis-error.js';
import type { SemanticCatalog, SpineGrain } from '../model/catalog.js';
import { finer, grainsFrom } from '../model/grains.js';
import { elementNames, graphqlName } from '../model/graphql-name.js';
import { allElements, isDimension } from '../model/joins.js';
import type { Metric } from '../model/metric-types.js';
import type { Dimension, Entity, Funnel, Grain, GrainName } from '../model/types.js';
import { elementType } from '../model/value-types.js';

/** How a dimension can be grouped and filtered. */
export type DimensionKind = 'time' | 'text' | 'number' | 'boolean' | 'date';

/** A dimension as clients see it. */
export interface NamedDimension {
  /** `productName`: field, enum value and input key alike. */
  readonly name: string;
  readonly dbtName: string;
  readonly kind: DimensionKind;
  /** Undefined for metric_time, which is each metric's own. */
  readonly element: Dimension | Entity | undefined;
  readonly label: string;
  readonly description: string;
}

export interface NamedMetric {
  readonly name: string;
  readonly metric: Metric;
}

export interface NamedFunnel {
  readonly name: string;
  readonly funnel: Funnel;
}

export interface NamedGrain {
  readonly name: string;
  readonly grain: GrainName;
  readonly description?: string;
}

/** One camelCase name per metric, dimension and funnel, both ways. metricTime comes first. */
export class Naming {
  readonly metrics: readonly NamedMetric[];
  readonly dimensions: readonly NamedDimension[];
  readonly funnels: readonly NamedFunnel[];
  /** From second, or the finest that any time is known by, and the custom ones. */
  readonly grains: readonly NamedGrain[];
  private readonly dimensionsByName: ReadonlyMap<string, NamedDimension>;
  private readonly dimensionsByDbtName: ReadonlyMap<string, NamedDimension>;
  private readonly metricsByDbtName: ReadonlyMap<string, NamedMetric>;
  private readonly metricsByName: ReadonlyMap<string, NamedMetric>;

  constructor(catalog: SemanticCatalog) {
    this.metrics = [...catalog.metrics.values()].map((metric) => ({
      name: metric.graphqlName ?? graphqlName(metric.name),
      metric,
    }));
    this.funnels = [...catalog.funnels.values()].map((funnel) => ({
      name: funnel.graphqlName ?? graphqlName(funnel.name),
      funnel,
    }));
    const elements = allElements(catalog);
    const names = elementNames(elements);
    const dimensions = [...elements].map(([dbtName, element]) =>
      named(names.get(dbtName) ?? dbtName, dbtName, element),
    );
    this.dimensions = [METRIC_TIME, ...dimensions];
    this.grains = [
      ...grainsFrom(finestGrain(catalog)).map(standardGrain),
      ...[...catalog.customGrains].map(customGrain),
    ];
    this.dimensionsByName = new Map(this.dimensions.map((dimension) => [dimension.name, dimension]));
    this.dimensionsByDbtName = new Map(this.dimensions.map((dimension) => [dimension.dbtName, dimension]));
    this.metricsByDbtName = new Map(this.metrics.map((item) => [item.metric.name, item]));
    this.metricsByName = new Map(this.metrics.map((item) => [item.name, item]));
  }

  /** By GraphQL name, which the schema has checked. */
  dimension(name: string): NamedDimension {
    const found = this.dimensionsByName.get(name);
    invariant(found, `"${name}" is a dimension of the schema`);
    return found;
  }

  dimensionOf(dbtName: string): NamedDimension {
    const found = this.dimensionsByDbtName.get(dbtName);
    invariant(found, `"${dbtName}" is a dimension`);
    return found;
  }

  findDimension(name: string): NamedDimension | undefined {
    return this.dimensionsByName.get(name);
  }

  findMetric(name: string): NamedMetric | undefined {
    return this.metricsByName.get(name);
  }

  /** The GraphQL name of a metric or dimension, for messages; other names stay. */
  graphqlNameOf(dbtName: string): string {
    return this.metricsByDbtName.get(dbtName)?.name ?? this.dimensionsByDbtName.get(dbtName)?.name ?? dbtName;
  }
}

function finestGrain({ definitions }: SemanticCatalog): Grain {
  const times = definitions.models.flatMap(({ dimensions }) => dimensions.filter((each) => each.kind === 'time'));
  return times.map(({ grain }) => grain).reduce(finer, 'second');
}

function standardGrain(grain: Grain): NamedGrain {
  return { name: grain.toUpperCase(), grain };
}

function customGrain([grain, { spine }]: [GrainName, SpineGrain]): NamedGrain {
  return {
    name: grain.toUpperCase(),
    grain,
    description: `A period of its own, which the time spine ${spine.name} spells out by ${spine.grain}.`,
  };
}

const METRIC_TIME: NamedDimension = {
  name: 'metricTime',
  dbtName: 'metric_time',
  kind: 'time',
  element: undefined,
  label: 'Time',
  description: "Each metric's own time, by period.",
};

function named(name: string, dbtName: string, element: Dimension | Entity): NamedDimension {
  const { label, description } = element;
  return { name, dbtName, kind: kindOf(element), element, label, description };
}

function kindOf(element: Dimension | Entity): DimensionKind {
  if (isDimension(element) && element.kind === 'time') return 'time';
  switch (elementType(element)) {
    case 'long':
    case 'decimal':
    case 'double':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'date':
    case 'datetime':
      return 'date';
    case 'string':
      return 'text';
  }
}
