/** Trellis for programs: metrics from dbt's definitions, asked in TypeScript. `openTrellis` is where it begins. */
export type {
  CompareToInput,
  ComparisonInput,
  ConditionInput,
  DimensionGroupInput,
  MetricInput,
  MetricQueryInput,
  OrderInput,
  TimeGroupInput,
  TimeRangeInput,
  WhereInput,
} from './api/query-input.js';
export type { Column, Row, RowSet } from './api/row-set.js';
export type { TrellisOptions, TrellisWarehouse } from './composition/api-options.js';
export { openTrellis, type Trellis } from './composition/open-trellis.js';
export type { Cell } from './engine/answer.js';
export type { Explained as Explanation, WarehouseExplanation } from './engine/explained.js';
export { type ErrorCode, type ErrorReason, TrellisError } from './errors/trellis-error.js';
export type { SemanticCatalog } from './model/catalog.js';
export type { CompiledQuery, DialectName } from './sql/compiled-query.js';
