import { problem, type Rule } from './rule.js';

/** A time dimension is a date or a datetime, whatever `config.meta.trellis.type` says. */
export const dimensionTypes: Rule = ({ models }, { locate }) =>
  models
    .flatMap(({ dimensions }) => dimensions)
    .filter(({ kind, type }) => kind === 'time' && type !== 'date' && type !== 'datetime')
    .map((dimension) =>
      problem(
        locate(dimension, 'config', 'meta', 'trellis', 'type'),
        `Time dimension "${dimension.name}" must be of type date or datetime, not ${dimension.type}.`,
      ),
    );
