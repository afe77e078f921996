import { literal, uuid } from './expressions.js';

type Plant = readonly [name: string, price: string, ...inventories: [number, ...number[]]];

/** Name, price, and the inventory each weekly snapshot found; a single number held all four weeks. */
const PLANTS: readonly Plant[] = [
  ['Pothos', '30.50', 40, 20, 0, 20],
  ['Monstera', '50.75', 77, 64, 50, 31],
  ['Philodendron', '45.00', 51, 25, 15, 30],
  ['String of pearls', '80.50', 58, 10, 0, 10],
  ['Bamboo', '15.25', 56, 56, 44, 23],
  ['ZZ Plant', '25.00', 89, 89, 53, 41],
  ['Snake Plant', '22.75', 68],
  ['Fiddle Leaf Fig', '64.25', 27],
  ['Bird of Paradise', '60.00', 34],
  ['Peace Lily', '28.00', 52],
  ['Aloe Vera', '18.25', 83],
  ['Rubber Plant', '35.50', 46],
  ['Jade Plant', '21.00', 71],
  ['Spider Plant', '14.50', 94],
  ['Boston Fern', '24.25', 38],
  ['Calathea Makoyana', '42.75', 22],
  ['Arrow Head', '26.50', 61],
  ['Birds Nest Fern', '31.25', 43],
  ['Cactus', '12.25', 99],
  ["Devil's Ivy", '19.75', 57],
  ['Dragon Tree', '47.50', 36],
  ['Majesty Palm', '58.00', 19],
  ['Money Tree', '39.75', 48],
  ['Orchid', '44.50', 65],
  ['Pilea Peperomioides', '27.25', 40],
  ['Pink Anthurium', '36.00', 29],
  ['Ponytail Palm', '33.75', 55],
  ['Angel Wings Begonia', '29.50', 33],
  ['Alocasia Polly', '48.25', 24],
  ['English Ivy', '16.75', 76],
];

export const PLANT_COUNT = PLANTS.length;

/** The catalogue and four weekly dbt snapshots of it. `shop_plants` numbers the plants 0..29 and is dropped at the end. */
export function plantStatements(): readonly string[] {
  const rows = PLANTS.map(
    ([name, price, first, second = first, third = second, fourth = third], plant) =>
      `(${plant}, ${literal(name)}, ${price}, ${first}, ${second}, ${third}, ${fourth})`,
  );
  return [
    `create table shop_plants as
select plant, ${uuid("'product-' || name")} as product_id, name, cast(price as decimal(10, 2)) as price, week1, week2, week3, week4
from (values ${rows.join(',\n  ')}) as plants(plant, name, price, week1, week2, week3, week4)`,

    `create table products as
select product_id, name, price, week4 as inventory from shop_plants order by plant`,

    // A snapshot adds a version only where it found another inventory than the week before.
    `create table products_snapshot as
with weekly as (
  select plant, product_id, name, price, unnest([week1, week2, week3, week4]) as inventory,
    unnest([timestamp '2021-02-03 12:00:00', timestamp '2021-02-10 12:00:00',
            timestamp '2021-02-17 12:00:00', timestamp '2021-02-24 12:00:00']) as taken_at
  from shop_plants
), compared as (
  select *, lag(inventory) over (partition by plant order by taken_at) as previous from weekly
), versions as (
  select * from compared where inventory is distinct from previous
)
select product_id, name, price, inventory,
  md5(product_id || '|' || cast(taken_at as varchar)) as dbt_scd_id,
  taken_at as dbt_updated_at,
  taken_at as dbt_valid_from,
  lead(taken_at) over (partition by plant order by taken_at) as dbt_valid_to
from versions order by plant, taken_at`,
  ];
}
