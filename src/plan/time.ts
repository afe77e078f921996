import { DateTime, type DurationLike, IANAZone } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import { coarser } from '../model/grains.js';
import type { Grain, GrainCount } from '../model/types.js';
import { bound, type Expr, type TimeType } from './expression.js';
import type { TimeRange } from './query.js';

/** The instant up to which data counts, exclusive, seen in the query's time zone. */
export interface Clock {
  readonly now: DateTime;
  readonly zone: string;
}

/** Half-open, in whole periods; an absent end is open. Both are local midnights. */
export interface ResolvedRange {
  readonly from?: DateTime;
  readonly until?: DateTime;
}

/** @throws TIME_RANGE_INVALID on an unknown time zone */
export function clockAt(now: string, zone: string): Clock {
  const name = canonicalZone(zone);
  return { now: DateTime.fromISO(now, { zone: 'utc' }).setZone(name), zone: name };
}

/** Zones that were asked for and exist: looking one up takes longer than planning a query. */
const canonicalZones = new Map<string, string>();

/** `america/new_york` → `America/New_York`: one spelling, so that equal questions are equal text. */
function canonicalZone(zone: string): string {
  const known = canonicalZones.get(zone);
  if (known) return known;
  // luxon knows more names, such as "local": the server's own zone is nobody's question.
  if (!IANAZone.isValidZone(zone)) {
    throw invalid(`"${zone}" is not a time zone. Use an IANA name such as "America/New_York".`, zone);
  }
  const name = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  canonicalZones.set(zone, name);
  return name;
}

export function isUtc(zone: string): boolean {
  return zone === 'UTC' || zone === 'Etc/UTC';
}

/** Start of the period that contains `time`, in its own zone; weeks start on Monday. */
export function startOfPeriod(time: DateTime, grain: Grain): DateTime {
  return grain === 'microsecond' || grain === 'nanosecond' ? time : time.startOf(grain);
}

/** Below a millisecond, which this clock does not know, time stands still. */
export function addPeriods(time: DateTime, count: number, grain: Grain): DateTime {
  if (grain === 'microsecond' || grain === 'nanosecond') return time;
  const amount: DurationLike = grain === 'quarter' ? { months: 3 * count } : { [grain]: count };
  return time.plus(amount);
}

/** Each step back in turn: Mar 31 less a month, then a week, is Feb 21. */
export function stepsBack(time: DateTime, steps: readonly GrainCount[]): DateTime {
  return steps.reduce((at, { count, grain }) => addPeriods(at, -count, grain), time);
}

/** Start of the first period that begins at or after `time`. */
export function ceilPeriod(time: DateTime, grain: Grain): DateTime {
  const start = startOfPeriod(time, grain);
  return start < time ? addPeriods(start, 1, grain) : start;
}

/**
 * The days that a range means, both ends inclusive, expanded to whole periods of `grain`.
 * @throws TIME_RANGE_INVALID
 */
export function resolveRange(range: TimeRange | undefined, grain: Grain, clock: Clock): ResolvedRange {
  if (!range) return {};
  const raw = rawRange(range, clock);
  const period = coarser(grain, 'day');
  const from = raw.from && startOfPeriod(raw.from, period);
  const until = raw.until && ceilPeriod(raw.until, period);
  for (const end of [from, until]) {
    if (end && !(end.year >= 1 && end.year <= 9999))
      throw invalid('The time range leaves the years 1 to 9999. Ask for fewer periods.');
  }
  return { ...(from && { from }), ...(until && { until }) };
}

function rawRange(range: TimeRange, clock: Clock): ResolvedRange {
  switch (range.kind) {
    case 'between': {
      const from = localDate(range.from, clock);
      const to = localDate(range.to, clock);
      if (from > to) {
        throw invalid(
          `The time range ends (${range.to}) before it begins (${range.from}). Exchange the two dates.`,
          range.from,
          range.to,
        );
      }
      return { from, until: to.plus({ days: 1 }) };
    }
    case 'since':
      return { from: localDate(range.date, clock) };
    case 'before':
      return { until: localDate(range.date, clock) };
    case 'last': {
      if (!Number.isInteger(range.count) || range.count < 1 || range.count > 100_000) {
        throw invalid(`A relative range needs a count from 1 to 100000, not ${range.count}.`, String(range.count));
      }
      const running = startOfPeriod(clock.now, range.grain);
      const until = range.includeCurrent ? ceilPeriod(clock.now, range.grain) : running;
      return { from: addPeriods(running, -range.count, range.grain), until };
    }
    case 'toDate':
      return { from: startOfPeriod(clock.now, range.grain), until: ceilPeriod(clock.now, 'day') };
  }
}

function localDate(text: string, clock: Clock): DateTime {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? DateTime.fromISO(text, { zone: clock.zone })
    : DateTime.invalid('format');
  if (!date.isValid) throw invalid(`"${text}" is not a date. Write it as YYYY-MM-DD, for example 2021-02-10.`, text);
  return date;
}

function invalid(message: string, ...names: string[]): TrellisError {
  return new TrellisError('TIME_RANGE_INVALID', message, { names });
}

/** What `time` is compared with in SQL: naive UTC for a datetime column, a plain date for a date column. */
export function boundTime(time: DateTime, type: TimeType): Expr {
  if (type === 'date') return bound('date', ceilPeriod(time, 'day').toFormat('yyyy-MM-dd'));
  return bound('datetime', time.toUTC().toFormat('yyyy-MM-dd HH:mm:ss.SSS'));
}

/** The wall-clock time, as spine periods carry it. */
export function localTime(time: DateTime): Expr {
  return bound('datetime', time.toFormat('yyyy-MM-dd HH:mm:ss.SSS'));
}

/** How long a range is: whole months in months, all else in days. */
export function rangeLength(from: DateTime, until: DateTime): { readonly months: number } | { readonly days: number } {
  const { months } = until.diff(from, 'months');
  if (from.day === 1 && until.day === 1 && Number.isInteger(months)) return { months };
  return { days: Math.ceil(until.diff(from, 'days').days) };
}

/** The range that ends where this one begins, as long as it, or `count` times so long before. */
export function rangeBefore(from: DateTime, until: DateTime, count: number): ResolvedRange {
  const [[unit, length] = ['days', 0]] = Object.entries(rangeLength(from, until));
  return { from: from.minus({ [unit]: length * count }), until: from.minus({ [unit]: length * (count - 1) }) };
}

/** The end of what can be seen: the range's end or now, whichever comes first. */
export function visibleUntil(range: ResolvedRange, clock: Clock): DateTime {
  return range.until && range.until < clock.now ? range.until : clock.now;
}

/** The end of the range, or of the running period where that comes first. */
export function endOfRunning(range: ResolvedRange, period: Grain, clock: Clock): DateTime {
  const open = ceilPeriod(clock.now, coarser(period, 'day'));
  return range.until && range.until < open ? range.until : open;
}

/**
 * Where rows must lie so that, read `steps` later, they lie in the range; the whole running period counts.
 * The last day is also shifted by itself, since month ends may fall together (Mar 30 and 31 less a month).
 */
export function shiftedRange(
  range: ResolvedRange,
  steps: readonly GrainCount[],
  period: Grain,
  clock: Clock,
): ResolvedRange {
  const until = endOfRunning(range, period, clock);
  const from = range.from && stepsBack(range.from, steps);
  const afterLast = stepsBack(until.minus({ days: 1 }), steps).plus({ days: 1 });
  return { ...(from && { from }), until: DateTime.max(stepsBack(until, steps), afterLast) };
}
