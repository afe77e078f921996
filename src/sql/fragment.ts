/** A bound value, as every driver takes it. */
export type Binding = string | number | boolean | null;

/** A piece of SQL with the values of its `?` placeholders, in order. */
export interface Sql {
  readonly text: string;
  readonly bindings: readonly Binding[];
}

const NO_BINDINGS: readonly Binding[] = [];

/** Text from a closed list or from a definition; its own question marks are no placeholders. */
export function text(raw: string): Sql {
  return { text: raw.includes('?') ? raw.replaceAll('?', '\\?') : raw, bindings: NO_BINDINGS };
}

export function binding(value: Binding): Sql {
  return { text: '?', bindings: [value] };
}

/** Puts fragments together: sql`${a} >= ${b}`. A plain string stands for text of ours. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | string)[]): Sql {
  let out = strings[0] ?? '';
  const bindings: Binding[] = [];
  parts.forEach((part, index) => {
    if (typeof part === 'string') out += part;
    else {
      out += part.text;
      bindings.push(...part.bindings);
    }
    out += strings[index + 1] ?? '';
  });
  return { text: out, bindings };
}

export function join(parts: readonly Sql[], separator: string): Sql {
  return { text: parts.map((part) => part.text).join(separator), bindings: parts.flatMap((part) => part.bindings) };
}

/** An output name, quoted so that it keeps its case in every warehouse. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""').replaceAll('?', '\\?')}"`;
}
