import { GraphQLBoolean, GraphQLFloat, GraphQLInt, GraphQLString } from 'graphql';
import { elementType } from '../model/value-types.js';
import { type ArgSpec, defineInput, type FieldSpec, type NamedClass, namedClass, type TypeRef } from './define.js';
import type { Enums } from './enums.js';
import type { DimensionKind, NamedDimension, Naming } from './naming.js';
import { DateTime, LocalDate } from './scalars.js';

/** The input types of one schema. */
export interface Inputs {
  readonly GroupBy: NamedClass;
  readonly TimeRange: NamedClass;
  readonly Where: NamedClass;
  readonly Having: NamedClass;
  readonly OrderBy: NamedClass;
  readonly CompareTo: NamedClass;
}

type InputField = FieldSpec & ArgSpec;

const optional = (name: string, type: () => TypeRef, description?: string): InputField => ({
  name,
  type,
  nullable: true,
  ...(description && { description }),
});
const optionalList = (name: string, type: () => TypeRef): InputField => ({ name, type, list: true, nullable: true });

export function defineInputs(naming: Naming, enums: Enums): Inputs {
  const groups = defineGroups(enums);
  const filters = defineFilters();
  const GroupBy = defineInput(
    namedClass('GroupBy'),
    'What a row stands for: one key per dimension. Without any there is exactly one row.',
    naming.dimensions.map(({ name, kind, description }) => optional(name, () => groups[kind], description)),
  );
  const Where = namedClass('Where');
  defineInput(
    Where,
    'Rows that count. All conditions hold; a NULL member fails every condition but isNull and the negations.',
    [...logical(Where), ...naming.dimensions.map((one) => optional(one.name, () => filters[filterKind(one)]))],
  );
  const Having = namedClass('Having');
  defineInput(Having, 'Rows that are shown, by their metrics, after aggregation.', [
    ...logical(Having),
    ...naming.metrics.map(({ name }) => optional(name, () => filters.number)),
  ]);
  const TimeRange = defineTimeRange(enums);
  const CompareTo = defineCompareTo(enums, TimeRange);
  const OrderBy = defineInput(namedClass('OrderBy'), 'Ties are broken by the group-by keys, NULL comes last.', [
    { name: 'by', type: () => enums.Field },
    { name: 'direction', type: () => enums.Direction, defaultValue: 'asc' },
    optional('compareTo', () => CompareTo, 'Of a metric.'),
    { name: 'as', type: () => enums.ValueAs, defaultValue: 'value', description: 'Of a metric.' },
  ]);
  return { GroupBy, TimeRange, Where, Having, OrderBy, CompareTo };
}

function defineCompareTo(enums: Enums, TimeRange: NamedClass): NamedClass {
  const offset = defineInput(namedClass('Offset'), 'So many periods back.', [
    { name: 'count', type: () => GraphQLInt },
    { name: 'grain', type: () => enums.TimeGrain },
  ]);
  return defineInput(
    namedClass('CompareTo'),
    'What a metric is compared to: exactly one key. Without metricTime in the group-by (in totals always) the time range is compared to another one.',
    [
      optional('previousPeriod', () => GraphQLBoolean, 'The period before; of a range one of equal length before it.'),
      optional('offset', () => offset, 'The same period or range so much earlier.'),
      optional('timeRange', () => TimeRange, 'These days, by the other keys; not by metricTime.'),
    ],
  );
}

function logical(type: NamedClass): readonly InputField[] {
  return [optionalList('and', () => type), optionalList('or', () => type), optional('not', () => type)];
}

