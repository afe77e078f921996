import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { Expr, NamedExpr } from './expression.js';
import type { Predicate } from './query.js';

/** A condition on the output columns, after aggregation. */
export function outputPredicate(predicate: Predicate, outputs: readonly NamedExpr[]): Expr {
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
      return { kind: predicate.kind, operands: predicate.operands.map((operand) => outputPredicate(operand, outputs)) };
    case 'not':
      return { kind: 'not', operand: outputPredicate(predicate.operand, outputs) };
    case 'isNull':
      return { kind: 'isNull', input: output(predicate.name) };
    case 'in':
      return {
        kind: 'in',
        input: output(predicate.name),
        values: predicate.values.map((value) => ({ type: 'number', value })),
      };
    case 'compare':
      return {
        kind: 'compare',
        operator: predicate.operator,
        left: output(predicate.name),
        right: { kind: 'value', bound: { type: 'number', value: predicate.value } },
      };
    case 'template':
    case 'authored':
      throw new TrellisError('QUERY_INVALID', 'A where-template filters rows; metrics are filtered by having.');
    case 'text':
      throw new TrellisError('QUERY_INVALID', `"${predicate.name}" is a metric; it has no text to search.`, {
        names: [predicate.name],
      });
  }
}
