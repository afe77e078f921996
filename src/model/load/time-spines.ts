import { nearestNames } from '../../errors/did-you-mean.js';
import type { CustomGrain, TimeSpine } from '../definitions.js';
import type { Relation } from '../types.js';
import { knownTypeOf } from '../warehouse-types.js';
import { grainOf } from './grain-names.js';
import { type Loading, placed, readText, report } from './loading.js';
import { at, child, items, locationOf, type Place, plain } from './place.js';
import { present } from './present.js';
import type { NodeRelationShape } from './schemas/semantic-model.js';
import { projectConfigurationSchema, timeSpineSchema } from './schemas/time-spine.js';
import { shape } from './shape.js';

/** A `models:` entry that has a time spine. */
export function loadTimeSpine(place: Place, subject: string, loading: Loading): TimeSpine | undefined {
  if (!child(place, 'time_spine')) return undefined;
  rememberGrains(at(place, ['time_spine', 'custom_granularities']), loading);
  const shaped = shape(timeSpineSchema, place, subject, loading);
  if (!shaped) return undefined;
  const { name, columns = [], time_spine: spine } = shaped;
  const types = new Map(columns.map((column) => [column.name, column.data_type]));
  const tell = (path: readonly PropertyKey[], column: string, told = '') => {
    const message = `${subject}: its "columns" have no column "${column}"${told}.`;
    report(
      loading,
      at(place, ['time_spine', ...path]),
      message,
      types.has(column) ? [] : nearestNames(column, types.keys()),
    );
  };

  const column = spine.standard_granularity_column;
  const index = columns.findIndex((one) => one.name === column);
  const granularity = columns[index]?.granularity;
  if (granularity === undefined) tell(['standard_granularity_column'], column, ' with a "granularity"');
  const grain =
    granularity && readText(loading, at(place, ['columns', index, 'granularity']), () => grainOf(granularity));

  const customGrains = (spine.custom_granularities ?? []).map((one, position) => {
    const expr = one.column_name ?? one.name;
    if (!types.has(expr)) tell(['custom_granularities', position], expr);
    const dataType = types.get(expr);
    return customGrain(one.name, expr, dataType, at(place, ['time_spine', 'custom_granularities', position]), loading);
  });
  const storedType = types.get(column);
  return placed(loading, place, {
    name,
    relation: loading.relations.relationOf({ kind: 'ref', name }),
    column,
    grain: grain || 'day',
    ...present({ stored: storedType === undefined ? undefined : knownTypeOf(storedType).stored }),
    customGrains,
    source: locationOf(place),
  });
}

/** The time spines of a `project_configuration:` document; those without custom grains may stand in an older list. */
export function loadProjectConfiguration(place: Place, loading: Loading): readonly TimeSpine[] {
  const subject = 'The project configuration';
  for (const spine of items(at(place, ['time_spines']))) {
    rememberGrains(at(spine, ['custom_granularity_columns']), loading);
  }
  const shaped = shape(projectConfigurationSchema, place, subject, loading);
  if (!shaped) return [];
  const grainAt = (name: string, where: Place) => readText(loading, where, () => grainOf(name)) ?? 'day';
  const spines = (shaped.time_spines ?? []).map((one, index): TimeSpine => {
    const spineAt = at(place, ['time_spines', index]);
    const { name: column, time_granularity: grain } = one.primary_column;
    const relation = tableOfNode(one.node_relation, at(spineAt, ['node_relation']), subject, loading);
    return placed(loading, spineAt, {
      name: one.node_relation.alias ?? lastName(relation.name),
      relation,
      column,
      grain: grainAt(grain, at(spineAt, ['primary_column', 'time_granularity'])),
      customGrains: (one.custom_granularity_columns ?? []).map(({ name, column_name: expr = name }, position) =>
        customGrain(name, expr, undefined, at(spineAt, ['custom_granularity_columns', position]), loading),
      ),
      source: locationOf(spineAt),
    });
  });
  const older = (shaped.time_spine_table_configurations ?? []).map((one, index): TimeSpine => {
    const spineAt = at(place, ['time_spine_table_configurations', index]);
    return placed(loading, spineAt, {
      name: lastName(one.location),
      relation: { kind: 'table', name: one.location },
      column: one.column_name,
      grain: grainAt(one.grain, at(spineAt, ['grain'])),
      customGrains: [],
      source: locationOf(spineAt),
    });
  });
  return [...spines, ...older];
}

/** A table by its full name, or by the parts of it. */
export function tableOfNode(node: NodeRelationShape, place: Place, subject: string, loading: Loading): Relation {
  const { relation_name: name, database, schema_name: schema, alias } = node;
  if (!name && !alias) report(loading, place, `${subject}: a "node_relation" needs an "alias" or a "relation_name".`);
  return { kind: 'table', name: name ?? [database, schema, alias].filter(Boolean).join('.') };
}

function lastName(relation: string): string {
  return relation.slice(relation.lastIndexOf('.') + 1).replace(/\W/gu, '');
}

function customGrain(
  name: string,
  expr: string,
  dataType: string | undefined,
  place: Place,
  loading: Loading,
): CustomGrain {
  const type = dataType ? knownTypeOf(dataType).type : 'string';
  return placed(loading, place, { name, expr, type, source: locationOf(place) });
}

/** Also the grains of a spine that can't be loaded are known, so that nobody is told that they are not. */
function rememberGrains(list: Place, loading: Loading): void {
  for (const one of items(list)) {
    const name = plain(child(one, 'name') ?? one);
    if (typeof name === 'string') loading.customGrains.add(name);
  }
}
