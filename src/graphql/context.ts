import type { Engine, EngineRequest } from '../engine/engine.js';

/** What every resolver of one request shares. */
export interface TrellisContext {
  readonly engine: Engine;
  readonly request: EngineRequest;
}
