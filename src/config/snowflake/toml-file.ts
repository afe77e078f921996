import { readFileSync } from 'node:fs';
import { parse, TomlError } from 'smol-toml';
import { shownPath } from '../paths.js';

/** A TOML file with the places of its keys. No message quotes a value: it may be a secret. */
export interface TomlFile {
  /** As messages name it. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `connections.toml:4` of the key in the table, else of the table. */
  locate(table: readonly string[], key: string): string;
}

/** Undefined where there is no such file; a text where it can't be read, for people. */
export function readToml(path: string, cwd: string): TomlFile | string | undefined {
  const name = shownPath(path, cwd);
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : `${name}: can't be read.`;
  }
  try {
    const data = parse(text, { integersAsBigInt: 'asNeeded' });
    return { name, data, locate: (table, key) => `${name}${lineOf(text, table, key)}` };
  } catch (error) {
    // Its message quotes the lines around.
    if (error instanceof TomlError) return `${name}:${error.line}:${error.column}: not valid TOML.`;
    throw error;
  }
}

/** `:4`, or nothing where the table is not written as `[a.b]`. */
function lineOf(text: string, table: readonly string[], key: string): string {
  let found = 0;
  let isInside = table.length === 0;
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[([^[\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) isInside = isSameTable(header, table);
    else if (isInside && nameOf(/^\s*([^=\s]+)\s*=/.exec(line)?.[1] ?? '') === key) return `:${index + 1}`;
    if (header !== undefined && isInside) found = index + 1;
  }
  return found === 0 ? '' : `:${found}`;
}

function isSameTable(header: string, table: readonly string[]): boolean {
  const names = (header.match(/"[^"]*"|'[^']*'|[^.\s]+/g) ?? []).map(nameOf);
  return names.length === table.length && names.every((name, index) => name === table[index]);
}

/** `"prod"` → `prod` */
const nameOf = (written: string) => written.replace(/^(["'])(.*)\1$/, '$2');
