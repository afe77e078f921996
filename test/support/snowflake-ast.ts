import { init, parse } from '@guanmingchiu/sqlparser-ts';

/**
 * Snowflake's SQL as an independent parser (sqlparser-rs) reads it. Its trees are nested objects whose keys in capitals
 * say what a node is: `{Function: {name: [{Identifier: {value: "sum"}}], args: …}}`.
 */

await init();

export type Node = Readonly<Record<string, unknown>>;

/** @throws ParserError where the parser can't read it */
export function parseSnowflake(sql: string): readonly Node[] {
  return parse(sql, 'snowflake') as unknown as readonly Node[];
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The node below a node: `below(query, 'body', 'Select')`. */
export function below(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isNode(at) ? at[key] : undefined), value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Every node of the kinds, wherever it stands, with its kind. */
export function nodesOf(kinds: readonly string[], value: unknown): readonly (readonly [string, Node])[] {
  const wanted = new Set(kinds);
  const found: (readonly [string, Node])[] = [];
  const visit = (at: unknown): void => {
    if (Array.isArray(at)) {
      at.forEach(visit);
    } else if (isNode(at)) {
      for (const [key, inner] of Object.entries(at)) {
        if (wanted.has(key) && isNode(inner)) found.push([key, inner]);
        visit(inner);
      }
    }
  };
  visit(value);
  return found;
}

/** A name as it is written. */
export interface Name {
  readonly value: string;
  readonly quoted: boolean;
}

export function nameOf(ident: unknown): Name {
  const inner = below(ident, 'Identifier') ?? ident;
  return { value: String(below(inner, 'value')), quoted: typeof below(inner, 'quote_style') === 'string' };
}

/** Every name that is written, also those of functions. */
export function namesIn(value: unknown): readonly Name[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isNode(value)) return [];
  if ('span' in value && typeof value.value === 'string') return [nameOf(value)];
  return Object.entries(value).flatMap(([kind, inner]) => (kind === 'Value' ? [] : namesIn(inner)));
}

/** A call, its name in lower case. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Functions that have a syntax of their own, or that the parser gives one. */
const SPECIAL = ['Trim', 'Extract', 'Substring', 'Position', 'Ceil', 'Floor', 'Overlay', 'Convert', 'AtTimeZone'];

export function callsIn(statements: unknown): readonly Call[] {
  return nodesOf(['Function', ...SPECIAL], statements).map(([kind, node]) =>
    kind === 'Function' ? callOf(node) : { name: kind.toLowerCase(), args: [] },
  );
}

export function callOf({ name, args }: Node): Call {
  const given = list(below(args, 'List', 'args') ?? args);
  return {
    name: list(name)
      .map((part) => nameOf(part).value.toLowerCase())
      .join('.'),
    args: given.map((arg) => below(arg, 'Unnamed', 'Expr') ?? below(arg, 'Named') ?? arg),
  };
}

/** `{Identifier: {value: "day"}}` or `{Value: {value: {SingleQuotedString: "day"}}}` → day */
export function wordOf(arg: unknown): string | undefined {
  const word = below(arg, 'Identifier', 'value') ?? below(arg, 'Value', 'value', 'SingleQuotedString');
  return typeof word === 'string' ? word.toLowerCase() : undefined;
}

/** The types of casts: Date, TimestampNtz, and in small letters those that the parser does not know. */
export function typesIn(statements: unknown): readonly string[] {
  return nodesOf(['Cast'], statements).map(([, { data_type: type }]) => {
    if (typeof type === 'string') return type;
    const custom = list(below(type, 'Custom'))[0];
    return custom ? nameOf(list(custom)[0]).value : (Object.keys(type as object)[0] ?? '');
  });
}
