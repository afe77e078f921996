import { createHash } from 'node:crypto';
import type { SemanticCatalog } from '../model/catalog.js';
import type { EngineOptions } from './options.js';
import { EngineRequest } from './request.js';

/** Metric queries in, answers out. Holds no state of its own beyond what it was opened with. */
export class Engine {
  readonly catalog: SemanticCatalog;
  readonly maxRows: number;
  /** Changes whenever a definition does. */
  readonly definitionVersion: string;

  constructor(private readonly options: EngineOptions) {
    this.catalog = options.catalog;
    this.maxRows = options.maxRows;
    const { definitions } = options.catalog;
    this.definitionVersion = createHash('sha256').update(JSON.stringify(definitions)).digest('hex').slice(0, 12);
  }

  /** The instant before which data counts, RFC 3339. */
  now(): string {
    return this.options.now();
  }

  /** The state of the data; undefined where nothing tells. Never rejects. */
  async dataVersion(): Promise<string | undefined> {
    return this.options.dataVersion?.current();
  }

  /**
   * One client request: all its asks see the same now, and equal asks run once.
   * @param client the program that asks, as the warehouse's history shows it
   */
  request(signal?: AbortSignal, client?: string): EngineRequest {
    return new EngineRequest(this.options, signal, client);
  }
}
