import { TrellisError } from '../errors/trellis-error.js';
import { hasFixedLength, isStandardGrain } from '../model/grains.js';
import type { Metric, MetricInput } from '../model/metric-types.js';
import type { Grain, GrainCount, GrainName } from '../model/types.js';

/** How an input is read at an earlier time. */
export type Offset =
  /** Steps of the calendar, the outermost metric's first; `exact`: truncated periods are compared, so that no month end is lost. */
  | { readonly kind: 'window'; readonly steps: readonly GrainCount[]; readonly exact: boolean }
  /** So many periods of a custom grain. */
  | { readonly kind: 'custom'; readonly count: number; readonly grain: GrainName }
  /** So many whole periods of the custom grain that is grouped by. */
  | { readonly kind: 'customPeriods'; readonly count: number; readonly grain: GrainName }
  /** The start of the enclosing period. */
  | { readonly kind: 'start'; readonly grain: GrainName }
  /** So many queried periods. */
  | { readonly kind: 'periods'; readonly count: number };

/** `1_week_before`, `start_of_month` */
export function offsetName(offset: Offset): string {
  switch (offset.kind) {
    case 'window':
      return offset.steps.map(({ count, grain }) => `${count}_${grain}_before`).join('_');
    case 'custom':
    case 'customPeriods':
      return `${offset.count}_${offset.grain}_before`;
    case 'start':
      return `start_of_${offset.grain}`;
    case 'periods':
      return `${offset.count}_period_before`;
  }
}

/** What a metric says of one of its inputs. */
export function ownOffset({ exactPeriods }: Metric, input: MetricInput): Offset | undefined {
  const { offsetWindow: window, offsetToGrain: start, offsetPeriods: periods } = input;
  if (window) {
    const { count, grain } = window;
    if (!isStandardGrain(grain)) return { kind: 'custom', count, grain };
    return { kind: 'window', steps: [{ count, grain }], exact: exactPeriods };
  }
  if (start) return { kind: 'start', grain: start };
  return periods ? { kind: 'periods', count: periods } : undefined;
}

/** How rows by periods are compared. */
export interface Comparing {
  /** The queried period; undefined for a custom one. */
  readonly period?: Grain;
}

/**
 * An offset of an offset: steps of the calendar follow each other, queried periods add up.
 * @param comparing the outer one compares, by these periods: they are then steps of the calendar too
 * @throws QUERY_INVALID
 */
export function addOffsets(parent: Metric, own: Offset, outer: Offset, comparing?: Comparing): Offset {
  const period = comparing?.period;
  if (period && own.kind !== outer.kind) {
    const [inner, around] = [asWindow(own, period), asWindow(outer, period)];
    if (inner.kind === 'window' && around.kind === 'window') return addOffsets(parent, inner, around);
  }
  if (own.kind === 'window' && outer.kind === 'window') {
    return { kind: 'window', steps: joinedSteps([...outer.steps, ...own.steps]), exact: own.exact && outer.exact };
  }
  if (own.kind === 'periods' && outer.kind === 'periods') return { kind: 'periods', count: own.count + outer.count };
  if (comparing) {
    throw new TrellisError(
      'QUERY_INVALID',
      `Metric "${parent.name}" itself reads another time, from which this comparison can't go further back. Compare its inputs instead.`,
      { names: [parent.name] },
    );
  }
  throw new TrellisError(
    'QUERY_INVALID',
    `Metric "${parent.name}" offsets an input that is itself offset in another way; only windows of the calendar follow each other.`,
    { names: [parent.name] },
  );
}

function asWindow(offset: Offset, period: Grain): Offset {
  if (offset.kind !== 'periods') return offset;
  return { kind: 'window', steps: [{ count: offset.count, grain: period }], exact: true };
}

/** 1 week and 2 week are 3 week; months are not added: Mar 31 less a month, less a month again, is Jan 28. */
function joinedSteps(steps: readonly GrainCount[]): readonly GrainCount[] {
  const joined: GrainCount[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (last?.grain === step.grain && hasFixedLength(step.grain))
      joined.splice(-1, 1, { ...step, count: last.count + step.count });
    else joined.push(step);
  }
  return joined;
}
