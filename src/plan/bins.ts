import { TrellisError } from '../errors/trellis-error.js';
import { binLabels } from '../model/bins.js';
import type { Dimension, Entity } from '../model/types.js';
import { bound, column, type Expr, number } from './expression.js';
import { type GroupBy, groupByColumn } from './query.js';
import { elementKind, KINDS } from './value-fits.js';

/** The label of the bin that a number falls into; NULL stays a member of its own. */
export function binOf(value: Expr, edges: readonly number[]): Expr {
  const labels = binLabels(edges).map((label) => bound('string', label));
  const last = labels.at(-1) ?? { kind: 'null' };
  const bins = edges.reduceRight<Expr>((otherwise, edge, index) => {
    const below: Expr = { kind: 'compare', operator: 'lt', left: value, right: bound('number', edge) };
    return { kind: 'case', when: below, result: labels[index] ?? last, otherwise };
  }, last);
  return { kind: 'case', when: { kind: 'isNull', input: value }, result: { kind: 'null' }, otherwise: bins };
}

/** What rows are ordered by: the place of a bin, not its label. */
export function keyOrder(groupBy: GroupBy): Expr {
  const key = column(groupByColumn(groupBy));
  if (groupBy.kind !== 'value' || !groupBy.bins) return key;
  return binLabels(groupBy.bins).reduceRight<Expr>(
    (otherwise, label, index) => ({
      kind: 'case',
      when: { kind: 'compare', operator: 'eq', left: key, right: bound('string', label) },
      result: number(index),
      otherwise,
    }),
    { kind: 'null' },
  );
}

const MOST_EDGES = 100;

/** @throws QUERY_INVALID */
export function checkBins({ name, bins, top }: Extract<GroupBy, { kind: 'value' }>, element: Dimension | Entity): void {
  if (!bins) return;
  const invalid = (message: string) => new TrellisError('QUERY_INVALID', message, { names: [name] });
  if (top) throw invalid(`"${name}" is grouped by bins and by its best members. Choose one of the two.`);
  const kind = elementKind(element);
  if (kind !== 'number') {
    const what = kind ? KINDS[kind] : 'of a type that nobody told (config.meta.trellis.type)';
    throw invalid(`"${name}" is ${what}; only numbers have bins.`);
  }
  const ascends = bins.every(
    (edge, index) => Number.isFinite(edge) && (index === 0 || edge > (bins[index - 1] ?? edge)),
  );
  if (bins.length > 0 && bins.length <= MOST_EDGES && ascends) return;
  throw invalid(
    `The bins of "${name}" are 1 to ${MOST_EDGES} numbers, each larger than the one before, such as [10, 20, 50].`,
  );
}
