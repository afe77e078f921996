import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import DataLoader from 'dataloader';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { compareGrains, isStandardGrain } from '../model/grains.js';
import { elementNamed } from '../model/joins.js';
import type { ValueType } from '../model/types.js';
import { elementType, metricType } from '../model/value-types.js';
import { planFunnel, planFunnelTotals } from '../plan/funnel-plan.js';
import { otherColumn } from '../plan/keys.js';
import { type MetricPlan, type PlanContext, planMetricQuery, planTotals } from '../plan/metric-plan.js';
import { type FunnelQuery, type GroupBy, groupByColumn, type MetricQuery } from '../plan/query.js';
import { compileMetricPlan, compileRowCount } from '../sql/compile.js';
import type { CompiledQuery } from '../sql/compiled-query.js';
import type { ResultSet, Warehouse } from '../warehouse/warehouse.js';
import type { Answer, AnswerColumn } from './answer.js';
import { withAskers, withCulprit } from './refusals.js';

/** One thing to compute; equal asks of a request are computed once. */
export type Ask =
  | { readonly kind: 'rows' | 'totals' | 'count'; readonly query: MetricQuery }
  | { readonly kind: 'funnel' | 'funnelTotals'; readonly query: FunnelQuery };

/** What became of an ask, for those who show it: `trellis plan`, `trellis sql`, tests. */
export interface Compiled {
  readonly ask: Ask;
  readonly plan: MetricPlan;
  readonly statement: CompiledQuery;
}

export interface EngineOptions {
  readonly catalog: SemanticCatalog;
  readonly warehouse: Warehouse;
  /** The instant before which data counts, RFC 3339; read anew for each request. */
  readonly now: () => string;
  /** The time zone of queries that name none. */
  readonly timeZone: string;
  /** A query without a limit that has more rows is refused. */
  readonly maxRows: number;
  readonly onCompiled?: (compiled: Compiled) => void;
}

/** Metric queries in, answers out. Holds no state of its own beyond what it was opened with. */
export class Engine {
  readonly catalog: SemanticCatalog;
  readonly maxRows: number;
  /** Changes whenever a definition does. */
  readonly definitionVersion: string;

  constructor(private readonly options: EngineOptions) {
    this.catalog = options.catalog;
    this.maxRows = options.maxRows;
    const { definitions } = options.catalog;
    this.definitionVersion = createHash('sha256').update(JSON.stringify(definitions)).digest('hex').slice(0, 12);
  }

  /** One client request: all its asks see the same now, and equal asks run once. */
  request(signal?: AbortSignal): EngineRequest {
    return new EngineRequest(this.options, signal);
  }
}

/** The asks of one request, gathered and run side by side; the warehouse bounds how many at a time. */
export class EngineRequest {
  /** Data before this instant counts. */
  readonly now: string;
  private readonly loader: DataLoader<Ask, Answer, string>;

  constructor(
    private readonly options: EngineOptions,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.now = options.now();
    this.loader = new DataLoader((asks) => Promise.all(asks.map((ask) => this.run(ask).catch(asError))), {
      cacheKeyFn: (ask) => JSON.stringify(ask),
    });
  }

  /** @throws TrellisError: a planner's code, ROW_LIMIT_EXCEEDED, TABLE_NOT_FOUND, or a warehouse's code */
  answer(ask: Ask): Promise<Answer> {
    return this.loader.load(withTimeZone(ask, this.options.timeZone));
  }

  private async run(ask: Ask): Promise<Answer> {
    const started = performance.now();
    const { catalog, warehouse, maxRows, onCompiled } = this.options;
    const asked = ask.kind === 'rows' || ask.kind === 'funnel' ? ask.query.limit : undefined;
    checkLimit(asked, maxRows);
    const most = asked ?? maxRows;
    const plan = planAsk(ask, most, { catalog, now: this.now });
    const statement =
      ask.kind === 'count' ? compileRowCount(plan, warehouse.dialect) : compileMetricPlan(plan, warehouse.dialect);
    onCompiled?.({ ask, plan, statement });
    const result = await this.execute(statement, ask, plan);
    const hasMore = result.rows.length > most;
    if (hasMore && asked === undefined) throw tooManyRows(maxRows);
    return {
      columns: ask.kind === 'count' ? [] : answerColumns(ask, plan, catalog),
      rows: hasMore ? result.rows.slice(0, most) : result.rows,
      hasMore,
      timeZone: plan.timeZone,
      asOf: this.now,
      sql: statement.sql,
      durationMs: performance.now() - started,
      ...daysOf(plan.range),
    };
  }

