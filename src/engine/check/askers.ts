import { TrellisError } from '../../errors/trellis-error.js';
import { metricModels, reachableTogether } from '../../model/describe.js';
import { allElements, isDimension, reachableElements } from '../../model/joins.js';
import type { Metric } from '../../model/metric-types.js';
import type { Funnel } from '../../model/types.js';
import { planFunnel } from '../../plan/funnel-plan.js';
import { type MetricPlan, type PlanContext, planMetricQuery } from '../../plan/metric-plan.js';
import type { GroupBy } from '../../plan/query.js';
import { type RelationRead, readsOfPlan } from '../../plan/tables.js';

/** A metric or a funnel, and what is read for it. */
export interface Asker {
  readonly kind: 'metric' | 'funnel';
  readonly name: string;
  /** Askers of the same rows reach the same dimensions over the same tables. */
  readonly rows: string;
  readonly dimensions: readonly string[];
  /** What it reads by itself, or by one of its dimensions. */
  readonly reads: (dimension?: string) => readonly RelationRead[];
}

const METRIC_TIME: GroupBy = { kind: 'time', name: 'metric_time' };

export function askersOf(context: PlanContext): readonly Asker[] {
  const { metrics, funnels } = context.catalog;
  return [
    ...[...metrics.values()].map((metric) => metricAsker(metric, context)),
    ...[...funnels.values()].map((funnel) => funnelAsker(funnel, context)),
  ];
}

/** Growth and its like can only be asked by time, and some metrics know no time. */
function metricAsker(metric: Metric, context: PlanContext): Asker {
  const { name } = metric;
  const models = metricModels(context.catalog, metric);
  const query = { metrics: [{ metric: name, as: name }], orderBy: [] };
  return {
    kind: 'metric',
    name,
    rows: models.map((model) => model.name).join(),
    dimensions: reachableTogether(context.catalog, [metric]),
    reads: (dimension) => {
      const by = groupByOf(dimension, context);
      const plan =
        planned(() => planMetricQuery({ ...query, groupBy: by }, context)) ??
        planned(() => planMetricQuery({ ...query, groupBy: [METRIC_TIME, ...by] }, context));
      return plan ? readsOfPlan(plan) : models.map(({ relation }) => ({ relation, columns: [] }));
    },
  };
}

function funnelAsker({ name, model }: Funnel, context: PlanContext): Asker {
  const { catalog } = context;
  return {
    kind: 'funnel',
    name,
    rows: `${model}, funnel`,
    dimensions: [...reachableElements(catalog, catalog.model(model)).keys()],
    reads: (dimension) => {
      const plan = planned(() => planFunnel({ funnel: name, groupBy: groupByOf(dimension, context) }, context));
      return plan ? readsOfPlan(plan) : [{ relation: catalog.model(model).relation, columns: [] }];
    },
  };
}

function planned(plan: () => MetricPlan): MetricPlan | undefined {
  try {
    return plan();
  } catch (error) {
    if (error instanceof TrellisError) return undefined;
    throw error;
  }
}

function groupByOf(dimension: string | undefined, { catalog }: PlanContext): readonly GroupBy[] {
  if (dimension === undefined) return [];
  const element = allElements(catalog).get(dimension);
  const isTime = element && isDimension(element) && element.kind === 'time';
  return [{ kind: isTime ? 'time' : 'value', name: dimension }];
}
