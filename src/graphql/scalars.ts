import { GraphQLScalarType, Kind, print } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';
import { TrellisError } from '../errors/trellis-error.js';

export const LocalDate = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  parseValue: (value) => dayOf(value, JSON.stringify(value)),
  parseLiteral: (node) => dayOf(node.kind === Kind.STRING ? node.value : undefined, print(node)),
  description: 'A calendar day, YYYY-MM-DD, in the time zone of the query.',
});

/** Dates that no calendar has are refused too. @throws TIME_RANGE_INVALID */
function dayOf(value: unknown, written: string): string {
  try {
    if (typeof value === 'string') return GraphQLLocalDate.parseValue(value);
  } catch {
    // Told below, in our words.
  }
  const message = `${written} is not a day. Write it as text, YYYY-MM-DD, for example "2021-02-10".`;
  throw new TrellisError('TIME_RANGE_INVALID', message, { names: [typeof value === 'string' ? value : written] });
}

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
  description:
    "A period, by the query's clock: its first day (YYYY-MM-DD) at day and coarser; below, its start as RFC 3339, with a Z whatever the time zone; at a custom grain what the time spine calls it.",
  serialize: (value) => String(value),
});
