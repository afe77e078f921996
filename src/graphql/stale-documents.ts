import { type GraphQLSchema, Kind, parse } from 'graphql';
import type { DocumentLimits } from './document-limits.js';
import { readDocument } from './execute-document.js';

/** A trusted document that can't be run. */
export interface StaleDocument {
  readonly id: string;
  /** The names of its operations; none where it can't be read. */
  readonly operations: readonly string[];
  /** In the words that its clients will get. */
  readonly reasons: readonly string[];
}

export function staleDocuments(
  trusted: ReadonlyMap<string, string>,
  schema: GraphQLSchema,
  limits: DocumentLimits,
): readonly StaleDocument[] {
  return [...trusted].flatMap(([id, text]) => {
    const read = readDocument(text, schema, limits);
    if ('document' in read) return [];
    const reasons = [...new Set(read.errors.map(({ message }) => message))];
    return [{ id, operations: operationsOf(text, limits), reasons }];
  });
}

function operationsOf(text: string, { maxTokens }: DocumentLimits): readonly string[] {
  try {
    return parse(text, { maxTokens }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
    );
  } catch {
    return [];
  }
}
