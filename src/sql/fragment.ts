/** A bound value, as every driver takes it. */
export type Binding = string | number | boolean | null;

/**
 * A piece of SQL. A bound value stands in it as a mark, and becomes a `?` when the whole statement is written: so
 * pieces are put together as plain text, and values are in the order of the text by themselves.
 */
export interface Sql {
  readonly text: string;
}

/** Around the JSON of a bound value, which escapes this character; no SQL has it. */
const MARK = '\u0001';

/** Text from a closed list or from a definition. */
export function text(raw: string): Sql {
  return { text: withoutMarks(raw) };
}

export function binding(value: Binding): Sql {
  return { text: `${MARK}${JSON.stringify(value)}${MARK}` };
}

/** Puts fragments together: sql`${a} >= ${b}`. A plain string stands for text of ours. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | string)[]): Sql {
  let out = strings[0] ?? '';
  parts.forEach((part, index) => {
    out += typeof part === 'string' ? part : part.text;
    out += strings[index + 1] ?? '';
  });
  return { text: out };
}

export function join(parts: readonly Sql[], separator: string): Sql {
  return { text: parts.map((part) => part.text).join(separator) };
}

/** An output name, quoted so that it keeps its case in every warehouse. */
export function quoted(name: string): string {
  return `"${withoutMarks(name).replaceAll('"', '""')}"`;
}

function withoutMarks(raw: string): string {
  return raw.includes(MARK) ? raw.replaceAll(MARK, ' ') : raw;
}

/** The statement as a warehouse takes it: a `?` for every value, and the values in order. */
export function statementOf({ text: marked }: Sql): { readonly sql: string; readonly bindings: readonly Binding[] } {
  const parts = marked.split(MARK);
  return {
    sql: parts.map((part, index) => (index % 2 === 0 ? part : '?')).join(''),
    bindings: parts.filter((_, index) => index % 2 === 1).map((part) => JSON.parse(part) as Binding),
  };
}
