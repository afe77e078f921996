import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { cut, TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { allElements, elementNamed, isDimension } from '../model/joins.js';
import { TextError } from '../model/load/problem.js';
import { parseGroupBy as groupByName, parseOrderBy as orderByName } from '../model/load/saved-queries.js';
import { DATE_PARTS, type DatePart, GRAINS, type Grain, type GrainName } from '../model/types.js';
import type { GroupBy, OrderBy } from './query.js';

/**
 * The name in a group-by or an order-by that is written as a call:
 * `TimeDimension('metric_time', 'month')` → metric_time__month, `Metric('revenue').descending()` → -revenue.
 * @throws QUERY_INVALID that points at the character
 */
function nameIn(text: string, read: typeof groupByName, { customGrains }: SemanticCatalog): string {
  if (!text.includes('(')) return text;
  try {
    return read(text, new Set(customGrains.keys()));
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    const { message, offset, suggestions } = error;
    throw new TrellisError(
      'QUERY_INVALID',
      `${text} can't be read at character ${offset + 1}: ${message}${didYouMean(suggestions)}`,
      { names: [text], suggestions },
    );
  }
}

/** dbt's plain name of a group-by: lower case, as to dbt. */
export function groupByText(catalog: SemanticCatalog, text: string): string {
  return nameIn(text, groupByName, catalog).toLowerCase();
}

/**
 * A group-by as dbt writes it: `metric_time__month`, `metric_time__extract_dow`, `product__name`,
 * `order__delivered_at__day`, `metric_time__fiscal_quarter`, `Dimension('product__name')`. A time without a grain takes the metrics' own.
 * Upper case means lower case, as to dbt.
 * @throws UNKNOWN_DIMENSION with the nearest names
 */
export function parseGroupBy(catalog: SemanticCatalog, text: string): GroupBy {
  const name = groupByText(catalog, text);
  const isTime = (base: string) => {
    const element = elementNamed(catalog, base);
    return base === 'metric_time' || (element !== undefined && isDimension(element) && element.kind === 'time');
  };
  if (isTime(name)) return { kind: 'time', name };
  if (elementNamed(catalog, name)) return { kind: 'value', name };

  const { base, suffix } = splitSuffix(name);
  if (isTime(base)) {
    const part = DATE_PARTS.find((each) => suffix === `extract_${each}`);
    if (part) return { kind: 'part', name: base, part };
    const grain = grainNames(catalog).find((each) => suffix === each);
    if (grain) return { kind: 'time', name: base, grain };
  }
  throw unknown(catalog, text, base, suffix, isTime(base));
}

/** Standard grains, then custom ones. */
function grainNames(catalog: SemanticCatalog): readonly GrainName[] {
  return [...GRAINS, ...catalog.customGrains.keys()];
}

/** `-metric_time__week`: by week, descending. What it names is the query's: a group-by or a metric. */
export function parseOrderBy(catalog: SemanticCatalog, text: string): OrderBy {
  const name = nameIn(text, orderByName, catalog);
  const descending = name.startsWith('-');
  return { by: descending ? name.slice(1) : name, direction: descending ? 'desc' : 'asc' };
}

const STANDARD_ONLY = ` Periods are counted by the standard grains alone: ${GRAINS.join(', ')}.`;

/** `8 week`, `8 weeks`. @throws TIME_RANGE_INVALID */
export function parsePeriods(text: string): { readonly count: number; readonly grain: Grain } {
  const [, count, word = ''] = /^\s*(\d+)\s+(\w+?)s?\s*$/i.exec(text) ?? [];
  const grain = GRAINS.find((each) => each === word.toLowerCase());
  if (count !== undefined && grain) return { count: Number(count), grain };
  const suggestions = nearestNames(word, GRAINS);
  throw new TrellisError(
    'TIME_RANGE_INVALID',
    `"${text}" is not a number of periods, such as "8 week".${didYouMean(suggestions) || STANDARD_ONLY}`,
    { names: [text], suggestions },
  );
}

function splitSuffix(name: string): { readonly base: string; readonly suffix: string } {
  const at = name.lastIndexOf('__');
  return at < 0 ? { base: name, suffix: '' } : { base: name.slice(0, at), suffix: name.slice(at + 2) };
}

function unknown(catalog: SemanticCatalog, name: string, base: string, suffix: string, isTime: boolean): TrellisError {
  const suffixes = [...grainNames(catalog), ...DATE_PARTS.map((part: DatePart) => `extract_${part}`)];
  const suggestions = isTime
    ? nearestNames(suffix, suffixes).map((each) => `${base}__${each}`)
    : nearestNames(name, ['metric_time', ...allElements(catalog).keys()]);
  const what = isTime ? `"${base}" has no grain or part "${cut(suffix)}".` : `There is no dimension "${name}".`;
  const all = isTime ? ` There are ${suffixes.join(', ')}.` : '';
  const wayOut = didYouMean(suggestions) || all;
  return new TrellisError('UNKNOWN_DIMENSION', `${what}${wayOut}`, { names: [name], suggestions });
}
