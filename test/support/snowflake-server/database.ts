import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import type { Binding } from '../../../src/warehouse/warehouse.js';
import { MACROS, toDuckDb } from '../snowflake-sql.js';
import { explainedStatement, explainJson } from './explain.js';
import { StatementError } from './failures.js';
import type { PlanSize } from './faults.js';
import { isQuotedInSetup, markName, markQuotedNames, quoteName } from './names.js';
import { describedResult, type PartSizes, singleRow, type WireResult, wireResult } from './results.js';
import type { Session } from './sessions.js';
import type { WireOptions } from './wire-values.js';

/** An interrupt that comes before DuckDB has begun is lost, so it is repeated. */
const INTERRUPT_EVERY_MS = 20;

/** What the transpiler makes of TIMESTAMP_LTZ where a table is created. */
const ZONED = 'create type timestampltz as timestamptz';
const WRITING: ReadonlySet<StatementType> = new Set([StatementType.CREATE, StatementType.INSERT, StatementType.DROP]);

export interface Question {
  readonly sql: string;
  readonly bindings: readonly Binding[];
  readonly session: Session;
  /** Stops the statement. */
  readonly signal: AbortSignal;
  /** Says what the result would look like, without rows. */
  readonly describeOnly: boolean;
  readonly plan: PlanSize | undefined;
}

export interface DatabaseOptions {
  readonly setup: readonly string[];
  readonly mayWrite: boolean;
  readonly keepsResults: boolean;
  readonly zonedType: WireOptions['zonedType'];
  readonly sizes: PartSizes;
}

/** DuckDB that answers Snowflake's SQL. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #options: DatabaseOptions;
  /** Results by their statements, where they are kept. */
  readonly #kept = new Map<string, WireResult>();
  /** Database and schema, as DuckDB has them. */
  #places: readonly (readonly [string, string])[];

  private constructor(instance: DuckDBInstance, options: DatabaseOptions, places: readonly [string, string][]) {
    this.#instance = instance;
    this.#options = options;
    this.#places = places;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run("set global TimeZone = 'UTC'");
    for (const sql of [...MACROS, ZONED, ...options.setup]) await connection.run(sql);
    await markNamesOfSetup(connection);
    const places = await placesOf(connection);
    connection.closeSync();
    return new Database(instance, options, places);
  }

  /** Errors: those of DuckDB, and StatementError. */
  async answer(question: Question): Promise<WireResult> {
    if (!this.#options.keepsResults) return this.#compute(question);
    const { sql, bindings, session } = question;
    const key = JSON.stringify([sql, bindings, [...session.parameters]]);
    const result = this.#kept.get(key) ?? (await this.#compute(question));
    this.#kept.set(key, result);
    return result;
  }

  async #compute(question: Question): Promise<WireResult> {
    const { session, signal } = question;
    const connection = await this.#instance.connect();
    const interrupting = setInterval(() => {
      if (signal.aborted) connection.interrupt();
    }, INTERRUPT_EVERY_MS);
    try {
      await this.#enter(connection, session);
      const fold = session.parameters.get('QUOTED_IDENTIFIERS_IGNORE_CASE') === 'true';
      const explained = explainedStatement(question.sql);
      const duckSql = readSnowflake(markQuotedNames(explained ?? question.sql, fold), question.bindings);
      const prepared = await prepareAllowed(connection, duckSql, this.#options.mayWrite);
      try {
        signal.throwIfAborted();
        if (explained !== undefined) return singleRow('content', await explainJson(connection, duckSql, question.plan));
        if (prepared.statementType === StatementType.SELECT) return await this.#read(prepared, question);
        await prepared.run();
        this.#places = await placesOf(connection);
        return singleRow('status', 'Statement executed successfully.');
      } finally {
        prepared.destroySync();
      }
    } finally {
      clearInterval(interrupting);
      connection.closeSync();
    }
  }

  async #read(prepared: DuckDBPreparedStatement, { session, describeOnly }: Question): Promise<WireResult> {
    const offsetAt = zoneOffset(session.parameters.get('TIMEZONE')!);
    const { zonedType, sizes } = this.#options;
    const options = { zonedType, offsetAt };
    return describeOnly ? describedResult(prepared, options) : wireResult(await prepared.run(), options, sizes);
  }

  /** Each statement has a connection of its own, so it takes over what holds in the session. */
  async #enter(connection: DuckDBConnection, { parameters, database, schema = 'public' }: Session): Promise<void> {
    await connection.run(`set TimeZone = '${parameters.get('TIMEZONE')!.replaceAll("'", "''")}'`);
    const place = this.#places.find(
      (one) => (database === undefined || isSame(database, one[0])) && isSame(schema, one[1]),
    );
    if (place === undefined) return;
    // The macros stand in memory.main.
    await connection.run(`set search_path = '${place.map(quoteName).join('.').replaceAll("'", "''")},memory.main'`);
  }

  close(): void {
    this.#instance.closeSync();
  }
}

