import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import { parsePeriods } from '../plan/dbt-names.js';
import type { Show } from '../plan/query.js';
import type { CompareToInput, MetricInput } from './query-input.js';
import { isShow, SHOWS } from './read-shown.js';

/** What is shown of each metric, as texts. */
export interface ShownTexts {
  /** `previous`, `1 year`, `2021-01-01..2021-01-31` */
  readonly compareTo?: string | undefined;
  /** `change`, `share_of_total`, …; without it the value, change and rate of what is compared to. */
  readonly show?: readonly string[] | undefined;
}

/** Each metric, then what is compared or shown of it, in columns named after both. @throws QUERY_INVALID */
export function shownMetrics(
  metrics: readonly string[],
  { compareTo: text, show }: ShownTexts,
  label: (key: string) => string,
): readonly (string | MetricInput)[] {
  if (text === undefined && show === undefined) return metrics;
  const compareTo = text === undefined ? undefined : readCompareTo(text, label('compareTo'));
  const shows = show?.map((name) => readShow(name, label('show'))) ?? ['value', 'change', 'change_rate'];
  return metrics.flatMap((metric) => {
    const shown = shows.map((each): MetricInput => ({ metric, show: each, ...(compareTo && { compareTo }) }));
    const isPlain = !compareTo && shows.includes('value');
    return isPlain ? shown : [metric, ...shown];
  });
}

function readShow(name: string, label: string): Show {
  if (isShow(name)) return name;
  const wayOut = didYouMean(nearestNames(name, SHOWS)) || ` There are ${SHOWS.join(', ')}.`;
  throw new TrellisError('QUERY_INVALID', `${label} knows no "${name}".${wayOut}`, { names: [name] });
}

function readCompareTo(text: string, label: string): CompareToInput {
  if (text === 'previous') return { previousPeriod: true };
  const [, from, to] = /^(\S+)\.\.(\S+)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { timeRange: { from, to } };
  if (/^\s*\d/.test(text)) return { offset: parsePeriods(text) };
  throw new TrellisError(
    'QUERY_INVALID',
    `${label} takes previous, "1 year" or 2021-01-01..2021-01-31, not "${text}".`,
    { names: [text] },
  );
}
