import type { DatePart, FilterTemplate, FunnelStep, Grain, GrainName } from '../model/types.js';
import type { Comparison } from './expression.js';
import type { FilterExpression } from './filter-expression.js';

/**
 * What every door asks: some metrics, by some dimensions, over some time. Names are dbt's
 * (`revenue`, `product__name`, `metric_time`). Plain data; equal queries are equal as JSON.
 */
export interface MetricQuery {
  readonly metrics: readonly MetricSelection[];
  readonly groupBy: readonly GroupBy[];
  readonly timeRange?: TimeRange;
  /** IANA name; it moves timestamps, never dates. Default UTC. */
  readonly timeZone?: string;
  readonly where?: Predicate;
  /** Over metrics, after aggregation. */
  readonly having?: Predicate;
  readonly orderBy: readonly OrderBy[];
  /** At most so many rows; 0 gives none. */
  readonly limit?: number;
  /** Without metrics and with one group-by: its smallest and largest member alone, as `NAME__min` and `NAME__max`. */
  readonly minMaxOnly?: true;
}

/** The output column of a metric is `as`. */
export interface MetricSelection extends Shown {
  readonly metric: string;
  readonly as: string;
  /** Narrows this metric alone. */
  readonly where?: Predicate;
}

/** What is shown of a metric: by default its value. */
export interface Shown {
  /** Reads it there instead, or beside its value. */
  readonly compareTo?: CompareTo;
  readonly show?: Show;
}

/**
 * - `value`: with compareTo the value there.
 * - `change`: the value less the one compared to.
 * - `change_rate`: the change as a share of the value compared to; NULL where that is 0.
 * - `share_of_total`: the value over that of the totals, with compareTo over that of the totals compared to; NULL where that is 0.
 */
export type Show = 'value' | 'change' | 'change_rate' | 'share_of_total';

/**
 * What a metric is compared to, by the other keys. Where periods are grouped by, each is compared to an earlier one;
 * else the range is compared to another range.
 */
export type CompareTo =
  /** The period before; of a range one of equal length just before it. */
  | { readonly kind: 'previousPeriod' }
  /** So much earlier, as dbt's offset_window. */
  | { readonly kind: 'offset'; readonly count: number; readonly grain: GrainName }
  /** These days, whatever the query's range. */
  | { readonly kind: 'timeRange'; readonly range: TimeRange };

/** The output column is `as`, else dbt's name of the group-by. */
export type GroupBy =
  | {
      readonly kind: 'time';
      readonly name: string;
      readonly grain?: GrainName;
      /** A row for every period for every member that has a row. */
      readonly fill?: true;
      readonly as?: string;
    }
  | { readonly kind: 'part'; readonly name: string; readonly part: DatePart; readonly as?: string }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly top?: TopMembers;
      /** Of a number: what lies between these, the lower one included, is one member; ascending. Excludes top. */
      readonly bins?: readonly number[];
      readonly as?: string;
    };

/** A group-by of time: its periods or a part of them. */
export type TimeGroupBy = Exclude<GroupBy, { kind: 'value' }>;

/** Keeps the `count` best members by a metric; the rest become one recomputed row, or are left out. */
export interface TopMembers {
  readonly count: number;
  readonly by: string;
  readonly others: boolean;
}

/** Dates are local to the time zone; both ends are inclusive. */
export type TimeRange =
  | { readonly kind: 'between'; readonly from: string; readonly to: string }
  | { readonly kind: 'since'; readonly date: string }
  /** Up to the day before `date`. */
  | { readonly kind: 'before'; readonly date: string }
  /** `count` complete periods before the one that contains now; the running one too on request. */
  | { readonly kind: 'last'; readonly count: number; readonly grain: Grain; readonly includeCurrent: boolean }
  /** From the start of the running period to now. */
  | { readonly kind: 'toDate'; readonly grain: Grain };

export type FilterValue = string | number | boolean;

/**
 * A condition with two truth values: a NULL member fails every leaf but isNull, and passes its negation
 * (`ne`, `not`), so that a filter and its complement together hold every row.
 */
export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Predicate[] }
  | { readonly kind: 'not'; readonly operand: Predicate }
  | {
      readonly kind: 'compare';
      readonly name: string;
      readonly operator: Comparison;
      readonly value: FilterValue;
      readonly ignoreCase?: boolean;
    }
  | {
      readonly kind: 'in';
      readonly name: string;
      readonly values: readonly FilterValue[];
      readonly ignoreCase?: boolean;
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly operator: 'contains' | 'startsWith';
      readonly value: string;
      readonly ignoreCase?: boolean;
    }
  | { readonly kind: 'isNull'; readonly name: string }
  /** A caller's where-template, parsed; it has SQL's three truth values, as the same text has in a definition. */
  | { readonly kind: 'template'; readonly expr: FilterExpression }
  /** An author's filter, as a saved query brings it. */
  | { readonly kind: 'authored'; readonly filter: FilterTemplate };

/** By what is shown of a metric, or by a group-by. */
export interface OrderBy extends Shown {
  /** A metric's `as`, or a group-by: its `as` or dbt's name (`metric_time`, `metric_time__week`, `product__name`). */
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

/** The output column of a group-by: `metric_time__week`, `metric_time__extract_dow`, `product__name`. */
export function groupByColumn(groupBy: GroupBy, grain?: GrainName): string {
  if (groupBy.as !== undefined) return groupBy.as;
  switch (groupBy.kind) {
    case 'time':
      return `${groupBy.name}__${groupBy.grain ?? grain}`;
    case 'part':
      return `${groupBy.name}__extract_${groupBy.part}`;
    case 'value':
      return groupBy.name;
  }
}

/** How many entities reach each step of a funnel, by dimensions, over a time range. */
export interface FunnelQuery {
  readonly funnel: string;
  readonly groupBy: readonly GroupBy[];
  readonly timeRange?: TimeRange;
  readonly timeZone?: string;
  readonly where?: Predicate;
  readonly limit?: number;
  /** The counts there too, in columns of their own. */
  readonly compareTo?: readonly CompareTo[];
}

/** The output column that counts a step's entities; `compared` is the place of what they are compared to, from 0. */
export function stepColumn(step: Pick<FunnelStep, 'name'>, compared?: number): string {
  return `step__${step.name}${compared === undefined ? '' : `__before_${compared + 1}`}`;
}
