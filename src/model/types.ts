/**
 * What metrics mean, as plain frozen data: the dbt semantic-layer spec after loading, before any query.
 * Names of things follow dbt (https://docs.getdbt.com/docs/build/semantic-models); what is ours is said so.
 */

/** Where a definition stands, for error messages. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Standard grains from fine to coarse; the order is their meaning. Weeks start on Monday. */
export const GRAINS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** dow is ISO: Monday 1 to Sunday 7. */
export const DATE_PARTS = ['year', 'quarter', 'month', 'day', 'dow', 'doy', 'hour'] as const;
export type DatePart = (typeof DATE_PARTS)[number];

export const AGGREGATIONS = [
  'sum',
  'min',
  'max',
  'average',
  'count',
  'count_distinct',
  'sum_boolean',
  'median',
  'percentile',
] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** The type of a column as Trellis shows it; `config.meta.trellis.type` sets it (ours). */
export const VALUE_TYPES = ['string', 'long', 'decimal', 'double', 'boolean', 'date', 'datetime'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** Where a semantic model's rows come from: one SELECT of `models/NAME.sql`, inlined, or a physical table. */
export type Relation =
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'select'; readonly name: string; readonly sql: readonly SqlPart[] };

/** The text of a SELECT with its `{{ ref('…') }}` and `{{ source('…', '…') }}` resolved. */
export type SqlPart = string | Relation;

/** Author's SQL in which `{{ Dimension('a__b') }}` and its kin are resolved to references. */
export interface FilterTemplate {
  readonly parts: readonly (string | FilterReference)[];
  /** As the author wrote it, for the catalogue and for messages. */
  readonly text: string;
  readonly source: SourceLocation;
}

export type FilterReference =
  | { readonly kind: 'dimension'; readonly name: string }
  | { readonly kind: 'time'; readonly name: string; readonly grain?: Grain }
  | { readonly kind: 'part'; readonly name: string; readonly part: DatePart }
  | { readonly kind: 'entity'; readonly name: string }
  | { readonly kind: 'metric'; readonly name: string; readonly entities: readonly string[] };

export type EntityType = 'primary' | 'unique' | 'foreign' | 'natural';

export interface Entity {
  readonly name: string;
  readonly type: EntityType;
  /** SQL over the model's columns. */
  readonly expr: string;
  readonly description: string;
  readonly label: string;
  readonly source: SourceLocation;
}

export interface CategoricalDimension extends DimensionBase {
  readonly kind: 'categorical';
}

export interface TimeDimension extends DimensionBase {
  readonly kind: 'time';
  /** The finest grain that can be asked. */
  readonly grain: Grain;
  readonly validity?: 'start' | 'end';
  /**
   * Ours (`config.meta.trellis.first_per`): the value is the minimum of `expr` over all rows of the same
   * entity, taken before any filter or range, so that all of a session's rows belong to one day.
   * Rows whose entity is NULL have no such time and are left out.
   */
  readonly firstPer?: string;
}

interface DimensionBase {
  readonly name: string;
  readonly expr: string;
  readonly type: ValueType;
  readonly label: string;
  readonly description: string;
  /** Ours: overrides the generated GraphQL name. */
  readonly graphqlName?: string;
  readonly source: SourceLocation;
}
export type Dimension = CategoricalDimension | TimeDimension;

export interface Measure {
  readonly name: string;
  readonly agg: Aggregation;
  readonly expr: string;
  /** For agg percentile: 0 to 1, exclusive; `discrete` picks an existing value. */
  readonly percentile?: { readonly value: number; readonly discrete: boolean };
  /** Name of the time dimension of the same model; absent only where the model has none. */
  readonly aggTimeDimension?: string;
  /** Ours, on snapshots: a level is read at a point in time, an event is additive at valid_from. */
  readonly kind: 'additive' | 'level' | 'event';
  /** The type of `expr`, if told. */
  readonly type?: ValueType;
  readonly description: string;
  readonly label: string;
  readonly source: SourceLocation;
}

/**
 * Ours (`config.meta.trellis.rollups`): the same facts in fewer rows. Used when a query needs none of the
 * entities and dimensions in `without` (Kimball's aggregate navigation).
 */
export interface Rollup {
  readonly relation: Relation;
  readonly without: readonly string[];
  readonly source: SourceLocation;
}

/** Ours (`config.meta.trellis.funnels`): ordered steps that one entity passes. */
export interface Funnel {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly model: string;
  readonly entity: string;
  readonly order: 'any' | 'strict';
  /** The first_per dimension of `entity` that says to which period an entity belongs: its metric_time. */
  readonly time: string;
  /** The time dimension of the single event, which orders the steps and bounds the window. */
  readonly eventTime: string;
  readonly window?: GrainCount;
  readonly steps: readonly FunnelStep[];
  readonly graphqlName?: string;
  readonly source: SourceLocation;
}

