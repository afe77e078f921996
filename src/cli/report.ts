import type { GraphQLError } from 'graphql';
import { TrellisError } from '../errors/trellis-error.js';

export interface GraphqlFailure {
  readonly code: string;
  readonly message: string;
}

/** Each code and message once: a mistake that two fields share is one. */
export function graphqlFailures(errors: readonly GraphQLError[]): readonly GraphqlFailure[] {
  const failures = errors.map(({ extensions, message }) => ({ code: String(extensions.code ?? 'ERROR'), message }));
  return [...new Map(failures.map((failure) => [formatFailure(failure), failure])).values()];
}

export function formatFailure({ code, message }: GraphqlFailure): string {
  return `${code}: ${message}`;
}

/** What a failed command prints: the code and the message; of a defect of ours, where it is. */
export function formatThrown(error: unknown): string {
  if (error instanceof TrellisError) return `${error.code}: ${error.message}`;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `INTERNAL: Trellis failed; please report this.\n${detail}`;
}
