import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readTextQuestion, splitNames, type TextQuestion } from '../api/text-question.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { MetricQuery } from '../plan/query.js';
import type { Io } from './io.js';

/** A question as the command line asks it: a GraphQL document, or metrics and dimensions by their dbt names. */
export interface QuestionOptions {
  readonly graphql?: string;
  readonly variables?: string;
  readonly metrics?: readonly string[];
  readonly savedQuery?: string;
  readonly groupBy?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly last?: string;
  readonly where?: string;
  readonly having?: string;
  readonly orderBy?: readonly string[];
  readonly limit?: number;
  readonly minMax?: true;
  readonly compareTo?: string;
  readonly show?: readonly string[];
  readonly fill?: true;
}

const FLAGS = [
  ...(['metrics', 'groupBy', 'savedQuery', 'from', 'to', 'last', 'where'] as const),
  ...(['having', 'orderBy', 'limit', 'minMax', 'compareTo', 'show', 'fill'] as const),
];
/** How the command line calls the keys of a query. */
const LABELS: Readonly<Record<string, string>> = {
  groupBy: '--group-by',
  orderBy: '--order-by',
  compareTo: '--compare-to',
  savedQuery: '--saved-query',
  timeRange: '--last',
};

export function withQuestionOptions(command: Command): Command {
  return withMetricOptions(
    command
      .addOption(
        new Option('--graphql <document>', 'a GraphQL query; @FILE reads it from a file').conflicts([...FLAGS]),
      )
      .option('--variables <json>', 'the variables of the GraphQL query'),
  );
}

/** A question by its dbt names. */
export function withMetricOptions(command: Command): Command {
  return command
    .option('--metrics <names>', 'page_view_sessions,add_to_cart_rate', splitNames)
    .option('--group-by <names>', 'metric_time__week,product__name', splitNames)
    .addOption(
      new Option('--saved-query <name>', 'metrics and group-bys of a saved query').conflicts([
        ...['metrics', 'groupBy', 'compareTo', 'show', 'fill'],
      ]),
    )
    .option('--from <date>', 'first day: 2021-02-10')
    .option('--to <date>', 'last day: 2021-02-11')
    .addOption(new Option('--last <periods>', 'the last complete periods: "8 week"').conflicts(['from', 'to']))
    .option(
      '--where <filter>',
      `{{ Dimension('product__name') }} = 'Pothos', or as JSON: {"product__name": {"eq": "Pothos"}}; and, or, not nest`,
    )
    .option('--having <json>', `over metrics: {"revenue": {"gt": 100}}`)
    .option('--order-by <names>', 'a minus sorts down: -metric_time__week,revenue', splitNames)
    .option('--limit <n>', 'at most so many rows', wholeNumber)
    .option(
      '--compare-to <what>',
      'previous, "1 year" or 2021-01-01..2021-01-31; adds NAME__before, NAME__change and NAME__change_rate',
    )
    .option('--show <names>', 'of each metric: value,change,change_rate,share_of_total', splitNames)
    .option('--fill', 'a row for every period of metric_time')
    .option('--min-max', 'of one group-by without metrics: its smallest and largest member alone');
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
export function readQuestion(options: QuestionOptions, catalog: SemanticCatalog): MetricQuery {
  const { metrics = [], groupBy = [], savedQuery, from, to, last, where, having, orderBy, limit, minMax } = options;
  const { compareTo, show, fill } = options;
  if (metrics.length === 0 && groupBy.length === 0 && savedQuery === undefined) {
    throw new TrellisError(
      'QUERY_INVALID',
      'Ask something: --metrics NAME, --saved-query NAME or --graphql QUERY. See --help.',
    );
  }
  const question: TextQuestion = {
    ...{ metrics, groupBy, savedQuery, from, to, last, having, orderBy, limit, compareTo, show, fill },
    where: where === undefined ? [] : [where],
    minMaxOnly: minMax,
  };
  return readTextQuestion(question, catalog, (key) => LABELS[key] ?? `--${key}`);
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0.');
}
