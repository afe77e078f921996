import type { GraphQLResolveInfo } from 'graphql';
import type { AnswerColumn, Cell } from '../engine/answer.js';
import { TrellisError } from '../errors/trellis-error.js';
import { answerFor, type TrellisContext } from './context.js';
import { type Meta, metaOf } from './meta.js';
import { readQuery } from './metrics-field.js';
import type { Naming } from './naming.js';
import { identity, RowReader, toScalar } from './rows.js';
import { fieldArguments, isSelected, selectedBelow } from './selection.js';

interface TableColumn {
  readonly name: string;
  readonly label: string;
  readonly role: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly unit: string | null;
  readonly format: string | null;
  readonly grain: string | null;
}

export interface MetricTableSource {
  readonly id: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly records: readonly Readonly<Record<string, string | number | boolean | null>>[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly meta: Meta;
}

/** Query.metricTable */
export async function resolveMetricTable(
  context: TrellisContext,
  info: GraphQLResolveInfo,
  naming: Naming,
): Promise<MetricTableSource> {
  const args = fieldArguments(info);
  const ask = answerFor(context, info);
  const metrics = args.metrics as readonly string[];
  if (metrics.length === 0) throw new TrellisError('QUERY_INVALID', 'metricTable needs at least one metric.');
  const query = { ...readQuery(args, naming), metrics: metrics.map((metric) => ({ metric, as: metric })) };
  const counts = query.limit !== undefined && isSelected(selectedBelow(info), 'totalCount');
  const [answer, counted] = await Promise.all([
    ask({ kind: 'rows', query }),
    counts ? ask({ kind: 'count', query }) : undefined,
  ]);
  const exact = args.numbers === 'string';
  const columns = answer.columns.map((column) => describe(column, context, naming, exact));
  const rows = answer.rows.map((row) => row.map((cell, index) => tableCell(cell, answer.columns[index], exact)));
  return {
    id: identity('metricTable', query, exact),
    columns,
    rows,
    records: rows.map((row) => Object.fromEntries(row.map((cell, index) => [columns[index]?.name ?? '', cell]))),
    totalCount: counted ? Number(counted.rows[0]?.[0]) : rows.length,
    pageInfo: { hasNextPage: answer.hasMore },
    meta: metaOf(counted ? [answer, counted] : [answer], rows.length, context, new RowReader(answer, naming, query)),
  };
}

/** Column names are the GraphQL names, with the part or `IsOther` behind where one dimension gives several. */
function describe(column: AnswerColumn, { engine }: TrellisContext, naming: Naming, exact: boolean): TableColumn {
  if (column.role === 'metric') {
    const { label, unit, format } = engine.catalog.metric(column.metric);
    const name = naming.graphqlNameOf(column.metric);
    return {
      name,
      label,
      role: 'metric',
      type: column.type,
      nullable: true,
      unit: unit ?? null,
      format: format ?? null,
      grain: null,
    };
  }
  if (column.role === 'other') {
    const name = `${naming.graphqlNameOf(column.name.slice(0, -'__is_other'.length))}IsOther`;
    return {
      name,
      label: 'Is other',
      role: 'key',
      type: 'boolean',
      nullable: false,
      unit: null,
      format: null,
      grain: null,
    };
  }
  const { groupBy, type } = column;
  const { name, label } = naming.dimensionOf(groupBy.name);
  const part = groupBy.kind === 'part' ? groupBy.part : undefined;
  return {
    name: part ? `${name}${part.charAt(0).toUpperCase()}${part.slice(1)}` : name,
    label: part ? `${label} (${part})` : label,
    role: 'key',
    type: exact && type === 'decimal' ? 'decimal' : type,
    nullable: true,
    unit: null,
    format: null,
    grain: groupBy.kind === 'time' ? (groupBy.grain ?? null) : null,
  };
}

function tableCell(cell: Cell, column: AnswerColumn | undefined, exact: boolean): string | number | boolean | null {
  if (!column || cell === null) return null;
  if (column.role === 'other') return cell === 1;
  const isNumber = column.type === 'long' || column.type === 'decimal' || column.type === 'double';
  return exact && isNumber ? String(cell) : toScalar(cell, column.type);
}
