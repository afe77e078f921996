import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEMO_NOW, greeneryStatements } from '../src/demo/greenery.js';

async function openShop(scale: number): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of greeneryStatements(scale)) await (await connection.prepare(statement)).run();
  return connection;
}

async function rows(shop: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const reader = await (await shop.prepare(sql)).runAndReadAll();
  return reader.getRowsJson().map((row) => row.map((value) => (/^-?\d+$/.test(String(value)) ? Number(value) : value)));
}

const value = async (shop: DuckDBConnection, sql: string): Promise<unknown> => (await rows(shop, sql))[0]?.[0];

const table = (shop: DuckDBConnection, name: string): Promise<unknown> => value(shop, `select count(*) from ${name}`);

const SESSIONS_BY_STEP = `select event_type, count(distinct session_id) from events group by 1 order by 2 desc`;

const FINGERPRINT = `select md5(string_agg(md5(cast(events as varchar)), '' order by created_at, event_id)) from events`;

/** Rows whose key has no match; each must be empty. */
const ORPHANS = {
  'order items without an order': 'from order_items anti join orders using (order_id)',
  'order items without a product': 'from order_items anti join products using (product_id)',
  'orders without items': 'from orders anti join order_items using (order_id)',
  'orders without a user': 'from orders anti join users using (user_id)',
  'orders without an address': 'from orders anti join addresses using (address_id)',
  'orders with an unknown promo': 'from (from orders where promo_id is not null) anti join promos using (promo_id)',
  'orders without a checkout':
    "from orders anti join (from events where event_type = 'checkout') using (order_id, user_id, created_at)",
  'users without an address': 'from users anti join addresses using (address_id)',
  'events without a user': 'from events anti join users using (user_id)',
  'events with an unknown product':
    'from (from events where product_id is not null) anti join products using (product_id)',
  'events with an unknown order': 'from (from events where order_id is not null) anti join orders using (order_id)',
  'snapshots without a product': 'from products_snapshot anti join products using (product_id)',
};

/** Things that must not be; each must be empty. */
const IMPOSSIBLE = {
  'events of a user who is not there yet':
    'from events join users using (user_id) where events.created_at < users.created_at',
  'sessions of two users': 'from (select session_id from events group by 1 having count(distinct user_id) > 1)',
  'simultaneous events in a session': 'from (select 1 from events group by session_id, created_at having count(*) > 1)',
  'rows of events out of time order':
    'from (select created_at < lag(created_at) over (order by rowid) as late from events) where late',
  'keys of the wrong kind': `from events where (product_id is not null) <> (event_type in ('page_view', 'add_to_cart'))
    or (order_id is not null) <> (event_type in ('checkout', 'package_shipped'))`,
  'a checkout before or without an add_to_cart': `from (select 1 from events group by session_id
    having min(case when event_type = 'checkout' then created_at end)
      <= coalesce(max(case when event_type = 'add_to_cart' then created_at end), timestamp '2100-01-01'))`,
  'a package_shipped that is not last': `from (select 1 from events group by session_id
    having max(case when event_type = 'package_shipped' then created_at end) <> max(created_at))`,
  'a cost that is not the sum of its items': `from orders join (
      select order_id, sum(price * quantity) as cost from order_items join products using (product_id) group by 1
    ) as items using (order_id) where order_cost <> cost`,
  'a total that does not add up': `from orders left join promos using (promo_id)
    where order_total <> order_cost + shipping_cost - coalesce(discount, 0) or order_total <= 0`,
  'a delivery at an impossible time': `from orders where delivered_at not between created_at + interval 1 day and created_at + interval 10 days
    or delivered_at >= timestamp '2021-03-01'`,
  'a status that contradicts its columns': `from orders where (status = 'preparing') <> (tracking_id is null)
    or (status = 'preparing') <> (shipping_service is null) or (status = 'preparing') <> (estimated_delivery_at is null)
    or (status = 'delivered') <> (delivered_at is not null)`,
  'a shipped order without its event, or the reverse': `from orders left join (from events where event_type = 'package_shipped') as shipped using (order_id)
    where (status = 'preparing') <> (shipped.event_id is null)`,
  'ids used twice': `from (select event_id from events union all select order_id from orders union all select user_id from users
    union all select product_id from products union all select promo_id from promos union all select address_id from addresses)
    as ids(id) group by id having count(*) > 1`,
  'emails used twice': 'from users group by email having count(*) > 1',
  'an email or a phone that could be real': `from users where email not like '%@example.com' or phone_number not similar to '\\d{3}-555-01\\d{2}'`,
  'a products row that is not the current snapshot': `from products anti join (from products_snapshot where dbt_valid_to is null)
    using (product_id, name, price, inventory)`,
};

