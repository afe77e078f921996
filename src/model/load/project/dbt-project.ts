/** What the configuration knows of a dbt project. Paths are absolute. */
export interface DbtProject {
  readonly root: string;
  /** `name` of dbt_project.yml: the package that the project is itself. */
  readonly name: string;
  readonly modelPaths: readonly string[];
  readonly seedPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly macroPaths: readonly string[];
  readonly targetPath: string;
  /** `models`, `seeds` and `snapshots` of dbt_project.yml: settings by folder. */
  readonly models: unknown;
  readonly seeds: unknown;
  readonly snapshots: unknown;
  /** Where dbt builds to, as far as a profile says. */
  readonly database?: string;
  readonly schema?: string;
  readonly naming: TableNaming;
}

/**
 * How much of a table's name is written: all that dbt says; without the database, for a DuckDB file of another name;
 * the table alone, for a folder of files.
 */
export type TableNaming = 'database' | 'schema' | 'table';
