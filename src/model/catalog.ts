import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { Definitions, Funnel, Measure, Metric, SemanticModel } from './types.js';

/** A measure with the model whose rows it aggregates. */
export interface ModelMeasure {
  readonly model: SemanticModel;
  readonly measure: Measure;
}

/** Definitions that hold together, with look-ups by name. Built once, shared, never changed. */
export class SemanticCatalog {
  readonly models: ReadonlyMap<string, SemanticModel>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly funnels: ReadonlyMap<string, Funnel>;
  private readonly measures: ReadonlyMap<string, ModelMeasure>;

  constructor(readonly definitions: Definitions) {
    this.models = byName(definitions.models);
    this.metrics = byName(definitions.metrics);
    this.funnels = byName(definitions.models.flatMap((model) => model.funnels));
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

  /** The measure of that name, which validated definitions hold. */
  measure(name: string): ModelMeasure {
    const found = this.measures.get(name);
    if (!found) throw new Error(`Broken invariant: no measure "${name}"`);
    return found;
  }
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
