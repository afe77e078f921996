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
  const code = String(formatted.extensions?.code ?? (isOfDocument(error) ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR'));
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

/** What graphql-js itself says of a document or its variables; a resolver's failure has an error behind it. */
function isOfDocument(error: unknown): boolean {
  return error instanceof GraphQLError && error.originalError === undefined;
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
