import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem, SavedQuery } from '../definitions.js';
import { findElements } from '../joins.js';
import type { FilterReference, SemanticModel } from '../types.js';
import { type Origin, originOf, originsOf } from './origin.js';
import { findMistake, type Mistake, referenceOfName } from './references.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** A saved query asks for metrics that exist, groups by what all of them reach, and orders by what it asks for. */
export const savedQueries: Rule = (definitions, context) =>
  definitions.savedQueries.flatMap((query) => [
    ...unknownMetrics(query, context),
    ...groupings(query, context),
    ...orderings(query, context),
  ]);

function unknownMetrics(query: SavedQuery, { catalog, locate, dropped }: RuleContext): readonly Problem[] {
  return query.metrics.flatMap((name, index) =>
    catalog.metrics.has(name) || dropped.has(name)
      ? []
      : [
          problem(
            locate(query, 'query_params', 'metrics', index),
            `Saved query "${query.name}" refers to an unknown metric "${name}".`,
            nearestNames(name, catalog.metrics.keys()),
          ),
        ],
  );
}

function groupings(query: SavedQuery, context: RuleContext): readonly Problem[] {
  const origins = originsOfQuery(query, context);
  return query.groupBy.flatMap((name, index) => {
    const reference = referenceOfName(name, context);
    const mistake = timeMistake(query, reference, context) ?? findMistake(reference, origins, context);
    const where = context.locate(query, 'query_params', 'group_by', index);
    return mistake
      ? [problem(where, `Saved query "${query.name}" groups by ${mistake.text}`, mistake.suggestions)]
      : [];
  });
}

/** Without metrics, metric_time is the periods of the time spine. */
function timeMistake(
  { metrics }: SavedQuery,
  { name }: FilterReference,
  { catalog }: RuleContext,
): Mistake | undefined {
  if (metrics.length > 0 || name !== 'metric_time' || catalog.definitions.timeSpines.length > 0) return undefined;
  return { text: '"metric_time" without metrics, which needs a time spine.', suggestions: [] };
}

/** The rows that a query reads; without metrics those of the model nearest to all group-bys. */
export function originsOfQuery({ metrics, groupBy }: SavedQuery, context: RuleContext): readonly Origin[] {
  if (metrics.length > 0) return metrics.flatMap((name) => originsOf(name, context));
  const { catalog } = context;
  const names = groupBy.map((name) => referenceOfName(name, context).name);
  const joins = (model: SemanticModel) =>
    names.reduce((sum, name) => sum + (findElements(catalog, model, name)[0]?.path.length ?? UNREACHABLE), 0);
  const [nearest] = [...catalog.definitions.models].sort((a, b) => joins(a) - joins(b));
  return nearest ? [originOf(nearest, nearest.aggTimeDimension)] : [];
}

/** More joins than any path has. */
const UNREACHABLE = 100;

function orderings(query: SavedQuery, { locate }: RuleContext): readonly Problem[] {
  const asked = [...query.metrics, ...query.groupBy];
  return query.orderBy.flatMap((order, index) => {
    const name = order.replace(/^-/u, '');
    const where = locate(query, 'query_params', 'order_by', index);
    const message = `Saved query "${query.name}" orders by "${name}", which it does not ask for.`;
    return asked.includes(name) ? [] : [problem(where, message, nearestNames(name, asked))];
  });
}
