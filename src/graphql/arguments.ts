import { TrellisError } from '../errors/trellis-error.js';
import { isStandardGrain } from '../model/grains.js';
import type { DatePart, Grain, GrainName } from '../model/types.js';
import type { Comparison } from '../plan/expression.js';
import type {
  CompareTo,
  FilterValue,
  GroupBy,
  OrderBy,
  Predicate,
  Show,
  Shown,
  TimeRange,
  TopMembers,
} from '../plan/query.js';
import type { Naming } from './naming.js';

/** What graphql-js hands over: coerced by the schema, so only what the schema can't say is checked here. */
export type Input = Readonly<Record<string, unknown>>;

export function asInput(value: unknown): Input | undefined {
  return typeof value === 'object' && value !== null ? (value as Input) : undefined;
}

/** `{metricTime: {grain: WEEK}, productName: {}}`; a NULL key counts as absent. */
export function readGroupBy(input: unknown, naming: Naming): readonly GroupBy[] {
  return Object.entries(asInput(input) ?? {}).flatMap(([name, value]): readonly GroupBy[] => {
    const group = asInput(value);
    if (!group) return [];
    const { dbtName, kind } = naming.dimension(name);
    if (kind !== 'time') {
      const top = asInput(group.top);
      const bins = group.bins as readonly number[] | null | undefined;
      return [{ kind: 'value', name: dbtName, ...(top && { top: readTop(top) }), ...(bins && { bins }) }];
    }
    const parts = (group.parts ?? []) as readonly DatePart[];
    const grain = group.grain as GrainName | null | undefined;
    const fill = group.fill === true;
    if (fill && !grain && parts.length > 0) {
      throw new TrellisError(
        'QUERY_INVALID',
        `groupBy.${name}: only periods can be filled. Give a grain beside fill.`,
        {
          names: [name],
        },
      );
    }
    const period: GroupBy = { kind: 'time', name: dbtName, ...(grain && { grain }), ...(fill && { fill }) };
    const byPart = [...new Set(parts)].map((part): GroupBy => ({ kind: 'part', name: dbtName, part }));
    return grain || parts.length === 0 ? [period, ...byPart] : byPart;
  });
}

function readTop({ count, by, others }: Input): TopMembers {
  const wanted = Number(count);
  if (!Number.isInteger(wanted) || wanted < 1) {
    throw new TrellisError('QUERY_INVALID', `top.count is at least 1, not ${String(count)}.`);
  }
  return { count: wanted, by: String(by), others: others !== false };
}

export function readTimeRange(input: unknown): TimeRange | undefined {
  const range = asInput(input);
  if (!range) return undefined;
  const [key, value] = Object.entries(range)[0] ?? [];
  const inner = asInput(value) ?? {};
  switch (key) {
    case 'on':
      return { kind: 'between', from: String(value), to: String(value) };
    case 'between':
      return { kind: 'between', from: String(inner.from), to: String(inner.to) };
    case 'since':
      return { kind: 'since', date: String(value) };
    case 'before':
      return { kind: 'before', date: String(value) };
    case 'toDate':
      return { kind: 'toDate', grain: rangeGrain(value) };
    case 'previous':
      return { kind: 'last', count: 1, grain: rangeGrain(value), includeCurrent: false };
    case 'last':
      return {
        kind: 'last',
        count: Number(inner.count),
        grain: rangeGrain(inner.grain),
        includeCurrent: inner.includeCurrent === true,
      };
    default:
      throw new TrellisError('TIME_RANGE_INVALID', 'A time range has exactly one key, such as since or last.');
  }
}

/** A calendar can count back months; only the warehouse knows where a custom period ends. */
function rangeGrain(grain: unknown): Grain {
  const name = String(grain);
  if (isStandardGrain(name)) return name;
  throw new TrellisError(
    'TIME_RANGE_INVALID',
    `"${name}" is a custom grain, and a relative range counts standard periods. Say its days: between, since or before.`,
    { names: [name], suggestions: ['between', 'since', 'before'] },
  );
}

/** Far more than people write, far less than a stack holds. */
const MOST_NESTED = 50;

const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']);

/**
 * A Where or Having input. An absent key is no condition; an explicit null is FILTER_NULL, since nobody can tell
 * whether "everything" or "the NULL members" was meant.
 */
