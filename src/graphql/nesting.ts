import { BREAK, type DocumentNode, visit } from 'graphql';
import { TrellisError } from '../errors/trellis-error.js';

/** Brackets within brackets; a filter may use up half of them. What reads documents and values calls itself for each. */
const MOST_NESTED = 200;

/** @throws REQUEST_LIMIT_EXCEEDED */
export function checkNesting(document: DocumentNode): void {
  let depth = 0;
  const enter = () => {
    depth += 1;
    return depth > MOST_NESTED ? BREAK : undefined;
  };
  const leave = () => {
    depth -= 1;
  };
  const counted = { enter, leave };
  visit(document, { SelectionSet: counted, ListValue: counted, ObjectValue: counted, ListType: counted });
  if (depth > MOST_NESTED) throw nestsTooDeep('A document');
}

/** @throws REQUEST_LIMIT_EXCEEDED */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  let level = Object.values(variables).filter(isNested);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === MOST_NESTED) throw nestsTooDeep('A variable');
    level = level.flatMap((value) => Object.values(value)).filter(isNested);
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Also of what the parser of GraphQL can't read to its end. */
export function nestsTooDeep(what: string): TrellisError {
  return new TrellisError('REQUEST_LIMIT_EXCEEDED', `${what} nests brackets at most ${MOST_NESTED} deep.`);
}
