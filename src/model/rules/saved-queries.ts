import { nearestNames } from '../../errors/did-you-mean.js';
import type { Problem, SavedQuery } from '../types.js';
import { originsOf } from './origin.js';
import { findMistake, referenceOfName } from './references.js';
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
  const origins = query.metrics.flatMap((name) => originsOf(name, context));
  return query.groupBy.flatMap((name, index) => {
    const mistake = findMistake(referenceOfName(name, context), origins, context);
    const where = context.locate(query, 'query_params', 'group_by', index);
    return mistake
      ? [problem(where, `Saved query "${query.name}" groups by ${mistake.text}`, mistake.suggestions)]
      : [];
  });
}

function orderings(query: SavedQuery, { locate }: RuleContext): readonly Problem[] {
  const asked = [...query.metrics, ...query.groupBy];
  return query.orderBy.flatMap((order, index) => {
    const name = order.replace(/^-/u, '');
    const where = locate(query, 'query_params', 'order_by', index);
    const message = `Saved query "${query.name}" orders by "${name}", which it does not ask for.`;
    return asked.includes(name) ? [] : [problem(where, message, nearestNames(name, asked))];
  });
}
