import type { SemanticCatalog } from '../model/catalog.js';
import type { Predicate } from '../plan/query.js';
import { parseWhereTemplate } from '../plan/where-template/parse.js';
import { readJsonFilter } from './json-filter.js';

/**
 * A where-template, a condition as data, or a list of either, which all hold.
 * @throws QUERY_INVALID that points at the character or names the key
 */
export function readWhere(input: unknown, catalog: SemanticCatalog, path: string): Predicate {
  if (typeof input === 'string') return { kind: 'template', expr: parseWhereTemplate(input, catalog) };
  if (!Array.isArray(input)) return readJsonFilter(input, path);
  return allOf(
    input.map((each, index) =>
      typeof each === 'string' ? readWhere(each, catalog, path) : readJsonFilter(each, `${path}[${index}]`),
    ),
  );
}

export function allOf(operands: readonly Predicate[]): Predicate {
  return operands.length === 1 && operands[0] ? operands[0] : { kind: 'and', operands };
}
