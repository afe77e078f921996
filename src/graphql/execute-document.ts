import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema, validate } from 'graphql';
import { TrellisError } from '../errors/trellis-error.js';
import type { TrellisContext } from './context.js';
import { type DocumentLimits, parseWithin } from './document-limits.js';
import { formatError } from './errors.js';

/** Whoever asks without HTTP has the machine to himself: only what could not be read to its end is refused. */
const LIMITS: DocumentLimits = { maxTokens: 10_000, maxDepth: 200, maxAliases: 10_000, maxRootFields: 10_000 };

/** Runs a document without HTTP, with the errors that HTTP clients would see: for the command line and for tests. */
export async function executeDocument(
  schema: GraphQLSchema,
  context: TrellisContext,
  text: string,
  variables?: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const read = readDocument(text, schema, LIMITS);
  if ('errors' in read) return read;
  const { document } = read;
  const result = await execute({ schema, document, contextValue: context, variableValues: { ...variables } });
  // Without data the request itself was wrong: its variables or its operation.
  const code = 'data' in result ? undefined : 'BAD_USER_INPUT';
  return { ...result, ...(result.errors && { errors: shown(result.errors, schema, code) }) };
}

/** A document that can be run, or what is wrong with it as clients see it. */
export function readDocument(
  text: string,
  schema: GraphQLSchema,
  limits: DocumentLimits,
): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] } {
  try {
    const document = parseWithin(text, limits);
    const invalid = validate(schema, document);
    return invalid.length > 0 ? { errors: shown(invalid, schema, 'GRAPHQL_VALIDATION_FAILED') } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: shown([error], schema, 'GRAPHQL_PARSE_FAILED') };
    if (error instanceof TrellisError) return { errors: shown([asGraphqlError(error)], schema) };
    throw error;
  }
}

export function asGraphqlError(error: TrellisError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

/** As clients see them; `code` is for errors that bring none of their own. */
function shown(errors: readonly GraphQLError[], schema: GraphQLSchema, code?: string): readonly GraphQLError[] {
  return errors.map((error) => {
    const plain = code ? { ...error.toJSON(), extensions: { code } } : error.toJSON();
    const { message, extensions, locations: _locations, ...rest } = formatError(plain, error, schema);
    return new GraphQLError(message, { ...rest, extensions: { ...extensions }, nodes: error.nodes ?? null });
  });
}
