import { nearestNames } from '../../errors/did-you-mean.js';
import { problem, type Rule } from './rule.js';

/** `first_per` names an entity of the same model. */
export const firstPer: Rule = ({ models }, { locate }) =>
  models.flatMap(({ name, dimensions, entities }) => {
    const names = entities.map((entity) => entity.name);
    return dimensions.flatMap((dimension) =>
      dimension.kind === 'categorical' || !dimension.firstPer || names.includes(dimension.firstPer)
        ? []
        : [
            problem(
              locate(dimension, 'config', 'meta', 'trellis', 'first_per'),
              `Dimension "${dimension.name}" is the first per "${dimension.firstPer}", which is no entity of semantic model "${name}".`,
              nearestNames(dimension.firstPer, names),
            ),
          ],
    );
  });
