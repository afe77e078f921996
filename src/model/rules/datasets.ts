import { nearestNames } from '../../errors/did-you-mean.js';
import { columnField, datasetField, datasetType } from '../dataset-names.js';
import type { Deprecation, Problem, SavedQuery } from '../definitions.js';
import { elementNames, graphqlName } from '../graphql-name.js';
import { GRAINS } from '../types.js';
import { referenceOfName } from './references.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** With Connection, Row and Totals behind them these are types that the schema has anyway; `id` is a field of its own. */
const RESERVED: ReadonlySet<string> = new Set(['Metric', 'Funnel', 'DimensionValue', 'Id']);

const TRELLIS = ['config', 'meta', 'trellis'] as const;

/** A saved query is a dataset with a GraphQL type of its own, whose end or whose columns' ends can be announced. */
export const datasets: Rule = (definitions, context) => [
  ...fieldProblems(definitions.savedQueries, context),
  ...definitions.savedQueries.flatMap((query) => [
    ...columnProblems(query, context),
    ...query.deprecations.flatMap((deprecation) => deprecationProblems(deprecation, query, context)),
  ]),
];

function fieldProblems(queries: readonly SavedQuery[], { locate }: RuleContext): readonly Problem[] {
  const first = new Map<string, SavedQuery>();
  return queries.flatMap((query) => {
    const { name, graphqlName: chosen } = query;
    const field = datasetField(query);
    const type = datasetType(field);
    if (chosen !== undefined && !/^[a-z][A-Za-z0-9]*$/u.test(chosen)) {
      const message = `The graphql_name "${chosen}" of "${name}" must be letters and digits, a lower-case letter first.`;
      return [problem(locate(query, ...TRELLIS, 'graphql_name'), message)];
    }
    const clash = (with_: string) =>
      problem(
        locate(query, 'name'),
        `Saved query "${name}" is "${field}" in GraphQL, ${with_}; config.meta.trellis.graphql_name mends it.`,
      );
    if (RESERVED.has(type)) return [clash('which is reserved')];
    const other = first.get(type);
    if (!other) first.set(type, query);
    return other && other.name !== name ? [clash(`as saved query "${other.name}" is`)] : [];
  });
}

/** Two columns with one GraphQL name: `metric_time__week` and a metric "metric_time_week". */
function columnProblems(query: SavedQuery, context: RuleContext): readonly Problem[] {
  const first = new Map<string, string>();
  return namedColumns(query, context).flatMap(({ column, field, path }) => {
    const other = first.get(field);
    if (other === undefined) first.set(field, column);
    if (other === undefined || other === column) return [];
    const message = `Saved query "${query.name}": "${column}" is "${field}" in GraphQL, as "${other}" is; config.meta.trellis.graphql_name of one of them mends it.`;
    return [problem(context.locate(query, 'query_params', ...path), message)];
  });
}

interface NamedColumn {
  readonly column: string;
  readonly field: string;
  readonly path: readonly [string, number];
}

function namedColumns({ groupBy, metrics }: SavedQuery, context: RuleContext): readonly NamedColumn[] {
  const names = elementNames(context.elements);
  const keys = groupBy.map((text, index): NamedColumn => {
    const column = text.toLowerCase();
    const dbtName = referenceOfName(column, context).name;
    const field = columnField(column, { dbtName, field: names.get(dbtName) ?? graphqlName(dbtName) });
    return { column, field, path: ['group_by', index] };
  });
  const values = metrics.map((column, index): NamedColumn => {
    const field = context.catalog.metrics.get(column)?.graphqlName ?? graphqlName(column);
    return { column, field, path: ['metrics', index] };
  });
  return [...keys, ...values];
}

function deprecationProblems(
  { column, since, removeOn, source }: Deprecation,
  query: SavedQuery,
  { catalog }: RuleContext,
): readonly Problem[] {
  const subject = `Saved query "${query.name}"`;
  const early = `${subject}: a removal on ${removeOn} is to be announced before that day, not on ${since}.`;
  const known = [...query.metrics, ...query.groupBy.map((text) => text.toLowerCase())];
  const grains = [...GRAINS, ...catalog.customGrains.keys()];
  const isKnown = (name: string) =>
    known.includes(name) || known.some((one) => grains.some((grain) => `${one}__${grain}` === name));
  return [
    ...(removeOn > since ? [] : [problem(source, early)]),
    ...(column === undefined || isKnown(column)
      ? []
      : [
          problem(
            source,
            `${subject} announces the end of "${column}", a column that it does not have.`,
            nearestNames(column, known),
          ),
        ]),
  ];
}
