import { problem, type Rule } from './rule.js';

/** The primary entity is the prefix of a model's dimensions, so there is one at most. */
export const onePrimaryEntity: Rule = ({ models }, { locate }) =>
  models.flatMap(({ name, entities }) => {
    const [first, ...more] = entities.filter(({ type }) => type === 'primary');
    return more.map((entity) =>
      problem(
        locate(entity, 'type'),
        `Semantic model "${name}" has two primary entities, "${first?.name}" and "${entity.name}"; a second key is "unique".`,
      ),
    );
  });
