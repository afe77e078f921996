import type { MeasureInput } from '../metric-types.js';
import type { SemanticModel, TimeDimension } from '../types.js';
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
export function originsOf(name: string, context: RuleContext): readonly Origin[] {
  const known = knownOrigins.get(context) ?? new Map<string, readonly Origin[]>();
  knownOrigins.set(context, known);
  const found = known.get(name);
  if (found) return found;
  // A metric that is made of itself finds nothing more in itself.
  known.set(name, []);
  const origins = findOrigins(name, context);
  known.set(name, origins);
  return origins;
}

/** Worked out once a metric, however many others are made of it. */
const knownOrigins = new WeakMap<RuleContext, Map<string, readonly Origin[]>>();

function findOrigins(name: string, context: RuleContext): readonly Origin[] {
  const metric = context.catalog.metrics.get(name);
  switch (metric?.type) {
    case undefined:
      return [];
    case 'simple':
    case 'cumulative':
      return originsOfMeasure(metric.input, context);
    case 'conversion':
      return originsOfMeasure(metric.base, context);
    case 'ratio':
    case 'derived': {
      const nested = metricInputs(metric).flatMap(({ input }) => originsOf(input.metric, context));
      return [...new Map(nested.map((origin) => [`${origin.model.name} ${origin.time?.name}`, origin])).values()];
    }
  }
}
