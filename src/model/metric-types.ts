import type { Duration, FilterTemplate, Grain, GrainCount, GrainName, Owner, SourceLocation } from './types.js';

/** What metrics are made of: measures, other metrics, formulas. */

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
  readonly offsetWindow?: Duration;
  /** dbt's offset_to_grain: read at the start of the enclosing period; excludes an offset window. */
  readonly offsetToGrain?: GrainName;
  /** Ours (`config.meta.trellis.offset_periods`): so many queried periods earlier. */
  readonly offsetPeriods?: number;
}

interface MetricBase {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly filters: readonly FilterTemplate[];
  readonly timeGranularity?: GrainName;
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
    | CumulativeParams
    | ConversionParams
  );

/** Rows up to a point in time: of a window before it, of its running period (to date), or all. */
export interface CumulativeParams {
  readonly type: 'cumulative';
  readonly input: MeasureInput;
  readonly window?: GrainCount;
  /** Excludes a window. */
  readonly grainToDate?: Grain;
  /** What a coarser period shows of the points within it. */
  readonly periodAgg: PeriodAgg;
}

export const PERIOD_AGGS = ['first', 'last', 'average'] as const;
export type PeriodAgg = (typeof PERIOD_AGGS)[number];

/** Base events that are followed by a conversion event of the same entity; each conversion counts once. */
export interface ConversionParams {
  readonly type: 'conversion';
  readonly base: MeasureInput;
  readonly conversion: MeasureInput;
  /** An entity of both measures' models. */
  readonly entity: string;
  /** A conversion comes less than so long after its base event; unbounded without. */
  readonly window?: GrainCount;
  readonly calculation: ConversionCalculation;
  /** Dimensions or entities, one of each model, that must be equal on both events. */
  readonly constantProperties: readonly { readonly base: string; readonly conversion: string }[];
}

export const CONVERSION_CALCULATIONS = ['conversions', 'conversion_rate'] as const;
export type ConversionCalculation = (typeof CONVERSION_CALCULATIONS)[number];

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
