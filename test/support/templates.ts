import fc from 'fast-check';

/** Random where-templates over the fixture `sales`, as people may write them: every one is valid SQL in DuckDB. */
interface Grammar {
  readonly condition: string;
  readonly text: string;
  readonly number: string;
  readonly day: string;
}

const keyword = (word: string) => fc.constantFrom(word, word.toUpperCase());
const space = fc.constantFrom(' ', '  ', '\n');
const quoted = fc.constantFrom("'X'", "'Y'", "''", "'O''Brien & Söhne'", "'North'", "'a_b'", "'%o%'", "'c1'");
const days = fc.constantFrom("'2021-06-01'", "date '2021-06-09'", "cast('2021-06-10' as date)", "'2021-06-20'::date");
const columns = {
  text: fc.constantFrom(
    "{{ Dimension('sale__coupon') }}",
    "{{Dimension('customer__region')}}",
    "{{ Dimension('customer__name') }}",
    '{{ Entity("customer") }}',
  ),
  number: fc.constantFrom(
    "{{ Dimension('sale__item_count') }}",
    "{{ Metric('sales', ['customer']) }}",
    "{{ TimeDimension('metric_time').date_part('dow') }}",
    "{{ Dimension('sale__paid_at').date_part('month') }}",
  ),
  day: fc.constantFrom(
    "{{ TimeDimension('metric_time', 'day') }}",
    "{{ Dimension('sale__paid_at').grain('week') }}",
    "{{ TimeDimension('sale__sold_at', 'month') }}",
  ),
  boolean: fc.constant("{{ Dimension('customer__is_member') }}"),
};
const compared = fc.constantFrom('=', '<>', '!=', '<', '<=', '>', '>=');

/** Pieces in a row. */
const row = (...pieces: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(space, ...pieces).map(([gap = ' ', ...all]) => all.join(gap));
const call = (name: string, ...args: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(keyword(name), ...args).map(([written, ...all]) => `${written}(${all.join(', ')})`);
const maybeNot = fc.constantFrom('', 'not ');

export const templates: fc.Arbitrary<string> = fc.letrec<Grammar>((tie: fc.LetrecTypedTie<Grammar>) => {
  const { text, number, day, condition } = {
    text: tie('text'),
    number: tie('number'),
    day: tie('day'),
    condition: tie('condition'),
  };
  const about = (value: fc.Arbitrary<string>) =>
    fc.oneof(
      row(value, compared, value),
      fc
        .tuple(value, maybeNot, fc.array(value, { minLength: 1, maxLength: 3 }))
        .map(([input, not, values]) => `${input} ${not}in (${values.join(', ')})`),
      fc
        .tuple(value, maybeNot, value, value)
        .map(([input, not, from, to]) => `${input} ${not}between ${from} and ${to}`),
      fc.tuple(value, maybeNot).map(([input, not]) => `${input} is ${not}null`),
    );
  return {
    text: fc.oneof(
      { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
      columns.text,
      quoted,
      call('lower', text),
      call('upper', text),
      call('trim', text),
      call('coalesce', text, text),
      call('nullif', text, text),
    ),
    number: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      columns.number,
      fc.constantFrom('0', '1', '3', '2.5', '0.10', '1e1', '-2', '.5'),
      fc.tuple(number, fc.constantFrom('+', '-', '*', '/'), number).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      row(number, fc.constantFrom('+', '-', '*'), number),
      call('abs', number),
      call('length', text),
      call('coalesce', number, number),
      call('round', number),
    ),
    day: fc.oneof({ depthSize: 'small', maxDepth: 2 }, columns.day, days, call('coalesce', columns.day, days)),
    condition: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      about(text),
      about(number),
      row(columns.day, compared, day),
      about(day),
      fc
        .tuple(text, maybeNot, keyword('like'), quoted)
        .map(([input, not, like, pattern]) => `${input} ${not}${like} ${pattern}`),
      fc
        .tuple(text, maybeNot, keyword('ilike'), quoted)
        .map(([input, not, like, pattern]) => `${input} ${not}${like} ${pattern}`),
      columns.boolean,
      fc.constantFrom('true', 'false', 'null'),
      row(condition, keyword('and'), condition),
      row(condition, keyword('or'), condition),
      row(keyword('not'), condition),
      condition.map((inner) => `(${inner})`),
      fc.tuple(condition, fc.constantFrom('=', '<>'), condition).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    ),
  };
}).condition;
