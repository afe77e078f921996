import type { DatePart, Grain, GrainName } from '../model/types.js';
import type { FilterValue } from '../plan/query.js';

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

export interface MetricInput {
  readonly metric: string;
  /** The name of the column; by default the metric's. */
  readonly as?: string | undefined;
  /** Narrows this metric alone. */
  readonly where?: WhereInput | undefined;
}

/** A time by its periods, or by a part of them; without either, by the metrics' own grain. */
export interface TimeGroupInput {
  readonly time: string;
  readonly grain?: GrainName | undefined;
  readonly part?: DatePart | undefined;
  readonly as?: string | undefined;
}

/** A dimension or an entity by its name. */
export interface DimensionGroupInput {
  readonly dimension: string;
  readonly as?: string | undefined;
  /** The `count` best members by a metric; the others are one more row unless `others` is false. */
  readonly top?: { readonly count: number; readonly by: string; readonly others?: boolean | undefined } | undefined;
}

export interface OrderInput {
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
