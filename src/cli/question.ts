import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DateTime } from 'luxon';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { parseGroupBy, parseOrderBy, parsePeriods } from '../plan/dbt-names.js';
import type { MetricQuery, TimeRange } from '../plan/query.js';
import type { Io } from './io.js';
import { parseWhere } from './where.js';

/** A question as the command line asks it: a GraphQL document, or metrics and dimensions by their dbt names. */
export interface QuestionOptions {
  readonly graphql?: string;
  readonly variables?: string;
  readonly metrics?: readonly string[];
  readonly groupBy?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly last?: string;
  readonly where?: string;
  readonly having?: string;
  readonly orderBy?: readonly string[];
  readonly limit?: number;
}

const FLAGS = ['metrics', 'groupBy', 'from', 'to', 'last', 'where', 'having', 'orderBy', 'limit'] as const;

export function withQuestionOptions(command: Command): Command {
  return command
    .addOption(new Option('--graphql <document>', 'a GraphQL query; @FILE reads it from a file').conflicts([...FLAGS]))
    .option('--variables <json>', 'the variables of the GraphQL query')
    .option('--metrics <names>', 'page_view_sessions,add_to_cart_rate', splitNames)
    .option('--group-by <names>', 'metric_time__week,product__name', splitNames)
    .option('--from <date>', 'first day: 2021-02-10')
    .option('--to <date>', 'last day: 2021-02-11')
    .addOption(new Option('--last <periods>', 'the last complete periods: "8 week"').conflicts(['from', 'to']))
    .option('--where <json>', `{"product__name": {"eq": "Pothos"}}; and, or, not nest`)
    .option('--having <json>', `the same over metrics: {"revenue": {"gt": 100}}`)
    .option('--order-by <names>', 'a minus sorts down: -metric_time__week,revenue', splitNames)
    .option('--limit <n>', 'at most so many rows', wholeNumber);
}

/** The text of `--graphql`: itself, or the file that @ names. */
export function readDocument(text: string, { cwd }: Io): string {
  if (!text.startsWith('@')) return text;
  const path = resolve(cwd, text.slice(1));
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TrellisError('QUERY_INVALID', `The file "${path}" can't be read.`, { cause });
  }
}

export function readVariables(json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  try {
    const variables: unknown = JSON.parse(json);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) {
      return variables as Record<string, unknown>;
    }
  } catch {
    // Told below.
  }
  throw new TrellisError('QUERY_INVALID', '--variables must be a JSON object, such as {"grain": "WEEK"}.');
}

/** The query that the flags ask. @throws UNKNOWN_DIMENSION, TIME_RANGE_INVALID, QUERY_INVALID */
export function readMetricQuery(options: QuestionOptions, catalog: SemanticCatalog): MetricQuery {
  const { metrics = [], groupBy = [], where, having, orderBy = [], limit } = options;
  if (metrics.length === 0 && groupBy.length === 0) {
    throw new TrellisError('QUERY_INVALID', 'Ask something: --metrics NAME, or --graphql QUERY. See --help.');
  }
  const timeRange = readTimeRange(options);
  return {
    metrics: metrics.map((metric) => ({ metric, as: metric })),
    groupBy: groupBy.map((name) => parseGroupBy(catalog, name)),
    orderBy: orderBy.map(parseOrderBy),
    ...(timeRange && { timeRange }),
    ...(where !== undefined && { where: parseWhere('--where', where) }),
    ...(having !== undefined && { having: parseWhere('--having', having) }),
    ...(limit !== undefined && { limit }),
  };
}

function readTimeRange({ from, to, last }: QuestionOptions): TimeRange | undefined {
  if (last !== undefined) return { kind: 'last', ...parsePeriods(last), includeCurrent: false };
  if (from !== undefined && to !== undefined) return { kind: 'between', from, to };
  if (from !== undefined) return { kind: 'since', date: from };
  if (to !== undefined) return { kind: 'before', date: dayAfter(to) };
  return undefined;
}

/** What isn't a date stays, for the planner to refuse. */
function dayAfter(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? date;
}

function splitNames(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0.');
}
