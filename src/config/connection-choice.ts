import type { ChosenProject } from './project-choice.js';
import { type ChosenConnection, readConnection } from './snowflake/connection.js';
import type { Environment, Source } from './sources.js';
import { chooseKind } from './warehouse-kind.js';

export interface ConnectionContext {
  readonly env: Environment;
  readonly cwd: string;
  readonly offline: boolean;
}

/**
 * The connection of Snowflake's own files that the settings name; the default one where they ask for Snowflake and
 * neither they nor a project's profile say which account.
 */
export function chooseConnection(
  own: readonly Source[],
  dbt: ChosenProject | undefined,
  context: ConnectionContext,
): ChosenConnection | undefined {
  const kind = chooseKind(own);
  const isOther = kind.rank >= 0 && kind.name !== 'snowflake';
  const written = own.flatMap((source) => source.written);
  const wanted = written.findLast(({ setting }) => setting === 'warehouse.connection');
  if (isOther) return undefined;
  if (wanted !== undefined)
    return typeof wanted.value === 'string' ? readConnection({ ...context, wanted }) : undefined;
  const saysAccount = [...written, ...(dbt?.settings.source.written ?? [])].some(
    ({ setting }) => setting === 'warehouse.account',
  );
  return kind.name === 'snowflake' && !saysAccount ? readConnection({ ...context, wanted }) : undefined;
}
