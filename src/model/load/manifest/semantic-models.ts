import type { Json } from './json.js';
import { copies, copy, each, mapAt, optionalMap, type Tree, textAt } from './tree.js';

/** The table that a `node_relation` names: `relation_name`, else database, schema and alias. */
export function relationName(node: Json): string | undefined {
  const given = node.get('relation_name').text();
  if (given) return given;
  const parts = ['database', 'schema_name', 'alias'].map((key) => node.get(key).text());
  return parts[2] ? parts.filter((part) => part).join('.') : undefined;
}

/** A reference that stands for a table by its name. */
function tableReference(table: string): string {
  return `ref('${table.replace(/[\\']/gu, '\\$&')}')`;
}

/**
 * An entry of `semantic_models` as YAML has it.
 * @param added measures that the model gets from metrics without one
 * @param made names of metrics that dbt has already made from `create_metric: true`
 */
export function semanticModelTree(
  json: Json,
  added: readonly (Tree | undefined)[],
  made: ReadonlySet<string>,
): Tree | undefined {
  const node = json.get('node_relation');
  const table = relationName(node);
  const measures = each(json.get('measures'), (measure) => measureTree(measure, made));
  const own = (Array.isArray(measures?.content) ? measures.content : []) as readonly Tree[];
  const all = added.length === 0 ? measures : { path: json.get('measures').path, content: present([...own, ...added]) };
  return mapAt(json, {
    ...copies(json, 'name', 'label', 'description', 'primary_entity', 'config'),
    model: table === undefined ? copy(node) : textAt(node, tableReference(table)),
    defaults: optionalMap(json.get('defaults'), () => copies(json.get('defaults'), 'agg_time_dimension')),
    entities: each(json.get('entities'), (entity) =>
      mapAt(entity, copies(entity, 'name', 'type', 'expr', 'label', 'description', 'config')),
    ),
    dimensions: each(json.get('dimensions'), dimensionTree),
    measures: all,
  });
}

function present(trees: readonly (Tree | undefined)[]): readonly Tree[] {
  return trees.filter((tree) => tree !== undefined);
}

function dimensionTree(json: Json): Tree | undefined {
  const params = json.get('type_params');
  const validity = params.get('validity_params');
  return mapAt(json, {
    ...copies(json, 'name', 'type', 'expr', 'is_partition', 'label', 'description', 'config'),
    type_params: optionalMap(params, () => ({
      ...copies(params, 'time_granularity'),
      validity_params: optionalMap(validity, () => copies(validity, 'is_start', 'is_end')),
    })),
  });
}

function measureTree(json: Json, made: ReadonlySet<string>): Tree | undefined {
  const isMade = made.has(json.get('name').text() ?? '');
  return mapAt(json, {
    ...copies(json, 'name', 'label', 'description', 'config', 'expr'),
    ...(isMade ? {} : copies(json, 'create_metric')),
    ...aggregationKeys(json),
  });
}

/** How a measure, or a metric without one, adds up. */
export function aggregationKeys(json: Json): Readonly<Record<string, Tree | undefined>> {
  const params = json.get('agg_params');
  const nonAdditive = json.get('non_additive_dimension');
  return {
    ...copies(json, 'agg', 'agg_time_dimension'),
    agg_params: optionalMap(params, () =>
      copies(params, 'percentile', 'use_discrete_percentile', 'use_approximate_percentile'),
    ),
    non_additive_dimension: optionalMap(nonAdditive, () =>
      copies(nonAdditive, 'name', 'window_choice', 'window_groupings'),
    ),
  };
}
