import { problem, type Rule } from './rule.js';

/** A cumulative metric reaches back over a window or to the start of a period; and a level is never added over time. */
export const cumulativeMetrics: Rule = ({ metrics }, { measures, locate }) =>
  metrics.flatMap((metric) => {
    if (metric.type !== 'cumulative') return [];
    const { name, window, grainToDate, input } = metric;
    const tell = (path: readonly string[], message: string) => [
      problem(locate(metric, 'type_params', ...path), `Metric "${name}" ${message}`),
    ];
    const measure = measures.get(input.measure)?.measure;
    return [
      ...(window && grainToDate
        ? tell(
            ['cumulative_type_params', 'grain_to_date'],
            'has both a "window" and a "grain_to_date"; one excludes the other.',
          )
        : []),
      ...(measure?.kind === 'level'
        ? tell(
            ['measure'],
            `accumulates "${measure.name}", which is a level: it holds at a point in time and is never added.`,
          )
        : []),
    ];
  });
