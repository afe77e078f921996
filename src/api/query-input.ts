import type { DatePart, Grain, GrainName } from '../model/types.js';
import type { FilterValue, Show } from '../plan/query.js';

/** What `query`, `compile` and `explain` take: some metrics, by some dimensions, over some time. Names are dbt's. */
export interface MetricQueryInput {
  /** Each gives a column of its name; without any, the distinct members of the group-bys are asked for. */
  readonly metrics?: readonly (string | MetricInput)[] | undefined;
  /** dbt's names (`metric_time__month`, `listing__country`, `metric_time__extract_dow`) or objects. */
  readonly groupBy?: readonly (string | TimeGroupInput | DimensionGroupInput)[] | undefined;
  /** Of rows, before aggregation; all conditions of a list hold. */
  readonly where?: WhereInput | undefined;
  /** Of metrics, after aggregation: `{revenue: {gt: 100}}`. */
  readonly having?: ConditionInput | undefined;
  /** `revenue`, `-metric_time__month`; a minus sorts down, NULL comes last. */
  readonly orderBy?: readonly (string | OrderInput)[] | undefined;
  /** At most so many rows; 0 gives none. Without it, all rows or ROW_LIMIT_EXCEEDED. */
  readonly limit?: number | undefined;
  readonly timeRange?: TimeRangeInput | undefined;
  /** IANA name; it moves timestamps, never dates. */
  readonly timeZone?: string | undefined;
  /** A saved query that gives metrics and group-bys; where, orderBy and limit are added to its own. */
  readonly savedQuery?: string | undefined;
  /** Without metrics and with one group-by: its smallest and largest member, as `NAME__min` and `NAME__max`. */
  readonly minMaxOnly?: boolean | undefined;
}

export interface MetricInput extends ShownInput {
  readonly metric: string;
  /**
   * The name of the column; by default the metric's, with `__before`, `__change`, `__change_rate`, `__share` or
   * `__share_before` behind it where that is shown.
   */
  readonly as?: string | undefined;
  /** Narrows this metric alone. */
  readonly where?: WhereInput | undefined;
}

/** What is shown of a metric. */
export interface ShownInput {
  /** Without metric_time in the group-by the time range is compared to another one, else each period to an earlier one. */
  readonly compareTo?: CompareToInput | undefined;
  /**
   * `value` (the default; with compareTo that of then), `change`, `change_rate` (NULL where it was 0 before) or
   * `share_of_total` (of the query without group-by; with compareTo of then).
   */
  readonly show?: Show | undefined;
}

export type CompareToInput =
  /** The period before; of a time range one of equal length just before it. */
  | { readonly previousPeriod: true }
  /** So many periods back. */
  | { readonly offset: { readonly count: number; readonly grain: GrainName } }
  /** These days, by the other keys; not by metric_time. */
  | { readonly timeRange: TimeRangeInput };

/** A time by its periods, or by a part of them; without either, by the metrics' own grain. */
export interface TimeGroupInput {
  readonly time: string;
  readonly grain?: GrainName | undefined;
  readonly part?: DatePart | undefined;
  /** A row for every period of the time range for every member that has one; without a range up to the last one. */
  readonly fill?: boolean | undefined;
  readonly as?: string | undefined;
}

/** A dimension or an entity by its name. */
export interface DimensionGroupInput {
  readonly dimension: string;
  readonly as?: string | undefined;
  /**
   * Of a number: edges, ascending. `[10, 20]` makes the members "< 10", "10–20" (10 is in, 20 is not) and "≥ 20", texts in
   * the column, which rows are ordered by as bins. Not with `top`.
   */
  readonly bins?: readonly number[] | undefined;
  /** The `count` best members by a metric; the others are one more row unless `others` is false. */
  readonly top?: { readonly count: number; readonly by: string; readonly others?: boolean | undefined } | undefined;
}

export interface OrderInput extends ShownInput {
  readonly by: string;
  readonly direction?: 'asc' | 'desc' | undefined;
}

/** Dates are `2021-02-10`, local to the time zone; both ends of a range are inclusive. */
export type TimeRangeInput =
  | { readonly from: string; readonly to: string }
  | { readonly on: string }
  | { readonly since: string }
  /** Up to the day before. */
  | { readonly before: string }
  /** The last complete periods before the one that contains now; the running one too on request. */
  | { readonly last: { readonly count: number; readonly grain: Grain; readonly includeCurrent?: boolean | undefined } }
  /** The running period so far. */
  | { readonly toDate: Grain };

/** dbt's where-templates (`{{ Dimension('user__state') }} in ('CA', 'NY')`) or conditions as data. */
export type WhereInput = string | ConditionInput | readonly (string | ConditionInput)[];

/** `{user__state: {in: ['CA', 'NY']}, or: [{…}, {…}], not: {…}}`: all of an object's members hold. */
export interface ConditionInput {
  readonly [name: string]: ComparisonInput | ConditionInput | readonly ConditionInput[];
}

/** A NULL member fails each of these but isNull, and passes `ne` and `notIn`. */
export interface ComparisonInput {
  readonly eq?: FilterValue;
  readonly ne?: FilterValue;
  readonly gt?: FilterValue;
  readonly gte?: FilterValue;
  readonly lt?: FilterValue;
  readonly lte?: FilterValue;
  readonly in?: readonly FilterValue[];
  readonly notIn?: readonly FilterValue[];
  readonly contains?: string;
  readonly startsWith?: string;
  readonly isNull?: boolean;
  readonly ignoreCase?: boolean;
}
