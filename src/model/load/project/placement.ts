import type { Json } from '../manifest/json.js';

/** What a model, a seed, a snapshot, or a folder of them may say of its place. */
export type Placement = Readonly<Partial<Record<PlacementKey, string>>>;
type PlacementKey = (typeof KEYS)[number];

/** The `target_` keys are of snapshots before dbt 1.9, which still hold. */
const KEYS = ['database', 'schema', 'alias', 'target_schema', 'target_database'] as const;

/** Of a `config` in YAML, or of a level of dbt_project.yml, where keys begin with a plus. */
export function placementOf(config: Json): Placement {
  const known = KEYS.flatMap((key) => {
    const text = config.get(key).text() ?? config.get(`+${key}`).text();
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(known);
}

/**
 * `{{ config(schema='marts') }}`, or Python's `dbt.config(schema='marts')`. A value that is no plain text stays as
 * Jinja, which nobody here runs.
 */
export function placementInCode(text: string): Placement {
  const code = text.replace(/\{#[\s\S]*?#\}/gu, '');
  const calls = [...code.matchAll(/\{\{-?\s*config\s*\(([\s\S]*?)\)\s*-?\}\}|\bdbt\.config\s*\(([^)]*)\)/gu)];
  const found = calls
    .flatMap(([, jinja, python]) => [...`${jinja ?? python},`.matchAll(KEYWORD)])
    .filter(([, , value]) => !/^none$/iu.test(value!))
    .map(([, key, value]) => [key, /^(['"])([^'"]*)\1$/u.exec(value!)?.[2] ?? `{{ ${value} }}`]);
  return Object.fromEntries(found);
}

const KEYWORD = new RegExp(`\\b(${KEYS.join('|')})\\s*=\\s*([^,]+?)\\s*,`, 'gu');
