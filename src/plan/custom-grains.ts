import { invariant } from '../errors/trellis-error.js';
import type { SemanticCatalog, SpineGrain } from '../model/catalog.js';
import type { GrainName } from '../model/types.js';
import { column, type Expr } from './expression.js';
import { PERIOD, type Rows } from './rows.js';
import { utcOf } from './time-column.js';

function spineGrain(catalog: SemanticCatalog, grain: GrainName): SpineGrain {
  const found = catalog.customGrains.get(grain);
  invariant(found, `"${grain}" is a custom grain`);
  return found;
}

/**
 * Adds the custom period of a local time: the value that the time spine has for its base period, NULL where the
 * spine does not reach.
 */
export function customPeriod(input: Rows, name: string, local: Expr, grain: GrainName, catalog: SemanticCatalog): Rows {
  const { custom, spine } = spineGrain(catalog, grain);
  const base = `${name}__base`;
  const value = `${name}__value`;
  return {
    kind: 'lookup',
    input: withColumn(input, base, { kind: 'truncate', input: local, grain: spine.grain }),
    name: `${grain}_of_${name}`,
    on: [{ left: base, right: PERIOD }],
    nullSafe: false,
    required: false,
    columns: [{ from: value, name }],
    other: withColumn(
      {
        kind: 'scan',
        name: spine.name,
        relation: spine.relation,
        columns: [
          { name: SPINE_COLUMN, sql: spine.column },
          { name: value, sql: custom.expr },
        ],
      },
      PERIOD,
      { kind: 'truncate', input: utcOf(column(SPINE_COLUMN), spine.stored), grain: spine.grain },
    ),
  };
}

const SPINE_COLUMN = '__spine';

/** The base periods of a custom grain with their places in it. */
export function calendarOf(grain: GrainName, catalog: SemanticCatalog): Rows {
  const { custom, spine } = spineGrain(catalog, grain);
  const { relation, column: of, stored } = spine;
  return {
    kind: 'calendar',
    name: grain,
    grain: spine.grain,
    relation,
    column: of,
    ...(stored && { stored }),
    value: custom.expr,
  };
}

/**
 * Adds the base period of the same place `count` custom periods later; rows that fall past that period's end, or into
 * one that does not begin before `end`, are dropped. With quarters of days: the 5th day of Q1 → the 5th day of Q2.
 */
export function laterPlace(
  input: Rows,
  name: string,
  local: Expr,
  { count, grain }: { readonly count: number; readonly grain: GrainName },
  catalog: SemanticCatalog,
  end: Expr,
): Rows {
  const { spine } = spineGrain(catalog, grain);
  const begun: Expr = { kind: 'compare', operator: 'lt', left: column('starts'), right: end };
  const [base, ordinal, index] = [`${name}__base`, `${name}__ordinal`, `${name}__index`];
  const placed: Rows = {
    kind: 'lookup',
    input: withColumn(input, base, { kind: 'truncate', input: local, grain: spine.grain }),
    name: `${grain}_of_row`,
    on: [{ left: base, right: PERIOD }],
    nullSafe: false,
    required: true,
    columns: [
      { from: 'ordinal', name: ordinal },
      { from: 'index', name: index },
    ],
    other: calendarOf(grain, catalog),
  };
  const before = `${name}__before`;
  return {
    kind: 'lookup',
    input: placed,
    name: `${grain}_later`,
    on: [
      { left: ordinal, right: 'ordinal' },
      { left: index, right: before },
    ],
    nullSafe: false,
    required: true,
    columns: [{ from: PERIOD, name }],
    other: withColumn({ kind: 'filter', input: calendarOf(grain, catalog), where: begun }, before, earlierIndex(count)),
  };
}

/**
 * Rows of custom periods as rows of those `count` later, in the column `name`: Q1 → Q2, whatever their days. Those of
 * which the time spine names none are dropped.
 */
export function laterPeriods(
  input: Rows,
  name: string,
  { count, grain }: { readonly count: number; readonly grain: GrainName },
  catalog: SemanticCatalog,
): Rows {
  const [index, before] = [`${name}__index`, `${name}__before`];
  const periods: Rows = {
    kind: 'aggregate',
    name: `${grain}_periods`,
    input: calendarOf(grain, catalog),
    keys: ['value', 'index'].map((key) => ({ name: key, expr: column(key) })),
    aggregates: [],
  };
  const lookup = { kind: 'lookup', nullSafe: false, required: true } as const;
  const placed: Rows = {
    ...lookup,
    input,
    name: `${grain}_of_row`,
    on: [{ left: name, right: 'value' }],
    columns: [{ from: 'index', name: index }],
    other: periods,
  };
  return {
    ...lookup,
    input: placed,
    name: `${grain}_later`,
    on: [{ left: index, right: before }],
    columns: [{ from: 'value', name }],
    other: withColumn(periods, before, earlierIndex(count)),
  };
}

function earlierIndex(count: number): Expr {
  return { kind: 'arithmetic', operator: '-', left: column('index'), right: { kind: 'number', value: count } };
}

/** Adds where the custom period of the base period `time` starts; NULL where the spine names none. */
export function periodStart(input: Rows, time: string, grain: GrainName, catalog: SemanticCatalog): Rows {
  return {
    kind: 'lookup',
    input,
    name: `${grain}_start`,
    on: [{ left: time, right: PERIOD }],
    nullSafe: false,
    required: false,
    columns: [{ from: 'starts', name: startColumn(grain) }],
    other: calendarOf(grain, catalog),
  };
}

export function startColumn(grain: GrainName): string {
  return `${grain}__starts`;
}

/** Whether two custom grains are of the same base periods, so that one's calendar places the other's. */
export function haveOneBase(a: GrainName, b: GrainName, catalog: SemanticCatalog): boolean {
  return catalog.customGrains.has(a) && spineGrain(catalog, a).spine.grain === spineGrain(catalog, b).spine.grain;
}

function withColumn(input: Rows, name: string, expr: Expr): Rows {
  return { kind: 'compute', input, columns: [{ name, expr }] };
}
