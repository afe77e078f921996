import type { Metric } from './metric-types.js';
import type {
  FilterTemplate,
  Grain,
  Owner,
  Relation,
  SemanticModel,
  SourceLocation,
  TimeStorage,
  ValueType,
} from './types.js';

export interface SavedQuery {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Without any: the distinct members of the group-bys. */
  readonly metrics: readonly string[];
  /** dbt names: `metric_time__week`, `product__name`. */
  readonly groupBy: readonly string[];
  readonly where: readonly FilterTemplate[];
  readonly orderBy: readonly string[];
  readonly limit?: number;
  /** Ours: overrides the generated GraphQL name. */
  readonly graphqlName?: string;
  readonly deprecations: readonly Deprecation[];
  readonly source: SourceLocation;
}

/** Ours (`config.meta.trellis.deprecations`): what a saved query will lose, announced to those who pull it as a dataset. */
export interface Deprecation {
  /** As dbt calls it; without it, the whole dataset goes. */
  readonly column?: string;
  /** The day of the announcement, YYYY-MM-DD. */
  readonly since: string;
  /** The first day on which it may be gone, YYYY-MM-DD. */
  readonly removeOn: string;
  /** What to use instead, in words or as a name. */
  readonly replacement?: string;
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
  /** How the column is stored, if told. */
  readonly stored?: TimeStorage;
  readonly customGrains: readonly CustomGrain[];
  readonly source: SourceLocation;
}

/** A grain that a column of a time spine spells out: rows with the same value are one period. */
export interface CustomGrain {
  readonly name: string;
  /** SQL over the spine's columns. */
  readonly expr: string;
  readonly type: ValueType;
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
