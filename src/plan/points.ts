import { assertNever, invariant } from '../errors/trellis-error.js';
import { shiftsWholePeriods } from '../model/grains.js';
import type { Grain, GrainCount } from '../model/types.js';
import { COMBINED_BY, unlessNull } from './aggregates.js';
import { type Closing, closingRows } from './closing.js';
import { type Aggregate, allOf, column, type Expr, type NamedExpr, number, type TimeType } from './expression.js';
import type { Accumulation } from './formula.js';
import { CHANGE, PERIOD, type Rows } from './rows.js';
import { filtered } from './settled.js';

/** What is accumulated: rows with the base period of each, towards points that are the periods of a spine. */
export interface Accumulated {
  readonly name: string;
  readonly rows: Rows;
  /** The base period of a row. */
  readonly at: Expr;
  readonly periods: Rows;
  /** Of the points. */
  readonly grain: Grain;
  readonly periodType: TimeType;
  readonly accumulation: Accumulation;
  /** Of a metric to date: the enclosing period of a row, and of a point. */
  readonly since?: { readonly row: Expr; readonly point: Expr };
  readonly keys: readonly NamedExpr[];
  readonly aggregates: readonly Aggregate[];
  /** Of a semi-additive measure: which rows of a point's window count. */
  readonly closing?: Closing;
}

const AT = '__at';
const COUNTED = '__counted';
const PRESENT = '__present';
const WITHIN = '__within';

/**
 * One row per point and keys, where any row lies in the point's window. Values are first brought down to one row per
 * base period; sums and extremes of those follow from period to period, distinct counts from the first day that each
 * thing was seen, and what does not add up is computed from the rows themselves.
 */
export function accumulate(accumulated: Accumulated): Rows {
  const { aggregates, accumulation, closing } = accumulated;
  const [first] = aggregates;
  invariant(first, 'something is accumulated');
  if (closing) return fromRows(accumulated);
  switch (first.agg) {
    case 'sum':
    case 'count':
    case 'sum_boolean':
    case 'min':
    case 'max':
      return fromPeriods(accumulated, aggregates);
    case 'average':
      return average(accumulated, first);
    case 'count_distinct': {
      const { window } = accumulation;
      return window ? distinctInWindow(accumulated, first, window) : distinctSoFar(accumulated, first);
    }
    case 'median':
    case 'percentile':
      return fromRows(accumulated);
    default:
      return assertNever(first.agg);
  }
}

/** Sums and extremes per base period, then over the window or so far. */
function fromPeriods(accumulated: Accumulated, aggregates: readonly Aggregate[]): Rows {
  const { accumulation, name, rows, at, keys } = accumulated;
  const perPeriod = (column: string): Rows => ({
    kind: 'aggregate',
    name,
    input: rows,
    keys: [{ name: column, expr: at }, ...keys],
    aggregates,
  });
  const values = aggregates.map((aggregate) => ({ name: aggregate.name, agg: combining(aggregate) }));
  if (!accumulation.window) return soFar(perPeriod(PERIOD), values, accumulated);
  const sums = values.map((value): Aggregate => ({ ...value, expr: column(value.name) }));
  return perPoint(name, inWindow(perPeriod(AT), accumulated), keys, sums);
}

function combining({ agg }: Aggregate): 'sum' | 'min' | 'max' {
  const by = COMBINED_BY[agg];
  invariant(by, `${agg} follows from periods`);
  return by;
}

function soFar(
  input: Rows,
  values: Extract<Rows, { kind: 'running' }>['values'],
  { periods, keys, since }: Accumulated,
): Rows {
  const names = keys.map(({ name }) => name);
  return { kind: 'running', input, periods, keys: names, values, ...(since && { within: since.point }) };
}

/** An average is a sum over a count, both of which add up. */
function average(accumulated: Accumulated, { name, expr, where }: Aggregate): Rows {
  const [sum, count] = [`${name}__sum`, `${name}__count`];
  const under = where ? { where } : {};
  const parts: readonly Aggregate[] = [
    { name: sum, agg: 'sum', expr, ...under },
    { name: count, agg: 'count', expr, ...under },
  ];
  return {
    kind: 'compute',
    input: fromPeriods({ ...accumulated, aggregates: parts }, parts),
    columns: [{ name, expr: { kind: 'divide', left: column(sum), right: column(count) } }],
  };
}

/**
 * Things of the window's periods, each once: day counts can't be added up. Where the window is so many base periods,
 * each thing counts over spans, whose ends add up to the count at any point; else it stands beside each of its points.
 */
