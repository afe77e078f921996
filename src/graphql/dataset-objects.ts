import { GraphQLInt } from 'graphql';
import { deprecationReason, type NamedColumn, type NamedDataset } from './dataset-names.js';
import { type ArgSpec, defineObject, type FieldSpec, type NamedClass, namedClass, type TypeRef } from './define.js';
import { ID, listOf, optional, required, SCALARS, type SharedObjects } from './objects.js';
import { Period } from './scalars.js';

/** `Query.datasets`: a field for each, with a type of rows that has exactly its columns; none without saved queries. */
export function defineDatasets(
  datasets: readonly NamedDataset[],
  args: readonly ArgSpec[],
  shared: SharedObjects,
): NamedClass | undefined {
  if (datasets.length === 0) return undefined;
  return defineObject(namedClass('Datasets'), 'Every saved query, as rows of the same columns each time.', [
    ID,
    ...datasets.map((named): FieldSpec => {
      const { name, dataset } = named;
      const connection = defineConnection(named, shared);
      const ending = dataset.saved.deprecations.find(({ column }) => column === undefined);
      return {
        ...optional(name, () => connection, dataset.saved.description),
        args,
        ...(ending && { deprecationReason: deprecationReason(ending) }),
      };
    }),
  ]);
}

function defineConnection({ type, dataset, columns }: NamedDataset, shared: SharedObjects): NamedClass {
  const { label } = dataset.saved;
  const row = defineObject(namedClass(`${type}Row`), `A row of ${label}.`, [ID, ...columns.map(columnField)]);
  const metrics = columns.filter(({ column }) => column.role === 'metric');
  const totals =
    metrics.length > 0 &&
    defineObject(
      namedClass(`${type}Totals`),
      `The metrics of ${label} over the whole range as one period: after filters, before order and limit.`,
      [ID, ...metrics.map(columnField)],
    );
  return defineObject(namedClass(`${type}Connection`), `${label}.`, [
    ID,
    listOf('nodes', () => row),
    ...(totals ? [required('totals', () => totals)] : []),
    required('totalCount', () => GraphQLInt, 'Rows of the dataset, whatever first says.'),
    required('pageInfo', () => shared.PageInfo),
    required('meta', () => shared.QueryMeta),
  ]);
}

function columnField(column: NamedColumn): FieldSpec {
  const { field, nullable, description, deprecation } = column;
  return {
    name: field,
    type: () => typeOf(column),
    nullable,
    ...(description && { description }),
    ...(deprecation && { deprecationReason: deprecationReason(deprecation) }),
  };
}

function typeOf({ column }: NamedColumn): TypeRef {
  if (column.role !== 'key') return SCALARS[column.type];
  if (column.groupBy.kind === 'time') return Period;
  return column.groupBy.kind === 'part' ? GraphQLInt : SCALARS[column.type];
}
