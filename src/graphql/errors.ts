import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, isEnumType } from 'graphql';
import { TrellisError } from '../errors/trellis-error.js';
import { documentError } from './document-errors.js';

/**
 * An error as clients see it: the contract's code, the names it is about, the nearest valid ones. What is not
 * the client's doing says nothing of the inside.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  schema: GraphQLSchema,
): GraphQLFormattedError {
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  const original = rootOf(error);
  if (original instanceof TrellisError) {
    const { code, retryable, reason, message } = original;
    const name = graphqlNames(schema);
    return {
      ...place,
      message: message.replaceAll(/(?<=")\w+(?=")|\bmetric_time\b/g, name),
      extensions: {
        code,
        names: original.names.map(name),
        suggestions: original.suggestions.map(name),
        retryable,
        ...(reason && { reason }),
      },
    };
  }
  const code = codeOf(formatted, error);
  if (code === 'INTERNAL_SERVER_ERROR') {
    return { ...place, message: 'Trellis failed to answer. The log says why.', extensions: { code } };
  }
  const invalid = documentError(formatted.message, schema);
  if (!invalid) return { ...place, message: formatted.message, extensions: { code } };
  const { message, names, suggestions } = invalid;
  return { ...place, message, extensions: { code: invalid.code ?? code, names, suggestions, retryable: false } };
}

/** A scalar's own refusal is wrapped by graphql-js, once more in a variable, and by Apollo. */
function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

/** Apollo takes what has no code for a defect, also what graphql-js itself says of an operation or its variables. */
function codeOf(formatted: GraphQLFormattedError, error: unknown): string {
  const given = String(formatted.extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  return given === 'INTERNAL_SERVER_ERROR' && isOfDocument(error) ? 'BAD_USER_INPUT' : given;
}

/** A resolver's failure has a path, and an error behind it. */
function isOfDocument(error: unknown): boolean {
  return error instanceof GraphQLError && error.originalError === undefined && error.path === undefined;
}

/** The planner speaks dbt's names; clients know the schema's: `product__name` → `productName`. */
function graphqlNames(schema: GraphQLSchema): (dbtName: string) => string {
  const values = ['Field', 'Funnel', 'TimeGrain'].flatMap((name) => {
    const type = schema.getType(name);
    return isEnumType(type) ? type.getValues() : [];
  });
  const byValue = new Map(values.map(({ name, value }) => [String(value), name]));
  return (dbtName) => byValue.get(dbtName) ?? dbtName;
}