  private async execute(statement: CompiledQuery, ask: Ask, plan: MetricPlan): Promise<ResultSet> {
    const { warehouse, catalog } = this.options;
    try {
      return await warehouse.run(statement, this.signal && { signal: this.signal });
    } catch (error) {
      if (!(error instanceof TrellisError)) throw error;
      if (error.code === 'TABLE_NOT_FOUND') throw withAskers(error, ask, plan, { catalog, now: this.now });
      if (error.code === 'WAREHOUSE_REJECTED') throw await withCulprit(error, ask.query, plan, catalog, warehouse);
      throw error;
    }
  }
}

/** Rows are asked for one beyond the limit, to tell whether there are more. */
function planAsk(ask: Ask, most: number, context: PlanContext): MetricPlan {
  switch (ask.kind) {
    case 'rows':
      return planMetricQuery({ ...ask.query, limit: ask.query.limit === 0 ? 0 : most + 1 }, context);
    case 'count':
      return planMetricQuery(ask.query, context);
    case 'totals':
      return planTotals(ask.query, context);
    case 'funnel':
      return planFunnel({ ...ask.query, limit: ask.query.limit === 0 ? 0 : most + 1 }, context);
    case 'funnelTotals':
      return planFunnelTotals(ask.query, context);
  }
}

function withTimeZone(ask: Ask, timeZone: string): Ask {
  return { ...ask, query: { timeZone, ...ask.query } } as Ask;
}

function checkLimit(limit: number | undefined, maxRows: number): void {
  if (limit === undefined || limit <= maxRows) return;
  throw new TrellisError('ROW_LIMIT_EXCEEDED', `At most ${maxRows} rows can be asked for at once, not ${limit}.`);
}

function tooManyRows(maxRows: number): TrellisError {
  return new TrellisError(
    'ROW_LIMIT_EXCEEDED',
    `The answer has more than ${maxRows} rows. Ask for the first ones, a shorter time range, a coarser grain or fewer dimensions.`,
  );
}

/** A range that begins with now has a first day, and no last one yet. */
function daysOf({ from, until }: MetricPlan['range']): Pick<Answer, 'from' | 'to'> {
  const isEmpty = from && until && until <= from;
  return {
    ...(from && { from: from.toFormat('yyyy-MM-dd') }),
    ...(until && !isEmpty && { to: until.minus({ days: 1 }).toFormat('yyyy-MM-dd') }),
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function answerColumns(ask: Ask, { groupBy, outputs }: MetricPlan, catalog: SemanticCatalog): readonly AnswerColumn[] {
  const [only] = groupBy;
  if ('minMaxOnly' in ask.query && only) {
    return outputs.map(({ name }) => ({ role: 'key', name, groupBy: only, type: keyType(only, catalog) }));
  }
  const keys = groupBy.flatMap((item): readonly AnswerColumn[] => {
    const name = groupByColumn(item);
    const key: AnswerColumn = { role: 'key', name, groupBy: item, type: keyType(item, catalog) };
    const isTop = item.kind === 'value' && item.top;
    return isTop ? [key, { role: 'other', name: otherColumn(name), type: 'long' }] : [key];
  });
  const metrics = outputs.slice(keys.length).map(({ name }): AnswerColumn => {
    const metric = 'metrics' in ask.query ? (ask.query.metrics.find(({ as }) => as === name)?.metric ?? name) : name;
    const defined = catalog.metrics.get(metric);
    return {
      role: 'metric',
      name,
      metric,
      type: 'metrics' in ask.query && defined ? metricType(catalog, defined) : 'long',
    };
  });
  return [...keys, ...metrics];
}

function keyType(groupBy: GroupBy, catalog: SemanticCatalog): ValueType {
  if (groupBy.kind === 'part') return 'long';
  if (groupBy.kind === 'time') {
    const grain = groupBy.grain ?? 'day';
    if (!isStandardGrain(grain)) return catalog.customGrains.get(grain)?.custom.type ?? 'string';
    return compareGrains(grain, 'day') < 0 ? 'datetime' : 'date';
  }
  const element = elementNamed(catalog, groupBy.name);
  return element ? elementType(element) : 'string';
}