describe.each([1, 3])('the Greenery shop at scale %i', (scale) => {
  let shop: DuckDBConnection;
  beforeAll(async () => {
    shop = await openShop(scale);
  });

  test('has the exact number of sessions at every step', async () => {
    expect(await rows(shop, SESSIONS_BY_STEP)).toEqual([
      ['page_view', 578 * scale],
      ['add_to_cart', 467 * scale],
      ['checkout', 361 * scale],
      ['package_shipped', 335 * scale],
    ]);
    expect(await value(shop, 'select count(distinct session_id) from events')).toBe(578 * scale);
    expect(await table(shop, 'events')).toBeGreaterThanOrEqual(3500 * scale);
  });

  test('has the exact number of orders, users and products', async () => {
    expect(await table(shop, 'orders')).toBe(361 * scale);
    expect(await value(shop, 'select count(tracking_id) from orders')).toBe(335 * scale);
    expect(await value(shop, 'select count(promo_id) from orders')).toBe(36 * scale);
    expect(await table(shop, 'users')).toBe(130 * scale);
    expect(await table(shop, 'addresses')).toBe(130 * scale);
    expect(await table(shop, 'products')).toBe(30);
    expect(await rows(shop, 'select distinct count(*) from order_items group by order_id order by 1')).toEqual([
      [1],
      [2],
      [3],
      [4],
    ]);
  });

  test('spreads its sessions over the last days until 11 February 2021', async () => {
    const days = await rows(
      shop,
      'select cast(min(created_at) as date), cast(max(created_at) as date), count(distinct cast(created_at as date)) from events',
    );
    expect(days).toEqual([[scale === 1 ? '2021-02-10' : '2021-02-06', '2021-02-11', 2 * scale]]);
  });

  test('has sessions that cross midnight, also before anything is shipped', async () => {
    const crossing = (events: string): Promise<unknown> =>
      value(
        shop,
        `select count(*) from (select 1 from ${events} group by session_id having cast(min(created_at) as date) < cast(max(created_at) as date))`,
      );
    expect(await crossing('events')).toBeGreaterThan(20);
    expect(await crossing("(from events where event_type <> 'package_shipped')")).toBeGreaterThan(3);
  });

  test('has sessions that put into the cart before the first page view, some of them all they put there', async () => {
    const early = (cart: 'min' | 'max'): Promise<unknown> =>
      value(
        shop,
        `select count(*) from (select 1 from events group by session_id
        having ${cart}(case when event_type = 'add_to_cart' then created_at end) < min(case when event_type = 'page_view' then created_at end))`,
      );
    expect(await early('min')).toBe(15 * scale);
    expect(await early('max')).toBe(8 * scale);
  });

  test('buys mostly what was put into the cart, but not always', async () => {
    const carted = `select distinct session_id, product_id from events where event_type = 'add_to_cart'`;
    const bought = `select session_id, order_items.product_id from order_items
      join (from events where event_type = 'checkout') as checkouts using (order_id)`;
    const items = (await table(shop, 'order_items')) as number;
    const notCarted = (await value(shop, `select count(*) from (${bought} except ${carted})`)) as number;
    const notBought = (await value(
      shop,
      `select count(*) from (${carted} except ${bought}) join (${bought}) using (session_id)`,
    )) as number;
    expect(notCarted).toBeGreaterThan(0);
    expect(notCarted).toBeLessThan(items / 20);
    expect(notBought).toBeGreaterThan(0);
  });

  test('has users with none, one and several orders', async () => {
    const kinds =
      'select distinct least(count(order_id), 2) from users left join orders using (user_id) group by users.user_id order by 1';
    expect(await rows(shop, kinds)).toEqual([[0], [1], [2]]);
  });

  test.each(Object.entries({ ...ORPHANS, ...IMPOSSIBLE }))('has no %s', async (_, from) => {
    expect(await value(shop, `select count(*) from (select 1 ${from})`)).toBe(0);
  });

  test('keeps four weekly snapshots of the products, with a version for every change', async () => {
    const moving = `select name, list(inventory order by dbt_valid_from) from products_snapshot group by name having count(*) > 1 order by name`;
    expect(await rows(shop, moving)).toEqual([
      ['Bamboo', [56, 44, 23]],
      ['Monstera', [77, 64, 50, 31]],
      ['Philodendron', [51, 25, 15, 30]],
      ['Pothos', [40, 20, 0, 20]],
      ['String of pearls', [58, 10, 0, 10]],
      ['ZZ Plant', [89, 53, 41]],
    ]);
    expect(
      await rows(shop, `select dbt_valid_from, dbt_valid_to from products_snapshot where name = 'ZZ Plant' order by 1`),
    ).toEqual([
      ['2021-02-03 12:00:00', '2021-02-17 12:00:00'],
      ['2021-02-17 12:00:00', '2021-02-24 12:00:00'],
      ['2021-02-24 12:00:00', null],
    ]);
    expect(
      await rows(
        shop,
        'select distinct dbt_valid_from, dbt_valid_to from products_snapshot where name not in (select name from products_snapshot where dbt_valid_to is not null)',
      ),
    ).toEqual([['2021-02-03 12:00:00', null]]);
    expect(await table(shop, 'products_snapshot')).toBe(24 + 4 + 4 + 4 + 4 + 3 + 3);
    expect(await value(shop, 'select count(distinct dbt_scd_id) from products_snapshot')).toBe(46);
  });

  test('is the same every time', async () => {
    expect(await value(await openShop(scale), FINGERPRINT)).toBe(await value(shop, FINGERPRINT));
  });

  test('leaves only the shop tables behind', async () => {
    expect((await rows(shop, 'select table_name from information_schema.tables order by 1')).flat()).toEqual([
      'addresses',
      'events',
      'order_items',
      'orders',
      'products',
      'products_snapshot',
      'promos',
      'users',
    ]);
  });
});

test('users are there before their events at a scale that reaches back two years', async () => {
  const shop = await openShop(400);
  expect(await value(shop, 'select count(distinct cast(created_at as date)) from events')).toBe(730);
  expect(
    await value(shop, `select count(*) from (select 1 ${IMPOSSIBLE['events of a user who is not there yet']})`),
  ).toBe(0);
}, 60_000);

test.each([0, -1, 1.5, 10_001, Number.NaN])('refuses the scale %d', (scale) => {
  expect(() => greeneryStatements(scale)).toThrow(RangeError);
});

test('the demo is looked at after everything has happened', () => {
  expect(DEMO_NOW).toBe('2021-03-01T00:00:00Z');
});