function readSnowflake(sql: string, bindings: readonly Binding[]): string {
  try {
    return toDuckDb(sql, bindings);
  } catch (error) {
    const reason = (error as Error).message;
    if (reason.startsWith('several statements')) {
      const text = 'Actual statement count 2 did not match the desired statement count 1.';
      throw new StatementError('000008', '0A000', text);
    }
    const [, line = '1', column = '0'] = /line (\d+), column (\d+)/.exec(reason) ?? [];
    const text = `SQL compilation error:\nsyntax error line ${line} at position ${column} unexpected '<EOF>'.`;
    throw new StatementError('001003', '42000', text);
  }
}

/** What reads, and for a role that may do more what makes, fills and drops tables and schemas. */
async function prepareAllowed(
  connection: DuckDBConnection,
  sql: string,
  mayWrite: boolean,
): Promise<DuckDBPreparedStatement> {
  const prepared = await connection.prepare(sql);
  const { statementType } = prepared;
  if (statementType === StatementType.SELECT || (mayWrite && WRITING.has(statementType))) return prepared;
  prepared.destroySync();
  throw new StatementError(
    '003001',
    '42501',
    'SQL access control error:\nInsufficient privileges to operate on the schema.',
  );
}

async function placesOf(connection: DuckDBConnection): Promise<[string, string][]> {
  const reader = await connection.runAndReadAll('select database_name, schema_name from duckdb_schemas()');
  return reader.getRows() as [string, string][];
}

function isSame(name: string, other: unknown): boolean {
  return name.toLowerCase() === String(other).toLowerCase();
}

/** Marks the setup's names that only quotes find in Snowflake. */
async function markNamesOfSetup(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    'select database_name, schema_name, table_name, column_name from duckdb_columns() where not internal',
  );
  const rows = reader.getRows().map((row) => row.map(String)) as [string, string, string, string][];
  const tables = new Map<string, string>();
  for (const [database, schema, table, column] of rows) {
    const path = [database, schema, table].map(quoteName).join('.');
    if (isQuotedInSetup(table)) tables.set(path, table);
    if (!isQuotedInSetup(column)) continue;
    await connection.run(`alter table ${path} rename column ${quoteName(column)} to ${quoteName(markName(column))}`);
  }
  for (const [path, table] of tables)
    await connection.run(`alter table ${path} rename to ${quoteName(markName(table))}`);
}

/** Minutes east of UTC of a zone, at seconds since 1970. */
function zoneOffset(zone: string): (seconds: bigint) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (seconds) => {
    const name =
      format.formatToParts(Number(seconds) * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const found = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name);
    const minutes = Number(found?.[2] ?? 0) * 60 + Number(found?.[3] ?? 0);
    return found?.[1] === '-' ? -minutes : minutes;
  };
}
