import type { SemanticCatalog } from '../model/catalog.js';
import { compareGrains, isStandardGrain } from '../model/grains.js';
import { elementNamed } from '../model/joins.js';
import type { ValueType } from '../model/types.js';
import { elementType, metricType } from '../model/value-types.js';
import { otherColumn } from '../plan/keys.js';
import { type GroupBy, groupByColumn, type MetricSelection } from '../plan/query.js';
import type { AnswerColumn } from './answer.js';
import type { Ask } from './ask.js';

/** Of a plan: its group-bys with their grains, and the names of its columns in order. */
interface PlannedColumns {
  readonly groupBy: readonly GroupBy[];
  readonly outputs: readonly { readonly name: string }[];
}

/**
 * What stands in the rows, in order. Names come from the plan, not from the warehouse, which may fold them.
 */
export function answerColumns(
  ask: Ask,
  { groupBy, outputs }: PlannedColumns,
  catalog: SemanticCatalog,
): readonly AnswerColumn[] {
  const [only] = groupBy;
  if ('minMaxOnly' in ask.query && only) {
    return outputs.map(({ name }) => ({ role: 'key', name, groupBy: only, type: keyType(only, catalog) }));
  }
  const keys = groupBy.flatMap((item): readonly AnswerColumn[] => {
    const name = groupByColumn(item);
    const key: AnswerColumn = { role: 'key', name, groupBy: item, type: keyType(item, catalog) };
    const isTop = item.kind === 'value' && item.top;
    return isTop ? [key, { role: 'other', name: otherColumn(name), type: 'long' }] : [key];
  });
  const metrics = outputs.slice(keys.length).map(({ name }): AnswerColumn => {
    const selection = 'metrics' in ask.query ? ask.query.metrics.find(({ as }) => as === name) : undefined;
    const type = selection ? shownType(selection, catalog) : 'long';
    return { role: 'metric', name, metric: selection?.metric ?? name, type };
  });
  return [...keys, ...metrics];
}

/** A rate or a share is a double; all else is of the metric's type. */
function shownType({ metric, show }: MetricSelection, catalog: SemanticCatalog): ValueType {
  const isRate = show === 'change_rate' || show === 'share_of_total';
  return isRate ? 'double' : metricType(catalog, catalog.metric(metric));
}

function keyType(groupBy: GroupBy, catalog: SemanticCatalog): ValueType {
  if (groupBy.kind === 'part') return 'long';
  if (groupBy.kind === 'time') {
    const grain = groupBy.grain ?? 'day';
    if (!isStandardGrain(grain)) return catalog.customGrains.get(grain)?.custom.type ?? 'string';
    return compareGrains(grain, 'day') < 0 ? 'datetime' : 'date';
  }
  if (groupBy.bins) return 'string';
  const element = elementNamed(catalog, groupBy.name);
  return element ? elementType(element) : 'string';
}
