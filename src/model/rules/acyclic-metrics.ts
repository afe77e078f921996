import type { Metric } from '../metric-types.js';
import { filtersOf, metricInputs } from './inputs.js';
import { problem, type Rule } from './rule.js';

/** No metric is made of itself, over its inputs or over `{{ Metric(…) }}` in its filters. */
export const acyclicMetrics: Rule = ({ metrics }, { catalog, locate }) => {
  const done = new Set<string>();
  const cycles: (readonly string[])[] = [];

  function visit(name: string, path: readonly string[]): void {
    const metric = catalog.metrics.get(name);
    if (!metric || done.has(name)) return;
    if (path.includes(name)) {
      cycles.push([...path.slice(path.indexOf(name)), name]);
      return;
    }
    for (const other of referencedBy(metric)) visit(other, [...path, name]);
    done.add(name);
  }

  for (const { name } of metrics) visit(name, []);
  return cycles.flatMap((cycle) => {
    const metric = catalog.metrics.get(cycle[0] ?? '');
    return metric ? [problem(locate(metric), `Metric "${metric.name}" is made of itself: ${cycle.join(' → ')}.`)] : [];
  });
};

function referencedBy(metric: Metric): ReadonlySet<string> {
  const references = filtersOf(metric).flatMap(({ parts }) => parts);
  const filters = references.flatMap((part) => (typeof part !== 'string' && part.kind === 'metric' ? [part.name] : []));
  return new Set([...metricInputs(metric).map(({ input }) => input.metric), ...filters]);
}
