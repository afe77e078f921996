import type { Problem } from '../definitions.js';
import type { Dimension } from '../types.js';
import { problem, type Rule } from './rule.js';

/**
 * Dimensions of one name are of one type and either all partitions or none, over all models; so in dbt, where a name
 * stands for one idea, and partitions of the same name are joined.
 */
export const consistentDimensions: Rule = ({ models }, { locate }) => {
  const firsts = new Map<string, Dimension>();
  return models
    .flatMap(({ dimensions }) => dimensions)
    .flatMap((dimension): readonly Problem[] => {
      const first = firsts.get(dimension.name);
      if (!first) {
        firsts.set(dimension.name, dimension);
        return [];
      }
      const elsewhere = `${first.source.file}:${first.source.line}`;
      const differing =
        first.kind !== dimension.kind
          ? { path: ['type'], message: `of type ${dimension.kind}, but of type ${first.kind}` }
          : first.isPartition !== dimension.isPartition
            ? {
                path: ['is_partition'],
                message: dimension.isPartition ? 'a partition, but not one' : 'not a partition, but one',
              }
            : undefined;
      if (!differing) return [];
      const message = `Dimension "${dimension.name}" is ${differing.message} at ${elsewhere}; one name means one thing.`;
      return [problem(locate(dimension, ...differing.path), message)];
    });
};
