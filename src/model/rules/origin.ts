import type { MeasureInput, SemanticModel, TimeDimension } from '../types.js';
import { metricInputs } from './inputs.js';
import type { RuleContext } from './rule.js';

/** The rows from which names are looked up, and the dimension that is their metric_time. */
export interface Origin {
  readonly model: SemanticModel;
  readonly time: TimeDimension | undefined;
}

export function originOf(model: SemanticModel, timeName: string | undefined): Origin {
  const time = model.dimensions.find(({ name }) => name === timeName);
  return { model, time: time?.kind === 'time' ? time : undefined };
}

/** The rows that a measure is computed from; none where there is no such measure. */
export function originsOfMeasure({ measure }: MeasureInput, { measures }: RuleContext): readonly Origin[] {
  const found = measures.get(measure);
  return found ? [originOf(found.model, found.measure.aggTimeDimension)] : [];
}

/**
 * The rows that a metric is grouped and filtered by: of a conversion the base events. Bears definitions that don't hold
 * together.
 */
export function originsOf(name: string, context: RuleContext, above: readonly string[] = []): readonly Origin[] {
  const metric = context.catalog.metrics.get(name);
  if (!metric || above.includes(name)) return [];
  switch (metric.type) {
    case 'simple':
    case 'cumulative':
      return originsOfMeasure(metric.input, context);
    case 'conversion':
      return originsOfMeasure(metric.base, context);
    case 'ratio':
    case 'derived': {
      const nested = metricInputs(metric).flatMap(({ input }) => originsOf(input.metric, context, [...above, name]));
      return [...new Map(nested.map((origin) => [`${origin.model.name} ${origin.time?.name}`, origin])).values()];
    }
  }
}
