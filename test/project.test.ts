import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { type DbtProject, formatProblem, type LoadedProject, loadProject } from '../src/model/load/index.js';
import { tablesOfRelation } from '../src/model/relation-tables.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';

const FIXTURES = join(import.meta.dirname, 'fixtures-dbt');
const BAKERY = join(FIXTURES, 'bakery');
const temporary = mkdtempSync(join(tmpdir(), 'trellis-project-'));
afterAll(() => rmSync(temporary, { recursive: true }));

interface Changes {
  /** Files that are added or written over. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files that are taken away. */
  readonly without?: readonly string[];
  /** The version of manifest.json. */
  readonly manifest?: 4 | 7 | 10;
}

/** A copy of the bakery. Its YAML is of March 1, its artifacts are of March 2. */
function bakery({ files = {}, without = [], manifest }: Changes = {}): string {
  const root = join(mkdtempSync(join(temporary, 'case-')), 'bakery');
  cpSync(BAKERY, root, { recursive: true });
  if (manifest) cpSync(join(FIXTURES, 'manifests', `v${manifest}.json`), join(root, 'target/manifest.json'));
  for (const path of without) rmSync(join(root, path), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const set = (path: string, day: string) =>
    !without.includes(path) && utimesSync(join(root, path), new Date(day), new Date(day));
  set('models/marts/sales.yml', '2026-03-01T12:00:00Z');
  set('models/sources.yml', '2026-03-01T12:00:00Z');
  if (!without.includes('target')) {
    set('target/semantic_manifest.json', '2026-03-02T06:00:00Z');
    set('target/manifest.json', '2026-03-02T06:00:00Z');
  }
  return root;
}

const NOW = new Date('2026-03-02T09:00:00Z');
const SEMANTIC = 'target/semantic_manifest.json';
const MANIFEST = 'target/manifest.json';

function load(changes: Changes = {}, project: Partial<DbtProject> = {}): LoadedProject {
  const root = bakery(changes);
  return loadProject(
    {
      root,
      name: 'bakery',
      modelPaths: [join(root, 'models')],
      seedPaths: [join(root, 'seeds')],
      snapshotPaths: [join(root, 'snapshots')],
      macroPaths: [join(root, 'macros')],
      targetPath: join(root, 'target'),
      models: { bakery: { marts: { '+schema': 'marts' } } },
      seeds: undefined,
      snapshots: undefined,
      database: 'bakery',
      schema: 'main',
      naming: 'database',
      ...project,
    },
    NOW,
  );
}

const tablesOf = ({ definitions: { models, timeSpines } }: LoadedProject) =>
  Object.fromEntries([...models, ...timeSpines].map(({ name, relation }) => [name, tablesOfRelation(relation).join()]));
const said = ({ problems }: LoadedProject) => problems.map(formatProblem);

const AS_BUILT = {
  sales: '"bakery"."main_marts"."sales"',
  shops: '"bakery"."main_marts"."shops"',
  days: '"bakery"."main_calendar"."days"',
};
const BY_DEFAULT = {
  sales: 'bakery.main_marts.sales',
  shops: 'bakery.main_marts.shops',
  days: 'bakery.main_calendar.days',
};

describe('a link to a folder that it stands in', () => {
  it('is not followed', () => {
    const root = bakery({ without: ['target'] });
    symlinkSync('.', join(root, 'models/again'));
    symlinkSync('../..', join(root, 'models/marts/up'));
    const project = { root, modelPaths: [join(root, 'models')], targetPath: join(root, 'target') };
    expect(said(load({ without: ['target'] }, project))).toEqual(said(load({ without: ['target'] })));
  });
});

describe('a project with artifacts', () => {
  it('is read from them, and says so', () => {
    const loaded = load();
    expect(said(loaded)).toEqual([]);
    expect(loaded.warnings).toEqual([]);
    expect(loaded.origin).toEqual({
      definitions: 'target/semantic_manifest.json, written 2026-03-02 06:00 UTC, 3 hours ago',
      tables: 'target/manifest.json, written 2026-03-02 06:00 UTC, 3 hours ago',
    });
    expect(tablesOf(loaded)).toEqual(AS_BUILT);
    expect(loaded.artifacts.catalog).toBeUndefined();
    expect(loaded.artifacts.manifest?.file).toBe(MANIFEST);
  });

  it('has the types of columns that manifest.json, else catalog.json, else column_types.json tells', () => {
    const catalog = {
      nodes: {
        'model.bakery.sales': {
          metadata: { database: 'bakery', schema: 'main_marts', name: 'sales' },
          columns: { sold_at: { name: 'sold_at', type: 'TIMESTAMP' }, pieces: { name: 'pieces', type: 'INTEGER' } },
        },
      },
    };
    const kept = { '"bakery"."main_marts"."sales"': { pieces: 'double', product: 'long' } };
    const files = { 'target/catalog.json': JSON.stringify(catalog), 'column_types.json': JSON.stringify(kept) };
    for (const without of [[], [SEMANTIC]]) {
      const [sales] = load({ files, without }).definitions.models;
      const typed = new Map([...sales!.dimensions, ...sales!.measures].map((one) => [one.name, one]));
      expect(typed.get('sold_at')).toMatchObject({ type: 'date', typeOrigin: 'manifest' });
      expect(typed.get('pieces')).toMatchObject({ type: 'long' });
      expect(typed.get('product')).toMatchObject({ type: 'long', typeOrigin: 'warehouse' });
      expect(typed.get('is_gift')).toMatchObject({ type: 'boolean', typeOrigin: 'meta' });
    }
  });

  it('has the exposures of manifest.json', () => {
    const [exposure, ...others] = load().definitions.exposures;
    expect(others).toEqual([]);
    expect(exposure).toMatchObject({
      name: 'month_letter',
      label: 'Letter of the month',
      type: 'notebook',
      owner: { name: 'Lin', email: 'lin@bakery.example' },
      dependsOn: { refs: ['sales', 'till.receipts'], metrics: ['revenue'] },
      source: { file: 'models/letter.yml', path: 'exposures.exposure.bakery.month_letter' },
    });
  });

  it('has those of its YAML without one', () => {
    const { definitions } = load({ without: [MANIFEST] });
    expect(definitions.exposures.map(({ name }) => name)).toEqual(['till_board']);
  });

  it('tells where the artifacts may be out of date', () => {
    const root = bakery();
    utimesSync(join(root, 'models/sources.yml'), NOW, NOW);
    const paths = { modelPaths: [join(root, 'models')], seedPaths: [], snapshotPaths: [], macroPaths: [] };
    const settings = { models: undefined, seeds: undefined, snapshots: undefined };
    const { warnings } = loadProject(
      {
        root,
        name: 'bakery',
        ...paths,
        ...settings,
        targetPath: join(root, 'target'),
        database: 'other',
        naming: 'database',
      },
      new Date('2026-03-09T06:00:00Z'),
    );
    expect(warnings).toEqual([
      'target/manifest.json names tables of the database bakery; the target\'s is other. "dbt parse" for that target names its tables.',
      'models/sources.yml is newer than target/semantic_manifest.json: "dbt parse" brings that up to date.',
    ]);
  });

  it('tells which of them is broken', () => {
    expect(said(load({ files: { [SEMANTIC]: '{"metrics": [' } }))).toEqual([
      'target/semantic_manifest.json:1:1  This file is no valid JSON. "dbt parse" writes it anew; without it, YAML is read.',
    ]);
    expect(said(load({ files: { [SEMANTIC]: '{"metrics": []}' } }))).toEqual([
      'target/semantic_manifest.json:1:1  A semantic manifest needs lists "semantic_models". "dbt parse" writes it anew.',
    ]);
    expect(load({ files: { [MANIFEST]: '{"metadata": {}}' } }).warnings).toEqual([
      'target/manifest.json has no "nodes", so it names no tables. "dbt parse" writes it anew.',
    ]);
  });

  it('has its problems told at the line of the YAML that names the definition, with the path in the artifact', () => {
    const manifest = JSON.parse(readFileSync(join(BAKERY, SEMANTIC), 'utf8'));
    const growth = manifest.metrics.findIndex(({ name }: { name: string }) => name === 'revenue_growth');
    manifest.metrics[growth].type_params.expr = 'revenue / / 2';
    const line =
      readFileSync(join(BAKERY, 'models/marts/sales.yml'), 'utf8').split('\n').indexOf('  - name: revenue_growth') + 1;
    expect(line).toBeGreaterThan(1);
    expect(said(load({ files: { [SEMANTIC]: JSON.stringify(manifest) } }))).toEqual([
      `models/marts/sales.yml:${line}:1  (metrics[${growth}].type_params.expr)  Expected a number or the name of an input, but there is "/".`,
    ]);
  });

  it('has those of elements told at the lines that name these', () => {
    const manifest = JSON.parse(readFileSync(join(BAKERY, SEMANTIC), 'utf8'));
    const [sales, shops] = manifest.semantic_models;
    sales.measures.find(({ name }: { name: string }) => name === 'dear_price').agg = 'sums';
    shops.entities[0].type = 'main';
    shops.dimensions[0].type = 'colour';
    const yaml = readFileSync(join(BAKERY, 'models/marts/sales.yml'), 'utf8').split('\n');
    const measure = yaml.indexOf('      - name: dear_price') + 1;
    const entity = yaml.lastIndexOf('      - name: shop') + 1;
    const places = said(load({ files: { [SEMANTIC]: JSON.stringify(manifest) } })).map((text) => text.split('  ')[0]);
    expect(places).toEqual([measure, entity, entity + 4].map((line) => `models/marts/sales.yml:${line}:1`));

    // In dbt's 2026 spec a dimension stands on a column; a list in one line is not read.
    const shopsYaml = `models:
  - name: shops
    semantic_model: true
    # Two shops in a city are two.
    columns:
    - name: shop_id
      entity: {type: primary, name: shop}
    - {name: city, dimension: categorical}
`;
    const files = {
      'models/marts/shops.yml': shopsYaml,
      'models/marts/sales.yml': '',
      [SEMANTIC]: JSON.stringify(manifest),
    };
    const told = said(load({ files })).map((text) => text.split('  ')[0]);
    expect(told).toContain('models/marts/shops.yml:8:1');
    expect(told).toContain('models/marts/shops.yml:2:1');
  });

  it('leaves an empty semantic manifest for the YAML', () => {
    const empty = JSON.stringify({ semantic_models: [], metrics: [], project_configuration: {} });
    expect(load({ files: { [SEMANTIC]: empty } }).origin.definitions).toBe('the YAML below models, seeds');
  });
});

describe('a project’s YAML', () => {
  const without = [SEMANTIC];

  it('is read where there is no semantic manifest; packages and other sections are left alone', () => {
    const loaded = load({ without, files: { 'models/other.yml': 'snapshots: []\nmy_own: {a: 1}\nunit_tests: 5\n' } });
    expect(said(loaded)).toEqual([]);
    expect(loaded.origin.definitions).toBe('the YAML below models, seeds');
    expect(tablesOf(loaded)).toEqual(AS_BUILT);
    expect(loaded.definitions.metrics.map(({ name }) => name)).toContain('revenue_growth');
    expect(loaded.definitions.exposures.map(({ name }) => name)).toEqual(['till_board', 'month_letter']);
  });

  it('has its problems told where they stand', () => {
    const files = {
      'models/more.yml':
        'semantic_modles: []\nmetrics:\n  - {name: double, type: simple, type_params: {measure: revenu}}\n',
    };
    expect(said(load({ without, files }))).toEqual([
      'models/more.yml:1:1  There is no section "semantic_modles". Did you mean "semantic_model" or "semantic_models"?',
      'models/more.yml:3:57  Metric "double" refers to an unknown measure "revenu". Did you mean "revenue"?',
    ]);
  });

  it('may hold metrics of old, which are left out', () => {
    const old = `metrics:
  - {name: turnover, label: T, model: ref('sales'), calculation_method: sum, expression: price, timestamp: sold_at}
  - {name: receipts, label: R, model: ref('sales'), type: count, sql: sale_id, timestamp: sold_at}
`;
    const loaded = load({ without, files: { 'models/old.yml': old } });
    expect(said(loaded)).toEqual([]);
    expect(loaded.warnings).toEqual([
      'Metrics in the format that dbt gave up with 1.6 are left out: turnover, receipts.',
    ]);
  });
});

describe('tables without a manifest.json', () => {
  const without = ['target'];
  const placed = (files: Readonly<Record<string, string>>, project: Partial<DbtProject> = {}) => {
    const loaded = load({ without, files }, project);
    expect(said(loaded)).toEqual([]);
    return tablesOf(loaded);
  };

  it('are called as dbt calls them by default', () => {
    expect(placed({})).toEqual(BY_DEFAULT);
    expect(placed({}, { models: undefined }).sales).toBe('bakery.main.sales');
    expect(placed({}, { database: 'Shop-1', schema: 'dev' }).sales).toBe('"Shop-1".dev_marts.sales');
  });

  it('by the nearest that says so: the model, its YAML, dbt_project.yml', () => {
    const models = { bakery: { '+database': 'lake', marts: { '+schema': 'marts', sales: { alias: 'a' } } } };
    expect(placed({}, { models }).sales).toBe('lake.main_marts.a');
    const yaml = { 'models/props.yml': 'models:\n  - {name: sales, config: {alias: b, schema: gold}}\n' };
    expect(placed(yaml, { models }).sales).toBe('lake.main_gold.b');
    const sql = { 'models/marts/sales.sql': `{{ config(materialized='table', alias = "c") }} select 1` };
    expect(placed({ ...yaml, ...sql }, { models }).sales).toBe('lake.main_gold.c');
  });

  it('are sources and versions too', () => {
    const yaml = (model: string) => `semantic_models:
  - {name: other, model: "${model}", primary_entity: line, dimensions: [{name: kind, type: categorical}]}
`;
    const other = (model: string, more = '') => placed({ 'models/other.yml': yaml(model) + more }).other;
    expect(other("source('till', 'receipts')")).toBe('bakery.raw_till.receipt_lines');
    expect(other("{{ source('depot', 'bins') }}", 'sources: [{name: depot, tables: [{name: bins}]}]\n')).toBe(
      'bakery.depot.bins',
    );
    const versions = 'models: [{name: prices, versions: [{v: 1}, {v: 3}, {v: 2}]}]\n';
    expect(other("ref('prices')", versions)).toBe('bakery.main.prices_v3');
    expect(other("ref('prices', v=2)", versions)).toBe('bakery.main.prices_v2');
    expect(other("ref('prices')", versions.replace('versions', 'latest_version: 1, versions'))).toBe(
      'bakery.main.prices_v1',
    );
  });

  it('are versions with files and names of their own', () => {
    const model = (call: string) =>
      `semantic_models: [{name: other, model: "${call}", primary_entity: e, dimensions: [{name: kind, type: categorical}]}]\n`;
    const versions = `models:
  - name: prices
    latest_version: 2
    config: {schema: gold}
    versions:
      - {v: 1, config: {alias: old_prices}}
      - {v: 2, defined_in: prices_now}
      - {v: 3}
      - {v: 10}
`;
    const files = {
      'models/marts/prices_now.sql': "{{ config(database='lake') }} select 1",
      'models/prices_v3.sql': "{# {{ config(schema='no') }} #}{{ config(schema = 'silver', alias=none) }} select 1",
    };
    const table = (call: string, text = versions) => placed({ ...files, 'models/other.yml': model(call) + text }).other;
    expect(table("ref('prices')")).toBe('lake.main_gold.prices_v2');
    expect(table("ref('prices', v=1)")).toBe('bakery.main_gold.old_prices');
    expect(table("ref('prices', v=3)")).toBe('bakery.main_silver.prices_v3');
    expect(table("ref('prices')", versions.replace('    latest_version: 2\n', ''))).toBe('bakery.main_gold.prices_v10');
    const settings = { bakery: { marts: { prices: { '+alias': 'any', v2: { '+alias': 'two' } } } } };
    const yaml = { ...files, 'models/other.yml': model("ref('prices')") + versions };
    expect(placed(yaml, { models: settings }).other).toBe('lake.main_gold.two');
  });

  it('are seeds and snapshots too, by sections of their own', () => {
    const other = (name: string, files: Readonly<Record<string, string>>, project: Partial<DbtProject> = {}) => {
      const model = `semantic_models: [{name: other, model: ref('${name}'), primary_entity: e, dimensions: [{name: kind, type: categorical}]}]`;
      return placed({ ...files, 'models/other.yml': model }, project).other;
    };
    const seeds = { '+schema': 'no', bakery: { '+schema': 'raw', lists: { '+alias': 'codes', '+database': 'lake' } } };
    expect(other('shops', {}, { seeds })).toBe('bakery.main_marts.shops');
    expect(other('flours', { 'seeds/lists/flours.csv': 'kind\n' }, { seeds })).toBe('lake.main_raw.codes');

    const entry = (more: string) => ({
      'snapshots/daily/shops.yml': `snapshots: [{name: shops_snapshot, relation: ref('shops')${more}}]\n`,
    });
    expect(other('shops_snapshot', entry(', config: {schema: snapshots}'))).toBe(
      'bakery.main_snapshots.shops_snapshot',
    );
    const snapshots = { bakery: { daily: { '+schema': 'history', shops_snapshot: { '+alias': 'shops_then' } } } };
    expect(other('shops_snapshot', entry(''), { snapshots })).toBe('bakery.main_history.shops_then');
    expect(other('shops_snapshot', entry(', config: {target_schema: kept, target_database: lake}'))).toBe(
      'lake.kept.shops_snapshot',
    );

    expect(other('shops', { 'models/marts/shops.sql': "{{ config(target_schema='kept') }} select 1" })).toBe(
      'bakery.main_marts.shops',
    );

    const python = 'def model(dbt, session):\n    dbt.config(materialized="table", schema="lab")\n    return 1\n';
    expect(other('rises', { 'models/rises.py': python })).toBe('bakery.main_lab.rises');

    const code = `{% snapshot bread_then %}{{ config(target_schema='kept', unique_key='id') }} select 1 {% endsnapshot %}
{%- snapshot rolls_then -%} {{ config(schema='old') }} select 2 {%- endsnapshot -%}`;
    const files = { 'snapshots/goods.sql': code };
    expect(other('bread_then', files)).toBe('bakery.kept.bread_then');
    expect(other('rolls_then', files)).toBe('bakery.main_old.rolls_then');
    // The file is a step on the way to a block.
    const byFile = { bakery: { goods: { '+database': 'lake', rolls_then: { '+alias': 'rolls' } } } };
    expect(other('rolls_then', files, { snapshots: byFile })).toBe('lake.main_old.rolls');
  });

  it('are shorter in a warehouse of another name', () => {
    expect(placed({}, { naming: 'schema' }).days).toBe('main_calendar.days');
    expect(placed({}, { naming: 'table' }).days).toBe('days');
    expect(tablesOf(load({}, { naming: 'table' })).days).toBe('days');
  });

  it('may follow rules that only dbt can run', () => {
    const macro = '{% macro generate_schema_name(custom, node) %}x{% endmacro %}';
    const { warnings } = load({ without, files: { 'macros/names.sql': macro } });
    expect(warnings).toEqual([
      'macros/names.sql has a macro generate_schema_name, which is not run: without manifest.json ("dbt parse") tables may be named otherwise.',
    ]);
    const unknown = (name: string, files: Readonly<Record<string, string>> = {}) => {
      const model = `semantic_models: [{name: other, model: "${name}", primary_entity: e, dimensions: [{name: dd, type: categorical}]}]`;
      const loaded = load({ without, files: { ...files, 'models/o.yml': model } });
      return [tablesOf(loaded).other, ...loaded.warnings];
    };
    expect(unknown("ref('crates')")).toEqual([
      'bakery.main.crates',
      `No file of the project defines ref('crates'), so its table is a guess: "dbt parse" names it.`,
    ]);
    expect(unknown("ref('utils', 'shops')")[1]).toMatch(/^No file of the project defines ref\('shops'\)/);
    expect(unknown("source('depot', 'bins')")).toEqual([
      'bakery.depot.bins',
      `No file of the project defines source('depot', 'bins'), so its table is a guess: "dbt parse" names it.`,
    ]);
    expect(unknown("ref('bins')", { 'models/bins.sql': "{{ config(schema=var('x', 'y')) }} select 1" })[1]).toBe(
      `The table of ref('bins') is named with Jinja, which only dbt runs: "dbt parse" names it.`,
    );
    const source = `sources: [{name: s, schema: "{{ var('x') }}", tables: [{name: t}]}]
semantic_models: [{name: other, model: "source('s', 't')", primary_entity: e, dimensions: [{name: dd, type: categorical}]}]
`;
    expect(load({ without, files: { 'models/o.yml': source } }).warnings).toEqual([
      `The table of source('s', 't') is named with Jinja, which only dbt runs: "dbt parse" names it.`,
    ]);
  });
});

describe('manifest.json of version', () => {
  const prices = (call: string) => ({
    'models/prices.yml': `semantic_models: [{name: prices, model: "${call}", primary_entity: price, dimensions: [{name: kind, type: categorical}]}]`,
  });

  it.each([4, 7] as const)('%i names the tables of YAML, its metrics are left out', (manifest) => {
    const loaded = load({ manifest, without: [SEMANTIC] });
    expect(said(loaded)).toEqual([]);
    expect(tablesOf(loaded)).toEqual(AS_BUILT);
    expect(loaded.warnings).toEqual([
      `target/manifest.json (v${manifest}) holds metrics in the format that dbt gave up with 1.6; they are left out: revenue. ` +
        'Metrics are read from YAML of the semantic layer, or from semantic_manifest.json.',
    ]);
    const letter = loaded.definitions.exposures.find(({ name }) => name === 'month_letter');
    expect(letter?.dependsOn).toEqual({ refs: ['sales', 'till.receipts'], metrics: [] });
  });

  it.each([10, undefined] as const)('%s (none: 12) names versions of models', (version) => {
    const manifest = version ? { manifest: version } : {};
    const table = (call: string) => tablesOf(load({ ...manifest, without: [SEMANTIC], files: prices(call) })).prices;
    expect(table("ref('prices')")).toBe('"bakery"."main_marts"."prices_v2"');
    expect(table("ref('prices', v=1)")).toBe('"bakery"."main_marts"."prices_v1"');
    expect(table("ref('bakery', 'prices')")).toBe('"bakery"."main_marts"."prices_v2"');
    expect(table("source('till', 'receipts')")).toBe('"bakery"."raw_till"."receipt_lines"');
  });

  it('that nobody knows is read all the same', () => {
    const v12 = readFileSync(join(BAKERY, MANIFEST), 'utf8');
    const loaded = load({ files: { [MANIFEST]: v12.replace('/v12.json', '/v13.json') } });
    expect(tablesOf(loaded)).toEqual(AS_BUILT);
    expect(loaded.warnings).toEqual([
      'target/manifest.json is of version v13; known are v4 to v12. What it shares with them is read.',
    ]);
  });

  it('any that lacks a model leaves its name to dbt’s rules', () => {
    const loaded = load({ without: [SEMANTIC], files: prices("ref('price_list')") });
    expect(tablesOf(loaded).prices).toBe('bakery.main.price_list');
    expect(loaded.warnings).toEqual([
      "target/manifest.json does not know ref('price_list'); its table is named by dbt's default rules.",
    ]);
  });

  it('two packages with a model of one name gives the project’s own, or the named one’s', () => {
    const manifest = JSON.parse(readFileSync(join(BAKERY, MANIFEST), 'utf8'));
    const { nodes } = manifest;
    const foreign = {
      ...nodes['model.bakery.shops'],
      package_name: 'utils',
      relation_name: '"bakery"."utils"."shops"',
    };
    const both = { 'model.utils.shops': foreign, ...nodes };
    const table = (call: string) =>
      tablesOf(
        load({
          without: [SEMANTIC],
          files: { ...prices(call), [MANIFEST]: JSON.stringify({ ...manifest, nodes: both }) },
        }),
      ).prices;
    expect(table("ref('shops')")).toBe('"bakery"."main_marts"."shops"');
    expect(table("ref('utils', 'shops')")).toBe('"bakery"."utils"."shops"');
  });
});

describe('trellis --project', () => {
  const run = async (
    args: readonly string[],
    cwd: string,
    env: Record<string, string> = {},
    untilStopped = async () => {},
  ) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(args, {
      env,
      cwd,
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      untilStopped,
    });
    return { code, out: out.join(''), err: err.join('') };
  };
  /** bakery.duckdb as dbt would have built it from the seeds. */
  async function build(root: string): Promise<void> {
    const seed = (name: string) => `read_csv('${join(root, 'seeds', `${name}.csv`)}')`;
    const setup = [
      `attach '${join(root, 'bakery.duckdb')}' as built`,
      'create schema built.main_marts',
      'create schema built.main_calendar',
      `create table built.main_marts.sales as from ${seed('sales')}`,
      `create table built.main_marts.shops as from ${seed('shops')}`,
      `create table built.main_calendar.days as from ${seed('days')}`,
      'detach built',
    ];
    await (await openDuckDB({ setup })).close();
  }

  /** Without the semantic manifest in the versions that came before it. */
  it.each([4, 7, 10, undefined] as const)(
    'validates and serves with a manifest.json of v%s (none: 12)',
    async (version) => {
      const isOld = version === 4 || version === 7;
      const root = bakery({ ...(version && { manifest: version }), without: isOld ? [SEMANTIC] : [] });
      await build(root);
      const validated = await run(['validate', '--project', root], '/');
      expect(validated.code).toBe(0);
      expect(validated.out).toMatch(
        /bakery is valid: 2 semantic models, 6 metrics, .* 1 saved query, [12] exposures?\.\n {2}read from /,
      );
      expect(validated.err).toMatch(isOld ? /^warning: target\/manifest\.json \(v[47]\) holds metrics/ : /^$/);

      let answer: unknown;
      const out: string[] = [];
      const code = await runCli(['serve', '--project', root, '--port', '0', '--now', '2026-03-16T00:00:00Z'], {
        env: {},
        cwd: '/',
        out: (text) => out.push(text),
        err: () => {},
        untilStopped: async () => {
          while (!out.join('').includes('Listening')) await new Promise((resolve) => setTimeout(resolve, 20));
          const url = /Listening on (\S+)/.exec(out.join(''))?.[1];
          const query =
            '{ metrics(groupBy: {shopCity: {}}, where: {saleProduct: {eq: "bread"}}) { nodes { shopCity revenue } } }';
          const response = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query }),
          });
          answer = await response.json();
        },
      });
      expect(code).toBe(0);
      // Bern 3.50 × 2; Kiel 4.00 × 3 + 4.00 × 1; a sale without a shop 3.00 × 1.
      expect(answer).toEqual({
        data: {
          metrics: {
            nodes: [
              { shopCity: 'Bern', revenue: 7 },
              { shopCity: 'Kiel', revenue: 16 },
              { shopCity: null, revenue: 3 },
            ],
          },
        },
      });
      expect(out.join('')).toMatch(/warehouse {4}the DuckDB file \S+bakery\.duckdb \(profile bakery, target dev\)/);
    },
  );

  it('asks a folder of files by the tables’ own names', async () => {
    const root = bakery();
    const args = ['--project', '.', '--data', 'seeds', '--metrics', 'bread_share', '--group-by', 'metric_time__week'];
    const { code, out } = await run(['query', ...args, '--format', 'csv', '--now', '2026-03-16T00:00:00Z'], root);
    // Week of March 2: bread 7 + 12 of 39; week of March 9: bread 4 + 3 of 51.
    expect(out).toBe(`metric_time__week,bread_share\r\n2026-03-02,${19 / 39}\r\n2026-03-09,${7 / 51}\r\n`);
    expect(code).toBe(0);
  });

  it('reads a semantic manifest alone', async () => {
    const { out } = await run(['validate'], temporary, { TRELLIS_DEFINITIONS: join(BAKERY, SEMANTIC) });
    expect(out).toMatch(/semantic_manifest\.json is valid: 2 semantic models, 6 metrics, /);
  });

  it('tells with the answer what may be out of date', async () => {
    const root = bakery();
    utimesSync(join(root, 'models/sources.yml'), new Date(), new Date());
    const args = ['query', '--project', '.', '--data', 'seeds', '--metrics', 'revenue', '--format', 'csv'];
    const { out, err } = await run(args, root);
    expect(out).toBe('revenue\r\n90\r\n');
    expect(err).toBe(
      'warning: models/sources.yml is newer than target/semantic_manifest.json: "dbt parse" brings that up to date.\n',
    );
  });

  it('names a missing table with database and schema', async () => {
    const root = bakery({ without: ['target'] });
    const project = join(root, 'dbt_project.yml');
    await build(root);
    const write = (settings: string) =>
      writeFileSync(project, `${readFileSync(project, 'utf8').split('\nmodels:')[0]}\nmodels: ${settings}\n`);
    const told = async () => {
      const validated = await run(['validate', '--project', root, '--warehouse'], '/');
      const queried = await run(['query', '--project', root, '--metrics', 'revenue'], '/');
      const served = await run(['serve', '--project', root, '--port', '0'], '/');
      return [validated.out, queried.err, served.out + served.err];
    };
    write('{bakery: {marts: {+schema: gold}}}');
    for (const text of await told()) expect(text).toContain('no table "bakery.main_gold.sales"');
    write('{bakery: {marts: {+database: lake}}}');
    for (const text of await told()) expect(text).toContain('no table "lake.main.sales"');
  });

  it('writes SQL for a target whose secrets are not set', async () => {
    const root = bakery({ without: ['target'] });
    const { code, out } = await run(['sql', '--project', root, '--target', 'prod', '--metrics', 'revenue'], '/');
    expect(code).toBe(0);
    expect(out).toMatch(/^-- snowflake/);
    expect(out).toContain('BAKERY.ANALYTICS_marts.sales as src');
  });

  it('says what is wrong', async () => {
    const root = bakery();
    expect(await run(['serve', '--project', root, '--target', 'prod'], root, { BAKERY_USER: 'ada' })).toMatchObject({
      code: 1,
      err: 'CONFIG_INVALID: The configuration has a problem:\n  profiles.yml:12:17: password needs the environment variable BAKERY_PASSWORD, which is not set.\n',
    });
    expect((await run(['validate', '--project', root, '--target', 'pord'], root)).err).toMatch(
      /profiles\.yml:4:5: there is no target "pord"\. Did you mean "prod"\?/,
    );
    const broken = bakery({ files: { 'models/x.yml': 'metrics: [{name: x_y, type: simpel}]\n' }, without: ['target'] });
    const validated = await run(['validate', '--project', broken], '/');
    expect(validated.code).toBe(1);
    expect(validated.out).toMatch(/^models\/x\.yml:1:\d+ {2}Metric "x_y"/);
  });
});
