import { assertNever } from '../errors/trellis-error.js';
import { tablesOfRelation } from '../model/relation-tables.js';
import type { Relation } from '../model/types.js';
import type { MetricPlan } from './metric-plan.js';
import { printAggregate, printExpr, printNamed } from './print-expression.js';
import type { RowOrder, Rows, Spine } from './rows.js';

/**
 * A plan as an indented tree, for people: what goes out on top, below it what it is made from, tables at the leaves.
 *
 *     answer
 *       column revenue
 *       from aggregate "orders"
 *         revenue = sum(order_total)
 *         from scan "orders": table orders
 */
export function printPlan(plan: MetricPlan): string {
  const { outputs, having, orderBy, limit } = plan;
  const lines = [
    ...outputs.map((output) => `column ${printNamed(output)}`),
    ...(having ? [`having ${printExpr(having)}`] : []),
    ...(orderBy.length > 0 ? [`order by ${printOrder(orderBy)}`] : []),
    ...(limit === undefined ? [] : [`limit ${limit}`]),
    ...printRange(plan),
    ...node('from', plan.rows),
  ];
  return `${['answer', ...indented(lines)].join('\n')}\n`;
}

function printRange({ range: { from, until }, timeZone }: MetricPlan): readonly string[] {
  if (!from && !until) return [];
  const first = from ? `from ${from.toFormat('yyyy-MM-dd')} ` : '';
  const last = until ? `to ${until.minus({ days: 1 }).toFormat('yyyy-MM-dd')} ` : '';
  return [`days ${first}${last}in ${timeZone}`];
}

/** A node with all below it; `label` says what it is to the node above. */
function node(label: string, rows: Rows): readonly string[] {
  const [head, ...body] = describe(rows);
  return [`${label} ${head}`, ...indented(body)];
}

