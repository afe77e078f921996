import { didYouMean } from '../../errors/did-you-mean.js';
import { TrellisError } from '../../errors/trellis-error.js';
import type { SemanticCatalog } from '../../model/catalog.js';
import { TextError } from '../../model/load/problem.js';
import type { FilterExpression } from '../filter-expression.js';
import { ConditionReader } from './conditions.js';
import { Cursor } from './cursor.js';
import { Nodes } from './nodes.js';
import { tokenize } from './tokens.js';

/** Far more than people write. */
const LONGEST = 10_000;

/**
 * A caller's where-template as data, its values apart:
 * `{{ Dimension('user__state') }} in ('CA', 'NY') and {{ TimeDimension('metric_time', 'month') }} >= '2021-01-01'`.
 * The syntax is dbt's (https://docs.getdbt.com/docs/build/metrics-overview#filters), of SQL a part: comparisons, in,
 * between, like, ilike, is null, and, or, not, + - * /, literals, casts of literals and FILTER_FUNCTIONS.
 * @throws QUERY_INVALID `… at character 17: …` with the place shown; characters count from 1
 */
export function parseWhereTemplate(source: string, catalog: SemanticCatalog): FilterExpression {
  if (source.length > LONGEST) {
    throw new TrellisError('QUERY_INVALID', `A filter has at most ${LONGEST} characters, not ${source.length}.`);
  }
  try {
    if (source.trim() === '') throw new TextError('A filter must not be empty.', 0);
    return new ConditionReader(
      new Cursor(tokenize(source, new Set(catalog.customGrains.keys()))),
      new Nodes(catalog),
    ).whole();
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    const { message, offset, suggestions } = error;
    const what = `The filter can't be read at character ${offset + 1}: ${message}${didYouMean(suggestions)}`;
    throw new TrellisError('QUERY_INVALID', `${what}\n${excerpt(source, offset)}`, { suggestions });
  }
}

/** The place, or the one before where it would part `{{` or `}}`. */
function beforeBraces(source: string, place: number): number {
  return ['{{', '}}'].includes(source.slice(place - 1, place + 1)) ? place - 1 : place;
}

/** What stands around the character, and a caret below it. */
function excerpt(source: string, offset: number): string {
  const from = beforeBraces(source, Math.max(0, offset - 40));
  const line = source.slice(from, beforeBraces(source, offset + 40)).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  return `  ${line}\n  ${' '.repeat(offset - from)}^`;
}
