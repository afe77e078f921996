import { type GraphQLSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import type { ErrorCode } from '../errors/trellis-error.js';

/** What is wrong with a document, in the contract's terms; the code is graphql-js's own where the contract has none. */
export interface DocumentError {
  readonly code: ErrorCode | undefined;
  readonly message: string;
  readonly names: readonly string[];
  readonly suggestions: readonly string[];
}

const ENUM_CODES: Readonly<Record<string, ErrorCode>> = {
  Metric: 'UNKNOWN_METRIC',
  Dimension: 'UNKNOWN_DIMENSION',
  Field: 'UNKNOWN_METRIC',
  Funnel: 'UNKNOWN_FUNNEL',
  TimeGrain: 'QUERY_INVALID',
};

const TYPE_CODES: Readonly<Record<string, ErrorCode>> = {
  MetricRow: 'UNKNOWN_METRIC',
  MetricTotals: 'UNKNOWN_METRIC',
  FunnelRow: 'UNKNOWN_DIMENSION',
  Datasets: 'UNKNOWN_DATASET',
  GroupBy: 'UNKNOWN_DIMENSION',
  Where: 'UNKNOWN_DIMENSION',
  Having: 'UNKNOWN_METRIC',
  TimeRange: 'TIME_RANGE_INVALID',
  DateSpan: 'TIME_RANGE_INVALID',
  RelativeRange: 'TIME_RANGE_INVALID',
};

const KINDS: Partial<Record<ErrorCode, string>> = {
  UNKNOWN_METRIC: 'metric',
  UNKNOWN_DIMENSION: 'dimension',
  UNKNOWN_FUNNEL: 'funnel',
  UNKNOWN_DATASET: 'dataset',
};

/** What graphql-js and Apollo say without a way out. */
const KNOWN: readonly { readonly pattern: RegExp; readonly code: ErrorCode | undefined; readonly message: string }[] = [
  {
    pattern: /^Schema is not configured to execute|^GET requests only support query/,
    code: undefined,
    message: 'Trellis only answers: send a query, not a mutation or a subscription.',
  },
  {
    // Of one of graphql-js' rules, whose work is bounded.
    pattern: /^Validation aborted\.$/,
    code: 'REQUEST_LIMIT_EXCEEDED',
    message: 'The document asks for the same fields too often to be checked. Ask in several operations.',
  },
];

/** Reads what graphql-js says of a document, but for its grammar, of which it is undefined. */
export function documentError(message: string, schema: GraphQLSchema): DocumentError | undefined {
  const known = KNOWN.find(({ pattern }) => pattern.test(message));
  if (known) return { code: known.code, message: known.message, names: [], suggestions: [] };
  const [, field, ofType] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? [];
  if (field && ofType) return unknownName(field, ofType, 'field', TYPE_CODES[ofType], schema);
  const [, key, ofInput] = /Field "(\w+)" is not defined by type "(\w+)"/.exec(message) ?? [];
  if (key && ofInput) return unknownName(key, ofInput, 'key', TYPE_CODES[ofInput], schema);
  const [, value, ofEnum] = /Value "(\w+)" does not exist in "(\w+)" enum/.exec(message) ?? [];
  if (value && ofEnum) return unknownName(value, ofEnum, 'value', ENUM_CODES[ofEnum], schema);
  const [, oneOf] = /OneOf (?:Input Object|type) "(\w+)"/.exec(message) ?? [];
  if (oneOf) return notOneOf(oneOf, schema);
  const [, owner, missing] = /Field "(\w+)\.(\w+)" (?:of required type|must be non-null)/.exec(message) ?? [];
  if (owner && missing) return { code: TYPE_CODES[owner], message, names: [missing], suggestions: [] };
  const [, variable] = /^Variable "(\$\w+)" of required type/.exec(message) ?? [];
  return variable ? { code: undefined, message, names: [variable], suggestions: [] } : undefined;
}

function unknownName(
  name: string,
  typeName: string,
  usualKind: string,
  usualCode: ErrorCode | undefined,
  schema: GraphQLSchema,
): DocumentError {
  const suggestions = nearestNames(name, validNames(schema, typeName));
  const dimension = schema.getType('Dimension');
  const meantDimension = isEnumType(dimension) && dimension.getValue(suggestions[0] ?? '') !== undefined;
  const code = usualCode === 'UNKNOWN_METRIC' && meantDimension ? 'UNKNOWN_DIMENSION' : usualCode;
  const kind = (code && KINDS[code]) ?? usualKind;
  const message = `There is no ${kind} "${name}" in ${typeName}.${didYouMean(suggestions)}`;
  return { code, message, names: [name], suggestions };
}

function notOneOf(typeName: string, schema: GraphQLSchema): DocumentError {
  const keys = validNames(schema, typeName);
  const message = `${typeName} has exactly one key: ${keys.join(', ')}.`;
  return { code: TYPE_CODES[typeName], message, names: [typeName], suggestions: keys };
}

function validNames(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
}
