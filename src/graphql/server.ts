import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import type { TrellisContext } from './context.js';
import { formatError } from './errors.js';

/** Tokens of one document: a dashboard of a hundred tiles has a tenth of it. */
const MOST_TOKENS = 10_000;

export interface GraphqlServerOptions {
  readonly schema: GraphQLSchema;
  readonly plugins?: readonly ApolloServerPlugin<TrellisContext>[];
  /** Told of every failure that is ours, not the client's. */
  readonly onFailure?: (error: unknown) => void;
}

/** Apollo over the schema: no landing page (it loads from elsewhere), no stack traces, no signals of its own. */
export function createGraphqlServer({
  schema,
  plugins = [],
  onFailure,
}: GraphqlServerOptions): ApolloServer<TrellisContext> {
  return new ApolloServer<TrellisContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ...plugins],
    formatError: (formatted, error) => {
      const shown = formatError(formatted, error, schema);
      if (shown.extensions?.code === 'INTERNAL_SERVER_ERROR') onFailure?.(error);
      return shown;
    },
  });
}

/** What a document that nests beyond the stack is refused with. */
const TOO_DEEP = new GraphQLError('The document nests too deep.');

/** Runs a document without HTTP, with the errors that HTTP clients would see: for the command line and for tests. */
export async function executeDocument(
  schema: GraphQLSchema,
  context: TrellisContext,
  document: string,
  variables?: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const show = (errors: readonly GraphQLError[], code?: string) =>
    errors.map((error) => {
      const plain = code ? { ...error.toJSON(), extensions: { code } } : error.toJSON();
      const { message, extensions, locations: _locations, ...rest } = formatError(plain, error, schema);
      return new GraphQLError(message, { ...rest, extensions: { ...extensions }, nodes: error.nodes ?? null });
    });
  try {
    const parsed = parse(document, { maxTokens: MOST_TOKENS });
    const invalid = validate(schema, parsed);
    if (invalid.length > 0) return { errors: show(invalid, 'GRAPHQL_VALIDATION_FAILED') };
    const result = await execute({ schema, document: parsed, contextValue: context, variableValues: { ...variables } });
    // Without data the request itself was wrong: its variables or its operation.
    const code = 'data' in result ? undefined : 'BAD_USER_INPUT';
    return { ...result, ...(result.errors && { errors: show(result.errors, code) }) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: show([error], 'GRAPHQL_PARSE_FAILED') };
    if (error instanceof RangeError) return { errors: show([TOO_DEEP], 'GRAPHQL_PARSE_FAILED') };
    throw error;
  }
}
