import { TrellisError } from '../errors/trellis-error.js';
import { isStandardGrain } from '../model/grains.js';
import { isDimension } from '../model/joins.js';
import { binOf, checkBins } from './bins.js';
import { checkGrain } from './check-grain.js';
import type { Conditions } from './conditions.js';
import { column, type Expr, type NamedExpr, number } from './expression.js';
import { type GroupBy, groupByColumn, type MetricQuery, type TimeGroupBy } from './query.js';
import type { RowSource } from './row-source.js';
import { localExpr, periodOf, type TimeColumn } from './time-column.js';

/** The column beside a `top` dimension that tells the rest's row from a member: 0 or 1. */
export function otherColumn(name: string): string {
  return `${name}__is_other`;
}

/** The output columns of one group-by: itself, and the rest's flag beside a `top`. */
export function keyColumns(groupBy: GroupBy): readonly string[] {
  const name = groupByColumn(groupBy);
  return groupBy.kind === 'value' && groupBy.top ? [name, otherColumn(name)] : [name];
}

/** The group-by columns of one row source, each under its output name. */
export function keyExprs(query: MetricQuery, source: RowSource, conditions: Conditions): readonly NamedExpr[] {
  return query.groupBy.flatMap((groupBy) => {
    const name = groupByColumn(groupBy);
    if (groupBy.kind !== 'value') return [{ name, expr: timeKey(groupBy, conditions.timeOf(groupBy.name), source) }];
    const { column: expr, element } = source.element(groupBy.name);
    if (isDimension(element) && element.kind === 'time') {
      throw new TrellisError('QUERY_INVALID', `"${groupBy.name}" is a time: group it by a grain or a part.`, {
        names: [groupBy.name],
      });
    }
    checkBins(groupBy, element);
    if (groupBy.bins) return [{ name, expr: binOf(expr, groupBy.bins) }];
    return groupBy.top ? topKeys(groupBy, expr, query, source) : [{ name, expr }];
  });
}

/** The period or the part of a time column, in the query's zone. */
export function timeKey(groupBy: TimeGroupBy, time: TimeColumn, source: RowSource): Expr {
  const input = localExpr(time, source.planning.clock.zone);
  checkGrain(groupBy, time, source.planning.catalog);
  if (groupBy.kind === 'part') return { kind: 'part', input, part: groupBy.part };
  if (!groupBy.grain) throw new Error('Broken invariant: grains are settled before keys are made');
  if (!isStandardGrain(groupBy.grain)) return source.customPeriod(groupByColumn(groupBy), time, groupBy.grain);
  return periodOf(time, groupBy.grain, source.planning.clock.zone);
}

/** Members that rank among the best stay; the others share one key, told apart by a flag. */
function topKeys(
  groupBy: Extract<GroupBy, { kind: 'value' }>,
  member: Expr,
  query: MetricQuery,
  source: RowSource,
): readonly NamedExpr[] {
  const { name, top } = groupBy;
  if (!top) throw new Error('Broken invariant: no top');
  const shown = groupByColumn(groupBy);
  const ranked = `${shown}__ranked`;
  const left = member.kind === 'column' ? member.name : name;
  source.addLookup(ranked, (input) => ({
    kind: 'lookup',
    input,
    name: ranked,
    on: [{ left, right: name }],
    nullSafe: true,
    required: !top.others,
    columns: [{ from: ranked, name: ranked }],
    other: {
      kind: 'compute',
      columns: [{ name: ranked, expr: number(1) }],
      input: {
        kind: 'top',
        name: ranked,
        limit: top.count,
        orderBy: [
          { expr: column(top.by), direction: 'desc' },
          { expr: column(name), direction: 'asc' },
        ],
        input: source.planning.rowsOf({
          metrics: [{ metric: top.by, as: top.by }],
          groupBy: [{ kind: 'value', name }],
          orderBy: [],
          ...(query.where && { where: query.where }),
          ...(query.timeRange && { timeRange: query.timeRange }),
        }),
      },
    },
  }));
  const isRanked: Expr = { kind: 'compare', operator: 'eq', left: column(ranked), right: number(1) };
  return [
    { name: shown, expr: { kind: 'case', when: isRanked, result: member } },
    { name: otherColumn(shown), expr: { kind: 'case', when: isRanked, result: number(0), otherwise: number(1) } },
  ];
}
