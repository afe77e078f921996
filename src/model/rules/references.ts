import { nearestNames } from '../../errors/did-you-mean.js';
import { compareGrains } from '../grains.js';
import { findElements, isDimension, reachableElements } from '../joins.js';
import {
  DATE_PARTS,
  type DatePart,
  type Dimension,
  type Entity,
  type FilterReference,
  GRAINS,
  type Grain,
} from '../types.js';
import type { Origin } from './origin.js';
import { originsOf } from './origin.js';
import type { RuleContext } from './rule.js';

/** What is wrong with a reference, to follow "Metric x filters by …". */
export interface Mistake {
  readonly text: string;
  readonly suggestions: readonly string[];
}

const PART_GRAINS: Readonly<Record<DatePart, Grain>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  dow: 'day',
  doy: 'day',
  hour: 'hour',
};

/** The first mistake of a reference, as seen from every origin. */
export function findMistake(
  reference: FilterReference,
  origins: readonly Origin[],
  context: RuleContext,
): Mistake | undefined {
  if (reference.kind === 'metric') return metricMistake(reference, origins, context);
  return firstOf(origins, (origin) => elementMistake(reference, origin, context));
}

/** dbt's name of a group-by as a reference: `metric_time__week`, `order__created_at__extract_dow`, `product__name`. */
export function referenceOfName(name: string, { elements }: RuleContext): FilterReference {
  const part = DATE_PARTS.find((known) => name.endsWith(`__extract_${known}`));
  if (part) return { kind: 'part', name: name.slice(0, -`__extract_${part}`.length), part };
  const grain = GRAINS.find((known) => name.endsWith(`__${known}`));
  if (grain) return { kind: 'time', name: name.slice(0, -`__${grain}`.length), grain };
  const element = elements.get(name);
  return { kind: element && !isDimension(element) ? 'entity' : 'dimension', name };
}

type ElementReference = Exclude<FilterReference, { kind: 'metric' }>;

function elementMistake(reference: ElementReference, origin: Origin, context: RuleContext): Mistake | undefined {
  if (reference.name === 'metric_time') return origin.time && usageMistake(reference, origin.time, context);
  const found = findElements(context.catalog, origin.model, reference.name);
  const [first, ...more] = found;
  if (!first) return unreachable(reference, origin, context);
  if (more.length > 0) {
    const over = found.map(({ through }) => `"${(through.at(-1) ?? origin.model).name}"`).join(' or ');
    return mistake(`"${reference.name}", which can mean that of semantic model ${over}.`);
  }
  return usageMistake(reference, first.element, context);
}

function unreachable(reference: ElementReference, origin: Origin, context: RuleContext): Mistake | undefined {
  const { name, kind } = reference;
  if (name.split('__').some((part) => context.dropped.has(part))) return undefined;
  const reachable = [...reachableElements(context.catalog, origin.model).keys()];
  const what = kind === 'entity' ? 'entity' : 'dimension';
  if (context.elements.has(name)) {
    const text = `${what} "${name}", which can't be reached from semantic model "${origin.model.name}".`;
    return mistake(text, nearestNames(name, reachable));
  }
  if (name.split('__').length > 2) return mistake(`"${name}"; joins over several entities are not supported yet.`);
  return mistake(`an unknown ${what} "${name}".`, nearestNames(name, [...reachable, 'metric_time']));
}

/** A grain or date part fits only a time dimension, and not below its own grain. */
function usageMistake(
  reference: ElementReference,
  element: Dimension | Entity,
  context: RuleContext,
): Mistake | undefined {
  const { kind, name } = reference;
  if (kind === 'entity')
    return isDimension(element) ? mistake(`"${name}" as an entity, but it is a dimension.`) : undefined;
  if (!isDimension(element)) return mistake(`"${name}" as a dimension, but it is an entity.`);
  if (kind === 'dimension') return undefined;
  if (element.kind !== 'time') return mistake(`"${name}" as a time, but it is a categorical dimension.`);
  const grain = kind === 'part' ? PART_GRAINS[reference.part] : reference.grain;
  if (!grain || compareGrains(context.catalog.standardGrain(grain), element.grain) >= 0) return undefined;
  return mistake(
    `"${name}" by ${kind === 'part' ? reference.part : grain}, which is finer than its grain ${element.grain}.`,
  );
}

type MetricReference = Extract<FilterReference, { kind: 'metric' }>;

function metricMistake(
  reference: MetricReference,
  origins: readonly Origin[],
  context: RuleContext,
): Mistake | undefined {
  const { name, entities } = reference;
  const { catalog, dropped } = context;
  if (!catalog.metrics.has(name)) {
    return dropped.has(name)
      ? undefined
      : mistake(`an unknown metric "${name}".`, nearestNames(name, catalog.metrics.keys()));
  }
  return firstOf([...origins, ...originsOf(name, context)], ({ model }) => {
    const own = model.entities.map((entity) => entity.name);
    const missing = entities.find((entity) => !own.includes(entity) && !dropped.has(entity));
    if (missing === undefined) return undefined;
    const text = `metric "${name}" per "${missing}", which is no entity of semantic model "${model.name}".`;
    return mistake(text, nearestNames(missing, own));
  });
}

function mistake(text: string, suggestions: readonly string[] = []): Mistake {
  return { text, suggestions };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
