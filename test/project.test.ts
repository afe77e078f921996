import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem, loadDefinitions, loadManifestDefinitions } from '../src/model/load/index.js';
import type { Definitions } from '../src/model/types.js';

const BAKERY = join(import.meta.dirname, 'fixtures-dbt', 'bakery');
const read = (path: string): unknown => JSON.parse(readFileSync(join(BAKERY, path), 'utf8'));
const FILE = 'target/semantic_manifest.json';

/** Without what must differ between two sources of one project: where things stand, and what tables are called. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner) => (key === 'source' || key === 'relation' ? undefined : inner));

describe('semantic_manifest.json', () => {
  it('is read to what the same YAML says', () => {
    const manifest = loadManifestDefinitions(read(FILE), FILE);
    const yaml = loadDefinitions(join(BAKERY, 'models'));
    expect(manifest.problems.map(formatProblem)).toEqual([]);
    expect(yaml.problems.map(formatProblem)).toEqual([]);
    const { exposures: _, ...said } = bare(yaml.definitions) as Definitions;
    const { exposures, ...found } = bare(manifest.definitions) as Definitions;
    expect(found).toEqual(said);
    expect(exposures).toEqual([]);
  });
});
