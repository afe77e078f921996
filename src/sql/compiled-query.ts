import type { Binding } from './fragment.js';

/** Every warehouse that SQL can be written for. */
export type DialectName = 'duckdb' | 'snowflake';

/** One statement. Equal plans give equal text and bindings, byte for byte. */
export interface CompiledQuery {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}
