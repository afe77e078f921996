import type { GraphQLResolveInfo } from 'graphql';
import type { Answer } from '../engine/answer.js';
import { funnelSteps, type StepFigures } from '../engine/funnel-steps.js';
import type { Funnel } from '../model/types.js';
import { type CompareTo, type FunnelQuery, stepColumn } from '../plan/query.js';
import { readCompareTo } from './arguments.js';
import { answerFor, type TrellisContext } from './context.js';
import { type Meta, metaOf } from './meta.js';
import { checkGrouped, questionOf, type RowSource, readQuery } from './metrics-field.js';
import type { Naming } from './naming.js';
import { identity, RowReader } from './rows.js';
import { fieldArguments, isSelected, type SelectedField, selectedBelow, selectedUnder } from './selection.js';

/** A funnel's row as the generated fields read it. */
export interface FunnelRowSource extends RowSource {
  /** Those of what the row is compared to, or its own. */
  steps(compareTo?: CompareTo): readonly StepFigures[];
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
  const inNodes = selectedUnder(selected, 'nodes', info);
  const inTotals = selectedUnder(selected, 'totals', info);
  checkGrouped(inNodes, query.groupBy, naming);
  checkGrouped(inTotals, [], naming);
  const [ofNodes, ofTotals] = [inNodes, inTotals].map(comparedIn);
  const [rows, total] = await Promise.all([
    isSelected(selected, 'nodes', 'pageInfo') ? ask({ kind: 'funnel', query: { ...query, ...ofNodes } }) : undefined,
    isSelected(selected, 'totals') ? ask({ kind: 'funnelTotals', query: { ...query, ...ofTotals } }) : undefined,
  ]);
  const question = questionOf({ ...query, orderBy: [] });
  const nodes = rows ? funnelRows(rows, funnel, naming, question, ofNodes) : [];
  const answers = [rows, total].filter((answer) => answer !== undefined);
  return {
    id: identity('funnel', query),
    nodes,
    totals: total && funnelRows(total, funnel, naming, [question, 'totals'], ofTotals)[0],
    pageInfo: { hasNextPage: rows?.hasMore ?? false },
    meta: metaOf(answers, nodes.length, context, nodes[0]?.reader),
  };
}

type Compared = Pick<FunnelQuery, 'compareTo'>;

/** What the selected steps are compared to, each once. */
function comparedIn(fields: readonly SelectedField[]): Compared {
  const asked = fields.flatMap(({ name, args }) => (name === 'steps' && readCompareTo(args.compareTo)) || []);
  const distinct = [...new Map(asked.map((compareTo) => [JSON.stringify(compareTo), compareTo])).values()];
  return distinct.length > 0 ? { compareTo: distinct } : {};
}

function funnelRows(
  answer: Answer,
  funnel: Funnel,
  naming: Naming,
  question: unknown,
  { compareTo: compared = [] }: Compared = {},
): readonly FunnelRowSource[] {
  const reader = new RowReader(answer, naming, question);
  const places = new Map(compared.map((compareTo, place) => [JSON.stringify(compareTo), place]));
  return answer.rows.map((row) => ({
    reader,
    row,
    steps: (compareTo) => {
      const place = compareTo && places.get(JSON.stringify(compareTo));
      const counts = funnel.steps.map((step) => Number(reader.cell(row, stepColumn(step, place)) ?? 0));
      return funnelSteps(funnel, counts);
    },
  }));
}

/** A step as GraphQL shows it: its id is its row's, its place in it, and what it is compared to. */
export function stepSource(
  { reader, row }: FunnelRowSource,
  step: StepFigures,
  compareTo?: CompareTo,
): StepFigures & { readonly id: string } {
  return { ...step, id: identity(reader.id(row), step.index, ...(compareTo ? [compareTo] : [])) };
}
