import { z } from 'zod';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { Predicate } from '../plan/query.js';

const EXAMPLE = `{"product__name": {"eq": "Pothos"}}`;
const value = z.union([z.string(), z.number(), z.boolean()], { error: 'a text, a number, true or false' });
const text = z.string({ error: 'a text' });
const list = z.array(value, { error: 'a list' });

const filter = z.strictObject({
  eq: value.exactOptional(),
  ne: value.exactOptional(),
  gt: value.exactOptional(),
  gte: value.exactOptional(),
  lt: value.exactOptional(),
  lte: value.exactOptional(),
  in: list.exactOptional(),
  notIn: list.exactOptional(),
  contains: text.exactOptional(),
  startsWith: text.exactOptional(),
  isNull: z.boolean({ error: 'true or false' }).exactOptional(),
  ignoreCase: z.boolean({ error: 'true or false' }).exactOptional(),
});
type FilterInput = z.output<typeof filter>;

/** Far more than people write, far less than a stack holds. */
const MOST_NESTED = 50;

/**
 * Reads a condition: `{product__name: {eq: 'Pothos'}, or: [{…}, {…}], not: {…}}`. All of an object's members hold.
 * @param path names the condition in messages: `where`
 * @throws QUERY_INVALID that says where in it the mistake is
 */
export function readJsonFilter(input: unknown, path: string, depth = 0): Predicate {
  if (depth > MOST_NESTED) throw invalid(`${path}: conditions nest at most ${MOST_NESTED} deep.`);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalid(`${path} must be an object, such as ${EXAMPLE}.`);
  }
  // An object has no order, and equal questions are equal text.
  const members = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  return allOf(
    members.map(([key, inner]): Predicate => {
      const below = `${path}.${key}`;
      if (key === 'not') return { kind: 'not', operand: readJsonFilter(inner, below, depth + 1) };
      if (key !== 'and' && key !== 'or') return readFilter(key, inner, below);
      if (!Array.isArray(inner)) throw invalid(`${below} must be a list of objects.`);
      return { kind: key, operands: inner.map((each, index) => readJsonFilter(each, `${below}[${index}]`, depth + 1)) };
    }),
  );
}

function readFilter(name: string, input: unknown, path: string): Predicate {
  const read = filter.safeParse(input);
  if (!read.success) throw invalid(problemOf(read.error, path));
  const { ignoreCase, ...conditions } = read.data;
  return allOf(
    Object.entries(conditions).map(([key, operand]) => {
      return readCondition(name, key as keyof typeof conditions, operand, ignoreCase === true ? { ignoreCase } : {});
    }),
  );
}

function readCondition(
  name: string,
  key: Exclude<keyof FilterInput, 'ignoreCase'>,
  operand: FilterInput[keyof FilterInput],
  ignoreCase: { readonly ignoreCase?: true },
): Predicate {
  switch (key) {
    case 'in':
      return { kind: 'in', name, values: operand as z.output<typeof list>, ...ignoreCase };
    case 'notIn':
      return { kind: 'not', operand: { kind: 'in', name, values: operand as z.output<typeof list>, ...ignoreCase } };
    case 'contains':
    case 'startsWith':
      return { kind: 'text', name, operator: key, value: operand as string, ...ignoreCase };
    case 'isNull': {
      const isNull: Predicate = { kind: 'isNull', name };
      return operand === true ? isNull : { kind: 'not', operand: isNull };
    }
    default:
      return { kind: 'compare', name, operator: key, value: operand as z.output<typeof value>, ...ignoreCase };
  }
}

function allOf(operands: readonly Predicate[]): Predicate {
  return operands.length === 1 && operands[0] ? operands[0] : { kind: 'and', operands };
}

function problemOf({ issues }: z.ZodError, path: string): string {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const near = didYouMean(nearestNames(key, Object.keys(filter.shape)));
    return `${path}: there is no operator "${key}".${near || ` Use ${Object.keys(filter.shape).join(', ')}.`}`;
  }
  if (!issue || issue.path.length === 0) return `${path} must be an object, such as {"eq": "Pothos"}.`;
  return `${path}.${issue.path.join('.')} must be ${issue.message}.`;
}

const invalid = (message: string) => new TrellisError('QUERY_INVALID', message);
