import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type FormattedExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { TrellisError } from '../errors/trellis-error.js';
import type { TrellisContext } from './context.js';
import { type DocumentLimits, parseWithin } from './document-limits.js';
import { automaticDocuments, type DocumentReference, hashOf, trustedDocuments } from './documents.js';
import { formatError } from './errors.js';
import { asGraphqlError } from './execute-document.js';
import { checkVariables } from './nesting.js';

/** What a request asks to be run. */
export interface Operation extends DocumentReference {
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** GET may be repeated and kept by anybody on the way, so that nothing else can be run by it. */
  readonly isGet: boolean;
}

export interface Outcome {
  /** Of HTTP: 200 with data, 400 of a document or variables that can't be run, 405 of a mutation by GET, 500 of a defect. */
  readonly status: number;
  readonly result: FormattedExecutionResult;
}

export interface GraphqlServer {
  /** Never rejects. */
  answer(operation: Operation, context: TrellisContext): Promise<Outcome>;
  stop(): Promise<void>;
}

export interface GraphqlServerOptions {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  /** Texts by name. Where it is given, nothing else is run. */
  readonly trusted?: ReadonlyMap<string, string>;
  /** Told of every failure that is ours, not the client's. */
  readonly onFailure?: (error: unknown) => void;
}

/** Documents that need not be measured again. */
const MOST_MEASURED = 10_000;

/** Apollo over the schema: it says nothing to anybody but its clients, loads nothing, shows no stack traces. */
export async function startGraphqlServer(options: GraphqlServerOptions): Promise<GraphqlServer> {
  const { schema, limits, trusted, onFailure } = options;
  const apollo = new ApolloServer<TrellisContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
    formatError: (formatted, error) => {
      const shownError = formatError(formatted, error, schema);
      if (shownError.extensions?.code === 'INTERNAL_SERVER_ERROR') onFailure?.(error);
      return shownError;
    },
  });
  await apollo.start();
  const documents = trusted ? trustedDocuments(trusted) : automaticDocuments();
  const measured = new LRUCache<string, true>({ max: MOST_MEASURED });

  const read = (operation: Operation): string => {
    const text = documents.textOf(operation);
    const hash = hashOf(text);
    if (!measured.get(hash)) {
      parseWithin(text, limits);
      measured.set(hash, true);
    }
    checkVariables(operation.variables ?? {});
    return text;
  };

  const run = async (query: string, { operationName, variables, isGet }: Operation, context: TrellisContext) => {
    const request = {
      query,
      ...(operationName !== undefined && { operationName }),
      ...(variables && { variables: { ...variables } }),
      http: { method: isGet ? 'GET' : 'POST', headers: new HeaderMap(), search: '', body: undefined },
    };
    const { body, http } = await apollo.executeOperation(request, { contextValue: context });
    if (body.kind === 'incremental') throw new Error('Broken invariant: nothing is delivered in parts');
    return { status: http.status ?? 200, result: body.singleResult };
  };

  return {
    answer: async (operation, context) => {
      try {
        const outcome = await run(read(operation), operation, context);
        if (outcome.status === 200) documents.remember(operation);
        return outcome;
      } catch (error) {
        return refusalOf(error, schema) ?? defect(error, onFailure);
      }
    },
    stop: () => apollo.stop(),
  };
}

function refusalOf(error: unknown, schema: GraphQLSchema): Outcome | undefined {
  const refused = error instanceof TrellisError ? asGraphqlError(error) : error;
  if (!(refused instanceof GraphQLError)) return undefined;
  const plain = { ...refused.toJSON(), extensions: { code: 'GRAPHQL_PARSE_FAILED' } };
  return { status: 400, result: { errors: [formatError(plain, refused, schema)] } };
}

function defect(error: unknown, onFailure: GraphqlServerOptions['onFailure']): Outcome {
  onFailure?.(error);
  const message = 'Trellis failed to answer. The log says why.';
  return { status: 500, result: { errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } };
}
