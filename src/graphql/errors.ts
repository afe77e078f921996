import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { type ErrorCode, TrellisError } from '../errors/trellis-error.js';

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
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (original instanceof TrellisError) {
    const { code, retryable, message } = original;
    const name = graphqlNames(schema);
    return {
      ...place,
      message: message.replaceAll(/"(\w+)"/g, (_, quoted: string) => `"${name(quoted)}"`),
      extensions: { code, names: original.names.map(name), suggestions: original.suggestions.map(name), retryable },
    };
  }
  const code = String(formatted.extensions?.code ?? (isOfDocument(error) ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR'));
  if (code === 'INTERNAL_SERVER_ERROR') {
    return { ...place, message: 'Trellis failed to answer. The log says why.', extensions: { code } };
  }
  const invalid = classify(formatted.message, schema);
  return { ...place, message: invalid?.message ?? formatted.message, extensions: invalid?.extensions ?? { code } };
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

interface Classified {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

const ENUM_CODES: Readonly<Record<string, ErrorCode>> = {
  Metric: 'UNKNOWN_METRIC',
  Dimension: 'UNKNOWN_DIMENSION',
  Field: 'UNKNOWN_METRIC',
  Funnel: 'UNKNOWN_FUNNEL',
  TimeGrain: 'QUERY_INVALID',
};

const KINDS: Partial<Record<ErrorCode, string>> = {
  UNKNOWN_METRIC: 'metric',
  UNKNOWN_DIMENSION: 'dimension',
  UNKNOWN_FUNNEL: 'funnel',
};

const TYPE_CODES: Readonly<Record<string, ErrorCode>> = {
  MetricRow: 'UNKNOWN_METRIC',
  MetricTotals: 'UNKNOWN_METRIC',
  FunnelRow: 'UNKNOWN_DIMENSION',
  GroupBy: 'UNKNOWN_DIMENSION',
  Where: 'UNKNOWN_DIMENSION',
  Having: 'UNKNOWN_METRIC',
};

/** The contract's code for what graphql-js finds wrong with a document's names and values. */
function classify(message: string, schema: GraphQLSchema): Classified | undefined {
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message);
  if (field) return unknownName(field[1], field[2], schema, TYPE_CODES);
  const input = /Field "(\w+)" is not defined by type "(\w+)"/.exec(message);
  if (input) return unknownName(input[1], input[2], schema, TYPE_CODES);
  const value = /Value "(\w+)" does not exist in "(\w+)" enum/.exec(message);
  if (value) return unknownName(value[1], value[2], schema, ENUM_CODES);
  if (/TimeRange|LocalDate|local date/.test(message)) return { message, extensions: { code: 'TIME_RANGE_INVALID' } };
  return undefined;
}

function unknownName(
  name: string | undefined,
  typeName: string | undefined,
  schema: GraphQLSchema,
  codes: Readonly<Record<string, ErrorCode>>,
): Classified | undefined {
  const usual = codes[typeName ?? ''];
  if (!name || !typeName || !usual) return undefined;
  const suggestions = nearestNames(name, validNames(schema, typeName));
  const dimension = schema.getType('Dimension');
  const meantDimension = isEnumType(dimension) && dimension.getValue(suggestions[0] ?? '') !== undefined;
  const code = usual === 'UNKNOWN_METRIC' && meantDimension ? 'UNKNOWN_DIMENSION' : usual;
  const kind = KINDS[code] ?? 'value';
  return {
    message: `There is no ${kind} "${name}" in ${typeName}.${didYouMean(suggestions)}`,
    extensions: { code, names: [name], suggestions, retryable: false },
  };
}

function validNames(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}
