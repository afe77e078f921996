import type { DuckDBConnection } from '../warehouse/duckdb.js';
import type { SnowflakeOptions } from '../warehouse/snowflake.js';

/** What `openTrellis` is told. */
export interface TrellisOptions {
  /**
   * Where metrics are defined: a folder of YAML files, a `semantic_manifest.json`, or either one's content as an
   * object (a parsed semantic manifest; or `{semantic_models, metrics, saved_queries, …}` as YAML gives it).
   * May be left out with the demo, which has its own.
   */
  readonly definitions?: string | object | undefined;
  /**
   * A dbt project's folder in the place of `definitions`, read as `--project` reads it: its artifacts, else its YAML.
   * Its profile says where the data is, unless `warehouse` does.
   */
  readonly project?: string | undefined;
  /** The folder of the project's profiles.yml; default: the project, else `.dbt` in the HOME of `env`. */
  readonly profilesDir?: string | undefined;
  /** A target of the profile; default: the profile's own. */
  readonly target?: string | undefined;
  /**
   * For `env_var()` in dbt's files, and to find Snowflake's own (HOME, SNOWFLAKE_HOME), usually the process's own;
   * default: none.
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Needed unless a `project` is named. */
  readonly warehouse?: TrellisWarehouse | undefined;
  /**
   * The instant before which data counts, RFC 3339; a function is asked anew for each query.
   * By default the time of day to the minute (of the demo: its own; of a folder: the day after its latest data).
   */
  readonly now?: string | (() => string) | undefined;
  /** IANA name, of queries that name none; default UTC. */
  readonly timeZone?: string | undefined;
  /** A query without a limit that has more rows is refused; default 10,000. */
  readonly maxRows?: number | undefined;
  /** Metrics × groups, about, that a query may compute; default 100,000,000. */
  readonly maxCost?: number | undefined;
  /** Milliseconds until a statement is interrupted; default 30,000. */
  readonly deadlineMs?: number | undefined;
  /** Statements at once; default 2. A connection of the caller's runs one at a time. */
  readonly concurrency?: number | undefined;
  /** What is kept of the warehouse's answers, and for how long. */
  readonly cache?: CacheOptions | undefined;
  /** Told of troubles that stop no query, such as an artifact of dbt that can't be read. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * Results are kept while the data is of one version. By default that is as long as an embedded warehouse is open, and a
 * minute on Snowflake, or until the next run of dbt in the project's target folder; results of a connection of the
 * caller's are not kept unless one of these says how long they may be.
 */
interface CacheOptions {
  /** Of all results together, about; or a size such as "64MB", the default. 0 keeps none. */
  readonly maxBytes?: number | string | undefined;
  /** A folder of dbt's run_results.json or sources.json: a run makes a new version. */
  readonly artifacts?: string | undefined;
  /** SQL that gives one value, such as the time of the last load: another value is a new version. */
  readonly versionQuery?: string | undefined;
  /** The query is asked at most so often; default 30. */
  readonly checkSeconds?: number | undefined;
  /** A version lasts no longer; 0 is without end. */
  readonly ttlSeconds?: number | undefined;
}

export type TrellisWarehouse =
  /** The Greenery plant shop; `scale` times its sessions. */
  | ({ readonly kind: 'demo'; readonly scale?: number } & EmbeddedLimits)
  /** A DuckDB file, opened read-only. */
  | ({ readonly kind: 'duckdb'; readonly file: string } & EmbeddedLimits)
  /** DuckDB in memory, filled by statements. */
  | ({ readonly kind: 'duckdb'; readonly file?: never; readonly setup?: readonly string[] } & EmbeddedLimits)
  /** An open connection of `@duckdb/node-api`: it stays the caller's, its settings are not touched, it is not closed. */
  | { readonly kind: 'duckdb'; readonly connection: DuckDBConnection }
  /** A folder of CSV and Parquet files named after the tables. */
  | ({ readonly kind: 'folder'; readonly path: string } & EmbeddedLimits)
  | SnowflakeWarehouseOptions;

/** What is not said here comes from the connection, if one is named; an authenticator may be written in any case. */
type SnowflakeWarehouseOptions = { readonly kind: 'snowflake' } & Partial<
  Omit<SnowflakeOptions, 'concurrency' | 'deadlineMs'>
> & {
    /** A connection of Snowflake's connections.toml, which is looked for as `env` says. */
    readonly connection?: string;
    /** Bytes, or a size such as "10GB", that one statement may read. */
    readonly maxScanBytes?: number | string;
    /** Micro-partitions. A statement that would read more than one of the two is refused. */
    readonly maxScanPartitions?: number;
  };

interface EmbeddedLimits {
  readonly threads?: number;
  /** As DuckDB writes it: "2GB". */
  readonly memoryLimit?: string;
}
