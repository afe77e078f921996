import type { MetricQueryInput } from '../api/query-input.js';
import { readMetricQuery } from '../api/read-query.js';
import { type Row, type RowSet, rowOf, rowSetOf } from '../api/row-set.js';
import { type ApiOptions, readApiOptions } from '../config/api-options.js';
import type { AnswerStream } from '../engine/answer.js';
import type { Ask } from '../engine/ask.js';
import { Engine } from '../engine/engine.js';
import type { Explained, WarehouseExplanation } from '../engine/explained.js';
import type { EngineOptions } from '../engine/options.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { planMetricQuery } from '../plan/metric-plan.js';
import { compileMetricPlan, DIALECTS } from '../sql/compile.js';
import type { CompiledQuery, DialectName } from '../sql/compiled-query.js';
import { cached } from '../warehouse/cached.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { TrellisOptions } from './api-options.js';
import { type OpenableWarehouse, openSources } from './api-sources.js';
import { openApiWarehouse } from './api-warehouse.js';
import { clockOf } from './clock.js';
import { boundOf } from './cost-bound.js';
import { ceilingOf } from './cost-ceiling.js';
import { openDataVersion, openedSign } from './data-version.js';

/** Metrics that can be asked. Holds the warehouse open until it is closed. */
export interface Trellis {
  /** All definitions, to be read: `catalog.metrics`, `catalog.models`, `catalog.definitions.savedQueries`. */
  readonly catalog: SemanticCatalog;
  /** What should be known: an artifact of a dbt project that is out of date, a table or a way to log in that is a guess. */
  readonly warnings: readonly string[];
  /**
   * Asks the warehouse. Several queries may run at once.
   * @throws TrellisError: QUERY_INVALID and the other codes of a query, ROW_LIMIT_EXCEEDED, TABLE_NOT_FOUND,
   *   DEADLINE_EXCEEDED, CANCELLED (by the signal), WAREHOUSE_UNAVAILABLE, WAREHOUSE_REJECTED
   */
  query<R extends object = Row>(
    query: MetricQueryInput,
    options?: { readonly signal?: AbortSignal },
  ): Promise<RowSet<R>>;
  /** The SQL of a query, for the warehouse's dialect unless another is named; asks nothing. Throws as `query` does. */
  compile(query: MetricQueryInput, dialect?: DialectName): CompiledQuery;
  /**
   * All rows of a query, however many, a few at a time: `for await (const row of trellis.stream(query))`. Neither
   * `maxRows` nor memory bounds them; ending the loop ends the reading. Throws as `query` does, when it is begun.
   */
  stream<R extends object = Row>(
    query: MetricQueryInput,
    options?: { readonly signal?: AbortSignal },
  ): AsyncIterable<R>;
  /** How a query is planned and written; asks nothing. Throws as `query` does. */
  explain(query: MetricQueryInput): Explained;
  /**
   * What the warehouse says of a query's statement, which is not run: its own EXPLAIN and, of Snowflake, the
   * micro-partitions and bytes that it would read. Throws as `query` does.
   */
  estimate(query: MetricQueryInput, options?: { readonly signal?: AbortSignal }): Promise<WarehouseExplanation>;
  /** Stops what runs and lets go of the warehouse, unless that is the caller's connection. */
  close(): Promise<void>;
}

/**
 * Loads the definitions and opens the warehouse.
 * @throws TrellisError: CONFIG_INVALID with all that is wrong with the options, DEFINITIONS_INVALID with all that is
 *   wrong with the definitions, WAREHOUSE_UNAVAILABLE
 */
export async function openTrellis(options: TrellisOptions): Promise<Trellis> {
  const read = readApiOptions(options);
  const { deadlineMs, concurrency, cache: settings, onWarning = () => {} } = read;
  const { catalog, warehouse: described, targetPath, warnings } = await openSources(options, read);
  const opened = await openedSign(described);
  const asked = await openApiWarehouse(described, { deadlineMs, concurrency });
  const warehouse = cached(asked, { maxBytes: settings.maxBytes, deadlineMs });
  try {
    const now = await clock(read.now, described, catalog, warehouse);
    const ceiling = ceilingOf(described, warehouse, deadlineMs);
    const dataVersion = openDataVersion({ settings, described, opened, targetPath, onWarning }, warehouse);
    const bound = boundOf(read.maxCost, catalog, { warehouse, ceiling });
    return { ...trellisOf(catalog, { warehouse, now, bound, ceiling, dataVersion }, read), warnings };
  } catch (error) {
    await warehouse.close();
    throw error;
  }
}

function trellisOf(
  catalog: SemanticCatalog,
  opened: Pick<EngineOptions, 'warehouse' | 'now' | 'bound' | 'ceiling' | 'dataVersion'>,
  { timeZone, maxRows }: ApiOptions,
): Omit<Trellis, 'warnings'> {
  const { warehouse, now } = opened;
  const engine = new Engine({ catalog, timeZone, maxRows, ...opened });
  const ask = (query: MetricQueryInput): Ask => ({ kind: 'rows', query: readMetricQuery(query, catalog) });
  const request = (signal?: AbortSignal) => {
    checkSignal(signal);
    return engine.request(signal);
  };
  return {
    catalog,
    query: async (query, { signal } = {}) => rowSetOf(await request(signal).answer(ask(query))),
    stream: (query, { signal } = {}) => rowsOf(() => request(signal).stream(ask(query))),
    compile: (query, dialect = warehouse.dialect) => {
      const context = { catalog, now: now() };
      const plan = planMetricQuery({ timeZone, ...readMetricQuery(query, catalog) }, context);
      return compileMetricPlan(plan, knownDialect(dialect));
    },
    explain: (query) => request().explain(ask(query)),
    estimate: async (query, { signal } = {}) => request(signal).estimate(ask(query)),
    close: () => warehouse.close(),
  };
}

async function* rowsOf<R extends object>(open: () => Promise<AnswerStream>): AsyncGenerator<R> {
  const { columns, batches } = await open();
  for await (const batch of batches) for (const row of batch) yield rowOf<R>(row, columns);
}

async function clock(
  now: ApiOptions['now'],
  { kind }: OpenableWarehouse,
  catalog: SemanticCatalog,
  warehouse: Warehouse,
): Promise<() => string> {
  if (typeof now === 'function') return () => instantOf(now());
  return (await clockOf({ now, warehouse: { kind } }, catalog, warehouse)).now;
}

function instantOf(text: string): string {
  if (
    typeof text === 'string' &&
    /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  ) {
    return text;
  }
  throw new TrellisError('CONFIG_INVALID', 'now() must give an instant such as 2021-03-01T00:00:00Z.');
}

/** Callers in JavaScript may give anything. */
function checkSignal(signal: unknown): void {
  if (signal === undefined || signal instanceof AbortSignal) return;
  throw new TrellisError('QUERY_INVALID', 'signal must be an AbortSignal, such as AbortSignal.timeout(5000).');
}

/** Callers in JavaScript may name any. */
function knownDialect(dialect: DialectName): DialectName {
  if (Object.hasOwn(DIALECTS, dialect)) return dialect;
  const known = Object.keys(DIALECTS).join(', ');
  throw new TrellisError('QUERY_INVALID', `There is no dialect "${dialect}". There are: ${known}.`);
}
