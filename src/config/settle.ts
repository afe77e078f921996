import { resolve } from 'node:path';
import { projectConfig } from './dbt/project-config.js';
import { fromHome, homeOf } from './paths.js';
import { invalidConfig, type Names, problemsOf } from './problems.js';
import type { ChosenProject } from './project-choice.js';
import { general, pathSettings } from './settings.js';
import { type SettledWarehouse, settleWarehouse } from './settle-warehouse.js';
import type { Config } from './shape.js';
import type { ChosenConnection } from './snowflake/connection.js';
import type { Attendance } from './snowflake/login.js';
import { type Environment, type Source, variableOf, type Written } from './sources.js';
import { chooseKind, relevant } from './warehouse-kind.js';

export interface SettleInput {
  /** What was said to Trellis itself; a later source goes before an earlier one. */
  readonly own: readonly Source[];
  /** A project, with the connection of its profile, which all of `own` goes before. */
  readonly dbt?: ChosenProject | undefined;
  /** A connection of Snowflake's own files, which `own` goes before too. */
  readonly connection?: ChosenConnection | undefined;
  readonly defaultDefinitions: string;
  readonly env: Environment;
  readonly attendance: Attendance;
  /** False for programs, to which no TRELLIS_ variable speaks. */
  readonly hasVariables: boolean;
}

/**
 * What all sources say together.
 * @throws CONFIG_INVALID with every problem
 */
export function settle(input: SettleInput): Config {
  const { own, dbt, connection, attendance, hasVariables } = input;
  const below = [
    ...(connection ? [connection.fallback] : []),
    ...(dbt && !connection?.isNamed ? [dbt.settings.source] : []),
    ...(connection ? [connection.source] : []),
  ];
  const sources: readonly Source[] = [...below, ...own];

  const kind = chooseKind(sources);
  const written = new Map<string, Written>();
  const ranks = new Map<string, number>();
  for (const [index, source] of sources.entries()) {
    for (const each of relevant(source, index, kind)) {
      written.set(each.setting, each);
      ranks.set(each.setting, source === connection?.fallback ? 0 : index < below.length ? 1 : 2);
    }
  }
  const unwritten = (setting: string) => (hasVariables ? `${setting} (or ${variableOf(setting)})` : setting);
  const names: Names = { written, unwritten };

  const { warehouse, project: _project, profilesDir: _dir, target: _target, ...rest } = nest(written, input);
  const generalResult = general.safeParse(rest);
  const isUnread = kind.name === 'snowflake' && connection?.isUnread;
  const settled: SettledWarehouse =
    kind.name === undefined
      ? { problems: [], warnings: [] }
      : settleWarehouse(kind.name, warehouse, { names, ranks, attendance: isUnread ? 'offline' : attendance });
  const problems = [
    ...sources.flatMap((source) => source.problems),
    ...kind.problems,
    ...problemsOf(generalResult.error, '', names),
    ...settled.problems,
  ];
  if (problems.length > 0 || !generalResult.success || !settled.warehouse) throw invalidConfig(problems);
  const used = settled.warehouse.kind === 'snowflake' ? connection : undefined;
  const config: Config = {
    ...generalResult.data,
    warehouse: settled.warehouse,
    ...(used?.title !== undefined && { connection: used.title }),
    warnings: [...(used?.warnings ?? []), ...settled.warnings],
  };
  if (!dbt?.isMeant) return config;
  const place = written.get(config.warehouse.kind === 'duckdb' ? 'warehouse.file' : 'warehouse.account');
  const isOfProfile = place !== undefined && dbt.settings.source.written.includes(place);
  return { ...config, project: projectConfig(dbt.settings, { kind: config.warehouse.kind, isOfProfile }) };
}

/** `warehouse.path` → `{warehouse: {path}}`, with absolute paths. */
function nest(written: ReadonlyMap<string, Written>, { defaultDefinitions, env }: SettleInput) {
  const values: { [name: string]: unknown; warehouse: object; limits: object } = {
    definitions: defaultDefinitions,
    warehouse: {},
    limits: {},
  };
  const home = homeOf(env);
  for (const { setting, value, folder } of written.values()) {
    const [first = '', second] = setting.split('.');
    const meant =
      pathSettings.has(setting) && typeof value === 'string' && value !== ''
        ? resolve(folder, fromHome(value, home))
        : value;
    if (second === undefined) values[first] = meant;
    else values[first] = { ...(values[first] as object), [second]: meant };
  }
  return values;
}
