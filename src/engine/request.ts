import { performance } from 'node:perf_hooks';
import DataLoader from 'dataloader';
import { TrellisError } from '../errors/trellis-error.js';
import type { MetricPlan } from '../plan/metric-plan.js';
import type { RunOptions, StatementTag } from '../warehouse/warehouse.js';
import type { Answer, AnswerStream } from './answer.js';
import { answerColumns } from './answer-columns.js';
import { type Ask, type Asker, type Compiled, compileAsk, tagOf } from './ask.js';
import { daysOf } from './days.js';
import { type Explained, explained, type WarehouseExplanation } from './explained.js';
import type { EngineOptions } from './options.js';
import { withAskers, withCulprit } from './refusals.js';

type Described = Pick<Answer, 'timeZone' | 'asOf' | 'from' | 'to' | 'dataVersion'>;

interface Load {
  readonly ask: Ask;
  readonly asker: Asker;
}

/** The asks of one request, gathered and run side by side; the warehouse bounds how many at a time. */
export class EngineRequest {
  /** Data before this instant counts. */
  readonly now: string;
  private version?: Promise<string | undefined>;
  private readonly loader: DataLoader<Load, Answer, string>;

  constructor(
    private readonly options: EngineOptions,
    private readonly signal: AbortSignal | undefined,
    private readonly client: string | undefined,
  ) {
    this.now = options.now();
    this.loader = new DataLoader((loads) => Promise.all(loads.map((load) => this.run(load).catch(asError))), {
      cacheKeyFn: ({ ask }) => JSON.stringify(ask),
    });
  }

  /**
   * @param operation under which the warehouse's history shows the statement
   * @throws TrellisError: a planner's code, ROW_LIMIT_EXCEEDED, COST_LIMIT_EXCEEDED, TABLE_NOT_FOUND, or a warehouse's code
   */
  answer(ask: Ask, operation?: string): Promise<Answer> {
    const asker = { client: this.client, operation };
    return this.loader.load({ ask: withTimeZone(ask, this.options.timeZone), asker });
  }

  /** The state of the data that all asks of this request name; undefined where nothing tells. Never rejects. */
  dataVersion(): Promise<string | undefined> {
    this.version ??= this.options.dataVersion?.current() ?? Promise.resolve(undefined);
    return this.version;
  }

  /** All rows of an ask, however many, some at a time; throws as `answer` does, also while they are read. */
  async stream(ask: Ask, operation?: string): Promise<AnswerStream> {
    const compiled = this.compile(ask, undefined);
    const { plan, statement } = compiled;
    const { warehouse, catalog } = this.options;
    const columns = answerColumns(ask, plan, catalog);
    const tag = tagOf({ client: this.client, operation }, ask);
    const described = await this.described(plan);
    await this.options.bound?.check(compiled, this.now, described.dataVersion);
    const { batches } = await this.guarded(compiled, tag, (options) => warehouse.stream(statement, options));
    return { columns, batches, ...described, sql: statement.sql };
  }

  /** How an ask is planned and written; asks nothing. */
  explain(ask: Ask): Explained {
    return explained(this.compile(ask, undefined), this.options.warehouse.dialect);
  }

  /** What the warehouse says of an ask's statement, which is not run; throws as `answer` does. */
  estimate(ask: Ask, operation?: string): Promise<WarehouseExplanation> {
    const compiled = this.compile(ask, undefined);
    const options = this.runOptions(tagOf({ client: this.client, operation }, ask));
    return this.telling(compiled, () => this.options.warehouse.explain(compiled.statement, options));
  }

  /** @param most as `compileAsk` takes it */
  private compile(ask: Ask, most: number | undefined): Compiled {
    const { catalog, warehouse, onCompiled } = this.options;
    const zoned = withTimeZone(ask, this.options.timeZone);
    const compiled = compileAsk(zoned, most, { catalog, now: this.now }, warehouse.dialect);
    onCompiled?.(compiled);
    return compiled;
  }

  private async run({ ask, asker }: Load): Promise<Answer> {
    const started = performance.now();
    const { catalog, warehouse, maxRows } = this.options;
    const asked = ask.kind === 'rows' || ask.kind === 'funnel' ? ask.query.limit : undefined;
    checkLimit(asked, maxRows);
    const most = asked ?? maxRows;
    const compiled = this.compile(ask, most);
    const { plan, statement } = compiled;
    // The version before the rows: they may be newer than it says, never older.
    const described = await this.described(plan);
    const { dataVersion } = described;
    await this.options.bound?.check(compiled, this.now, dataVersion);
    const result = await this.guarded(compiled, tagOf(asker, ask), (options) =>
      warehouse.run(statement, { ...options, dataVersion }),
    );
    const hasMore = result.rows.length > most;
    if (hasMore && asked === undefined) throw tooManyRows(maxRows);
    return {
      columns: ask.kind === 'count' ? [] : answerColumns(ask, plan, catalog),
      rows: hasMore ? result.rows.slice(0, most) : result.rows,
      hasMore,
      ...described,
      sql: statement.sql,
      cached: result.cached ?? false,
      durationMs: performance.now() - started,
    };
  }

  /** Runs a statement that costs no more than it may; one deadline holds for the estimate and the rows. */
  private guarded<T>(compiled: Compiled, tag: StatementTag, run: (options: RunOptions) => Promise<T>): Promise<T> {
    const { ceiling } = this.options;
    const options = this.runOptions(tag);
    return this.telling(compiled, async () => {
      if (!ceiling) return run(options);
      const started = performance.now();
      await ceiling.check(compiled.statement, options);
      return run({
        ...options,
        deadlineMs: Math.max(1, Math.round(ceiling.deadlineMs - (performance.now() - started))),
      });
    });
  }

  private runOptions(tag: StatementTag): RunOptions {
    return { ...(this.signal && { signal: this.signal }), tag };
  }

  /** What the warehouse refuses, told in the words of the definitions. */
  private async telling<T>({ ask, plan }: Compiled, run: () => Promise<T>): Promise<T> {
    const { warehouse, catalog } = this.options;
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof TrellisError)) throw error;
      if (error.code === 'TABLE_NOT_FOUND') throw withAskers(error, ask, plan, { catalog, now: this.now });
      if (error.code === 'WAREHOUSE_REJECTED') throw await withCulprit(error, ask.query, plan, catalog, warehouse);
      throw error;
    }
  }

  private async described(plan: MetricPlan): Promise<Described> {
    const dataVersion = await this.dataVersion();
    return { timeZone: plan.timeZone, asOf: this.now, ...daysOf(plan.range), ...(dataVersion && { dataVersion }) };
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

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
