import type { Problem } from '../definitions.js';
import type { SemanticModel } from '../types.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** Over a snapshot a measure is a level or an event; anywhere else it is neither (metric-semantics, "Snapshots"). */
export const snapshotMeasures: Rule = ({ models }, context) => models.flatMap((model) => kinds(model, context));

function kinds(model: SemanticModel, { locate }: RuleContext): readonly Problem[] {
  const isSnapshot = model.dimensions.some((dimension) => dimension.kind === 'time' && dimension.validity);
  return model.measures
    .filter(({ kind }) => (kind !== 'additive') !== isSnapshot)
    .map((measure) =>
      problem(
        locate(measure, 'config', 'meta', 'trellis', 'kind'),
        isSnapshot
          ? `Measure "${measure.name}" reads a snapshot, so config.meta.trellis.kind must say level or event.`
          : `Measure "${measure.name}" is of kind ${measure.kind}, but semantic model "${model.name}" has no validity_params.`,
      ),
    );
}
