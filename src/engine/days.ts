import type { MetricPlan } from '../plan/metric-plan.js';

/** First and last day of a range. One that begins with now has a first day, and no last one yet. */
export function daysOf({ from, until }: MetricPlan['range']): { readonly from?: string; readonly to?: string } {
  const isEmpty = from && until && until <= from;
  return {
    ...(from && { from: from.toFormat('yyyy-MM-dd') }),
    ...(until && !isEmpty && { to: until.minus({ days: 1 }).toFormat('yyyy-MM-dd') }),
  };
}