function distinctInWindow(accumulated: Accumulated, { name, expr }: Aggregate, window: GrainCount): Rows {
  const { keys, rows, at, grain, periodType } = accumulated;
  const names = keys.map((key) => key.name);
  const things: Rows = {
    kind: 'aggregate',
    name: accumulated.name,
    input: rows,
    keys: [{ name: AT, expr: at }, ...keys, { name: COUNTED, expr }],
    aggregates: [],
  };
  if (!shiftsWholePeriods(grain, window.grain)) {
    const count: Aggregate = { name, agg: 'count_distinct', expr: column(COUNTED) };
    return perPoint(accumulated.name, inWindow(things, accumulated), keys, [count]);
  }
  const changes: Rows = {
    kind: 'aggregate',
    name: 'changes',
    input: { kind: 'spans', input: things, at: AT, things: [...names, COUNTED], window, type: periodType },
    keys: [PERIOD, ...names].map((key) => ({ name: key, expr: column(key) })),
    aggregates: [
      { name, agg: 'sum', expr: unlessNull(COUNTED, CHANGE) },
      { name: PRESENT, agg: 'sum', expr: column(CHANGE) },
    ],
  };
  const sums = [name, PRESENT].map((value) => ({ name: value, agg: 'sum' as const }));
  return filtered(soFar(changes, sums, accumulated), {
    kind: 'compare',
    operator: 'gt',
    left: column(PRESENT),
    right: number(0),
  });
}

/** Each thing counts from the first period in which it was seen, so new things add up. */
function distinctSoFar(accumulated: Accumulated, { name, expr }: Aggregate): Rows {
  const { keys, rows, at, since } = accumulated;
  const within: readonly NamedExpr[] = since ? [{ name: WITHIN, expr: since.row }] : [];
  const firsts: Rows = {
    kind: 'aggregate',
    name: 'first_seen',
    input: rows,
    keys: [...keys, ...within, { name: COUNTED, expr }],
    aggregates: [{ name: PERIOD, agg: 'min', expr: at }],
  };
  const news: Rows = {
    kind: 'aggregate',
    name: accumulated.name,
    input: firsts,
    keys: [{ name: PERIOD, expr: column(PERIOD) }, ...keys.map((key) => ({ name: key.name, expr: column(key.name) }))],
    aggregates: [{ name, agg: 'count', expr: column(COUNTED) }],
  };
  return soFar(news, [{ name, agg: 'sum' }], accumulated);
}

/** Every row beside every point that it counts for: for what does not follow from sums per period. */
function fromRows(accumulated: Accumulated): Rows {
  const { rows, at, keys, aggregates, closing, name, since } = accumulated;
  const values = aggregates.map((aggregate) => ({ name: aggregate.name, expr: aggregate.expr }));
  const within: readonly NamedExpr[] = since ? [{ name: WITHIN, expr: since.row }] : [];
  const computed: Rows = {
    kind: 'compute',
    input: rows,
    columns: [{ name: AT, expr: at }, ...within, ...keys, ...values],
  };
  const points = closingRows(inWindow(computed, accumulated), closing, [column(PERIOD)]);
  const over = aggregates.map((aggregate) => ({ ...aggregate, expr: column(aggregate.name) }));
  return perPoint(name, points, keys, over);
}

function perPoint(name: string, input: Rows, keys: readonly NamedExpr[], aggregates: readonly Aggregate[]): Rows {
  const names = [PERIOD, ...keys.map((key) => key.name)];
  return { kind: 'aggregate', name, input, keys: names.map((key) => ({ name: key, expr: column(key) })), aggregates };
}

/** at <= point, and at > point − window or within the point's period to date. */
function inWindow(input: Rows, { periods, accumulation, periodType, since: enclosing }: Accumulated): Rows {
  const { window } = accumulation;
  const point = column(PERIOD);
  const at = column(AT);
  const since: Expr | undefined = window && {
    kind: 'compare',
    operator: 'gt',
    left: at,
    right: { kind: 'addGrain', input: point, count: -window.count, grain: window.grain, type: periodType },
  };
  const started: Expr | undefined = enclosing && {
    kind: 'compare',
    operator: 'eq',
    left: column(WITHIN),
    right: enclosing.point,
  };
  const upTo: Expr = { kind: 'compare', operator: 'lte', left: at, right: point };
  const on = allOf([upTo, since, started]);
  return { kind: 'align', name: 'window', input, periods, on: on ?? upTo };
}
