import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Problem } from '../../definitions.js';
import { Json } from '../manifest/json.js';
import { problem } from '../problem.js';
import type { DbtProject } from './dbt-project.js';

/** A JSON file that dbt wrote into its target folder. */
export interface Artifact {
  /** Relative to the project: `target/manifest.json`. */
  readonly file: string;
  readonly json: unknown;
  readonly written: Date;
}

/** What dbt left in the target folder; each may be absent. */
export interface Artifacts {
  readonly manifest?: Artifact;
  readonly semanticManifest?: Artifact;
  readonly catalog?: Artifact;
}

/** The artifacts of a project, and which of them can't be read. */
export function readArtifacts({ root, targetPath }: DbtProject): {
  readonly artifacts: Artifacts;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const read = (name: string): Artifact | undefined => {
    const path = join(targetPath, name);
    const file = relative(root, path).split(sep).join('/');
    try {
      return { file, json: JSON.parse(readFileSync(path, 'utf8')), written: statSync(path).mtime };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      const reason = error instanceof SyntaxError ? 'is no valid JSON' : "can't be read";
      const message = `This file ${reason}. "dbt parse" writes it anew; without it, YAML is read.`;
      problems.push(problem({ file, line: 1, column: 1 }, message));
      return undefined;
    }
  };
  const manifest = read('manifest.json');
  const semanticManifest = read('semantic_manifest.json');
  const catalog = read('catalog.json');
  return {
    artifacts: {
      ...(manifest && { manifest }),
      ...(semanticManifest && { semanticManifest }),
      ...(catalog && { catalog }),
    },
    problems,
  };
}

/** `written 2026-03-15 06:00 UTC, 3 hours ago` */
export function ageOf({ written }: Artifact, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - written.getTime()) / 60_000));
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 2880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `written ${written.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/** Of `https://schemas.getdbt.com/dbt/manifest/v12.json`: 12. */
function manifestVersion(manifest: Json): number | undefined {
  const url = manifest.get('metadata').get('dbt_schema_version').text() ?? '';
  const version = /\/manifest\/v(\d+)(?:\.json)?$/u.exec(url)?.[1];
  return version === undefined ? undefined : Number(version);
}

/** Since v10 (dbt 1.6) metrics are those of the semantic layer. */
const FIRST_WITH_SEMANTIC_LAYER = 10;
const FIRST_KNOWN = 4;
const LAST_KNOWN = 12;

/** Whether a manifest's metrics are of the format that dbt gave up with 1.6. */
export function hasOldMetrics(manifest: Json): boolean {
  return (manifestVersion(manifest) ?? LAST_KNOWN) < FIRST_WITH_SEMANTIC_LAYER;
}

/** What its reader should know of a manifest before trusting it. */
export function manifestWarnings(artifact: Artifact, project: DbtProject): readonly string[] {
  return [...versionWarnings(artifact), ...targetWarnings(artifact, project)];
}

/** A manifest names the tables of the target that dbt last parsed for. */
function targetWarnings({ file, json }: Artifact, { database, naming }: DbtProject): readonly string[] {
  if (naming !== 'database' || database === undefined) return [];
  const nodes = new Json(json).get('nodes').entries();
  const databases = new Set(nodes.flatMap(([, node]) => node.get('database').text()?.toLowerCase() ?? []));
  if (databases.size === 0 || databases.has(database.toLowerCase())) return [];
  const found = [...databases].join(', ');
  return [
    `${file} names tables of the database ${found}; the target's is ${database}. "dbt parse" for that target names its tables.`,
  ];
}

function versionWarnings({ file, json }: Artifact): readonly string[] {
  const manifest = new Json(json);
  const version = manifestVersion(manifest);
  if (!manifest.get('nodes').isMap())
    return [`${file} has no "nodes", so it names no tables. "dbt parse" writes it anew.`];
  if (version === undefined) return [`${file} does not say its version; it is read as v${LAST_KNOWN}.`];
  if (version < FIRST_KNOWN || version > LAST_KNOWN) {
    return [
      `${file} is of version v${version}; known are v${FIRST_KNOWN} to v${LAST_KNOWN}. What it shares with them is read.`,
    ];
  }
  const old = hasOldMetrics(manifest) ? manifest.get('metrics').entries() : [];
  if (old.length === 0) return [];
  const names = old.map(([id, metric]) => metric.get('name').text() ?? id).join(', ');
  return [
    `${file} (v${version}) holds metrics in the format that dbt gave up with 1.6; they are left out: ${names}. ` +
      'Metrics are read from YAML of the semantic layer, or from semantic_manifest.json.',
  ];
}