export interface FunnelStep {
  readonly name: string;
  readonly label: string;
  readonly filter: FilterTemplate;
}

/** A length of time: 7 day, 1 month. */
export interface GrainCount {
  readonly count: number;
  readonly grain: Grain;
}

export interface SemanticModel {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly relation: Relation;
  readonly rollups: readonly Rollup[];
  /** Prefix of the model's own dimensions: its primary entity, natural or virtual where it has no primary. */
  readonly primaryEntity: string;
  /** The default of the model's measures. */
  readonly aggTimeDimension?: string;
  readonly entities: readonly Entity[];
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
  readonly funnels: readonly Funnel[];
  /** Present on an SCD2 snapshot: names of the dimensions that bound a row's validity. */
  readonly validity?: { readonly start: string; readonly end: string };
  readonly source: SourceLocation;
}

/** A metric's reference to a measure. */
export interface MeasureInput {
  readonly measure: string;
  readonly filters: readonly FilterTemplate[];
  readonly fillNullsWith?: number;
  readonly joinToTimespine: boolean;
}

/** A metric's reference to another metric. */
export interface MetricInput {
  readonly metric: string;
  /** The name inside the parent's expression. */
  readonly alias: string;
  readonly filters: readonly FilterTemplate[];
  readonly offsetWindow?: GrainCount;
  /** Ours (`config.meta.trellis.offset_periods`): so many queried periods earlier. */
  readonly offsetPeriods?: number;
}

export interface Owner {
  readonly name?: string;
  readonly email?: string;
}

interface MetricBase {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly filters: readonly FilterTemplate[];
  readonly timeGranularity?: Grain;
  readonly unit?: string;
  readonly format?: string;
  readonly owner?: Owner;
  readonly tags: readonly string[];
  readonly status: 'draft' | 'certified' | 'deprecated';
  readonly graphqlName?: string;
  /** Ours: month-end exact offsets, see metric-semantics "Derived". */
  readonly exactPeriods: boolean;
  readonly source: SourceLocation;
}

export type Metric = MetricBase &
  (
    | { readonly type: 'simple'; readonly input: MeasureInput }
    | { readonly type: 'ratio'; readonly numerator: MetricInput; readonly denominator: MetricInput }
    | {
        readonly type: 'derived';
        readonly expr: string;
        readonly formula: Arithmetic;
        readonly inputs: readonly MetricInput[];
      }
  );

/** The parsed `expr` of a derived metric. */
export type Arithmetic =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Arithmetic }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Arithmetic;
      readonly right: Arithmetic;
    }
  | { readonly kind: 'call'; readonly function: ArithmeticFunction; readonly args: readonly Arithmetic[] };

export const ARITHMETIC_FUNCTIONS = ['coalesce', 'nullif', 'abs', 'round', 'greatest', 'least'] as const;
export type ArithmeticFunction = (typeof ARITHMETIC_FUNCTIONS)[number];

export interface SavedQuery {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly metrics: readonly string[];
  /** dbt names: `metric_time__week`, `product__name`. */
  readonly groupBy: readonly string[];
  readonly where: readonly FilterTemplate[];
  readonly orderBy: readonly string[];
  readonly limit?: number;
  readonly source: SourceLocation;
}

export interface Exposure {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'dashboard' | 'notebook' | 'analysis' | 'ml' | 'application';
  readonly url?: string;
  readonly maturity?: 'high' | 'medium' | 'low';
  readonly owner: Owner;
  /** Names in `ref('…')`, `source('…')` and `metric('…')`. */
  readonly dependsOn: { readonly refs: readonly string[]; readonly metrics: readonly string[] };
  readonly source: SourceLocation;
}

export interface TimeSpine {
  readonly name: string;
  readonly relation: Relation;
  readonly column: string;
  readonly grain: Grain;
  readonly source: SourceLocation;
}

/** All definitions of one folder or project, read and shaped, not yet checked against each other. */
export interface Definitions {
  readonly models: readonly SemanticModel[];
  readonly metrics: readonly Metric[];
  readonly savedQueries: readonly SavedQuery[];
  readonly exposures: readonly Exposure[];
  readonly timeSpines: readonly TimeSpine[];
}

/** One thing wrong with the definitions. */
export interface Problem {
  readonly source: SourceLocation;
  readonly message: string;
  readonly suggestions: readonly string[];
}