export function readPredicate(
  input: unknown,
  dbtName: (name: string) => string,
  path: string,
  depth = 0,
): Predicate | undefined {
  if (depth > MOST_NESTED) {
    throw new TrellisError('QUERY_INVALID', `A filter nests and, or and not at most ${MOST_NESTED} deep.`);
  }
  const where = asInput(input);
  if (!where) {
    if (input === null) throw nullFilter(path);
    return undefined;
  }
  const operands = Object.entries(where).flatMap(([key, value]): readonly Predicate[] => {
    const at = `${path}.${key}`;
    if (value === undefined) return [];
    if (value === null) throw nullFilter(at);
    if (key === 'and' || key === 'or') {
      const inner = (value as readonly unknown[]).map((item, index) =>
        readOperand(item, dbtName, `${at}[${index}]`, depth),
      );
      return [{ kind: key, operands: inner }];
    }
    if (key === 'not') return [{ kind: 'not', operand: readOperand(value, dbtName, at, depth) }];
    return [readFilter(dbtName(key), asInput(value) ?? {}, at)];
  });
  return operands.length === 1 ? operands[0] : allOf(operands);
}

function readOperand(input: unknown, dbtName: (name: string) => string, path: string, depth: number): Predicate {
  return readPredicate(input, dbtName, path, depth + 1) ?? allOf([]);
}

function allOf(operands: readonly Predicate[]): Predicate {
  return { kind: 'and', operands };
}

/** `{gte: 1, lt: 5}`: every condition holds. */
function readFilter(name: string, filter: Input, path: string): Predicate {
  const ignoreCase = filter.ignoreCase === true ? { ignoreCase: true } : {};
  const conditions = Object.entries(filter).flatMap(([key, value]): readonly Predicate[] => {
    if (value === undefined || key === 'ignoreCase') return [];
    if (value === null) throw nullFilter(`${path}.${key}`);
    checkFinite(value, `${path}.${key}`);
    if (COMPARISONS.has(key)) {
      return [{ kind: 'compare', name, operator: key as Comparison, value: value as FilterValue, ...ignoreCase }];
    }
    switch (key) {
      case 'in':
        return [{ kind: 'in', name, values: value as readonly FilterValue[], ...ignoreCase }];
      case 'notIn':
        return [{ kind: 'not', operand: { kind: 'in', name, values: value as readonly FilterValue[], ...ignoreCase } }];
      case 'contains':
      case 'startsWith':
        return [{ kind: 'text', name, operator: key, value: String(value), ...ignoreCase }];
      case 'isNull': {
        const isNull: Predicate = { kind: 'isNull', name };
        return [value === true ? isNull : { kind: 'not', operand: isNull }];
      }
      default:
        throw new Error(`Broken invariant: unknown filter key "${key}"`);
    }
  });
  return conditions.length === 1 && conditions[0] ? conditions[0] : allOf(conditions);
}

/** 1e400 is Infinity to JavaScript, and no number to a warehouse. */
function checkFinite(value: unknown, path: string): void {
  const beyond = [value].flat().find((item) => typeof item === 'number' && !Number.isFinite(item));
  if (beyond !== undefined) {
    throw new TrellisError('NUMBER_OUT_OF_RANGE', `${path} holds a number beyond the range of a double.`, {
      names: [path],
    });
  }
}

function nullFilter(path: string): TrellisError {
  return new TrellisError(
    'FILTER_NULL',
    `${path} is null. Leave it out for no condition, or use isNull to ask for missing values.`,
    { names: [path] },
  );
}

export function readOrderBy(input: unknown): readonly OrderBy[] {
  return ((input ?? []) as readonly Input[]).map(({ by, direction, ...shown }) => ({
    by: String(by),
    direction: direction as OrderBy['direction'],
    ...readShown(shown),
  }));
}

/** What `compareTo` and `as` ask to be shown. */
export function readShown({ compareTo, as }: Input): Shown {
  const to = readCompareTo(compareTo);
  return { ...(to && { compareTo: to }), ...(as !== 'value' && { show: as as Show }) };
}

export function readCompareTo(input: unknown): CompareTo | undefined {
  const compareTo = asInput(input);
  if (!compareTo) return undefined;
  const { previousPeriod, offset, timeRange } = compareTo;
  if (previousPeriod === true) return { kind: 'previousPeriod' };
  const steps = asInput(offset);
  if (steps) return { kind: 'offset', count: Number(steps.count), grain: String(steps.grain) };
  const range = readTimeRange(timeRange);
  if (range) return { kind: 'timeRange', range };
  throw new TrellisError('QUERY_INVALID', 'previousPeriod is true, or left out with compareTo.');
}

/** `first`: undefined where absent. */
export function readFirst(input: unknown): number | undefined {
  if (input === undefined || input === null) return undefined;
  const first = Number(input);
  if (first >= 0) return first;
  throw new TrellisError('QUERY_INVALID', `first is a whole number from 0, not ${first}.`);
}
