import type { z } from 'zod';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';

/**
 * The input in the shape of the schema, whose messages complete the sentence "KEY must be …".
 * @param path where the input stands: `groupBy[1]`; empty for the whole
 * @throws QUERY_INVALID that names the key
 */
export function shaped<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  input: unknown,
  path: string,
  what: string,
): z.output<z.ZodObject<Shape>> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const { issues } = read.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const key = (issue?.path ?? []).reduce<string>(join, path);
  if (issue?.code === 'unrecognized_keys') {
    const isNested = issue.path.length > 0;
    throw unknownKey(issue.keys[0] ?? '', isNested ? [] : Object.keys(schema.shape), key);
  }
  if (!issue || issue.path.length === 0) throw invalid(`${path || 'A metric query'} must be ${what}.`);
  const sentence = `${key} must be ${issue.message}`;
  throw invalid(sentence.endsWith('?') ? sentence : `${sentence}.`);
}

function join(above: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${above}[${step}]`;
  return above === '' ? String(step) : `${above}.${String(step)}`;
}

function unknownKey(key: string, valid: readonly string[], path: string): TrellisError {
  const suggestions = nearestNames(key, valid);
  const keys = valid.length > 0 ? ` It has ${valid.join(', ')}.` : '';
  const where = path === '' ? 'A metric query' : path;
  return new TrellisError('QUERY_INVALID', `${where} has no key "${key}".${didYouMean(suggestions) || keys}`, {
    names: [key],
    suggestions,
  });
}

export function invalid(message: string, ...names: string[]): TrellisError {
  return new TrellisError('QUERY_INVALID', message, { names });
}
