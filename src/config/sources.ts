import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { settingNames } from './settings.js';

/** One value as somebody wrote it. */
export interface Written {
  /** `limits.maxRows` */
  readonly setting: string;
  readonly value: unknown;
  /** How a message names it: `trellis.yml:4:7: limits.maxRows`, `TRELLIS_LIMITS_MAX_ROWS`. */
  readonly label: string;
  /** The folder that a relative path is relative to. */
  readonly folder: string;
}

/** All that one place says: the file, the environment or the command line. */
export interface Source {
  readonly written: readonly Written[];
  readonly problems: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'TRELLIS_';
export const CONFIG_VARIABLE = `${PREFIX}CONFIG`;

/** `limits.maxRows` → `TRELLIS_LIMITS_MAX_ROWS`. */
export function variableOf(setting: string): string {
  const words = setting.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('.', '_');
  return `${PREFIX}${words.toUpperCase()}`;
}

const variables = new Map(settingNames.map((setting) => [variableOf(setting), setting]));

/** `PORT` and `TRELLIS_…`; an empty variable counts as unset. A TRELLIS_ variable that means nothing is a problem. */
export function readEnvironment(env: Environment, cwd: string): Source {
  const written: Written[] = [];
  const problems: string[] = [];
  if (env.PORT && !env.TRELLIS_PORT) written.push({ setting: 'port', value: env.PORT, label: 'PORT', folder: cwd });
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || variable === CONFIG_VARIABLE || !value) continue;
    const setting = variables.get(variable);
    if (setting !== undefined) written.push({ setting, value, label: variable, folder: cwd });
    else problems.push(`${variable}: there is no such variable.${didYouMean(nearVariables(variable))}`);
  }
  return { written, problems };
}

/** Without the prefix, which would make all of them look alike. */
function nearVariables(variable: string): readonly string[] {
  const names = [...variables.keys()].map((name) => name.slice(PREFIX.length));
  return nearestNames(variable.slice(PREFIX.length), names).map((name) => `${PREFIX}${name}`);
}

/** Values of the command line, in the shape of the file: `{warehouse: {kind: 'folder', path: 'data'}}`. */
export function readFlags(flags: object, cwd: string, prefix = ''): Source {
  const written = Object.entries(flags).flatMap(([key, value]: [string, unknown]): readonly Written[] => {
    const setting = `${prefix}${key}`;
    if (value === undefined) return [];
    if (typeof value === 'object' && value !== null) return readFlags(value, cwd, `${setting}.`).written;
    return [{ setting, value, label: `command line: ${setting}`, folder: cwd }];
  });
  return { written, problems: [] };
}
