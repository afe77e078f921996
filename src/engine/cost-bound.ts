import { TrellisError } from '../errors/trellis-error.js';
import type { SemanticCatalog } from '../model/catalog.js';
import type { Countable } from '../plan/countable.js';
import { type EstimateInput, estimateGroups, type GroupEstimate } from '../plan/group-estimate.js';
import type { Ask, Compiled } from './ask.js';
import type { ColumnCounts } from './column-counts.js';

/** Refuses questions that would compute too many values: metrics × groups, about. */
export class CostBound {
  readonly #maxCost: number;
  readonly #catalog: SemanticCatalog;
  readonly #counts: ColumnCounts;

  constructor(maxCost: number, catalog: SemanticCatalog, counts: ColumnCounts) {
    this.#maxCost = maxCost;
    this.#catalog = catalog;
    this.#counts = counts;
  }

  /**
   * @param now RFC 3339: data before it counts
   * @throws COST_LIMIT_EXCEEDED
   */
  async check(
    { ask: { kind, query }, plan: { groupBy, range } }: Pick<Compiled, 'ask' | 'plan'>,
    now: string,
    dataVersion: string | undefined,
  ): Promise<void> {
    const metrics = this.#metricsOf(query);
    if (metrics === 0 || groupBy.length === 0 || kind === 'totals' || kind === 'funnelTotals') return;
    const estimate = await this.#estimate({ query, groupBy, range, now }, dataVersion);
    const cost = metrics * estimate.groups + estimate.ranked;
    if (cost > this.#maxCost) throw tooDear(cost, metrics, estimate, this.#maxCost);
  }

  /** Asks the warehouse only for what the estimate needs. */
  async #estimate(input: EstimateInput, dataVersion: string | undefined): Promise<GroupEstimate> {
    const needed: Countable[] = [];
    const estimate = estimateGroups(input, this.#catalog, (countable) => {
      needed.push(countable);
      return this.#counts.countOf(countable);
    });
    const hasWaited = await this.#counts.refresh(needed, dataVersion);
    return hasWaited ? estimateGroups(input, this.#catalog, (countable) => this.#counts.countOf(countable)) : estimate;
  }

  #metricsOf(query: Ask['query']): number {
    if (!('funnel' in query)) return query.metrics.length;
    const { length } = this.#catalog.funnel(query.funnel).steps;
    return length * (1 + (query.compareTo?.length ?? 0));
  }
}

function tooDear(cost: number, metrics: number, { groups, sizes }: GroupEstimate, most: number): TrellisError {
  const by = sizes.map(({ name, count }) => `${shown(count)} of "${name}"`).join(', ');
  const message = `The query would compute about ${shown(cost)} values: ${shown(metrics)} ${metrics === 1 ? 'metric' : 'metrics'} for ${shown(groups)} groups (${by}); limits.maxCost allows ${shown(most)}. Ask for a shorter time range, a coarser grain, fewer dimensions or named members of one, or have whoever runs Trellis raise it.`;
  return new TrellisError('COST_LIMIT_EXCEEDED', message, {
    names: ['limits.maxCost', ...sizes.map(({ name }) => name)],
  });
}

/** 1234567 → "1,234,567" */
const shown = (number: number): string => Math.round(number).toLocaleString('en-US');
