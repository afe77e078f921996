import type { SemanticCatalog } from '../model/catalog.js';
import { metricModels, ownMeasures, ownMetrics } from '../model/describe.js';
import { findElements, type JoinedElement } from '../model/joins.js';
import type { MeasureInput, Metric } from '../model/metric-types.js';
import type { Entity, FilterReference, FilterTemplate, Measure, Relation, SemanticModel } from '../model/types.js';
import { columnsIn, sourcesOf } from './lineage-columns.js';

export const LINEAGE_KINDS = ['metric', 'measure', 'model', 'table', 'column'] as const;
export type LineageKind = (typeof LINEAGE_KINDS)[number];

/** Something that a metric is made from, in the end a column of a table. */
export interface LineageNode {
  /** `metric:revenue`, `column:orders.order_total` */
  readonly id: string;
  readonly kind: LineageKind;
  readonly name: string;
  /** The ids of what it is made from directly. */
  readonly dependsOn: readonly string[];
}

/**
 * What a metric is made from, as the definitions tell: itself first, then each thing once, before what it is made from.
 * Of a SELECT in `models/` each column leads to those of the tables that it reads, as far as its text tells.
 */
export function lineageOf(metric: Metric, catalog: SemanticCatalog): Promise<readonly LineageNode[]> {
  const known = lineages.get(catalog) ?? new Map<string, Promise<readonly LineageNode[]>>();
  lineages.set(catalog, known);
  const nodes = known.get(metric.name) ?? new Lineage(catalog).of(metric);
  known.set(metric.name, nodes);
  return nodes;
}

/** A catalog never changes, so the lineage of a metric is worked out once. */
const lineages = new WeakMap<SemanticCatalog, Map<string, Promise<readonly LineageNode[]>>>();

type Id = string;

/** Where a filter, an expression or a join looks for its columns. */
interface Expressed {
  readonly relation: Relation;
  readonly expr: string;
}

class Lineage {
  private readonly found = new Map<Id, Omit<LineageNode, 'dependsOn'> & { readonly dependsOn: Set<Id> }>();

  constructor(private readonly catalog: SemanticCatalog) {}

  async of(metric: Metric): Promise<readonly LineageNode[]> {
    await this.metric(metric);
    return [...this.found.values()].map((node) => ({ ...node, dependsOn: [...node.dependsOn] }));
  }

  private metric(metric: Metric): Promise<Id> {
    return this.node('metric', metric.name, async (add) => {
      for (const input of ownMetrics(metric)) {
        const other = this.catalog.metric(input.metric);
        add(await this.metric(other));
        await this.filters(input.filters, metricModels(this.catalog, other), add);
      }
      for (const input of ownMeasures(metric)) {
        add(await this.measure(input));
        await this.filters(input.filters, [this.catalog.measure(input.measure).model], add);
      }
      await this.filters(metric.filters, metricModels(this.catalog, metric), add);
      if (metric.type !== 'conversion') return;
      for (const [side, key] of [
        [metric.base, 'base'],
        [metric.conversion, 'conversion'],
      ] as const) {
        const names = [metric.entity, ...metric.constantProperties.map((one) => one[key])];
        await this.elements(names, this.catalog.measure(side.measure).model, add);
      }
    });
  }

  private measure({ measure: name }: MeasureInput): Promise<Id> {
    const { model, measure } = this.catalog.measure(name);
    return this.node('measure', name, async (add) => {
      add(await this.model(model));
      for (const expr of expressionsOf(measure, model)) await this.columns({ relation: model.relation, expr }, add);
    });
  }

  private model(model: SemanticModel): Promise<Id> {
    return this.node('model', model.name, async (add) => {
      for (const relation of [model.relation, ...model.rollups.map((rollup) => rollup.relation)]) {
        add(await this.table(relation));
      }
    });
  }

  private table(relation: Relation): Promise<Id> {
    return this.node('table', relation.name, async (add) => {
      if (relation.kind === 'table') return;
      for (const part of relation.sql) if (typeof part !== 'string') add(await this.table(part));
    });
  }

  private column(relation: Relation, name: string): Promise<Id> {
    return this.node('column', `${relation.name}.${name.toLowerCase()}`, async (add) => {
      add(await this.table(relation));
      if (relation.kind === 'table') return;
      for (const source of await sourcesOf(name, relation)) add(await this.column(source.relation, source.column));
    });
  }

  private async columns({ relation, expr }: Expressed, add: (id: Id) => void): Promise<void> {
    for (const name of await columnsIn(expr, relation)) add(await this.column(relation, name));
  }

  /** The columns that filters compare, and those by which they are joined. */
  private async filters(
    filters: readonly FilterTemplate[],
    models: readonly SemanticModel[],
    add: (id: Id) => void,
  ): Promise<void> {
    for (const reference of filters.flatMap(({ parts }) => parts)) {
      if (typeof reference === 'string') continue;
      if (reference.kind === 'metric') add(await this.metric(this.catalog.metric(reference.name)));
      for (const model of models) await this.elements(namesOf(reference), model, add);
    }
  }

  private async elements(names: readonly string[], model: SemanticModel, add: (id: Id) => void): Promise<void> {
    for (const name of names) {
      const [joined] = findElements(this.catalog, model, name);
      if (joined) for (const expressed of expressedBy(joined, model)) await this.columns(expressed, add);
    }
  }

  /** Each thing once; it stands before what it is made from. */
  private async node(kind: LineageKind, name: string, fill: (add: (id: Id) => void) => Promise<void>): Promise<Id> {
    const id = `${kind}:${name}`;
    if (this.found.has(id)) return id;
    const dependsOn = new Set<Id>();
    this.found.set(id, { id, kind, name, dependsOn });
    await fill((other) => dependsOn.add(other));
    return id;
  }
}

/** What a measure's numbers and its periods follow from. */
function expressionsOf({ expr, aggTimeDimension, nonAdditive }: Measure, model: SemanticModel): readonly string[] {
  const names = [aggTimeDimension, nonAdditive?.name, model.validity?.start, model.validity?.end];
  const times = model.dimensions.filter(({ name }) => names.includes(name));
  const keys = [
    ...(nonAdditive?.groupings ?? []),
    ...times.flatMap((time) => ('firstPer' in time && time.firstPer) || []),
  ];
  const entities = model.entities.filter(({ name }) => keys.includes(name));
  return [expr, ...[...times, ...entities].map((element) => element.expr)];
}

/** metric_time is the measures' own. */
function namesOf(reference: FilterReference): readonly string[] {
  if (reference.kind === 'metric') return reference.entities;
  return reference.name === 'metric_time' ? [] : [reference.name];
}

/** An element's own expression, and on the way to it the keys on both sides of each join. */
function expressedBy({ element, path, through }: JoinedElement, from: SemanticModel): readonly Expressed[] {
  const models = [from, ...through];
  const keys = path.flatMap((entity, step) =>
    [models[step], models[step + 1]].flatMap((model) => (model ? keyOf(model, entity) : [])),
  );
  const last = models.at(-1) ?? from;
  return [...keys, { relation: last.relation, expr: element.expr }];
}

function keyOf({ entities, relation }: SemanticModel, name: string): readonly Expressed[] {
  return entities.filter((entity: Entity) => entity.name === name).map(({ expr }) => ({ relation, expr }));
}
