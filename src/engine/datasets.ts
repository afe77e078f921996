import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { Deprecation, SavedQuery } from '../model/definitions.js';
import { isStandardGrain } from '../model/grains.js';
import { elementNamed } from '../model/joins.js';
import { groupByColumn, type MetricQuery } from '../plan/query.js';
import { defaultGrainOf, settleGrains } from '../plan/query-grains.js';
import { listed, type Narrowing, narrowedQuery, savedMetricQuery } from '../plan/saved-query.js';
import type { AnswerColumn } from './answer.js';
import { answerColumns } from './answer-columns.js';

/** A saved query as front ends and BI tools pull it: always the same columns, in the same order. */
export interface Dataset {
  readonly saved: SavedQuery;
  readonly query: MetricQuery;
  /** Group-bys, then metrics, each in the order of their author. */
  readonly columns: readonly DatasetColumn[];
}

export interface DatasetColumn {
  /** dbt's: `metric_time__week`, `product__name`, `revenue`. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly column: AnswerColumn;
  /** False of the periods of metric_time: a row without a time never counts. */
  readonly nullable: boolean;
  readonly unit?: string;
  readonly format?: string;
  readonly deprecation?: Deprecation;
}

/** All saved queries as datasets; a catalog never changes, so they are worked out once. */
export function datasetsOf(catalog: SemanticCatalog): readonly Dataset[] {
  const known = datasets.get(catalog) ?? catalog.definitions.savedQueries.map((saved) => datasetOf(saved, catalog));
  datasets.set(catalog, known);
  return known;
}

/** @throws UNKNOWN_DATASET with the nearest names */
export function datasetNamed(catalog: SemanticCatalog, name: string): Dataset {
  const all = datasetsOf(catalog);
  const found = all.find(({ saved }) => saved.name === name);
  if (found) return found;
  const names = all.map(({ saved }) => saved.name);
  const suggestions = nearestNames(name, names);
  throw new TrellisError(
    'UNKNOWN_DATASET',
    `There is no dataset "${name}".${didYouMean(suggestions) || listed(names)}`,
    { names: [name], suggestions },
  );
}

/**
 * What a caller asks of a dataset: fewer rows, in another order; its columns stay.
 * @throws DIMENSION_NOT_GROUPED where it is ordered by something else
 */
export function narrowedDataset({ saved, query, columns }: Dataset, more: Narrowing): MetricQuery {
  const names = columns.map(({ name, column }) => (column.role === 'key' ? column.groupBy.name : name));
  for (const { by } of more.orderBy ?? []) {
    if (names.includes(by) || columns.some(({ name }) => name === by.toLowerCase())) continue;
    const suggestions = nearestNames(by, names);
    throw new TrellisError(
      'DIMENSION_NOT_GROUPED',
      `The dataset "${saved.name}" can't be ordered by "${by}", which it has not.${didYouMean(suggestions) || listed(names)}`,
      { names: [by], suggestions },
    );
  }
  return narrowedQuery(query, more);
}

const datasets = new WeakMap<SemanticCatalog, readonly Dataset[]>();

function datasetOf(saved: SavedQuery, catalog: SemanticCatalog): Dataset {
  const query = savedMetricQuery(catalog, saved.name);
  const groupBy = settleGrains(query.groupBy, defaultGrainOf(query.metrics, catalog), catalog);
  const names = [...groupBy.map((item) => groupByColumn(item)), ...query.metrics.map(({ as }) => as)];
  const outputs = names.map((name) => ({ name }));
  const columns = answerColumns({ kind: 'rows', query }, { groupBy, outputs }, catalog);
  return { saved, query, columns: columns.map((column) => datasetColumn(column, saved, catalog)) };
}

function datasetColumn(column: AnswerColumn, { deprecations }: SavedQuery, catalog: SemanticCatalog): DatasetColumn {
  const { name } = column;
  const deprecation = deprecations.find((each) => each.column === name);
  return {
    name,
    column,
    ...wordsOf(column, catalog),
    nullable: !isPeriodOfMetricTime(column),
    ...(deprecation && { deprecation }),
  };
}

function wordsOf(column: AnswerColumn, catalog: SemanticCatalog): Pick<DatasetColumn, 'label' | 'description'> {
  if (column.role === 'metric') {
    const { label, description, unit, format } = catalog.metric(column.metric);
    return { label, description, ...(unit && { unit }), ...(format && { format }) };
  }
  if (column.role === 'other') return { label: column.name, description: '' };
  const { groupBy } = column;
  const element = elementNamed(catalog, groupBy.name);
  const { label, description } = element ?? { label: 'Time', description: "Each metric's own time, by period." };
  const by = groupBy.kind === 'part' ? groupBy.part : groupBy.kind === 'time' ? groupBy.grain : undefined;
  return { label: by ? `${label} (${by})` : label, description };
}

/** Where a custom grain's spine does not reach, rows stand under NULL. */
function isPeriodOfMetricTime(column: AnswerColumn): boolean {
  if (column.role !== 'key' || column.groupBy.kind !== 'time') return false;
  const { name, grain } = column.groupBy;
  return name === 'metric_time' && grain !== undefined && isStandardGrain(grain);
}
