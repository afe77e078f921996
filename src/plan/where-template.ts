import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { FilterExpression } from './filter-expression.js';

/** A caller's where-template as data. @throws QUERY_INVALID */
export function parseWhereTemplate(source: string, _catalog: SemanticCatalog): FilterExpression {
  throw new TrellisError('QUERY_INVALID', `The filter ${source} can't be read yet.`);
}
