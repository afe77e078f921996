import { filtersOf } from './filters.js';
import type { Json } from './json.js';
import { relationName } from './semantic-models.js';
import { copies, copy, each, listAt, mapAt, type Tree, textAt } from './tree.js';

/** An entry of `saved_queries` as YAML has it; of old the parameters stood in it directly. */
export function savedQueryTree(json: Json): Tree | undefined {
  const params = json.get('query_params').isSet() ? json.get('query_params') : json;
  const groupBy = copies(params, 'group_by', 'group_bys');
  return mapAt(json, {
    ...copies(json, 'name', 'label', 'description', 'config', 'tags'),
    query_params: mapAt(params, {
      ...copies(params, 'metrics', 'order_by', 'limit'),
      group_by: groupBy.group_by ?? groupBy.group_bys,
      where: filtersOf(params.get('where')),
    }),
  });
}

/** A time spine: the entry of `models` that YAML has for it, and the table that its name stands for. */
export interface SpineTree {
  readonly tree: Tree | undefined;
  readonly name: string;
  readonly table: string;
  readonly json: Json;
  /** Its `node_relation`, which the older form lacks. */
  readonly node?: Json;
}

/** The time spines, and of the older `time_spine_table_configurations` those whose grain no time spine has. */
export function timeSpines(configuration: Json): readonly SpineTree[] {
  const spines = configuration.get('time_spines').items().map(timeSpine);
  const grains = new Set(spines.map(({ grain }) => grain));
  const older = configuration
    .get('time_spine_table_configurations')
    .items()
    .filter((json) => !grains.has(json.get('grain').text()?.toLowerCase()))
    .map(tableConfiguration);
  return [...spines, ...older];
}

function timeSpine(json: Json): SpineTree & { readonly grain: string | undefined } {
  const node = json.get('node_relation');
  const column = json.get('primary_column');
  const table = relationName(node) ?? '';
  const name = node.get('alias').text() ?? lastPart(table);
  const grain = column.get('time_granularity');
  const custom = each(json.get('custom_granularities'), (one) => mapAt(one, copies(one, 'name', 'column_name')));
  const tree = spineTree(json, name, column.get('name'), grain, custom);
  return { tree, name, table, json, node, grain: grain.text()?.toLowerCase() };
}

function tableConfiguration(json: Json): SpineTree {
  const table = json.get('location').text() ?? '';
  const name = lastPart(table);
  return { tree: spineTree(json, name, json.get('column_name'), json.get('grain'), undefined), name, table, json };
}

function spineTree(json: Json, name: string, column: Json, grain: Json, custom: Tree | undefined): Tree | undefined {
  const customColumns = json
    .get('custom_granularities')
    .items()
    .map((one) => mapAt(one, { name: copy(one.get('column_name')) ?? copy(one.get('name')) }));
  return mapAt(json, {
    name: textAt(json, name),
    time_spine: mapAt(json, { standard_granularity_column: copy(column), custom_granularities: custom }),
    columns: listAt(column, [mapAt(json, { name: copy(column), granularity: copy(grain) }), ...customColumns]),
  });
}

/** `"shop"."main"."days"` → days */
function lastPart(table: string): string {
  return table.split('.').at(-1)?.replaceAll('"', '') ?? '';
}
