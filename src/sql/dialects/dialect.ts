import type { Knex } from 'knex';
import type { DatePart, Grain, TimeStorage } from '../../model/types.js';
import type { BoundValue, TimeType } from '../../plan/expression.js';
import type { DialectName } from '../compiled-query.js';
import type { Sql } from '../fragment.js';

/** All that differs between warehouses. Everything else is written once, in SQL that both understand. */
export interface Dialect {
  readonly name: DialectName;
  readonly client: typeof Knex.Client;
  /** A bound value with the type that the comparison needs. */
  bound(value: BoundValue): Sql;
  /** Start of the period: a DATE at day and coarser, a timestamp below. Weeks start on Monday. */
  truncate(input: Sql, grain: Grain): Sql;
  part(input: Sql, part: DatePart): Sql;
  /** Months clip to the last day of the month. */
  addGrain(input: Sql, count: number, grain: Grain, type: TimeType): Sql;
  /** A column that holds times, in one way or another, to naive UTC. */
  utc(input: Sql, stored: TimeStorage | undefined): Sql;
  /** Naive UTC to the wall-clock time of a zone, and back. */
  toZone(input: Sql, zone: string): Sql;
  fromZone(input: Sql, zone: string): Sql;
  /** A continuous percentile, near the exact one; no warehouse approximates a discrete one. */
  approximatePercentile(input: Sql, fraction: number): Sql;
  /** Naive UTC to the instant, in naive UTC, at which its period on the wall clock of a zone begins. */
  periodStart(input: Sql, zone: string, grain: Grain): Sql;
  startsWith(input: Sql, search: Sql): Sql;
  /** A SELECT of one column `__period`: from `from`, the start of a period, on, below `to`. */
  spine(grain: Grain, from: Sql, to: Sql): Sql;
}
