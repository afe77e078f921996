import { nearestNames } from '../../errors/did-you-mean.js';
import { problem, type Rule } from './rule.js';

/** What a rollup does without are entities and dimensions of its model. */
export const rollups: Rule = ({ models }, { locate }) =>
  models.flatMap((model) => {
    const names = [...model.entities, ...model.dimensions].map(({ name }) => name);
    return model.rollups.flatMap((rollup) =>
      rollup.without.flatMap((name, index) =>
        names.includes(name)
          ? []
          : [
              problem(
                locate(rollup, 'without', index),
                `A rollup of semantic model "${model.name}" is without "${name}", which is no entity or dimension of it.`,
                nearestNames(name, names),
              ),
            ],
      ),
    );
  });
