import type { Problem } from '../definitions.js';
import type { Metric } from '../metric-types.js';
import type { FilterTemplate } from '../types.js';
import { metricInputs, placedMeasures } from './inputs.js';
import { type Origin, originOf, originsOf, originsOfMeasure } from './origin.js';
import { findMistake } from './references.js';
import { problem, type Rule, type RuleContext } from './rule.js';
import { originsOfQuery } from './saved-queries.js';

/** Filters name dimensions, entities and metrics that all the rows they filter can reach. */
export const filterReferences: Rule = (definitions, context) => {
  const once = unseen();
  return [
    ...definitions.metrics.flatMap((metric) =>
      scopesOf(metric, context).flatMap(([filters, origins]) =>
        check(`Metric "${metric.name}"`, once(filters), origins, context),
      ),
    ),
    ...definitions.models.flatMap((model) =>
      model.funnels.flatMap(({ name, time, steps }) => {
        const filters = steps.map(({ filter }) => filter);
        return check(`Funnel "${name}"`, filters, [originOf(model, time)], context);
      }),
    ),
    ...definitions.savedQueries.flatMap((query) =>
      check(`Saved query "${query.name}"`, query.where, originsOfQuery(query, context), context),
    ),
  ];
};

/** A metric over the events of a simple one (dbt's 2026 spec) has that one's filters too, over the same rows. */
function unseen(): (filters: readonly FilterTemplate[]) => readonly FilterTemplate[] {
  const seen = new Set<FilterTemplate>();
  return (filters) =>
    filters.filter((filter) => {
      const isNew = !seen.has(filter);
      seen.add(filter);
      return isNew;
    });
}

/** The filters of a metric with the rows that they filter. */
function scopesOf(
  metric: Metric,
  context: RuleContext,
): readonly (readonly [readonly FilterTemplate[], readonly Origin[]])[] {
  return [
    [metric.filters, originsOf(metric.name, context)],
    ...placedMeasures(metric).map(({ input }) => [input.filters, originsOfMeasure(input, context)] as const),
    ...metricInputs(metric).map(({ input }) => [input.filters, originsOf(input.metric, context)] as const),
  ];
}

function check(
  subject: string,
  filters: readonly FilterTemplate[],
  origins: readonly Origin[],
  context: RuleContext,
): readonly Problem[] {
  return filters.flatMap(({ parts, source }) =>
    parts.flatMap((part) => {
      const mistake = typeof part === 'string' ? undefined : findMistake(part, origins, context);
      return mistake ? [problem(source, `${subject} filters by ${mistake.text}`, mistake.suggestions)] : [];
    }),
  );
}
