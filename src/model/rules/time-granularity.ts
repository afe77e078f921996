import { compareGrains, isStandardGrain } from '../grains.js';
import { originsOf } from './origin.js';
import { problem, type Rule } from './rule.js';

/** The grain that a metric is shown by unless another is asked for is none that its times are too coarse for. */
export const timeGranularity: Rule = ({ metrics }, context) =>
  metrics.flatMap((metric) => {
    const { name, timeGranularity: wanted } = metric;
    const { catalog, locate } = context;
    const grain = wanted && (isStandardGrain(wanted) ? wanted : catalog.customGrains.get(wanted)?.spine.grain);
    const times = originsOf(name, context).flatMap(({ time }) => time ?? []);
    const coarser = grain && times.find((time) => compareGrains(grain, time.grain) < 0);
    if (!coarser) return [];
    const message = `Metric "${name}" has the time_granularity ${wanted}, which is finer than its aggregation time "${coarser.name}" by ${coarser.grain}.`;
    return [problem(locate(metric, 'time_granularity'), message)];
  });
