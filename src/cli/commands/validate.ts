import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { columnTypesOf, describeTypeOrigins } from '../../composition/column-types.js';
import { compareWithLock } from '../../composition/dataset-lock.js';
import { readDefinitions } from '../../composition/definitions.js';
import { describeDefinitions, describeWarehouse } from '../../composition/greeting.js';
import { checkDefinitions } from '../../composition/open-catalog.js';
import { openWarehouse } from '../../composition/open-warehouse.js';
import type { Config } from '../../config/config.js';
import { checkWithWarehouse, type WarehouseFindings } from '../../engine/check/warehouse-check.js';
import { TrellisError } from '../../errors/trellis-error.js';
import { SemanticCatalog } from '../../model/catalog.js';
import type { Problem } from '../../model/definitions.js';
import {
  COLUMN_TYPES_FILE,
  columnTypesText,
  DATASET_LOCK_FILE,
  datasetLockText,
  formatProblem,
  type LoadedDefinitions,
  staleColumnTypes,
} from '../../model/load/index.js';
import { Exit, type Io } from '../io.js';
import { type ConfigOptions, readConfig } from '../options.js';

interface ValidateOptions extends ConfigOptions {
  readonly warehouse?: true;
  readonly writeTypes?: true;
  readonly writeLock?: true;
}

/** `trellis validate`: every problem of a folder of definitions or of a dbt project at once, as file:line:column. */
export function validateCommand(io: Io): Command {
  return new Command('validate')
    .description('check a folder of definitions or a dbt project; prints every problem as file:line:column')
    .argument('[dir]', 'the folder; default: the configured one')
    .option('--config <file>', 'settings; default: trellis.yml in this folder, if there is one')
    .option('--project <dir>', 'check the definitions of a dbt project')
    .option('--profiles-dir <dir>', 'the folder of profiles.yml; default: where dbt looks')
    .option('--target <name>', "a target of the profile; default: the profile's own")
    .option('--warehouse', 'ask the warehouse too whether it has every table, column and function; reads no rows')
    .option('--write-types', `keep the types of columns beside the definitions, in ${COLUMN_TYPES_FILE}`)
    .option('--connection <name>', 'the warehouse is Snowflake, over a connection of its own connections.toml')
    .option('--write-lock', `promise the columns of datasets to their readers, in ${DATASET_LOCK_FILE}`)
    .option('--data <dir>', 'the warehouse is a folder of CSV or Parquet files named after the tables')
    .option('--scale <n>', 'the warehouse is the Greenery demo with n times its sessions')
    .action(async (dir: string | undefined, options: ValidateOptions) => {
      const use = options.warehouse ? 'warehouse' : 'offline';
      const config = dir === undefined || options.warehouse ? readConfig(options, io, use) : undefined;
      await validate(dir === undefined ? config! : { definitions: resolve(io.cwd, dir) }, options, config, io);
    });
}

async function validate(
  meant: Pick<Config, 'definitions' | 'project'>,
  options: ValidateOptions,
  config: Config | undefined,
  io: Io,
): Promise<void> {
  const folder = meant.project?.root ?? meant.definitions;
  const { loaded: read, origin, warnings } = readDefinitions(meant);
  for (const warning of warnings) io.err(`warning: ${warning}\n`);
  const loaded = await checkDefinitions(read);
  failOn(loaded.problems, folder, io);
  if (options.writeTypes && !options.warehouse) {
    throw new TrellisError('CONFIG_INVALID', '--write-types asks the warehouse: say --warehouse too.');
  }
  if (options.warehouse && config) await validateWithWarehouse(folder, loaded, options, config, io);
  const { definitions } = options.writeTypes ? readDefinitions(meant).loaded : loaded;
  const catalog = new SemanticCatalog(definitions);
  checkLock(folder, catalog, options, io);
  io.out(`${folder} is valid: ${describeDefinitions(catalog)}.\n`);
  for (const [heading, text] of origin) io.out(`  ${heading} ${text}\n`);
  const types = describeTypeOrigins(definitions);
  if (types !== '') io.out(`Types of dimensions: ${types}.\n`);
}

async function validateWithWarehouse(
  folder: string,
  { definitions, sql }: LoadedDefinitions,
  { writeTypes }: ValidateOptions,
  config: Config,
  io: Io,
): Promise<void> {
  for (const warning of config.warnings) io.err(`warning: ${warning}\n`);
  const warehouse = await openWarehouse(config);
  let findings: WarehouseFindings;
  try {
    findings = await checkWithWarehouse(sql, new SemanticCatalog(definitions), warehouse);
  } finally {
    await warehouse.close();
  }
  failOn(findings.problems, folder, io);
  const types = columnTypesOf(definitions, findings);
  if (writeTypes) write(join(folder, COLUMN_TYPES_FILE), columnTypesText(types));
  else failOn(staleColumnTypes(folder, types), folder, io);
  io.out(`All SQL fits the warehouse: ${describeWarehouse(config.warehouse)}.\n`);
}

/** Readers of datasets find what they were promised; a lock that breaks a promise is not written either. */
function checkLock(folder: string, catalog: SemanticCatalog, { writeLock }: ValidateOptions, io: Io): void {
  const today = new Date().toISOString().slice(0, 10);
  const { problems, unlocked, lock } = compareWithLock(folder, catalog, today);
  failOn(problems, folder, io);
  if (writeLock) write(join(folder, DATASET_LOCK_FILE), datasetLockText(lock));
  else if (unlocked.length > 0) {
    io.out(`${DATASET_LOCK_FILE} lacks ${unlocked.join(', ')}: trellis validate --write-lock adds it.\n`);
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new TrellisError('CONFIG_INVALID', `"${path}" can't be written.`, { cause });
  }
}

function failOn(problems: readonly Problem[], folder: string, io: Io): void {
  if (problems.length === 0) return;
  io.out(problems.map((problem) => `${formatProblem(problem)}\n`).join(''));
  io.err(`${problems.length} problem${problems.length === 1 ? '' : 's'} in ${folder}\n`);
  throw new Exit(1);
}
