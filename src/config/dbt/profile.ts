import { join, resolve } from 'node:path';
import { didYouMean, nearestNames } from '../../errors/did-you-mean.js';
import { TrellisError } from '../../errors/trellis-error.js';
import { homeOf } from '../paths.js';
import { type Rendered, type Rendering, render } from './jinja.js';
import type { ProjectFile } from './project-file.js';
import { type DbtYaml, isMap, readDbtYaml } from './yaml-file.js';

/** One output of a profile: the keys that say how to connect. */
export interface Target {
  readonly profile: string;
  readonly name: string;
  /** The adapter: duckdb, snowflake, … */
  readonly type: string;
  /** profiles.yml, as messages name it. */
  readonly file: string;
  readonly keys: ReadonlyMap<string, TargetKey>;
}

export interface TargetKey {
  /** Rendered where it is text. */
  readonly value: unknown;
  /** `profiles.yml:9:17: password` */
  readonly label: string;
}

export interface ProfileInput {
  readonly project: ProjectFile;
  /** Absolute. */
  readonly profilesDir?: string | undefined;
  readonly target?: string | undefined;
  readonly cwd: string;
}

const FILE = 'profiles.yml';

/**
 * The target of a project's profile. profiles.yml is looked for where dbt looks: `profilesDir`, DBT_PROFILES_DIR, the
 * project's folder, ~/.dbt (https://docs.getdbt.com/docs/local/profiles.yml). The target is the one that is told, else
 * DBT_TARGET's, else the profile's own, else "default".
 * @throws CONFIG_INVALID with every key that can't be read
 */
export function readTarget(input: ProfileInput, rendering: Rendering): Target {
  const yaml = findProfiles(input, rendering);
  const { project } = input;
  if (project.profile === undefined) {
    throw invalid(
      `${join(project.root, 'dbt_project.yml')}: "profile" is required to find a connection in ${yaml.name}.`,
    );
  }
  const profile = yaml.data[project.profile];
  if (!isMap(profile)) throw invalid(unknown(yaml.name, 'profile', project.profile, Object.keys(yaml.data)));
  const outputs = isMap(profile.outputs) ? profile.outputs : {};
  const own =
    typeof profile.target === 'string'
      ? renderAt(yaml, [project.profile, 'target'], profile.target, rendering)
      : 'default';
  const name = input.target ?? (rendering.env.DBT_TARGET || String(own));
  const output = outputs[name];
  if (!isMap(output)) {
    throw invalid(unknown(yaml.locate([project.profile, 'outputs']), 'target', name, Object.keys(outputs)));
  }
  return {
    profile: project.profile,
    name,
    file: yaml.name,
    ...readKeys(yaml, [project.profile, 'outputs', name], output, rendering),
  };
}

function readKeys(
  yaml: DbtYaml,
  path: readonly string[],
  output: Readonly<Record<string, unknown>>,
  rendering: Rendering,
): Pick<Target, 'type' | 'keys'> {
  const problems: string[] = [];
  const keys = new Map<string, TargetKey>();
  for (const [key, written] of Object.entries(output)) {
    if (written === null || written === undefined) continue;
    const label = `${yaml.locate([...path, key])}: ${key}`;
    try {
      keys.set(key, { value: renderAll(yaml, [...path, key], written, rendering), label });
    } catch (error) {
      if (!(error instanceof TrellisError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw invalid(problems.join('\n'));
  const type = keys.get('type')?.value;
  if (typeof type !== 'string') throw invalid(`${yaml.locate(path)}: the target "${path.at(-1)}" has no "type".`);
  return { type, keys };
}

/** Texts at any depth, rendered. */
function renderAll(yaml: DbtYaml, path: readonly string[], value: unknown, rendering: Rendering): unknown {
  if (typeof value === 'string') return renderAt(yaml, path, value, rendering);
  if (Array.isArray(value)) return value.map((item) => renderAll(yaml, path, item, rendering));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, renderAll(yaml, [...path, key], inner, rendering)]),
  );
}

function renderAt(yaml: DbtYaml, path: readonly string[], text: string, rendering: Rendering): Rendered {
  try {
    return render(text, rendering);
  } catch (error) {
    if (error instanceof TrellisError) throw invalid(`${yaml.locate(path)}: ${path.at(-1)} ${error.message}.`);
    throw error;
  }
}

function findProfiles({ project, profilesDir, cwd }: ProfileInput, { env }: Rendering): DbtYaml {
  const told = profilesDir ?? (env.DBT_PROFILES_DIR ? resolve(cwd, env.DBT_PROFILES_DIR) : undefined);
  const home = homeOf(env);
  const folders = told === undefined ? [project.root, ...(home ? [join(home, '.dbt')] : [])] : [told];
  for (const folder of folders) {
    const yaml = readDbtYaml(join(folder, FILE), cwd);
    if (typeof yaml === 'string') throw invalid(yaml);
    if (yaml !== undefined) return yaml;
  }
  throw invalid(
    `There is no ${FILE} in ${folders.join(' or ')}. Name its folder with --profiles-dir, or say in trellis.yml where the data is ("warehouse").`,
  );
}

function unknown(where: string, what: string, name: string, known: readonly string[]): string {
  const near = didYouMean(nearestNames(name, known));
  return `${where}: there is no ${what} "${name}".${near || ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ') || 'none'}.`}`;
}

function invalid(message: string): TrellisError {
  return new TrellisError('CONFIG_INVALID', message);
}
