import type { SemanticCatalog } from '../model/catalog.js';
import type { FilterExpression } from '../plan/filter-expression.js';
import type { Predicate } from '../plan/query.js';
import { parseWhereTemplate } from '../plan/where-template/parse.js';
import { readJsonFilter } from './json-filter.js';
import { invalid } from './shape.js';

/**
 * A where-template, a condition as data, or a list of either, which all hold.
 * @throws QUERY_INVALID that points at the character or names the key
 */
export function readWhere(input: unknown, catalog: SemanticCatalog, path: string): Predicate {
  if (typeof input === 'string') return templatePredicate(parseWhereTemplate(input, catalog));
  if (!Array.isArray(input)) {
    if (typeof input === 'object' && input !== null) return readJsonFilter(input, path);
    throw invalid(`${path} must be a where-template, a condition such as {product__name: {eq: "Pothos"}}, or a list.`);
  }
  return allOf(
    input.map((each, index) =>
      typeof each === 'string' ? readWhere(each, catalog, path) : readJsonFilter(each, `${path}[${index}]`),
    ),
  );
}

/** `a and b` is two conditions, as a list of both is. */
function templatePredicate(expr: FilterExpression): Predicate {
  return expr.kind === 'and' ? allOf(expr.operands.map(templatePredicate)) : { kind: 'template', expr };
}

/** One level of conditions, so that each can be placed where it belongs. */
function allOf(conditions: readonly Predicate[]): Predicate {
  const operands = conditions.flatMap((one) => (one.kind === 'and' ? one.operands : [one]));
  return operands.length === 1 && operands[0] ? operands[0] : { kind: 'and', operands };
}
