import type { Problem } from '../definitions.js';
import type { Relation, SqlPart } from '../types.js';
import type { TextFile } from './files.js';
import { parseModelSql, type SqlReference } from './model-sql.js';
import { linesOf, locationAt } from './place.js';
import { problem, TextError } from './problem.js';
import type { Reference } from './reference.js';

/** What `ref` and `source` stand for. */
export interface Relations {
  relationOf(reference: Reference): Relation;
}

type Parsed = readonly (string | SqlReference)[];

/**
 * Reads every `models/NAME.sql` and puts each SELECT together with those it refers to.
 * A reference to a name without such a file is a table of the warehouse.
 */
export function resolveRelations(files: ReadonlyMap<string, TextFile>): {
  readonly relations: Relations;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const parsed = new Map<string, Parsed>();
  const selects = new Map<string, Relation>();
  const tell = (file: TextFile, offset: number, message: string) =>
    problems.push(problem(locationAt({ path: file.path, lines: linesOf(file.text) }, offset), message));

  for (const [name, file] of files) {
    try {
      parsed.set(name, parseModelSql(file.text));
    } catch (error) {
      if (!(error instanceof TextError)) throw error;
      tell(file, error.offset, error.message);
    }
  }

  function resolve({ kind, name }: Reference, chain: readonly string[]): Relation {
    const known = kind === 'ref' ? selects.get(name) : undefined;
    const parts = kind === 'ref' ? parsed.get(name) : undefined;
    if (known || !parts) return known ?? { kind: 'table', name };
    const select: Relation = { kind: 'select', name, sql: parts.map((part) => inline(part, [...chain, name])) };
    selects.set(name, select);
    return select;
  }

  function inline(part: string | SqlReference, chain: readonly string[]): SqlPart {
    if (typeof part === 'string') return part;
    const { name, kind } = part.reference;
    const file = files.get(chain.at(-1) ?? '');
    if (kind === 'ref' && chain.includes(name) && file) {
      tell(
        file,
        part.offset,
        `Model "${name}" reads itself: ${[...chain.slice(chain.indexOf(name)), name].join(' → ')}.`,
      );
      return { kind: 'table', name };
    }
    return resolve(part.reference, chain);
  }

  const relationOf = (reference: Reference) => resolve(reference, []);
  for (const name of parsed.keys()) relationOf({ kind: 'ref', name });
  return { relations: { relationOf }, problems };
}
