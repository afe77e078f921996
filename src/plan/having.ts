import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { Metric } from '../model/metric-types.js';
import { metricType } from '../model/value-types.js';
import type { Expr, NamedExpr } from './expression.js';
import { valuePredicate } from './leaf-conditions.js';
import type { Predicate } from './query.js';
import { checkLeaf, metricKind } from './value-fits.js';

/** A condition on the output columns, after aggregation; `metricOf` tells which metric a column shows. */
export function outputPredicate(
  predicate: Predicate,
  outputs: readonly NamedExpr[],
  metricOf: (column: string) => Metric | undefined,
  catalog: SemanticCatalog,
): Expr {
  const inner = (operand: Predicate) => outputPredicate(operand, outputs, metricOf, catalog);
  const output = (name: string): Expr => {
    const found = outputs.find((candidate) => candidate.name === name);
    if (found) return found.expr;
    const suggestions = nearestNames(
      name,
      outputs.map((candidate) => candidate.name),
    );
    throw new TrellisError('UNKNOWN_METRIC', `There is no metric "${name}" to filter by.${didYouMean(suggestions)}`, {
      names: [name],
      suggestions,
    });
  };
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return { kind: predicate.kind, operands: predicate.operands.map(inner) };
    case 'not':
      return { kind: 'not', operand: inner(predicate.operand) };
    case 'isNull':
      return { kind: 'isNull', input: output(predicate.name) };
    case 'in':
    case 'compare':
    case 'text': {
      const { name } = predicate;
      const metric = metricOf(name);
      const input = output(name);
      checkLeaf(predicate, metric && metricKind(metric, catalog));
      return valuePredicate(input, predicate, metric ? metricType(catalog, metric) : 'string');
    }
    case 'template':
    case 'authored':
      throw new TrellisError('QUERY_INVALID', 'A where-template filters rows; metrics are filtered by having.');
  }
}
