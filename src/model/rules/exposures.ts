import { nearestNames } from '../../errors/did-you-mean.js';
import { problem, type Rule } from './rule.js';

/** An exposure reads metrics that exist; any ref or source may be a model of the warehouse that nothing here names. */
export const exposures: Rule = (definitions, { catalog, locate, dropped }) =>
  definitions.exposures.flatMap((exposure) =>
    exposure.dependsOn.metrics
      .filter((name) => !catalog.metrics.has(name) && !dropped.has(name))
      .map((name) =>
        problem(
          locate(exposure, 'depends_on'),
          `Exposure "${exposure.name}" refers to an unknown metric "${name}".`,
          nearestNames(name, catalog.metrics.keys()),
        ),
      ),
  );
