import { setImmediate } from 'node:timers/promises';
import { init, ParserError, parse } from '@guanmingchiu/sqlparser-ts';

/** A node of what the parser (sqlparser-rs) makes of a text; its types promise other names than it gives. */
export type Tree = Readonly<Record<string, unknown>>;

/** The node; an empty one where there is none. */
export function nodeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Of an identifier: its text, without quotes. */
export function textOf(identifier: unknown): string {
  return String(nodeOf(identifier).value ?? '');
}

/** `shop.orders` → [shop, orders] */
export function partsOf(objectName: unknown): readonly string[] {
  return listOf(objectName).map((part) => textOf(nodeOf(part).Identifier));
}

/** The first reading of a SELECT by any dialect, as its `Query`; undefined where none reads it. */
export async function queryTree(text: string): Promise<Tree | undefined> {
  await init();
  // A catalogue has thousands of texts: other work of the process comes in between.
  await setImmediate();
  for (const dialect of ['duckdb', 'snowflake', 'generic'] as const) {
    try {
      const [statement] = parse(text, dialect) as readonly unknown[];
      return nodeOf(nodeOf(statement).Query);
    } catch (error) {
      if (!(error instanceof ParserError)) throw error;
    }
  }
  return undefined;
}

/** The columns that an expression names, each as its parts: `o.total` → [o, total]. Those inside of subqueries are not read. */
export function namesIn(value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(nodeOf(value)).flatMap(([key, inner]): readonly (readonly string[])[] => {
    switch (key) {
      case 'Identifier':
        return [[textOf(inner)]];
      case 'CompoundIdentifier':
        return [listOf(inner).map(textOf)];
      case 'Function':
        return namesOfCall(nodeOf(inner));
      case 'Lambda':
        return namesOfLambda(nodeOf(inner));
      case 'Subquery':
      case 'Exists':
      case 'subquery':
      case 'data_type':
        return [];
      default:
        return namesIn(inner);
    }
  });
}

/** In `datediff(day, a, b)` day is no column. */
const TAKES_A_UNIT = /^(?:date|time|timestamp)_?(?:add|diff|sub|part|trunc)$/i;

function namesOfCall({ name, args, ...rest }: Tree): readonly (readonly string[])[] {
  const [first, ...more] = listOf(nodeOf(nodeOf(args).List).args);
  const isUnit = TAKES_A_UNIT.test(partsOf(name).at(-1) ?? '') && isBareName(first);
  return namesIn([...(isUnit ? [] : [first]), ...more, rest]);
}

function isBareName(argument: unknown): boolean {
  return nodeOf(nodeOf(nodeOf(argument).Unnamed).Expr).Identifier !== undefined;
}

/** `x -> x + y` names y. */
function namesOfLambda({ params, body }: Tree): readonly (readonly string[])[] {
  const { One: one, Many: many } = nodeOf(params);
  const own = [one, ...listOf(many)].map((param) => textOf(nodeOf(param).name ?? param));
  return namesIn(body).filter(([first = '']) => !own.includes(first));
}
