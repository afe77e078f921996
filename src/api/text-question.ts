import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { parseGroupBy, parsePeriods } from '../plan/dbt-names.js';
import type { MetricQuery } from '../plan/query.js';
import type { ConditionInput, TimeGroupInput, TimeRangeInput } from './query-input.js';
import { readMetricQuery } from './read-query.js';
import { type ShownTexts, shownMetrics } from './shown-metrics.js';

/** A question as texts: from the flags of a command line, from the parameters of an address. Names are dbt's. */
export interface TextQuestion extends ShownTexts {
  readonly metrics?: readonly string[] | undefined;
  readonly groupBy?: readonly string[] | undefined;
  /** In the place of metrics and group-bys. */
  readonly savedQuery?: string | undefined;
  /** Days, both inclusive; one of them may be missing. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** `8 week`, in the place of both. */
  readonly last?: string | undefined;
  /** Where-templates or JSON; all hold. */
  readonly where?: readonly string[] | undefined;
  /** JSON. */
  readonly having?: string | undefined;
  readonly orderBy?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly timeZone?: string | undefined;
  readonly minMaxOnly?: boolean | undefined;
  /** A row for every period of metric_time that is grouped by. */
  readonly fill?: boolean | undefined;
}

/**
 * @param label what the caller calls the keys: `where`, or `--where`
 * @throws QUERY_INVALID that names the key, UNKNOWN_DIMENSION, TIME_RANGE_INVALID
 */
export function readTextQuestion(
  question: TextQuestion,
  catalog: SemanticCatalog,
  label: (key: string) => string,
): MetricQuery {
  const { metrics = [], groupBy = [], savedQuery, where = [], having, from, to, last, ...more } = question;
  const { compareTo, show, fill, ...rest } = more;
  const conditions = where.map((text) => readWhere(text, label('where')));
  const input = {
    ...rest,
    ...(savedQuery === undefined
      ? {
          metrics: shownMetrics(metrics, { compareTo, show }, label),
          groupBy: fill ? groupBy.map((name) => filling(name, catalog)) : groupBy,
        }
      : { savedQuery }),
    where: conditions.length > 1 ? conditions : conditions[0],
    having: having === undefined ? undefined : readJson(label('having'), having, '{"revenue": {"gt": 100}}'),
    timeRange: readTimeRange({ from, to, last }),
  };
  return readMetricQuery(input, catalog, label);
}

/** A name of metric_time by its periods as a group-by that is filled. */
function filling(name: string, catalog: SemanticCatalog): string | TimeGroupInput {
  const groupBy = parseGroupBy(catalog, name);
  if (groupBy.kind !== 'time' || groupBy.name !== 'metric_time') return name;
  return { time: groupBy.name, grain: groupBy.grain, fill: true };
}

/** At the commas that stand in no parentheses. */
export function splitNames(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** JSON begins with one brace, a template with two, or none. */
function readWhere(text: string, label: string): string | ConditionInput {
  return /^\s*\{(?!\{)/.test(text) ? readJson(label, text, '{"product__name": {"eq": "Pothos"}}') : text;
}

function readJson(label: string, json: string, example: string): ConditionInput {
  try {
    return JSON.parse(json) as ConditionInput;
  } catch {
    throw new TrellisError('QUERY_INVALID', `${label} must be JSON, such as ${example}.`);
  }
}

function readTimeRange({ from, to, last }: TextQuestion): TimeRangeInput | undefined {
  if (last !== undefined) return { last: parsePeriods(last) };
  if (from !== undefined && to !== undefined) return { from, to };
  if (from !== undefined) return { since: from };
  if (to !== undefined) return { before: dayAfter(to) };
  return undefined;
}

/** What isn't a date stays, for the planner to refuse. */
function dayAfter(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? date;
}
