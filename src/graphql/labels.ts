import { DateTime } from 'luxon';
import { compareGrains, isStandardGrain } from '../model/grains.js';
import type { DatePart, Grain } from '../model/types.js';
import type { GroupBy } from '../plan/query.js';

/** A member for people: "Feb 2021", "Week of 2021-02-08", "Q1"; what speaks for itself stays as it is. */
export function memberLabel(value: string, groupBy: GroupBy, timeZone: string): string {
  if (groupBy.kind === 'part') return partLabel(Number(value), groupBy.part) ?? value;
  const isPeriod = groupBy.kind === 'time' && groupBy.grain !== undefined && isStandardGrain(groupBy.grain);
  return (isPeriod && periodLabel(value, groupBy.grain as Grain, timeZone)) || value;
}

const FORMATS: Partial<Record<Grain, string>> = {
  year: 'yyyy',
  quarter: "'Q'q yyyy",
  month: 'LLL yyyy',
  hour: 'yyyy-LL-dd HH:mm',
  minute: 'yyyy-LL-dd HH:mm',
  second: 'yyyy-LL-dd HH:mm:ss',
};

/** Below a day by the clock of the zone. */
function periodLabel(value: string, grain: Grain, timeZone: string): string | undefined {
  const zone = compareGrains(grain, 'day') >= 0 ? 'utc' : timeZone;
  if (grain === 'week') return `Week of ${value}`;
  const start = DateTime.fromISO(value, { zone, locale: 'en' });
  const format = FORMATS[grain];
  return format !== undefined && start.isValid ? start.toFormat(format) : undefined;
}

/** 4 January 2021 is a Monday. */
function partLabel(value: number, part: DatePart): string | undefined {
  switch (part) {
    case 'month':
      return DateTime.fromObject({ year: 2021, month: value }, { locale: 'en' }).toFormat('LLL');
    case 'dow':
      return DateTime.fromObject({ year: 2021, month: 1, day: 3 + value }, { locale: 'en' }).toFormat('cccc');
    case 'quarter':
      return `Q${value}`;
    case 'hour':
      return `${String(value).padStart(2, '0')}:00`;
    case 'year':
    case 'day':
    case 'doy':
      return undefined;
  }
}
