import { foldName, type KnownColumns } from './column-types.js';
import { type KnownType, knownTypeOf } from './warehouse-types.js';

/**
 * The columns that dbt's manifest.json (v4 to v12) tells the types of: `nodes` and `sources`, `columns.NAME.data_type`.
 * A relation is found by its model's name (`orders`, `source.table`), its alias, with schema and database in
 * front, and its `relation_name`. Source: https://docs.getdbt.com/reference/artifacts/manifest-json
 */
export function columnsOfManifest(manifest: unknown): KnownColumns {
  const index = new RelationIndex();
  for (const node of [...members(field(manifest, 'nodes')), ...members(field(manifest, 'sources'))]) {
    if (!RELATIONS.has(textOf(node, 'resource_type') ?? '')) continue;
    const types = typesOf(members(field(node, 'columns')), 'data_type', knownTypeOf);
    const identifier = textOf(node, 'alias') ?? textOf(node, 'identifier') ?? textOf(node, 'name');
    const source = textOf(node, 'source_name');
    const name = textOf(node, 'name');
    index.add(types, [
      ...places(node, identifier),
      textOf(node, 'relation_name'),
      source && name ? `${source}.${name}` : name,
    ]);
  }
  return index.columns('manifest');
}

/**
 * The columns that dbt's catalog.json tells the types of, as `dbt docs generate` found them in the warehouse.
 * Source: https://docs.getdbt.com/reference/artifacts/catalog-json
 */
export function columnsOfCatalog(catalog: unknown): KnownColumns {
  const index = new RelationIndex();
  for (const section of ['nodes', 'sources']) {
    for (const [id, node] of entriesOf(field(catalog, section))) {
      const types = typesOf(members(field(node, 'columns')), 'type', foundTypeOf);
      const metadata = field(node, 'metadata');
      // model.shop.orders → orders; model.shop.orders.v2 → orders_v2; source.shop.raw.orders → raw.orders
      const [, , ...names] = id.split('.');
      const named = section === 'sources' ? names.join('.') : names.join('_');
      index.add(types, [...places(metadata, textOf(metadata, 'name')), named]);
    }
  }
  return index.columns('catalog');
}

/** The nodes that rows can be read from; a test or an analysis may bear the name of one. */
const RELATIONS: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot', 'source']);

/** Types by every name of a relation; a name that two relations share belongs to none. */
class RelationIndex {
  readonly #found = new Map<string, ReadonlyMap<string, KnownType>>();
  readonly #shared = new Set<string>();

  add(types: ReadonlyMap<string, KnownType>, names: readonly (string | undefined)[]): void {
    for (const name of new Set(names.flatMap((each) => (each ? [foldName(each)] : [])))) {
      if (this.#found.has(name)) this.#shared.add(name);
      this.#found.set(name, types);
    }
  }

  columns(origin: KnownColumns['origin']): KnownColumns {
    return {
      origin,
      typeOf: (relation, column) => {
        const name = foldName(relation);
        return this.#shared.has(name) ? undefined : this.#found.get(name)?.get(foldName(column));
      },
    };
  }
}

/** Of Snowflake's numbers the catalogue leaves the scale out: they may have a fraction. */
function foundTypeOf(warehouseType: string): KnownType {
  return warehouseType.toUpperCase() === 'NUMBER' ? { type: 'decimal' } : knownTypeOf(warehouseType);
}

function typesOf(
  columns: readonly unknown[],
  key: 'data_type' | 'type',
  read: (warehouseType: string) => KnownType,
): ReadonlyMap<string, KnownType> {
  return new Map(
    columns.flatMap((column): readonly (readonly [string, KnownType])[] => {
      const name = textOf(column, 'name');
      const type = textOf(column, key);
      return name && type ? [[foldName(name), read(type)]] : [];
    }),
  );
}

/** `orders`, `shop.orders`, `prod.shop.orders` */
function places(node: unknown, identifier: string | undefined): readonly (string | undefined)[] {
  if (!identifier) return [];
  const schema = textOf(node, 'schema');
  const database = textOf(node, 'database');
  return [
    identifier,
    schema && `${schema}.${identifier}`,
    schema && database ? `${database}.${schema}.${identifier}` : undefined,
  ];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function members(value: unknown): readonly unknown[] {
  return entriesOf(value).map(([, member]) => member);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function textOf(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
