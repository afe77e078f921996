import { type Dataset, type DatasetColumn, datasetsOf } from '../engine/datasets.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { columnField, datasetField, datasetType } from '../model/dataset-names.js';
import type { Deprecation } from '../model/definitions.js';
import type { Naming } from './naming.js';

/** A dataset as clients see it. */
export interface NamedDataset {
  /** `weeklyFunnelByProduct`: its field. */
  readonly name: string;
  /** `WeeklyFunnelByProduct`: what its types begin with. */
  readonly type: string;
  readonly dataset: Dataset;
  readonly columns: readonly NamedColumn[];
}

export interface NamedColumn extends DatasetColumn {
  /** `metricTimeWeek`, `productName`: its field in the rows. */
  readonly field: string;
}

export function namedDatasets(catalog: SemanticCatalog, naming: Naming): readonly NamedDataset[] {
  return datasetsOf(catalog).map((dataset) => {
    const name = datasetField(dataset.saved);
    const columns = dataset.columns.map((column) => ({ ...column, field: fieldOf(column, naming) }));
    return { name, type: datasetType(name), dataset, columns };
  });
}

function fieldOf({ name, column }: DatasetColumn, naming: Naming): string {
  if (column.role !== 'key') return naming.graphqlNameOf(name);
  const dbtName = column.groupBy.name;
  return columnField(name, { dbtName, field: naming.dimensionOf(dbtName).name });
}

/** What `@deprecated` says: `Announced on 2026-11-01, may be gone from 2027-02-01. Use orders instead.` */
export function deprecationReason({ since, removeOn, replacement }: Deprecation): string {
  const instead = replacement === undefined ? '' : ` Use ${replacement} instead.`;
  return `Announced on ${since}, may be gone from ${removeOn}.${instead}`;
}