function defineGroups(enums: Enums): Record<DimensionKind, NamedClass> {
  const top = defineInput(namedClass('Top'), 'The best members; the rest become one recomputed row, or are left out.', [
    { name: 'count', type: () => GraphQLInt },
    { name: 'by', type: () => enums.Metric },
    { name: 'others', type: () => GraphQLBoolean, defaultValue: true },
  ]);
  const time = defineInput(
    namedClass('TimeGroup'),
    "Periods, parts of a time, or both. Without either: the metrics' own grain.",
    [
      optional('grain', () => enums.TimeGrain),
      optionalList('parts', () => enums.DatePart),
      {
        name: 'fill',
        type: () => GraphQLBoolean,
        defaultValue: false,
        description: 'A row for every period of the time range for every member that has one.',
      },
    ],
  );
  const category = defineInput(namedClass('CategoryGroup'), 'Each member by itself.', [optional('top', () => top)]);
  const numbers = defineInput(namedClass('NumberGroup'), 'Each value by itself, the best ones, or bins.', [
    optional('top', () => top),
    {
      ...optionalList('bins', () => GraphQLFloat),
      description:
        'Edges, ascending: [10, 20] makes "< 10", "10–20" (10 is in, 20 is not) and "≥ 20". The field then shows the lower edge, null where there is none; keys tells the bin.',
    },
  ]);
  return { time, text: category, boolean: category, date: category, number: numbers };
}

type FilterKind = 'text' | 'number' | 'boolean' | 'date' | 'datetime';

/** metric_time, which is each metric's own, is compared with days; other times as they are known. */
function filterKind({ kind, element }: NamedDimension): FilterKind {
  if (kind !== 'time' && kind !== 'date') return kind;
  return element && elementType(element) === 'datetime' ? 'datetime' : 'date';
}

function defineFilters(): Record<FilterKind, NamedClass> {
  const compared = (type: () => TypeRef) => ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'].map((name) => optional(name, type));
  const listed = (type: () => TypeRef) => [optionalList('in', type), optionalList('notIn', type)];
  const isNull = optional('isNull', () => GraphQLBoolean);
  const text = defineInput(namedClass('StringFilter'), 'Conditions on text; all hold.', [
    optional('eq', () => GraphQLString),
    optional('ne', () => GraphQLString),
    ...listed(() => GraphQLString),
    optional('contains', () => GraphQLString),
    optional('startsWith', () => GraphQLString),
    isNull,
    { name: 'ignoreCase', type: () => GraphQLBoolean, defaultValue: false },
  ]);
  const number = defineInput(namedClass('NumberFilter'), 'Conditions on a number; all hold.', [
    ...compared(() => GraphQLFloat),
    ...listed(() => GraphQLFloat),
    isNull,
  ]);
  const day = defineInput(namedClass('DateFilter'), 'Conditions on the day of a time; all hold.', [
    ...compared(() => LocalDate),
    ...listed(() => LocalDate),
    isNull,
  ]);
  const moment = defineInput(
    namedClass('DateTimeFilter'),
    'Conditions on a time; all hold. A value is an instant (2021-02-10T09:30:00Z), or a day (2021-02-10) and then all of it.',
    [...compared(() => DateTime), ...listed(() => DateTime), isNull],
  );
  const truth = defineInput(namedClass('BooleanFilter'), 'Conditions on true and false; all hold.', [
    optional('eq', () => GraphQLBoolean),
    isNull,
  ]);
  return { text, number, date: day, datetime: moment, boolean: truth };
}

function defineTimeRange(enums: Enums): NamedClass {
  const span = defineInput(namedClass('DateSpan'), 'Both days count.', [
    { name: 'from', type: () => LocalDate },
    { name: 'to', type: () => LocalDate },
  ]);
  const relative = defineInput(
    namedClass('RelativeRange'),
    'Complete periods before the running one, of a standard grain.',
    [
      { name: 'count', type: () => GraphQLInt },
      { name: 'grain', type: () => enums.TimeGrain },
      { name: 'includeCurrent', type: () => GraphQLBoolean, defaultValue: false },
    ],
  );
  return defineInput(
    namedClass('TimeRange'),
    'Which days count: exactly one key. Ranges grow to whole periods of the grain that is grouped by.',
    [
      optional('on', () => LocalDate, 'That day.'),
      optional('between', () => span),
      optional('last', () => relative),
      optional('toDate', () => enums.TimeGrain, 'From the start of the running period of a standard grain to now.'),
      optional('previous', () => enums.TimeGrain, 'The complete period before the running one, of a standard grain.'),
      optional('since', () => LocalDate, 'That day and all after it.'),
      optional('before', () => LocalDate, 'All days before it.'),
    ],
  );
}
