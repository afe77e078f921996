import { planFunnel, planFunnelTotals } from '../plan/funnel-plan.js';
import { type MetricPlan, type PlanContext, planMetricQuery, planTotals } from '../plan/metric-plan.js';
import type { FunnelQuery, MetricQuery } from '../plan/query.js';
import { compileMetricPlan, compileRowCount } from '../sql/compile.js';
import type { CompiledQuery, DialectName } from '../sql/compiled-query.js';
import type { StatementTag } from '../warehouse/warehouse.js';

/** One thing to compute; equal asks of a request are computed once. */
export type Ask =
  | { readonly kind: 'rows' | 'totals' | 'count'; readonly query: MetricQuery }
  | { readonly kind: 'funnel' | 'funnelTotals'; readonly query: FunnelQuery };

/** What became of an ask, for those who show it: `trellis plan`, `trellis sql`, tests. */
export interface Compiled {
  readonly ask: Ask;
  readonly plan: MetricPlan;
  readonly statement: CompiledQuery;
}

/**
 * The ask as one statement of a dialect.
 * @param most rows are asked for one beyond it, to tell whether there are more; without it, all rows are
 */
export function compileAsk(ask: Ask, most: number | undefined, context: PlanContext, dialect: DialectName): Compiled {
  const plan = planAsk(ask, most, context);
  const statement = ask.kind === 'count' ? compileRowCount(plan, dialect) : compileMetricPlan(plan, dialect);
  return { ask, plan, statement };
}

function planAsk(ask: Ask, most: number | undefined, context: PlanContext): MetricPlan {
  switch (ask.kind) {
    case 'rows':
      return planMetricQuery(withOneMore(ask.query, most), context);
    case 'count':
      return planMetricQuery(ask.query, context);
    case 'totals':
      return planTotals(ask.query, context);
    case 'funnel':
      return planFunnel(withOneMore(ask.query, most), context);
    case 'funnelTotals':
      return planFunnelTotals(ask.query, context);
  }
}

function withOneMore<Q extends MetricQuery | FunnelQuery>(query: Q, most: number | undefined): Q {
  if (most === undefined) return query;
  return { ...query, limit: query.limit === 0 ? 0 : most + 1 };
}

/** Who asks, for the warehouse's own history. */
export interface Asker {
  /** The program that asks, such as a front end or a dashboard. */
  readonly client?: string | undefined;
  /** The name of the GraphQL operation. */
  readonly operation?: string | undefined;
}

/** `{client: "web", operation: "Funnel", metrics: ["orders"]}`: names alone, no value of the query. */
export function tagOf({ client, operation }: Asker, { query }: Ask): StatementTag {
  return {
    ...(client && { client }),
    ...(operation && { operation }),
    ...('funnel' in query
      ? { funnel: query.funnel }
      : { metrics: [...new Set(query.metrics.map(({ metric }) => metric))].sort() }),
  };
}
