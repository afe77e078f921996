import { chance, literal, pick, pickText, uuid } from './expressions.js';

const FIRST_NAMES = [
  'Ada',
  'Ben',
  'Carla',
  'Dev',
  'Elena',
  'Felix',
  'Grace',
  'Hugo',
  'Iris',
  'Jonas',
  'Kira',
  'Liam',
  'Mona',
  'Noah',
  'Olga',
  'Pablo',
];
const LAST_NAMES = [
  'Abbott',
  'Brooks',
  'Castillo',
  'Dawson',
  'Egan',
  'Foster',
  'Garner',
  'Huang',
  'Ito',
  'Jensen',
  'Keller',
  'Lopez',
  'Moreau',
  'Novak',
];
const STREETS = [
  'Maple Avenue',
  'Oak Street',
  'Birch Lane',
  'Fern Court',
  'Willow Way',
  'Ivy Terrace',
  'Clover Drive',
  'Juniper Road',
];

/** Each with the first zip code of a range that lies in it. */
const STATES: readonly (readonly [state: string, firstZip: number])[] = [
  ['California', 90001],
  ['Texas', 75001],
  ['New York', 10001],
  ['Florida', 33101],
  ['Ohio', 43001],
  ['Illinois', 60601],
  ['Washington', 98101],
  ['Georgia', 30301],
  ['Colorado', 80201],
  ['Arizona', 85001],
  ['Minnesota', 55401],
  ['Virginia', 23218],
];

/** `count` users with one address each; `bornBefore` days earlier than 2020 if the shop's history is longer than the year 2021. */
export function peopleStatements(count: number, bornBefore: number): readonly string[] {
  const states = STATES.map(([state, firstZip]) => `{'state': ${literal(state)}, 'first_zip': ${firstZip}}`);
  return [
    `create table addresses as
select ${uuid("'address-' || person")} as address_id,
  (100 + ${pick(9000, 'person', 10)}) || ' ' || ${pickText(STREETS, 'person', 11)} as address,
  lpad(cast(place.first_zip + ${pick(50, 'person', 12)} as varchar), 5, '0') as zipcode,
  place.state as state,
  'United States' as country
from (select person, [${states.join(', ')}][1 + ${pick(`${STATES.length} * ${chance('person', 13)}`, 'person', 14)}] as place
      from range(${count}) as people(person))
order by person`,

    `create table users as
with people as (
  select person, ${pickText(FIRST_NAMES, 'person', 15)} as first_name, ${pickText(LAST_NAMES, 'person', 16)} as last_name,
    timestamp '2020-01-01' - to_days(${bornBefore}) + to_seconds(${pick(360 * 86400, 'person', 17)}) as created_at
  from range(${count}) as people(person)
)
select ${uuid("'user-' || person")} as user_id, first_name, last_name,
  lower(first_name || '.' || last_name) || '.' || person || '@example.com' as email,
  (200 + person % 700) || '-555-01' || lpad(cast(${pick(100, 'person', 18)} as varchar), 2, '0') as phone_number,
  created_at,
  created_at + to_seconds(${pick(5 * 86400, 'person', 19)}) as updated_at,
  ${uuid("'address-' || person")} as address_id
from people order by person`,
  ];
}
