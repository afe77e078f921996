import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Place } from '../place.js';
import type { Json } from './json.js';

/** A definition of an artifact in the shape that YAML has, each part with its path in the artifact. */
export interface Tree {
  readonly path: string;
  readonly content: string | number | boolean | readonly Tree[] | ReadonlyMap<string, Tree>;
}

/** The value as it stands, without what nobody set. */
export function copy(json: Json): Tree | undefined {
  const { value, path } = json;
  if (Array.isArray(value)) return { path, content: json.items().flatMap((item) => copy(item) ?? []) };
  if (json.isMap()) return { path, content: mapContent(json.entries().map(([key, inner]) => [key, copy(inner)])) };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { path, content: value };
  }
  return undefined;
}

/** A text of ours in the place of a value. */
export function textAt({ path }: Json, text: string): Tree {
  return { path, content: text };
}

/** A map with these keys in the place of a value; a value that should be a map and is none stays, to be refused. */
export function mapAt(json: Json, keys: Readonly<Record<string, Tree | undefined>>): Tree | undefined {
  if (json.isSet() && !json.isMap()) return copy(json);
  return { path: json.path, content: mapContent(Object.entries(keys)) };
}

/** `mapAt` where the value is set. */
export function optionalMap(json: Json, keys: () => Readonly<Record<string, Tree | undefined>>): Tree | undefined {
  return json.isSet() ? mapAt(json, keys()) : undefined;
}

export function listAt({ path }: Json, items: readonly (Tree | undefined)[]): Tree {
  return { path, content: items.filter((item) => item !== undefined) };
}

/** Each element of a list; a value that should be a list and is none stays, to be refused. */
export function each(json: Json, make: (item: Json) => Tree | undefined): Tree | undefined {
  if (!json.isSet()) return undefined;
  return Array.isArray(json.value) ? listAt(json, json.items().map(make)) : copy(json);
}

/** The named keys as they stand. */
export function copies(json: Json, ...keys: readonly string[]): Readonly<Record<string, Tree | undefined>> {
  return Object.fromEntries(keys.map((key) => [key, copy(json.get(key))]));
}

function mapContent(entries: readonly (readonly [string, Tree | undefined])[]): ReadonlyMap<string, Tree> {
  return new Map(entries.flatMap(([key, tree]) => (tree === undefined ? [] : [[key, tree] as const])));
}

/** Where a definition stands: its artifact, or the YAML file that dbt names for it. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  /** Where a part of it stands by itself: of its path in the artifact. */
  readonly lineOf?: (path: string) => number | undefined;
}

/** A definition that YAML names, and the lines in it that name the elements of its lists. */
export interface NamedPlace {
  readonly file: string;
  readonly line: number;
  partLine(list: string, name: string): number | undefined;
}

/** The tree as a document that the YAML loaders read, and whose problems stand where the artifact says. */
export function documentOf(tree: Tree, { file, line, lineOf }: Origin): Place {
  const paths: string[] = [];
  const lines = {
    linePos: (offset: number) => {
      const path = paths[offset] ?? '';
      return { line: lineOf?.(path) ?? line, col: 1, path };
    },
  };
  const node = nodeOf(tree, paths);
  const document: Document = new Document();
  document.contents = node;
  return { file: { path: file, text: '', lines }, document, node };
}

/** A node's offset is the index of its path. */
function nodeOf({ content, path }: Tree, paths: string[]): Node {
  const node = emptyNode(content);
  const offset = paths.push(path) - 1;
  node.range = [offset, offset, offset];
  if (node instanceof YAMLSeq) node.items = (content as readonly Tree[]).map((item) => nodeOf(item, paths));
  if (node instanceof YAMLMap) {
    node.items = [...(content as ReadonlyMap<string, Tree>)].map(([key, value]) => {
      return new Pair(keyNode(key, value.path, paths), nodeOf(value, paths));
    });
  }
  return node;
}

function emptyNode(content: Tree['content']): Scalar | YAMLMap | YAMLSeq {
  if (Array.isArray(content)) return new YAMLSeq();
  return content instanceof Map ? new YAMLMap() : new Scalar(content);
}

function keyNode(key: string, path: string, paths: string[]): Scalar {
  const offset = paths.push(path) - 1;
  const node = new Scalar(key);
  node.range = [offset, offset, offset];
  return node;
}
