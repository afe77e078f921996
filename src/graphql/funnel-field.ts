import type { GraphQLResolveInfo } from 'graphql';
import type { Answer } from '../engine/answer.js';
import { funnelSteps, type StepFigures } from '../engine/funnel-steps.js';
import type { Funnel } from '../model/types.js';
import { type FunnelQuery, stepColumn } from '../plan/query.js';
import { answerFor, type TrellisContext } from './context.js';
import { type Meta, metaOf } from './meta.js';
import { checkGrouped, type RowSource, readQuery } from './metrics-field.js';
import type { Naming } from './naming.js';
import { identity, RowReader } from './rows.js';
import { fieldArguments, isSelected, selectedBelow, selectedUnder } from './selection.js';

/** A funnel's row as the generated fields read it. */
export interface FunnelRowSource extends RowSource {
  readonly steps: readonly StepFigures[];
}

export interface FunnelConnectionSource {
  readonly id: string;
  readonly nodes: readonly FunnelRowSource[];
  readonly totals: FunnelRowSource | undefined;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly meta: Meta;
}

/** Query.funnel */
export async function resolveFunnel(
  context: TrellisContext,
  info: GraphQLResolveInfo,
  naming: Naming,
): Promise<FunnelConnectionSource> {
  const args = fieldArguments(info);
  const ask = answerFor(context, info);
  const funnel = context.engine.catalog.funnel(String(args.name));
  const { orderBy: _orderBy, having: _having, ...asked } = readQuery(args, naming);
  const query: FunnelQuery = { ...asked, funnel: funnel.name };
  const selected = selectedBelow(info);
  checkGrouped(selectedUnder(selected, 'nodes', info), query.groupBy, naming);
  checkGrouped(selectedUnder(selected, 'totals', info), [], naming);
  const [rows, total] = await Promise.all([
    isSelected(selected, 'nodes', 'pageInfo') ? ask({ kind: 'funnel', query }) : undefined,
    isSelected(selected, 'totals') ? ask({ kind: 'funnelTotals', query }) : undefined,
  ]);
  const { limit: _limit, timeRange: _range, ...question } = query;
  const nodes = rows ? funnelRows(rows, funnel, naming, question) : [];
  const answers = [rows, total].filter((answer) => answer !== undefined);
  return {
    id: identity('funnel', query),
    nodes,
    totals: total && funnelRows(total, funnel, naming, [question, 'totals'])[0],
    pageInfo: { hasNextPage: rows?.hasMore ?? false },
    meta: metaOf(answers, nodes.length, context, nodes[0]?.reader),
  };
}

function funnelRows(answer: Answer, funnel: Funnel, naming: Naming, question: unknown): readonly FunnelRowSource[] {
  const reader = new RowReader(answer, naming, question);
  return answer.rows.map((row) => {
    const counts = funnel.steps.map((step) => Number(reader.cell(row, stepColumn(step)) ?? 0));
    return { reader, row, steps: funnelSteps(funnel, counts) };
  });
}

/** A step as GraphQL shows it: its id is its row's and its place in it. */
export function stepSource({ reader, row }: FunnelRowSource, step: StepFigures): StepFigures & { readonly id: string } {
  return { ...step, id: identity(reader.id(row), step.index) };
}
