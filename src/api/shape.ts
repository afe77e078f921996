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
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys') throw unknownKey(issue.keys[0] ?? '', Object.keys(schema.shape), path, what);
  const key = (issue?.path ?? []).reduce<string>(
    (above, step) =>
      typeof step === 'number' ? `${above}[${step}]` : above ? `${above}.${String(step)}` : String(step),
    path,
  );
  throw invalid(
    issue && issue.path.length > 0 ? `${key} must be ${issue.message}.` : `${path || what} must be ${what}.`,
  );
}

function unknownKey(key: string, valid: readonly string[], path: string, what: string): TrellisError {
  const suggestions = nearestNames(key, valid);
  const near = didYouMean(suggestions) || ` It has ${valid.join(', ')}.`;
  return new TrellisError('QUERY_INVALID', `${path ? `${path}: ` : ''}There is no key "${key}" in ${what}.${near}`, {
    names: [key],
    suggestions,
  });
}

export function invalid(message: string, ...names: string[]): TrellisError {
  return new TrellisError('QUERY_INVALID', message, { names });
}
