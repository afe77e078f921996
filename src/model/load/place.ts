import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node } from 'yaml';
import type { SourceLocation } from '../types.js';

/** A node of a YAML file, and what it takes to say where it stands. */
export interface Place {
  readonly file: YamlFile;
  readonly document: Document;
  readonly node: Node;
}

export interface YamlFile {
  readonly path: string;
  readonly text: string;
  readonly lines: Lines;
}

/** Where an offset of a file is; `path` is the path to it in JSON, whose lines nobody reads. */
export interface Lines {
  linePos(offset: number): { readonly line: number; readonly col: number; readonly path?: string };
}

export type Path = readonly PropertyKey[];

interface Entry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: Place | undefined;
}

const DEEPEST = 100;

/** What the YAML says, as plain data. Keys without a value are left out; an `expr` stays as it was written (1.50). */
export function plain(place: Place, depth = 0): unknown {
  const node = resolve(place).node;
  if (depth > DEEPEST) return undefined;
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return items(place).map((item) => plain(item, depth + 1));
  const object: Record<string, unknown> = {};
  for (const { key, value } of entries(place)) {
    const inner = value && (key === 'expr' ? asWritten(value) : plain(value, depth + 1));
    if (inner !== null && inner !== undefined) object[key] = inner;
  }
  return object;
}

function asWritten(place: Place): unknown {
  const { node } = resolve(place);
  if (!isScalar(node)) return plain(place);
  return node.value === null || typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

export function isList(place: Place): boolean {
  return isSeq(resolve(place).node);
}

export function isMapping(place: Place): boolean {
  return isMap(resolve(place).node);
}

export function isText(place: Place): boolean {
  const { node } = resolve(place);
  return isScalar(node) && typeof node.value === 'string';
}

/** True of a key without a value and of an empty document. */
export function isEmpty(place: Place): boolean {
  const { node } = resolve(place);
  return isScalar(node) && node.value === null;
}

/** The places of a list; none where it is no list. */
export function items(place: Place): readonly Place[] {
  const { node } = resolve(place);
  return isSeq(node) ? node.items.map((item) => ({ ...place, node: item as Node })) : [];
}

/** The node at the path, or the deepest one on the way to it. */
export function at(place: Place, path: Path): Place {
  const [key, ...rest] = path;
  if (key === undefined) return place;
  const next = child(place, key);
  return next ? at(next, rest) : place;
}

export function child(place: Place, key: PropertyKey): Place | undefined {
  const { node } = resolve(place);
  if (typeof key === 'number') {
    const item = isSeq(node) ? node.items[key] : undefined;
    return item ? { ...place, node: item as Node } : undefined;
  }
  // Definitions are looked into often, and few have merge keys: the plain case needs no list of all entries.
  const pair = isMap(node) ? node.items.find((each) => nameOf(each.key) === key) : undefined;
  if (pair) return pair.value ? { ...place, node: pair.value as Node } : undefined;
  return entries(place).find((entry) => entry.key === key)?.value;
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** The key itself, for a message about a key that should not be there. */
export function keyAt(place: Place, path: Path, key: PropertyKey): Place {
  const parent = at(place, path);
  return entries(parent).find((entry) => entry.key === key)?.keyPlace ?? parent;
}

/** The entries of a map, those merged in with `<<` last; none where it is no map. */
export function entries(place: Place): readonly Entry[] {
  const { node } = resolve(place);
  if (!isMap(node)) return [];
  const found = node.items.map(({ key, value }) => ({
    key: nameOf(key),
    keyPlace: { ...place, node: key as Node },
    value: value ? { ...place, node: value as Node } : undefined,
  }));
  const own = found.filter(({ key }) => key !== '<<');
  if (own.length === found.length) return own;
  const names = new Set(own.map(({ key }) => key));
  const merged = found
    .filter(({ key, value }) => key === '<<' && value)
    .flatMap(({ value }) => (value && isSeq(resolve(value).node) ? items(value) : value ? [value] : []))
    .flatMap((source) => entries(source));
  return [...own, ...merged.filter(({ key }) => !names.has(key) && names.add(key))];
}

function resolve(place: Place): Place {
  if (!isAlias(place.node)) return place;
  const target = place.node.resolve(place.document);
  return target ? { ...place, node: target } : place;
}

export function locationOf(place: Place): SourceLocation {
  return locationAt(place.file, place.node.range?.[0] ?? 0);
}

export function locationAt({ path, lines }: Pick<YamlFile, 'path' | 'lines'>, offset: number): SourceLocation {
  const { line, col, path: jsonPath } = lines.linePos(offset);
  return { file: path, line, column: col, ...(jsonPath !== undefined && { path: jsonPath }) };
}

/** The lines of a text that is no YAML. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/gu)) lines.addNewLine(index + 1);
  return lines;
}

/**
 * Where a character of a scalar's value stands in the file, whatever the quoting and folding: the characters
 * of the value appear in the source in their order, with quotes, escapes and indentation between them.
 */
export function locationInside(place: Place, offset: number): SourceLocation {
  const { node, file } = resolve(place);
  if (!isScalar(node) || !node.range) return locationOf(place);
  const value = String(node.value);
  const [start, end] = node.range;
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  let position = isBlock ? file.text.indexOf('\n', start) + 1 : start;
  let last = position;
  for (const character of value.slice(0, offset + 1)) {
    if (/\s/.test(character)) continue;
    const found = file.text.indexOf(character, position);
    if (found < 0 || found >= end) break;
    last = found;
    position = found + 1;
  }
  return locationAt(file, offset >= value.length ? Math.min(position, end) : last);
}
