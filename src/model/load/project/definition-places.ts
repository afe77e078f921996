import type { Origin } from '../manifest/tree.js';
import { type ProjectFile, readText } from './yaml-files.js';

/** Where YAML names the definitions of a section. */
export type DefinitionPlaces = (section: string, name: string) => Origin | undefined;

const TOP_LEVEL = /^(\w+):/u;
const NAME = /^(\s*(?:-\s+)?)name:\s*["']?(\w+)["']?\s*(?:#.*)?$/u;

/**
 * The lines that name definitions, for messages about artifacts, which do not tell them. Only lines of their own are
 * seen (`- name: revenue`), and of several with one name the least indented, which is no part of a definition.
 */
export function definitionPlaces(files: readonly ProjectFile[]): DefinitionPlaces {
  const found = new Map<string, Origin & { readonly indent: number }>();
  for (const { path: file, text } of files.map(readText)) {
    let section = '';
    for (const [index, line] of text.split('\n').entries()) {
      section = TOP_LEVEL.exec(line)?.[1] ?? section;
      const [, indent = '', name] = NAME.exec(line.trimEnd()) ?? [];
      if (name === undefined) continue;
      const key = `${section} ${name}`;
      const known = found.get(key);
      if (!known || indent.length < known.indent) found.set(key, { file, line: index + 1, indent: indent.length });
    }
  }
  return (section, name) => {
    const place = found.get(`${section} ${name}`) ?? found.get(`models ${name}`);
    return place && { file: place.file, line: place.line };
  };
}
