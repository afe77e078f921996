import { basename, extname } from 'node:path';
import { TrellisError } from '../../errors/trellis-error.js';
import type { Written } from '../sources.js';
import type { Connection, Folders } from './connection.js';
import type { Target, TargetKey } from './profile.js';
import { isMap } from './yaml-file.js';

/** Keys of dbt-duckdb that change what can be read, and that Trellis does not know. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  attach: 'tables of attached databases are not found',
  extensions: 'no extension is loaded',
  secrets: 'no secret is created',
  plugins: 'no plugin is loaded',
  filesystems: 'no file system is registered',
  use_credential_provider: 'no credentials are fetched',
  config_options: 'they are not set',
};
const SETTINGS: Readonly<Record<string, string>> = {
  threads: 'threads',
  memory_limit: 'memoryLimit',
  max_memory: 'memoryLimit',
};

/**
 * A dbt-duckdb target. `path` is relative to the project's folder, where dbt runs; `threads` of the target are dbt's own.
 * Source: https://github.com/duckdb/dbt-duckdb#configuring-your-profile
 * @throws CONFIG_INVALID for a database in memory, which ends with dbt, and one that is not a local file
 */
export function duckdbConnection({ keys, file, name, profile }: Target, { root }: Folders): Connection {
  const path = keys.get('path');
  const where = path?.label ?? `${file}: ${profile}.${name}`;
  if (path === undefined || path.value === ':memory:') {
    throw invalid(
      `${where} is a DuckDB in memory, which is gone when dbt ends. Give dbt a "path", or name the data in trellis.yml ("warehouse").`,
    );
  }
  if (typeof path.value !== 'string') throw invalid(`${where} must be the path of a DuckDB file.`);
  if (/^[a-z][a-z0-9+]+:/iu.test(path.value)) {
    throw invalid(
      `${where} is no local file: of DuckDB, Trellis reads files, not MotherDuck, DuckLake or web addresses.`,
    );
  }
  if (keys.has('remote')) throw invalid(`${keys.get('remote')!.label}: a remote DuckDB can't be read.`);
  const { written, warnings } = settingsOf(keys.get('settings'), root);
  return {
    written: [
      { setting: 'warehouse.kind', value: 'duckdb', label: where, folder: root },
      { setting: 'warehouse.file', value: path.value, label: where, folder: root },
      ...written,
    ],
    warnings: [
      ...Object.entries(LEFT_OUT).flatMap(([key, effect]) => {
        const left = keys.get(key);
        return left === undefined ? [] : [`${left.label} is left out: ${effect}.`];
      }),
      ...warnings,
    ],
    database: textOf(keys.get('database')) ?? basename(path.value, extname(path.value)),
    schema: textOf(keys.get('schema')) ?? 'main',
  };
}

function settingsOf(settings: TargetKey | undefined, folder: string) {
  const written: Written[] = [];
  const left: string[] = [];
  for (const [key, value] of Object.entries(isMap(settings?.value) ? settings.value : {})) {
    const known = SETTINGS[key.toLowerCase()];
    if (known === undefined) left.push(key);
    else written.push({ setting: `warehouse.${known}`, value, label: `${settings!.label}.${key}`, folder });
  }
  return {
    written,
    warnings:
      left.length === 0 ? [] : [`${settings!.label} is left out but for threads and memory_limit: ${left.join(', ')}.`],
  };
}

function textOf(key: TargetKey | undefined): string | undefined {
  return key === undefined ? undefined : String(key.value);
}

function invalid(message: string): TrellisError {
  return new TrellisError('CONFIG_INVALID', message);
}
