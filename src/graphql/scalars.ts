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

export const DateTime = new GraphQLScalarType<string | Date, string | Date>({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  parseValue: (value) => momentOf(value, JSON.stringify(value)),
  parseLiteral: (node) => momentOf(node.kind === Kind.STRING ? node.value : undefined, print(node)),
  description: 'An instant, RFC 3339 in UTC. In a filter also a day, YYYY-MM-DD, in the time zone of the query.',
});

/** As it is written, for the planner to place. @throws TIME_RANGE_INVALID */
function momentOf(value: unknown, written: string): string {
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value);
  if (isDay) return dayOf(value, written);
  try {
    if (typeof value === 'string' && GraphQLDateTimeISO.parseValue(value)) return value;
  } catch {
    // Told below, in our words.
  }
  const message = `${written} is not a time. Write an instant, "2021-02-10T09:30:00Z", or a day, "2021-02-10".`;
  throw new TrellisError('TIME_RANGE_INVALID', message, { names: [typeof value === 'string' ? value : written] });
}

/** A field has one type whatever its arguments, so a rate of a count comes out of a field of whole numbers. */
export const SafeInt = new GraphQLScalarType<string | number, number>({
  ...GraphQLSafeInt.toConfig(),
  serialize: (value) => (isFraction(value) ? value : GraphQLSafeInt.serialize(value)),
  description:
    'A whole number up to 2^53-1, as a JSON number; a fraction where a metric is asked for as CHANGE_RATE or SHARE_OF_TOTAL.',
});

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value);
}

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
