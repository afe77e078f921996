import { nearestNames } from '../../errors/did-you-mean.js';
import { compareGrains, isStandardGrain, PART_GRAINS } from '../grains.js';
import { elementNamed, fanOutTo, findElements, isDimension, type JoinedElement, reachableElements } from '../joins.js';
import { splitGrain } from '../load/grain-names.js';
import {
  DATE_PARTS,
  type Dimension,
  type Entity,
  type FilterReference,
  type Grain,
  type GrainName,
  type SemanticModel,
} from '../types.js';
import type { Origin } from './origin.js';
import { originsOf } from './origin.js';
import type { RuleContext } from './rule.js';

/** What is wrong with a reference, to follow "Metric x filters by …". */
export interface Mistake {
  readonly text: string;
  readonly suggestions: readonly string[];
}

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
export function referenceOfName(name: string, { catalog }: RuleContext): FilterReference {
  const part = DATE_PARTS.find((known) => name.endsWith(`__extract_${known}`));
  if (part) return { kind: 'part', name: name.slice(0, -`__extract_${part}`.length), part };
  const { element, grain } = splitGrain(name, new Set(catalog.customGrains.keys()));
  if (grain) return { kind: 'time', name: element, grain };
  const known = elementNamed(catalog, name);
  return { kind: known && !isDimension(known) ? 'entity' : 'dimension', name };
}

type ElementReference = Exclude<FilterReference, { kind: 'metric' }>;

function elementMistake(reference: ElementReference, origin: Origin, context: RuleContext): Mistake | undefined {
  if (reference.name === 'metric_time') return origin.time && usageMistake(reference, origin.time, context);
  const found = findElements(context.catalog, origin.model, reference.name);
  const [first, ...more] = found;
  if (!first) return unreachable(reference, origin, context);
  if (more.length > 0) {
    const paths = found.map((one) => pathTo(one, origin.model)).join('; ');
    return mistake(`"${reference.name}", which can be reached over several paths: ${paths}.`);
  }
  return usageMistake(reference, first.element, context);
}

/** `orders → user → users`: models and the entities that join them, in turn. */
function pathTo({ path, through }: JoinedElement, from: SemanticModel): string {
  return [from.name, ...path.flatMap((entity, index) => [entity, through[index]?.name ?? ''])].join(' → ');
}

function unreachable(reference: ElementReference, origin: Origin, context: RuleContext): Mistake | undefined {
  const { name, kind } = reference;
  const { catalog, dropped } = context;
  if (name.split('__').some((part) => dropped.has(part))) return undefined;
  const reachable = [...reachableElements(catalog, origin.model).keys()];
  const what = kind === 'entity' ? 'entity' : 'dimension';
  if (!elementNamed(catalog, name)) {
    return mistake(`an unknown ${what} "${name}".`, nearestNames(name, [...reachable, 'metric_time']));
  }
  const from = origin.model.name;
  const fanOut = fanOutTo(catalog, origin.model, name);
  const because = fanOut
    ? `: the join ${from} → ${fanOut.entity} → ${fanOut.model.name} would repeat rows ("${fanOut.entity}" is foreign in both)`
    : '';
  const text = `${what} "${name}", which can't be reached from semantic model "${from}"${because}.`;
  return mistake(text, nearestNames(name, reachable));
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
  const standard = grain && standardGrainOf(grain, context);
  if (!standard || compareGrains(standard, element.grain) >= 0) return undefined;
  return mistake(
    `"${name}" by ${kind === 'part' ? reference.part : grain}, which is finer than its grain ${element.grain}.`,
  );
}

/** None for a custom grain of a time spine that could not be loaded. */
function standardGrainOf(grain: GrainName, { catalog }: RuleContext): Grain | undefined {
  return isStandardGrain(grain) ? grain : catalog.customGrains.get(grain)?.spine.grain;
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
  return firstOf([...origins, ...originsOf(name, context)], (origin) =>
    firstOf(entities, (entity) => {
      const found = findElements(catalog, origin.model, entity);
      const [first, ...more] = found;
      if ((first && more.length === 0 && !isDimension(first.element)) || dropped.has(entity)) return undefined;
      const names = [...reachableElements(catalog, origin.model)].flatMap(([known, [one]]) =>
        one && !isDimension(one.element) ? [known] : [],
      );
      const paths = found.map((one) => pathTo(one, origin.model)).join('; ');
      const wrong =
        more.length > 0
          ? `which can be reached over several paths: ${paths}.`
          : `which is no entity of semantic model "${origin.model.name}".`;
      return mistake(`metric "${name}" per "${entity}", ${wrong}`, first ? [] : nearestNames(entity, names));
    }),
  );
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
