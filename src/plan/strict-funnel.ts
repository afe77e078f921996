import { invariant, TrellisError } from '../errors/trellis-error.js';
import type { Funnel } from '../model/types.js';
import { beforeNow } from './aggregates.js';
import { Conditions } from './conditions.js';
import { movedRows, settledThere } from './elsewhere.js';
import { allOf, column, type Expr } from './expression.js';
import type { Input } from './formula.js';
import { keyExprs } from './keys.js';
import { type Reach, reachOf, shiftedTime, sourceRange } from './reach.js';
import { RowSource } from './row-source.js';
import type { Rows } from './rows.js';
import { filtered, type InputRows, type Settled, timeFilter } from './settled.js';
import { timeColumn, timeDimension } from './time-column.js';

/**
 * An entity counts at a step if some choice of strictly later events reaches it, all within the window of the first.
 * @param inputs one per step, all read at the same time
 */
export function strictRows(funnel: Funnel, inputs: readonly Input[], settled: Settled): InputRows {
  const [first] = inputs;
  invariant(first, 'a funnel has steps');
  const { elsewhere } = first;
  if (!elsewhere) return matchedRows(funnel, first, inputs, settled);
  const there = settledThere(first, elsewhere, settled);
  return movedRows(matchedRows(funnel, first, inputs, there), elsewhere, settled);
}

function matchedRows(funnel: Funnel, first: Input, inputs: readonly Input[], settled: Settled): InputRows {
  const reach = reachThere(first, settled);
  const { planning, query } = settled;
  const { model } = first;
  const source = new RowSource(planning, model, funnel.name);
  const entity = source.element(funnel.entity).column;
  const dimension = timeDimension(model, funnel.time);
  const own = source.metricTimeOf(dimension);
  const time = shiftedTime(own, reach, settled);
  const eventDimension = timeDimension(model, funnel.eventTime);
  const eventTime = source.rowTime(eventDimension);
  const conditions = new Conditions(source, time);
  const keys = keyExprs(query, source, conditions);
  const where = allOf([
    timeFilter(own, sourceRange(reach, settled), settled),
    beforeNow(eventTime, eventDimension, settled),
    query.where && conditions.predicate(query.where),
  ]);
  const steps = inputs.map(({ id, filters }) => ({
    name: id,
    where: allOf(filters.map((filter) => conditions.template(filter))) ?? { kind: 'and', operands: [] },
  }));
  const unit = '__unit';
  const names = keys.map(({ name }) => name);
  const reached: Rows = {
    kind: 'match',
    input: {
      kind: 'compute',
      input: filtered(source.rows(), where),
      columns: [
        ...keys,
        { name: unit, expr: entity },
        { name: EVENT_TIME, expr: timeColumn(eventTime, eventDimension).utc },
      ],
    },
    unit: [unit, ...names],
    time: EVENT_TIME,
    steps,
    ...(funnel.window && { window: funnel.window }),
  };
  const begun: Expr = { kind: 'compare', operator: 'eq', left: column(first.id), right: { kind: 'number', value: 1 } };
  const counted: Rows = {
    kind: 'aggregate',
    name: funnel.name,
    input: filtered(reached, begun),
    keys: names.map((name) => ({ name, expr: column(name) })),
    aggregates: steps.map(({ name }) => ({ name, agg: 'sum', expr: column(name) })),
  };
  return { rows: counted, keys: names, values: steps.map(({ name }) => name) };
}

const EVENT_TIME = '__event_time';

/** Entities are counted in their own period; their events can't be moved one by one. @throws QUERY_INVALID */
function reachThere(input: Input, settled: Settled): Reach {
  const reach = reachOf(input, settled);
  if (reach.kind === 'none' || reach.kind === 'add') return reach;
  throw new TrellisError(
    'QUERY_INVALID',
    `Funnel "${input.metric}" can't be compared by this offset here. Compare it to the previous period.`,
    { names: [input.metric] },
  );
}
