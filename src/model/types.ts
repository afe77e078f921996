/**
 * What metrics mean, as plain frozen data: the dbt semantic-layer spec after loading, before any query.
 * Names of things follow dbt (https://docs.getdbt.com/docs/build/semantic-models); what is ours is said so.
 */

/** Where a definition stands, for error messages. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Of a definition read from JSON, where it stands there: `metrics[3].type_params.expr`. */
  readonly path?: string;
}

/** Standard grains from fine to coarse; the order is their meaning. Weeks start on Monday. */
export const GRAINS = [
  ...(['nanosecond', 'microsecond', 'millisecond', 'second', 'minute', 'hour'] as const),
  ...(['day', 'week', 'month', 'quarter', 'year'] as const),
] as const;
export type Grain = (typeof GRAINS)[number];

/** A standard grain, or the name of a custom one: a column of a time spine, such as `fiscal_quarter`. */
export type GrainName = string;

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

/** The type of a column as Trellis shows it. */
export const VALUE_TYPES = ['string', 'long', 'decimal', 'double', 'boolean', 'date', 'datetime'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** What an author may say of a column: its type, or of a time also how Snowflake keeps it. */
export const TOLD_TYPES = [...VALUE_TYPES, 'timestamp_ntz', 'timestamp_ltz', 'timestamp_tz'] as const;
export type ToldType = (typeof TOLD_TYPES)[number];

/**
 * How Snowflake keeps a time: as a date; without a zone; in the zone of the session, which is UTC; or each value with an
 * offset of its own, by which it is then cut and cast. Elsewhere every time is cut in UTC.
 */
export type TimeStorage = 'date' | 'ntz' | 'ltz' | 'tz';

/**
 * Who told a column's type, the first that knows: `config.meta.trellis.type`, the column's `data_type` in YAML, a cast
 * that the expression is, dbt's manifest, its catalog.json, the warehouse (a committed file of column types), else
 * nobody: string, or datetime for a time.
 */
export const TYPE_ORIGINS = ['meta', 'column', 'cast', 'manifest', 'catalog', 'warehouse', 'default'] as const;
export type TypeOrigin = (typeof TYPE_ORIGINS)[number];

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

/** Names are dbt's, with the entities to pass in front: `user__country`, `listing__user__country` (dbt: entity_path). */
export type FilterReference =
  | { readonly kind: 'dimension'; readonly name: string }
  | { readonly kind: 'time'; readonly name: string; readonly grain?: GrainName }
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
  /** Absent where nobody tells. */
  readonly stored?: TimeStorage;
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
  readonly typeOrigin: TypeOrigin;
  /** Where two models that are joined both have a partition of this name, its equality joins too. */
  readonly isPartition: boolean;
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
  readonly percentile?: Percentile;
  /** Present on a semi-additive measure, such as a balance: it is added over all dimensions but this time. */
  readonly nonAdditive?: NonAdditiveDimension;
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

/** For agg percentile: 0 to 1, exclusive; `discrete` picks an existing value, `approximate` may be near it. */
export interface Percentile {
  readonly value: number;
  readonly discrete: boolean;
  readonly approximate: boolean;
}

/** dbt's non_additive_dimension: only rows at the first or last of that time count, per grouping. */
export interface NonAdditiveDimension {
  /** A time dimension of the same model. */
  readonly name: string;
  readonly choice: 'min' | 'max';
  /** Entities of the same model: each has a first or last time of its own. */
  readonly groupings: readonly string[];
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

/** A length of time whose grain may be custom: 1 fiscal_quarter. */
export interface Duration {
  readonly count: number;
  readonly grain: GrainName;
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

export interface Owner {
  readonly name?: string;
  readonly email?: string;
}
