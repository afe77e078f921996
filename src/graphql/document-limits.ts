import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { TrellisError } from '../errors/trellis-error.js';
import { checkNesting, nestsTooDeep } from './nesting.js';

/** How large a document may be; each is a setting below `limits`. */
export interface DocumentLimits {
  /** Names, numbers, texts and punctuation. */
  readonly maxTokens: number;
  /** Fields within fields; what is below `__schema` or `__type` is not counted. */
  readonly maxDepth: number;
  /** Aliases of an operation, those of a fragment wherever it is spread. */
  readonly maxAliases: number;
  /** Fields of Query in an operation. */
  readonly maxRootFields: number;
}

/**
 * The document of a text, if it is within the limits. Comes before validation, whose work a large document drives up.
 * @throws TrellisError REQUEST_LIMIT_EXCEEDED; GraphQLError where the text is not GraphQL
 */
export function parseWithin(text: string, limits: DocumentLimits): DocumentNode {
  const document = parseTokens(text, limits.maxTokens);
  checkNesting(document);
  const measure = measureOf(document);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) checkSize(measure(definition.selectionSet), limits);
  }
  return document;
}

function parseTokens(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof RangeError) throw nestsTooDeep('A document');
    if (error instanceof GraphQLError && /Document contains more .* tokens/.test(error.message)) {
      throw exceeded('maxTokens', 'The document has more tokens', maxTokens);
    }
    throw error;
  }
}

/** Of a selection set with its fragments put in their places. */
interface Size {
  readonly depth: number;
  readonly aliases: number;
  /** At its own level. */
  readonly fields: number;
}

function checkSize({ depth, aliases, fields }: Size, { maxDepth, maxAliases, maxRootFields }: DocumentLimits): void {
  if (depth > maxDepth) throw exceeded('maxDepth', 'The operation nests its fields deeper', maxDepth);
  if (aliases > maxAliases) throw exceeded('maxAliases', 'The operation has more aliases', maxAliases);
  if (fields > maxRootFields) throw exceeded('maxRootFields', 'The operation has more root fields', maxRootFields);
}

const EMPTY: Size = { depth: 0, aliases: 0, fields: 0 };

/** Each fragment is measured once, so that the work grows with the text, not with what it spreads to. */
function measureOf({ definitions }: DocumentNode): (selections: SelectionSetNode) => Size {
  const fragments = new Map(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const measured = new Map<string, Size>();

  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that comes back to itself is refused by validation.
    measured.set(name, EMPTY);
    const fragment = fragments.get(name);
    const size = fragment ? ofSelections(fragment.selectionSet) : EMPTY;
    measured.set(name, size);
    return size;
  };

  const ofSelections = ({ selections }: SelectionSetNode): Size => {
    let { depth, aliases, fields } = EMPTY;
    for (const selection of selections) {
      const inside =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSelections(selection.selectionSet)
            : EMPTY;
      const isField = selection.kind === Kind.FIELD;
      const isIntrospection = isField && selection.name.value.startsWith('__');
      depth = Math.max(depth, isField ? 1 + (isIntrospection ? 0 : inside.depth) : inside.depth);
      aliases += inside.aliases + (isField && selection.alias ? 1 : 0);
      fields += isField ? 1 : inside.fields;
    }
    return { depth, aliases, fields };
  };

  return ofSelections;
}

function exceeded(limit: keyof DocumentLimits, what: string, most: number): TrellisError {
  const setting = `limits.${limit}`;
  const message = `${what} than ${setting} (${most}). Ask in several operations, or have whoever runs Trellis raise it.`;
  return new TrellisError('REQUEST_LIMIT_EXCEEDED', message, { names: [setting] });
}
