import { assertNever } from '../../errors/trellis-error.js';
import type { FilteredRows } from '../../model/author-sql.js';
import type { SemanticCatalog } from '../../model/catalog.js';
import { measureInputs } from '../../model/describe.js';
import { isStandardGrain } from '../../model/grains.js';
import { findElements, isDimension } from '../../model/joins.js';
import type { Dimension, Entity, FilterReference, GrainName, Relation, SemanticModel } from '../../model/types.js';
import type { ProbedValue } from '../../sql/probe.js';

/** A model whose rows are filtered, and the name of the dimension that is their metric_time. */
export interface Rows {
  readonly model: SemanticModel;
  readonly time: string | undefined;
}

/** The rows that a filter chooses among, by model and time. */
export function rowsFiltered(rows: FilteredRows, catalog: SemanticCatalog): readonly Rows[] {
  switch (rows.kind) {
    case 'metrics': {
      const inputs = rows.names.flatMap((name) => measureInputs(catalog, catalog.metric(name)));
      return distinct(inputs.map(({ measure }) => rowsOfMeasure(measure, catalog)));
    }
    case 'measure':
      return [rowsOfMeasure(rows.name, catalog)];
    case 'funnel': {
      const { model, time } = catalog.funnel(rows.name);
      return [{ model: catalog.model(model), time }];
    }
    default:
      return assertNever(rows);
  }
}

function rowsOfMeasure(name: string, catalog: SemanticCatalog): Rows {
  const { model, measure } = catalog.measure(name);
  return { model, time: measure.aggTimeDimension };
}

function distinct(rows: readonly Rows[]): readonly Rows[] {
  return [...new Map(rows.map((one) => [`${one.model.name} ${one.time}`, one])).values()];
}

/** The column that a filter's reference stands for, as seen from the rows. */
export function probedValue(reference: FilterReference, rows: Rows, catalog: SemanticCatalog): ProbedValue {
  if (reference.kind === 'metric') return { kind: 'number' };
  const { relation, element } = elementOf(reference.name, rows, catalog);
  const column = { kind: 'column', relation, expr: element.expr } as const;
  switch (reference.kind) {
    case 'entity':
      return column;
    case 'part':
      return { ...column, part: reference.part };
    case 'dimension':
    case 'time':
      if (!isDimension(element) || element.kind !== 'time') return column;
      return { ...column, ...atGrain(reference.kind === 'time' ? reference.grain : undefined, element.grain, catalog) };
    default:
      return assertNever(reference);
  }
}

/** A custom grain's periods are a column of its spine. */
function atGrain(name: GrainName | undefined, own: GrainName, catalog: SemanticCatalog): Partial<ProbedColumn> {
  const grain = name ?? own;
  if (isStandardGrain(grain)) return { grain };
  const found = catalog.customGrains.get(grain);
  return found ? { relation: found.spine.relation, expr: found.custom.expr } : {};
}

type ProbedColumn = Extract<ProbedValue, { kind: 'column' }>;

function elementOf(
  name: string,
  { model, time }: Rows,
  catalog: SemanticCatalog,
): { readonly relation: Relation; readonly element: Dimension | Entity } {
  const own = name === 'metric_time' ? model.dimensions.find((dimension) => dimension.name === time) : undefined;
  if (own) return { relation: model.relation, element: own };
  const [joined] = findElements(catalog, model, name);
  if (!joined) throw new Error(`Broken invariant: model "${model.name}" reaches no "${name}"`);
  return { relation: (joined.through.at(-1) ?? model).relation, element: joined.element };
}
