import type { NamedPlace } from '../manifest/tree.js';
import { type ProjectFile, readText } from './yaml-files.js';

/** Where YAML names the definitions of a section. */
export type DefinitionPlaces = (section: string, name: string) => NamedPlace | undefined;

const TOP_LEVEL = /^(\w+):/u;
const NAME = /^(\s*(?:-\s+)?)name:\s*["']?(\w+)["']?\s*(?:#.*)?$/u;
/** An element of a list, also as `- {name: revenue, agg: sum}`. */
const PART = /^\s*(?:-\s+)?\{?\s*name:\s*["']?(\w+)["']?\s*(?:[,}#].*)?$/u;
/** In dbt's 2026 spec entities and dimensions stand on columns. */
const ON_COLUMNS = new Set(['columns', 'derived_semantics']);

/** A line that names a definition, in its file. */
interface Found {
  readonly file: string;
  readonly lines: readonly string[];
  readonly index: number;
  readonly indent: number;
}

/**
 * The lines that name definitions, for messages about artifacts, which do not tell them. Only lines of their own are
 * seen (`- name: revenue`), and of several with one name the least indented, which is no part of a definition.
 */
export function definitionPlaces(files: readonly ProjectFile[]): DefinitionPlaces {
  const places = new Map<string, Found>();
  for (const { path: file, text } of files.map(readText)) {
    let section = '';
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      section = TOP_LEVEL.exec(line)?.[1] ?? section;
      const [, indent = '', name] = NAME.exec(line.trimEnd()) ?? [];
      if (name === undefined) continue;
      const key = `${section} ${name}`;
      const known = places.get(key);
      if (!known || indent.length < known.indent) places.set(key, { file, lines, index, indent: indent.length });
    }
  }
  return (section, name) => {
    const found = places.get(`${section} ${name}`) ?? places.get(`models ${name}`);
    return found && { file: found.file, line: found.index + 1, partLine: (list, part) => partLine(found, list, part) };
  };
}

/** The line below a definition's name that names an element of one of its lists. */
function partLine({ lines, index, indent }: Found, list: string, name: string): number | undefined {
  let key = '';
  for (const [offset, line] of lines.slice(index + 1).entries()) {
    if (/^\s*(?:#.*)?$/u.test(line)) continue;
    const depth = line.search(/\S/u);
    if (depth < indent) return undefined;
    if (depth === indent) key = /^\s*(\w+):/u.exec(line)?.[1] ?? key;
    if ((key === list || ON_COLUMNS.has(key)) && PART.exec(line.trimEnd())?.[1] === name) return index + offset + 2;
  }
  return undefined;
}
