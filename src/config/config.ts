import { resolve } from 'node:path';
import type { z } from 'zod';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import { type ProjectConfig, projectConfig } from './dbt/project-config.js';
import { readConfigFile } from './file.js';
import { type ChosenProject, readProject } from './project-choice.js';
import { general, pathSettings, type WarehouseKind, warehouseKinds, warehouses } from './settings.js';
import {
  CONFIG_VARIABLE,
  type Environment,
  readEnvironment,
  readFlags,
  type Source,
  variableOf,
  type Written,
} from './sources.js';

export type WarehouseConfig = { [Kind in WarehouseKind]: z.output<(typeof warehouses)[Kind]> }[WarehouseKind];

/** All that can be configured, checked; paths are absolute, `now` is RFC 3339 in UTC. */
export type Config = Readonly<z.output<typeof general>> & {
  readonly warehouse: WarehouseConfig;
  /** The dbt project whose definitions are meant, in the place of `definitions`. */
  readonly project?: ProjectConfig;
};

/** What a command line may set, in the shape of the file. */
export interface ConfigFlags {
  readonly definitions?: string | undefined;
  readonly project?: string | undefined;
  readonly profilesDir?: string | undefined;
  readonly target?: string | undefined;
  readonly port?: number | string | undefined;
  readonly host?: string | undefined;
  readonly now?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly warehouse?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly limits?: Readonly<Record<string, string | number | undefined>> | undefined;
}

export interface ConfigInput {
  readonly env: Environment;
  /** A trellis.yml that must exist. Without it TRELLIS_CONFIG's, which must exist too, or the one in `cwd`, if any. */
  readonly file?: string | undefined;
  readonly cwd: string;
  readonly flags?: ConfigFlags | undefined;
  /** The folder of definitions where nothing else is said. */
  readonly defaultDefinitions: string;
  /** The warehouse will not be connected to: a profile that can't be read in full is good enough. */
  readonly offline?: boolean;
}

/**
 * The configuration: command line over environment over file over defaults; without any, the demo.
 * CONFIG_INVALID lists every problem at once, and quotes no value: it may be a secret.
 */
export function loadConfig(input: ConfigInput): Config {
  const named = input.file ?? (input.env[CONFIG_VARIABLE] || undefined);
  const path = resolve(input.cwd, named ?? 'trellis.yml');
  const file = readConfigFile(path, input.cwd);
  const missing = file === undefined && named !== undefined ? [`${path}: there is no such file.`] : [];
  const own: readonly Source[] = [
    { written: [], problems: missing },
    file ?? { written: [], problems: [] },
    readEnvironment(input.env, input.cwd),
    readFlags(input.flags ?? {}, input.cwd),
  ];
  return settle(own, readProject(own, input), input.defaultDefinitions);
}

/**
 * What sources say together, each going before those that stand before it; a project's connection is the lowest.
 * @throws CONFIG_INVALID
 */
export function settle(own: readonly Source[], dbt: ChosenProject | undefined, defaultDefinitions: string): Config {
  const sources: readonly Source[] = [...(dbt ? [dbt.settings.source] : []), ...own];

  const kind = chooseKind(sources);
  const written = new Map<string, Written>();
  for (const each of sources.flatMap((source, rank) => relevant(source, rank, kind))) written.set(each.setting, each);

  const values = nest(written, defaultDefinitions);
  const { warehouse, project: _project, profilesDir: _profilesDir, target: _target, ...rest } = values;
  const generalResult = general.safeParse(rest);
  const warehouseResult =
    kind.name === undefined ? undefined : warehouses[kind.name].safeParse({ ...warehouse, kind: kind.name });
  const problems = [
    ...sources.flatMap((source) => source.problems),
    ...kind.problems,
    ...problemsOf(generalResult.error, '', written),
    ...problemsOf(warehouseResult?.error, 'warehouse.', written, kind.name),
  ];
  if (problems.length > 0 || !generalResult.success || !warehouseResult?.success) throw invalid(problems);
  const config: Config = { ...generalResult.data, warehouse: warehouseResult.data };
  if (!dbt?.isMeant) return config;
  const place = written.get(config.warehouse.kind === 'duckdb' ? 'warehouse.file' : 'warehouse.account');
  const isOfProfile = place !== undefined && dbt.settings.source.written.includes(place);
  return { ...config, project: projectConfig(dbt.settings, { kind: config.warehouse.kind, isOfProfile }) };
}

interface Kind {
  readonly name: WarehouseKind | undefined;
  /** The index of the source that chose it; -1 for the default. */
  readonly rank: number;
  readonly problems: readonly string[];
}

/** The last source that names a kind decides it. */
function chooseKind(sources: readonly Source[]): Kind {
  for (let rank = sources.length - 1; rank >= 0; rank--) {
    const written = sources[rank]!.written.find(({ setting }) => setting === 'warehouse.kind');
    if (written === undefined) continue;
    const name = warehouseKinds.find((each) => each === written.value);
    const near = didYouMean(nearestNames(String(written.value), warehouseKinds));
    const problems = name === undefined ? [`${written.label} must be one of ${warehouseKinds.join(', ')}.${near}`] : [];
    return { name, rank, problems };
  }
  return { name: 'demo', rank: -1, problems: [] };
}

/** `--data` over a file that describes Snowflake: what the file says of Snowflake is not meant any more. */
function relevant({ written }: Source, rank: number, kind: Kind): readonly Written[] {
  const own = written.find(({ setting }) => setting === 'warehouse.kind');
  const isOtherKind = own !== undefined && own.value !== kind.name;
  const known = kind.name === undefined ? {} : warehouses[kind.name].shape;
  return written.filter(({ setting }) => {
    if (!setting.startsWith('warehouse.')) return true;
    return rank >= kind.rank || (!isOtherKind && setting.slice('warehouse.'.length) in known);
  });
}

function nest(written: ReadonlyMap<string, Written>, definitions: string) {
  const values: { [name: string]: unknown; warehouse: object; limits: object } = {
    definitions,
    warehouse: {},
    limits: {},
  };
  for (const { setting, value, folder } of written.values()) {
    const [first = '', second] = setting.split('.');
    const meant =
      pathSettings.has(setting) && typeof value === 'string' && value !== '' ? resolve(folder, value) : value;
    if (second === undefined) values[first] = meant;
    else values[first] = { ...(values[first] as object), [second]: meant };
  }
  return values;
}

function problemsOf(
  error: z.ZodError | undefined,
  prefix: string,
  written: ReadonlyMap<string, Written>,
  kind?: WarehouseKind,
): readonly string[] {
  return (error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `${written.get(`${prefix}${key}`)?.label ?? key} is not a setting of a ${kind} warehouse.`,
      );
    }
    const setting = `${prefix}${issue.path.join('.')}`;
    const label = written.get(setting)?.label;
    const accepted = issue.message.replace(/\.$/, '');
    const sentence = /\?$/.test(accepted) ? accepted : `${accepted}.`;
    if (label !== undefined) return [`${label} must be ${sentence}`];
    return [`${setting} (or ${variableOf(setting)}) is required: ${sentence}`];
  });
}

function invalid(problems: readonly string[]): TrellisError {
  const head =
    problems.length === 1 ? 'The configuration has a problem:' : `The configuration has ${problems.length} problems:`;
  return new TrellisError('CONFIG_INVALID', [head, ...problems.map((problem) => `  ${problem}`)].join('\n'));
}
