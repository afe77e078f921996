import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { CustomGrain, Definitions, TimeSpine } from './definitions.js';
import { isStandardGrain } from './grains.js';
import type { Metric } from './metric-types.js';
import type { Funnel, Grain, GrainName, Measure, SemanticModel } from './types.js';

/** A measure with the model whose rows it aggregates. */
export interface ModelMeasure {
  readonly model: SemanticModel;
  readonly measure: Measure;
}

/** A custom grain with the time spine that spells it out. */
export interface SpineGrain {
  readonly custom: CustomGrain;
  readonly spine: TimeSpine;
}

/** Definitions that hold together, with look-ups by name. Built once, shared, never changed. */
export class SemanticCatalog {
  readonly models: ReadonlyMap<string, SemanticModel>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly funnels: ReadonlyMap<string, Funnel>;
  readonly customGrains: ReadonlyMap<string, SpineGrain>;
  private readonly measures: ReadonlyMap<string, ModelMeasure>;
  private readonly byEntity: ReadonlyMap<string, readonly SemanticModel[]>;

  constructor(readonly definitions: Definitions) {
    this.models = byName(definitions.models);
    this.metrics = byName(definitions.metrics);
    this.funnels = byName(definitions.models.flatMap((model) => model.funnels));
    this.byEntity = modelsByEntity(definitions.models);
    this.customGrains = new Map(
      definitions.timeSpines.flatMap((spine) => spine.customGrains.map((custom) => [custom.name, { custom, spine }])),
    );
    this.measures = new Map(
      definitions.models.flatMap((model) => model.measures.map((measure) => [measure.name, { model, measure }])),
    );
  }

  /** @throws UNKNOWN_METRIC with the nearest names */
  metric(name: string): Metric {
    return this.metrics.get(name) ?? unknown('UNKNOWN_METRIC', 'metric', name, this.metrics.keys());
  }

  /** @throws UNKNOWN_FUNNEL with the nearest names */
  funnel(name: string): Funnel {
    return this.funnels.get(name) ?? unknown('UNKNOWN_FUNNEL', 'funnel', name, this.funnels.keys());
  }

  /** The model of that name, which validated definitions hold. */
  model(name: string): SemanticModel {
    const model = this.models.get(name);
    if (!model) throw new Error(`Broken invariant: no semantic model "${name}"`);
    return model;
  }

  /** The models that have an entity of that name, of any type. */
  modelsOfEntity(entity: string): readonly SemanticModel[] {
    return this.byEntity.get(entity) ?? [];
  }

  /** The standard grain that a grain is made of: itself, or that of the custom grain's spine. */
  standardGrain(name: GrainName): Grain {
    if (isStandardGrain(name)) return name;
    const found = this.customGrains.get(name);
    if (!found) throw new Error(`Broken invariant: no grain "${name}"`);
    return found.spine.grain;
  }

  /** The measure of that name, which validated definitions hold. */
  measure(name: string): ModelMeasure {
    const found = this.measures.get(name);
    if (!found) throw new Error(`Broken invariant: no measure "${name}"`);
    return found;
  }
}

function modelsByEntity(models: readonly SemanticModel[]): ReadonlyMap<string, readonly SemanticModel[]> {
  const found = new Map<string, SemanticModel[]>();
  for (const model of models) {
    for (const { name } of model.entities) {
      const known = found.get(name);
      if (known) known.push(model);
      else found.set(name, [model]);
    }
  }
  return found;
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

function unknown(
  code: 'UNKNOWN_METRIC' | 'UNKNOWN_FUNNEL',
  kind: string,
  name: string,
  valid: Iterable<string>,
): never {
  const suggestions = nearestNames(name, valid);
  throw new TrellisError(code, `There is no ${kind} "${name}".${didYouMean(suggestions)}`, {
    names: [name],
    suggestions,
  });
}
