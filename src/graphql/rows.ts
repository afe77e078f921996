import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Answer, AnswerColumn, Cell } from '../engine/answer.js';
import { TrellisError } from '../errors/trellis-error.js';
import { compareGrains, isStandardGrain } from '../model/grains.js';
import type { ValueType } from '../model/types.js';
import type { CompareTo, MetricSelection } from '../plan/query.js';
import { memberLabel } from './labels.js';
import type { Naming } from './naming.js';

/** A hash of what makes an object the same object: its question and its keys, never its order or page. */
export function identity(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** The output column of a metric: `revenue`, `revenue__change_before_1_year`, `revenue__where_…`. */
export function metricColumn({ metric, where, compareTo, show }: Omit<MetricSelection, 'as'>): string {
  const shown = [...(show ? [show] : []), ...(compareTo ? [beforeName(compareTo)] : [])].join('_');
  const filter = where && `where_${identity(where)}`;
  return [metric, ...(shown === '' ? [] : [shown]), ...(filter ? [filter] : [])].join('__');
}

function beforeName(compareTo: CompareTo): string {
  switch (compareTo.kind) {
    case 'previousPeriod':
      return 'before';
    case 'offset':
      return `before_${compareTo.count}_${compareTo.grain}`;
    case 'timeRange':
      return `in_${identity(compareTo.range)}`;
  }
}

/** A cell as GraphQL's scalars take it. @throws NUMBER_OUT_OF_RANGE beyond 2^53-1 */
export function toScalar(cell: Cell | undefined, type: ValueType): string | number | boolean | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'bigint') throw outOfRange(cell.toString());
  if (type === 'double' || type === 'decimal' || type === 'long') {
    const value = Number(cell);
    if (!Number.isFinite(value)) throw outOfRange(String(cell));
    return value;
  }
  return cell;
}

function outOfRange(value: string): TrellisError {
  return new TrellisError(
    'NUMBER_OUT_OF_RANGE',
    'A number is beyond what JSON numbers hold exactly. Ask metricTable with numbers: STRING.',
    { names: [value.slice(0, 40)] },
  );
}

export interface KeyValue {
  readonly dimension: string;
  readonly value: string | null;
  readonly label: string;
}

/** Reads rows of an answer by column name. */
export class RowReader {
  private readonly positions: ReadonlyMap<string, number>;
  readonly keyColumns: readonly Extract<AnswerColumn, { role: 'key' }>[];
  private readonly others: readonly number[];
  readonly period:
    | { readonly column: string; readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year' }
    | undefined;

  constructor(
    readonly answer: Answer,
    private readonly naming: Naming,
    /** What the rows' ids are made from. */
    private readonly question: unknown,
  ) {
    this.positions = new Map(answer.columns.map(({ name }, index) => [name, index]));
    this.keyColumns = answer.columns.filter((column) => column.role === 'key');
    this.others = answer.columns.flatMap(({ role }, index) => (role === 'other' ? [index] : []));
    this.period = periodOf(this.keyColumns);
  }

  cell(row: readonly Cell[], column: string): Cell | undefined {
    const position = this.positions.get(column);
    return position === undefined ? undefined : row[position];
  }

  id(row: readonly Cell[]): string {
    const keys = this.answer.columns.flatMap(({ role }, index) =>
      role === 'metric' ? [] : [textOf(row[index] ?? null)],
    );
    return identity(this.question, this.answer.from ?? null, this.answer.to ?? null, keys);
  }

  isOther(row: readonly Cell[]): boolean {
    return this.others.some((index) => row[index] === 1);
  }

  keys(row: readonly Cell[]): readonly KeyValue[] {
    return this.keyColumns.map(({ name, groupBy }) => {
      const value = textOf(this.cell(row, name) ?? null);
      const nobody = this.isOther(row) ? 'Other' : '(none)';
      const label = value === null ? nobody : memberLabel(value, groupBy, this.answer.timeZone);
      return { dimension: this.naming.dimensionOf(groupBy.name).dbtName, value, label };
    });
  }

  /** Last day of the row's metric_time period; undefined below day or without one. */
  periodEnd(row: readonly Cell[]): DateTime | undefined {
    if (!this.period) return undefined;
    const start = this.cell(row, this.period.column);
    if (typeof start !== 'string') return undefined;
    return DateTime.fromISO(start, { zone: this.answer.timeZone }).endOf(this.period.unit);
  }

  /** Whether the latest period of all rows is not over yet. */
  hasRunningPeriod(): boolean {
    const column = this.period?.column;
    const starts = column === undefined ? [] : this.answer.rows.map((row) => this.cell(row, column));
    const latest = starts
      .filter((start) => typeof start === 'string')
      .sort()
      .at(-1);
    const row = this.answer.rows[starts.indexOf(latest)];
    return row !== undefined && this.periodComplete(row) === false;
  }

  periodComplete(row: readonly Cell[]): boolean | null {
    const end = this.periodEnd(row);
    return end ? end < DateTime.fromISO(this.answer.asOf) : null;
  }
}

function periodOf(keys: readonly Extract<AnswerColumn, { role: 'key' }>[]): RowReader['period'] {
  for (const { groupBy, name } of keys) {
    if (groupBy.kind !== 'time' || groupBy.name !== 'metric_time' || !groupBy.grain) continue;
    if (isStandardGrain(groupBy.grain) && compareGrains(groupBy.grain, 'day') >= 0) {
      return { column: name, unit: groupBy.grain as 'day' | 'week' | 'month' | 'quarter' | 'year' };
    }
  }
  return undefined;
}

function textOf(cell: Cell): string | null {
  return cell === null ? null : String(cell);
}
