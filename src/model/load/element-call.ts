import { nearestNames } from '../../errors/did-you-mean.js';
import { DATE_PARTS, type DatePart, type FilterReference } from '../types.js';
import { type Argument, type Call, parseCall } from './call.js';
import { type CustomGrains, grainNameOf, splitGrain } from './grain-names.js';
import { TextError } from './problem.js';

/** A reference as filters, group-bys and order-bys write it. */
export interface ElementCall {
  readonly reference: FilterReference;
  /** From `.descending(True)`, which only order-bys take. */
  readonly descending?: boolean;
}

const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  Dimension: ['name', 'entity_path'],
  TimeDimension: ['time_dimension_name', 'time_granularity_name', 'entity_path', 'descending', 'date_part_name'],
  Entity: ['entity_name', 'entity_path'],
  Metric: ['metric_name', 'group_by'],
};
const METHODS: Readonly<Record<string, readonly string[]>> = {
  Dimension: ['grain', 'date_part', 'descending'],
  TimeDimension: ['grain', 'date_part', 'descending'],
  Entity: ['descending'],
  Metric: ['descending'],
};

/**
 * `Dimension('a__b').grain('month')`, `TimeDimension('metric_time', 'week')`, `Entity('user')`, `Metric('m', ['user'])`;
 * `base` is where the source begins within a larger text.
 * @throws TextError at the character that is wrong
 */
export function parseElementCall(source: string, customGrains: CustomGrains, base = 0): ElementCall {
  const call = parseCall(source, base);
  const parameters = FUNCTIONS[call.name];
  if (!parameters) {
    throw new TextError(
      `There is no function "${call.name}" here, only Dimension, TimeDimension, Entity and Metric.`,
      call.offset,
      nearestNames(call.name, Object.keys(FUNCTIONS)),
    );
  }
  const values = bind(call, parameters);
  const last = textOf(values.get(parameters[0] ?? '') ?? values.get('name'), call, 'a quoted name');
  const name = [...pathOf(call, values.get('entity_path')), last].join('__');
  const methods = methodsOf(call);
  const descending = methods.get('descending') ?? values.get('descending');
  return {
    reference: referenceOf(call, name, customGrains, values, methods),
    ...(descending && { descending: descending.value === true }),
  };
}

function referenceOf(
  call: Call,
  name: string,
  customGrains: CustomGrains,
  values: ReadonlyMap<string, Argument>,
  methods: ReadonlyMap<string, Argument>,
): FilterReference {
  if (call.name === 'Entity') return { kind: 'entity', name };
  if (call.name === 'Metric') return { kind: 'metric', name, entities: entitiesOf(call, values.get('group_by')) };
  const { element, grain: suffix } = splitGrain(name, customGrains);
  const grain = methods.get('grain') ?? values.get('time_granularity_name');
  const part = methods.get('date_part') ?? values.get('date_part_name');
  if (part)
    return { kind: 'part', name: element, part: datePartOf(textOf(part, call, 'a quoted date part'), part.offset) };
  const chosen = grain ? grainNameOf(textOf(grain, call, 'a quoted grain'), customGrains, grain.offset) : suffix;
  if (chosen) return { kind: 'time', name: element, grain: chosen };
  return call.name === 'TimeDimension' ? { kind: 'time', name } : { kind: 'dimension', name };
}

/** `entity_path=['listing']`: the entities to pass before those in the name. */
function pathOf(call: Call, path: Argument | undefined): readonly string[] {
  if (path === undefined) return [];
  return namesOf(path) ?? textError(`${call.name}() takes a list of entities as its "entity_path".`, path.offset);
}

function entitiesOf(call: Call, groupBy: Argument | undefined): readonly string[] {
  const names = groupBy && namesOf(groupBy);
  if (names && names.length > 0) return names;
  return textError(`Metric() needs the entities to group by, like Metric('orders', ['user']).`, call.offset);
}

/** A quoted name or a list of them. */
function namesOf({ value }: Argument): readonly string[] | undefined {
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list) || !list.every((name) => typeof name === 'string')) return undefined;
  return list as readonly string[];
}

function textError(message: string, offset: number): never {
  throw new TextError(message, offset);
}

function bind(call: Call, parameters: readonly string[]): ReadonlyMap<string, Argument> {
  const extra = call.args[parameters.length];
  if (extra) throw new TextError(`${call.name}() takes at most ${parameters.length} arguments.`, extra.offset);
  for (const [key, argument] of call.named) {
    if (!parameters.includes(key) && key !== 'name') {
      throw new TextError(`${call.name}() has no argument "${key}".`, argument.offset, nearestNames(key, parameters));
    }
  }
  const positional = call.args.map((argument, index): [string, Argument] => [parameters[index] ?? '', argument]);
  return new Map([...positional, ...call.named].filter(([, { value }]) => value !== null));
}

/** `.grain('month')` → grain: 'month'; `.descending()` counts as true. */
function methodsOf(call: Call): ReadonlyMap<string, Argument> {
  const valid = METHODS[call.name] ?? [];
  return new Map(
    call.methods.map((method) => {
      if (!valid.includes(method.name)) {
        throw new TextError(
          `${call.name}() has no ".${method.name}()".`,
          method.offset,
          nearestNames(method.name, valid),
        );
      }
      return [method.name, method.args[0] ?? { value: true, offset: method.offset }];
    }),
  );
}

function textOf(argument: Argument | undefined, call: Call, expected: string): string {
  if (typeof argument?.value === 'string') return argument.value;
  throw new TextError(`${call.name}() needs ${expected}.`, argument?.offset ?? call.offset);
}

function datePartOf(name: string, offset: number): DatePart {
  const part = DATE_PARTS.find((known) => known === name.toLowerCase());
  if (part) return part;
  throw new TextError(`There is no date part "${name}".`, offset, nearestNames(name, DATE_PARTS));
}
