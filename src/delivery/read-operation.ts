import { hashOf, type Operation } from '../graphql/index.js';
import { badRequest } from './request-errors.js';

/** What a request says, from a body or from an address; none of it is known to be of its type. */
type Parameters = Readonly<Record<string, unknown>>;

/** The operation of a POST's body: `{query, documentId, operationName, variables, extensions}`. @throws HttpError */
export function operationOfBody(body: unknown): Operation {
  if (!isObject(body)) throw badRequest('Send an object as JSON: {"query": "…", "variables": {…}}.');
  return operationOf(body, false);
}

/** The operation of a GET's address, in which variables and extensions are JSON. @throws HttpError */
export function operationOfAddress(url: string): Operation {
  const at = url.indexOf('?');
  const search = new URLSearchParams(at < 0 ? '' : url.slice(at));
  for (const name of new Set(search.keys())) {
    if (search.getAll(name).length > 1) throw badRequest(`Give the parameter "${cutName(name)}" once.`);
  }
  const text = (name: string) => search.get(name) || undefined;
  const parameters: Parameters = {
    query: text('query'),
    documentId: text('documentId'),
    operationName: text('operationName'),
    variables: parsed(text('variables'), 'variables'),
    extensions: parsed(text('extensions'), 'extensions'),
  };
  return operationOf(parameters, true);
}

function operationOf(parameters: Parameters, isGet: boolean): Operation {
  const query = textOf(parameters, 'query');
  const operationName = textOf(parameters, 'operationName');
  const variables = objectOf(parameters, 'variables');
  const documentId = documentIdOf(parameters);
  if (query === undefined && documentId === undefined) {
    throw badRequest('Send the text of a GraphQL operation as "query", or the name of a known one as "documentId".');
  }
  if (query !== undefined && documentId !== undefined && hashOf(query) !== documentId) {
    throw badRequest('The name of the document is not the SHA-256 of the text in "query". Send one of both.');
  }
  return {
    isGet,
    ...(query !== undefined && { query }),
    ...(documentId !== undefined && { documentId }),
    ...(operationName !== undefined && { operationName }),
    ...(variables && { variables }),
  };
}

/** By GraphQL over HTTP `documentId`, by Apollo's protocol `extensions.persistedQuery`: a document has one name. */
function documentIdOf(parameters: Parameters): string | undefined {
  const documentId = textOf(parameters, 'documentId')?.replace(/^sha256:/, '');
  const persisted = objectOf(objectOf(parameters, 'extensions') ?? {}, 'persistedQuery');
  if (!persisted) return documentId;
  const { version, sha256Hash } = persisted;
  if (version !== 1 || typeof sha256Hash !== 'string' || sha256Hash === '') {
    throw badRequest('extensions.persistedQuery is {"version": 1, "sha256Hash": "…"}.');
  }
  if (documentId !== undefined && documentId !== sha256Hash) throw badRequest('The request names two documents.');
  return sha256Hash;
}

/** Null and the empty text are as good as absent. */
function textOf(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name] ?? '';
  if (typeof value !== 'string') throw badRequest(`"${name}" must be a text.`);
  return value === '' ? undefined : value;
}

function objectOf(parameters: Parameters, name: string): Parameters | undefined {
  const value = parameters[name] ?? undefined;
  if (value === undefined || isObject(value)) return value;
  throw badRequest(`"${name}" must be an object.`);
}

function parsed(text: string | undefined, name: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`The parameter "${name}" must be an object as JSON.`);
  }
}

function isObject(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const cutName = (name: string) => name.slice(0, 100);
