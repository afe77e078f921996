import type { SemanticCatalog } from '../model/catalog.js';
import type { DataVersion } from '../warehouse/data-version/data-version.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { Compiled } from './ask.js';
import type { CostBound } from './cost-bound.js';
import type { CostCeiling } from './cost-ceiling.js';

/** What an engine is opened with. */
export interface EngineOptions {
  readonly catalog: SemanticCatalog;
  readonly warehouse: Warehouse;
  /** The instant before which data counts, RFC 3339; read anew for each request. */
  readonly now: () => string;
  /** The time zone of queries that name none. */
  readonly timeZone: string;
  /** A query without a limit that has more rows is refused. */
  readonly maxRows: number;
  /** Without it no result is kept. */
  readonly dataVersion?: DataVersion | undefined;
  /** Questions that would compute more are refused. */
  readonly bound?: CostBound | undefined;
  /** Statements that would cost more are refused. */
  readonly ceiling?: CostCeiling | undefined;
  readonly onCompiled?: (compiled: Compiled) => void;
}
