import { ColumnCounts } from '../engine/column-counts.js';
import { CostBound } from '../engine/cost-bound.js';
import type { CostCeiling } from '../engine/cost-ceiling.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** The bound of what a question may compute. What it counts for that, a ceiling of what statements read holds too. */
export function boundOf(
  maxCost: number,
  catalog: SemanticCatalog,
  { warehouse, ceiling }: { readonly warehouse: Warehouse; readonly ceiling: CostCeiling | undefined },
): CostBound {
  const counts = new ColumnCounts(warehouse, async (statement) => ceiling?.check(statement, {}));
  return new CostBound(maxCost, catalog, counts);
}
