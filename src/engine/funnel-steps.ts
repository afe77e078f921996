import type { Funnel } from '../model/types.js';

/** One step of a funnel: entities that reach it, and what becomes of them between the steps. */
export interface StepFigures {
  /** From 1. */
  readonly index: number;
  readonly name: string;
  readonly label: string;
  readonly count: number;
  readonly conversionFromPrevious: number | null;
  readonly conversionFromFirst: number | null;
  readonly dropOff: number | null;
  readonly dropOffRate: number | null;
}

/** Step 1 has no step before it, so no rate to it and no drop-off. A share of nothing is NULL. */
export function funnelSteps(funnel: Funnel, counts: readonly number[]): readonly StepFigures[] {
  return funnel.steps.map(({ name, label }, index): StepFigures => {
    const count = counts[index] ?? 0;
    const previous = index === 0 ? undefined : (counts[index - 1] ?? 0);
    const lost = previous === undefined ? null : previous - count;
    return {
      index: index + 1,
      name,
      label,
      count,
      conversionFromPrevious: previous === undefined ? null : share(count, previous),
      conversionFromFirst: share(count, counts[0] ?? 0),
      dropOff: lost,
      dropOffRate: previous === undefined || lost === null ? null : share(lost, previous),
    };
  });
}

/** The step that loses most, the earlier one where two lose alike; undefined where none loses. */
export function largestDropOff(steps: readonly StepFigures[], by: 'rate' | 'count'): StepFigures | undefined {
  const lost = (step: StepFigures) => (by === 'rate' ? step.dropOffRate : step.dropOff) ?? 0;
  return steps.reduce<StepFigures | undefined>(
    (worst, step) => (lost(step) > (worst ? lost(worst) : 0) ? step : worst),
    undefined,
  );
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
