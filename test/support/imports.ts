import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const SOURCE = join(import.meta.dirname, '..', '..', 'src');

/** One import of one file: of another file of src (`to` is its path below src) or of a package. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly kind: 'file' | 'package';
  /** Leaves nothing behind at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Below src, with forward slashes: `plan/keys.ts`. */
  readonly path: string;
  readonly text: string;
}

export function sourceFiles(): readonly SourceFile[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }));
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s*from\s*)?'([^']+)'/gm;
const DYNAMIC = /(\btypeof\s+)?\bimport\(\s*'([^']+)'\s*\)/g;

/** What the import and re-export lines of a file name, `import()` included. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [
    ...[...code.matchAll(STATIC)].map(([, type, names = '', to = '']) =>
      importOf(path, to, type !== undefined || onlyTypes(names)),
    ),
    ...[...code.matchAll(DYNAMIC)].map(([, type, to = '']) => importOf(path, to, type !== undefined)),
  ];
}

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  const list = inner?.split(',').map((name) => name.trim()) ?? [];
  const named = list.filter((name) => name !== '');
  return named.length > 0 && named.every((name) => name.startsWith('type '));
}

function importOf(from: string, to: string, typeOnly: boolean): Import {
  if (to.startsWith('.')) {
    return { from, to: posix.join(posix.dirname(from), to).replace(/\.js$/, '.ts'), kind: 'file', typeOnly };
  }
  const name = to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
  return { from, to: name, kind: 'package', typeOnly };
}

/** The folder directly below src; a file of src itself is its own room. */
export function roomOf(path: string): string {
  const folder = dirname(path).split('/')[0] ?? '';
  return folder === '.' ? path : folder;
}

/** Files that import each other in a ring; each ring once. */
export function importCycles(imports: readonly Import[]): readonly (readonly string[])[] {
  const edges = new Map<string, string[]>();
  for (const { from, to, kind } of imports) if (kind === 'file') edges.set(from, [...(edges.get(from) ?? []), to]);
  const done = new Set<string>();
  const found = new Map<string, readonly string[]>();
  const walk = (path: string, above: readonly string[]): void => {
    const at = above.indexOf(path);
    if (at >= 0) {
      const ring = above.slice(at);
      found.set([...ring].sort().join(' '), [...ring, path]);
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...above, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return [...found.values()];
}

export function existsInSource(path: string): boolean {
  return existsSync(join(SOURCE, path));
}