function describe(rows: Rows): readonly string[] {
  switch (rows.kind) {
    case 'scan': {
      const columns = rows.columns.map(({ name, sql }) => (name === sql ? name : `${name} = ${oneLine(sql)}`));
      return [
        `scan "${rows.name}": ${printRelation(rows.relation)}`,
        ...(columns.length > 0 ? ['columns'] : []),
        ...indented(columns),
      ];
    }
    case 'lookup': {
      const columns = rows.columns.map(({ from, name }) => (from === name ? name : `${name} = ${from}`)).join(', ');
      return [
        `lookup "${rows.name}" (one row at most${rows.required ? ', rows without one are dropped' : ''})`,
        `on ${printOn(rows.on)}${rows.nullSafe && rows.on.length > 0 ? ', null matches null' : ''}`,
        ...(rows.where ? [`and ${printExpr(rows.where)}`] : []),
        `adds ${columns || 'nothing'}`,
        ...node('from', rows.input),
        ...node('lookup in', rows.other),
      ];
    }
    case 'without':
      return [
        `without "${rows.name}"`,
        `on ${printOn(rows.on)}`,
        ...node('from', rows.input),
        ...node('rows not in', rows.other),
      ];
    case 'filter':
      return ['filter', `where ${printExpr(rows.where)}`, ...node('from', rows.input)];
    case 'compute':
      return ['compute', ...rows.columns.map(printNamed), ...node('from', rows.input)];
    case 'aggregate': {
      const keys = rows.keys.map((key) => `by ${printNamed(key)}`);
      return [`aggregate "${rows.name}"`, ...keys, ...rows.aggregates.map(printAggregate), ...node('from', rows.input)];
    }
    case 'periods':
      return [`every ${rows.spine.grain}`, ...printSpine(rows.spine)];
    case 'calendar':
      return [
        `calendar of "${rows.name}": each ${rows.grain} of ${printRelation(rows.relation)}, column ${rows.column}`,
      ];
    case 'align':
      return [
        `align: each period reads the ${ALIGNED[rows.name]} where ${printExpr(rows.on)}`,
        ...node('periods', rows.periods),
        ...node('from', rows.input),
      ];
    case 'densify':
      return [
        `densify: a row for every ${rows.on.join(', ')}`,
        ...node('periods', rows.periods),
        ...node('from', rows.input),
      ];
    case 'fill': {
      const { on, members, fromFirst, toLast } = rows;
      const per = members.length > 0 ? ` of every ${members.join(', ')}` : '';
      const ends = [...(fromFirst ? ['from the first'] : []), ...(toLast ? ['to the last'] : [])].join(' ');
      return [
        `fill: a row for every ${on.join(', ')}${per}${ends === '' ? '' : `, ${ends} that has rows`}`,
        ...node('periods', rows.periods),
        ...node('from', rows.input),
      ];
    }
    case 'pick': {
      const { choice, time, by } = rows;
      const per = by.length > 0 ? ` per ${by.map(printExpr).join(', ')}` : '';
      return [
        `pick "${rows.name}": rows at the ${choice === 'min' ? 'first' : 'last'} ${printExpr(time)}${per}`,
        ...node('from', rows.input),
      ];
    }
    case 'running':
      return [
        `running ${rows.within ? `within ${printExpr(rows.within)}` : 'over all time'}`,
        ...rows.values.map(({ name, agg }) => `${name} = ${agg} so far`),
        ...(rows.keys.length > 0 ? [`per ${rows.keys.join(', ')}`] : []),
        ...node('periods', rows.periods),
        ...node('from', rows.input),
      ];
    case 'spans': {
      const { at, things, window } = rows;
      return [
        `spans of ${window.count} ${window.grain} from each ${at}: 1 where one begins, -1 where it ends`,
        `per ${things.join(', ')}`,
        ...node('from', rows.input),
      ];
    }
    case 'credit': {
      const { window, time } = rows;
      return [
        `credit each conversion to the latest event before it${window ? `, within ${window.count} ${window.grain}` : ''}`,
        `on ${printOn(rows.on)}, in order of ${time.left} and ${time.right}`,
        `adds ${rows.columns.join(', ')}`,
        ...node('from', rows.input),
        ...node('conversions', rows.conversions),
      ];
    }
    case 'match': {
      const { window } = rows;
      return [
        `match steps in order of ${rows.time}${window ? `, within ${window.count} ${window.grain} of the first` : ''}`,
        `per ${rows.unit.join(', ')}`,
        ...rows.steps.map(({ name, where }) => `step ${name} where ${printExpr(where)}`),
        ...node('from', rows.input),
      ];
    }
    case 'stack':
      return [
        `stack: one row per ${rows.keys.join(', ') || 'answer'}`,
        ...rows.sources.flatMap(({ rows: source, values, present }) =>
          node(`${values.join(', ') || 'rows'}${present ? '' : ' (adds no period of its own)'} from`, source),
        ),
      ];
    case 'top':
      return [`top ${rows.limit} of "${rows.name}"`, `by ${printOrder(rows.orderBy)}`, ...node('from', rows.input)];
    default:
      return assertNever(rows);
  }
}

function printSpine({ source, from, to }: Spine): readonly string[] {
  const calendar = source ? `${printRelation(source.relation)}, column ${source.column}` : 'generated';
  const until = `to before ${printExpr(to)}`;
  if (from.kind === 'first') return [`calendar ${calendar}, ${until}`];
  if (from.kind !== 'earliest') return [`calendar ${calendar}, from ${printExpr(from)} ${until}`];
  return [
    `calendar ${calendar}, from the earliest ${printExpr(from.value)} ${until}`,
    ...indented(node('earliest of', from.rows)),
  ];
}

function printRelation(relation: Relation): string {
  if (relation.kind === 'table') return `table ${relation.name}`;
  const tables = tablesOfRelation(relation);
  return `models/${relation.name}.sql${tables.length > 0 ? `, which reads ${tables.join(', ')}` : ''}`;
}

const ALIGNED = { versions: 'versions', earlier: 'earlier rows', window: 'rows', members: 'members' } as const;

const printOrder = (orderBy: readonly RowOrder[]) =>
  orderBy.map(({ expr, direction }) => `${printExpr(expr)} ${direction}`).join(', ');

const printOn = (on: readonly { readonly left: string; readonly right: string }[]) =>
  on.map(({ left, right }) => `${left} = ${right}`).join(' and ') || 'every row';

const oneLine = (sql: string) => sql.trim().replace(/\s+/g, ' ');

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
