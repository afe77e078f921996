import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

export const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  parseLiteral: (node, variables) => {
    if (node.kind === Kind.STRING) return GraphQLLocalDate.parseLiteral(node, variables);
    throw new GraphQLError(`LocalDate can't be ${print(node)}: write a day as text, such as "2021-02-10".`);
  },
  description: 'A calendar day, YYYY-MM-DD, in the time zone of the query.',
});

export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant, RFC 3339 in UTC.',
});

export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  description: 'A whole number up to 2^53-1, as a JSON number.',
});

export const Json = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  description: 'A cell of a table: text, number, boolean or null.',
});

/** Only ever put out, as the warehouse gives it: already text. */
export const Period = new GraphQLScalarType<string, string>({
  name: 'Period',
  description: 'The start of a period: a day (YYYY-MM-DD) at day and coarser, RFC 3339 below.',
  serialize: (value) => String(value),
});
