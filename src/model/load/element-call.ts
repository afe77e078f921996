import { nearestNames } from '../../errors/did-you-mean.js';
import { DATE_PARTS, type DatePart, type FilterReference, GRAINS, type Grain } from '../types.js';
import { type Argument, type Call, parseCall } from './call.js';
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
 * `Dimension('a__b').grain('month')`, `TimeDimension('metric_time', 'week')`, `Entity('user')`, `Metric('m', ['user'])`.
 * @throws TextError at the character that is wrong or not supported
 */
export function parseElementCall(source: string, base = 0): ElementCall {
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
  const path = values.get('entity_path');
  if (path) throw new TextError('"entity_path" is not supported yet.', path.offset);
  const name = textOf(values.get(parameters[0] ?? '') ?? values.get('name'), call, 'a quoted name');
  const methods = methodsOf(call);
  const descending = methods.get('descending') ?? values.get('descending');
  return {
    reference: referenceOf(call, name, values, methods),
    ...(descending && { descending: descending.value === true }),
  };
}

function referenceOf(
  call: Call,
  name: string,
  values: ReadonlyMap<string, Argument>,
  methods: ReadonlyMap<string, Argument>,
): FilterReference {
  if (call.name === 'Entity') return { kind: 'entity', name };
  if (call.name === 'Metric') return { kind: 'metric', name, entities: entitiesOf(call, values.get('group_by')) };
  const { element, grain: suffix } = splitGrain(name);
  const grain = methods.get('grain') ?? values.get('time_granularity_name');
  const part = methods.get('date_part') ?? values.get('date_part_name');
  if (part)
    return { kind: 'part', name: element, part: datePartOf(textOf(part, call, 'a quoted date part'), part.offset) };
  const chosen = grain ? grainOf(textOf(grain, call, 'a quoted grain'), grain.offset) : suffix;
  if (chosen) return { kind: 'time', name: element, grain: chosen };
  return call.name === 'TimeDimension' ? { kind: 'time', name } : { kind: 'dimension', name };
}

/** `metric_time__week` → metric_time at week: no element can be named after a grain. */
function splitGrain(name: string): { readonly element: string; readonly grain?: Grain } {
  const grain = GRAINS.find((known) => name.endsWith(`__${known}`));
  return grain ? { element: name.slice(0, -grain.length - 2), grain } : { element: name };
}

function entitiesOf(call: Call, groupBy: Argument | undefined): readonly string[] {
  const value = typeof groupBy?.value === 'string' ? [groupBy.value] : groupBy?.value;
  if (!Array.isArray(value) || value.length === 0 || !value.every((name) => typeof name === 'string')) {
    throw new TextError(`Metric() needs the entities to group by, like Metric('orders', ['user']).`, call.offset);
  }
  return value as readonly string[];
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

/** @throws TextError at `offset`, with the nearest grains */
export function grainOf(name: string, offset = 0): Grain {
  const grain = GRAINS.find((known) => known === name.toLowerCase());
  if (grain) return grain;
  const message = `There is no grain "${name}"; custom and sub-second grains are not supported yet.`;
  throw new TextError(message, offset, nearestNames(name, GRAINS));
}

function datePartOf(name: string, offset: number): DatePart {
  const part = DATE_PARTS.find((known) => known === name.toLowerCase());
  if (part) return part;
  throw new TextError(`There is no date part "${name}".`, offset, nearestNames(name, DATE_PARTS));
}
