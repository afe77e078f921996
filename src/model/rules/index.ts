import { SemanticCatalog } from '../catalog.js';
import type { Definitions, Problem } from '../definitions.js';
import { allElements } from '../joins.js';
import { acyclicMetrics } from './acyclic-metrics.js';
import { aggregationTime } from './aggregation-time.js';
import { consistentDimensions } from './consistent-dimensions.js';
import { conversionMetrics } from './conversion-metrics.js';
import { cumulativeMetrics } from './cumulative-metrics.js';
import { customGrains } from './custom-grains.js';
import { datasets } from './datasets.js';
import { derivedInputs } from './derived-inputs.js';
import { dimensionTypes } from './dimension-types.js';
import { exposures } from './exposures.js';
import { filterReferences } from './filter-references.js';
import { firstPer } from './first-per.js';
import { funnels } from './funnels.js';
import { graphqlNames } from './graphql-names.js';
import { knownMeasures } from './known-measures.js';
import { knownMetrics } from './known-metrics.js';
import { nonAdditiveDimensions } from './non-additive-dimensions.js';
import { offsets } from './offsets.js';
import { onePrimaryEntity } from './one-primary-entity.js';
import { percentiles } from './percentiles.js';
import { reservedNames } from './reserved-names.js';
import { rollups } from './rollups.js';
import type { Rule, RuleContext } from './rule.js';
import { savedQueries } from './saved-queries.js';
import { snapshotMeasures } from './snapshot-measures.js';
import { sqlKeywords } from './sql-keywords.js';
import { timeGranularity } from './time-granularity.js';
import { timeNeeded } from './time-needed.js';
import { uniqueNames } from './unique-names.js';
import { validNames } from './valid-names.js';
import { validity } from './validity.js';

/** All rules. A new one is a file here, a line below, and an example in test/definitions/invalid. */
const RULES: readonly Rule[] = [
  validNames,
  reservedNames,
  sqlKeywords,
  customGrains,
  uniqueNames,
  onePrimaryEntity,
  validity,
  snapshotMeasures,
  dimensionTypes,
  consistentDimensions,
  aggregationTime,
  percentiles,
  nonAdditiveDimensions,
  firstPer,
  rollups,
  knownMeasures,
  knownMetrics,
  acyclicMetrics,
  derivedInputs,
  offsets,
  cumulativeMetrics,
  conversionMetrics,
  timeNeeded,
  timeGranularity,
  filterReferences,
  funnels,
  savedQueries,
  exposures,
  graphqlNames,
  datasets,
];

/** Everything that does not hold between the definitions. */
export function findProblems(
  definitions: Definitions,
  context: Pick<RuleContext, 'locate' | 'dropped'>,
): readonly Problem[] {
  const catalog = new SemanticCatalog(definitions);
  const measures = new Map(
    definitions.models.flatMap((model) => model.measures.map((measure) => [measure.name, { model, measure }])),
  );
  const complete: RuleContext = { ...context, catalog, measures, elements: allElements(catalog) };
  return RULES.flatMap((rule) => rule(definitions, complete));
}
