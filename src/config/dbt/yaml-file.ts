import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { shownPath } from '../paths.js';

/** A YAML file of dbt's with the places of its keys. No message quotes a value: it may be a secret. */
export interface DbtYaml {
  /** As messages name it. */
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `profiles.yml:4:7` of the value at the path, else of the deepest one on the way. */
  locate(path: readonly string[]): string;
}

/** Undefined where there is no such file; a text where it can't be read, for people. */
export function readDbtYaml(path: string, cwd: string): DbtYaml | string | undefined {
  const name = shownPath(path, cwd);
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : `${name}: can't be read.`;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${name}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const [error] = document.errors;
  if (error) return `${at(error.pos[0])}: not valid YAML (${error.code.toLowerCase().replaceAll('_', ' ')}).`;
  let data: unknown;
  try {
    data = document.toJS() ?? {};
  } catch {
    // The library's own words quote it.
    return `${name}: not valid YAML (an alias without its anchor); quote a text that begins with *.`;
  }
  if (!isMap(data)) return `${name}: must be a map of keys.`;
  return {
    name,
    data,
    locate: (keys) => {
      for (let length = keys.length; length > 0; length--) {
        const node = document.getIn(keys.slice(0, length), true);
        if (isNode(node) && node.range) return at(node.range[0]);
      }
      return name;
    },
  };
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
