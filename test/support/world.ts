import { join } from 'node:path';
import fc from 'fast-check';
import type { Answer } from '../../src/engine/answer.js';
import type { Ask } from '../../src/engine/ask.js';
import { Engine } from '../../src/engine/engine.js';
import type { SemanticCatalog } from '../../src/model/catalog.js';
import { loadCatalog } from '../../src/model/load/index.js';
import { openDuckDB } from '../../src/warehouse/duckdb.js';
import type { Warehouse } from '../../src/warehouse/warehouse.js';

export const SHOP = loadCatalog(join(import.meta.dirname, 'world'));

/** Rows of the shop's tables; times are milliseconds UTC. */
export interface World {
  readonly now: number;
  readonly users: readonly { readonly user: string; readonly state: string | null }[];
  readonly products: readonly { readonly product: string; readonly name: string | null; readonly shelf: string }[];
  readonly orders: readonly Order[];
  readonly events: readonly ShopEvent[];
  readonly items: readonly { readonly order: string; readonly product: string }[];
  readonly versions: readonly Version[];
}

export interface Order {
  readonly user: string | null;
  readonly product: string | null;
  readonly at: number | null;
  readonly status: string | null;
  readonly total: number | null;
  readonly quantity: number | null;
}

export interface ShopEvent {
  readonly session: string | null;
  readonly user: string | null;
  readonly step: string;
  readonly at: number;
  readonly order: string | null;
  readonly product: string | null;
}

export interface Version {
  readonly product: string;
  readonly inventory: number;
  readonly from: number;
  readonly to: number | null;
}

export interface OpenWorld {
  answer(ask: Ask): Promise<Answer>;
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  close(): Promise<void>;
}

/** The tables on an embedded DuckDB of their own, asked through the engine. */
export function openWorld(world: World, catalog: SemanticCatalog = SHOP): Promise<OpenWorld> {
  return openTables(shopTables(world), world.now, catalog);
}

export async function openTables(setup: readonly string[], end: number, catalog: SemanticCatalog): Promise<OpenWorld> {
  const warehouse = await openDuckDB({ setup: [...setup], threads: 1, concurrency: 1 });
  const now = new Date(end).toISOString();
  const engine = new Engine({ catalog, warehouse, now: () => now, timeZone: 'UTC', maxRows: 10_000 });
  return { engine, warehouse, answer: (ask) => engine.request().answer(ask), close: () => warehouse.close() };
}

export async function inWorld<T>(world: World, use: (open: OpenWorld) => Promise<T>): Promise<T> {
  const open = await openWorld(world);
  try {
    return await use(open);
  } finally {
    await open.close();
  }
}

export function shopTables({ users, products, orders, events, items, versions }: World): readonly string[] {
  return [
    ...table(
      'users',
      'user_id varchar, state varchar',
      users.map(({ user, state }) => [user, state]),
    ),
    ...table(
      'products',
      'product_id varchar, name varchar, shelf varchar',
      products.map(({ product, name, shelf }) => [product, name, shelf]),
    ),
    ...table(
      'orders',
      'order_id varchar, user_id varchar, product_id varchar, created_at timestamp, status varchar, total integer, quantity integer',
      orders.map((o, index) => [`o${index}`, o.user, o.product, timestamp(o.at), o.status, o.total, o.quantity]),
    ),
    ...table(
      'events',
      'session_id varchar, user_id varchar, event_type varchar, created_at timestamp, order_id varchar, product_id varchar',
      events.map((e) => [e.session, e.user, e.step, timestamp(e.at), e.order, e.product]),
    ),
    ...table(
      'order_items',
      'order_id varchar, product_id varchar',
      items.map(({ order, product }) => [order, product]),
    ),
    ...table(
      'stock',
      'scd_id varchar, product_id varchar, inventory integer, valid_from timestamp, valid_to timestamp',
      versions.map((v, index) => [`v${index}`, v.product, v.inventory, timestamp(v.from), timestamp(v.to)]),
    ),
  ];
}

export function table(
  name: string,
  columns: string,
  rows: readonly (readonly (string | number | null)[])[],
): readonly string[] {
  const literal = (value: string | number | null) => (typeof value === 'string' ? `'${value}'` : String(value));
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  return [
    `create table ${name} (${columns})`,
    ...(values.length > 0 ? [`insert into ${name} values ${values.join(', ')}`] : []),
  ];
}

export function timestamp(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Days where something may go wrong: ends of months, of weeks and of the year, and the days beside them. */
const DAYS = [
  '2020-12-27',
  '2020-12-31',
  '2021-01-01',
  '2021-01-03',
  '2021-01-04',
  '2021-01-28',
  '2021-01-29',
  '2021-01-31',
  '2021-02-01',
  '2021-02-07',
  '2021-02-08',
  '2021-02-10',
  '2021-02-28',
  '2021-03-01',
  '2021-03-16',
  '2021-03-17',
  '2021-03-28',
  '2021-03-29',
  '2021-03-30',
  '2021-03-31',
];
const TIMES = ['00:00:00', '00:05:00', '10:15:00', '23:30:00', '23:59:59'];

/** The moments at which worlds end: what happens then has not happened yet. */
export const NOWS = ['2021-04-01T00:00:00Z', '2021-03-17T10:15:00Z', '2021-03-01T00:00:00Z'].map((text) =>
  Date.parse(text),
);

export const instant = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...TIMES))
      .map(([day, time]) => Date.parse(`${day}T${time}Z`)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...NOWS), fc.constantFrom(-1000, 0, 0)).map(([now, by]) => now + by),
  },
);

const userId = fc.constantFrom('u1', 'u2', 'u3', 'gone', null);
const productId = fc.constantFrom('p1', 'p2', 'p3', 'gone', null);

const order: fc.Arbitrary<Order> = fc.record({
  user: userId,
  product: productId,
  at: fc.option(instant, { freq: 12 }),
  status: fc.constantFrom('paid', 'open', null),
  total: fc.option(fc.integer({ min: -5, max: 90 }), { freq: 6 }),
  quantity: fc.constantFrom(1, 2, null),
});

const STEPS = [
  ...['page_view', 'add_to_cart', 'checkout'].flatMap((step) => [step, step, step]),
  'package_shipped',
  'search',
];
const LATER = [0, 0, 10, 30, 59, 60, 60, 60, 61, 90, 24 * 60].map((minutes) => minutes * MINUTE);

/** A session's events: often within the hour, sometimes at the same instant, sometimes over midnight. */
const session = fc
  .tuple(
    instant,
    fc.constantFrom('u1', 'u2', 'u3', null),
    fc.array(
      fc.record({
        step: fc.constantFrom(...STEPS),
        later: fc.constantFrom(...LATER),
        product: productId,
        order: fc.constantFrom('i1', 'i2', 'i3', null),
        otherUser: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    ),
  )
  .map(([start, user, events]) =>
    events.map(({ step, later, product, order: of, otherUser }): Omit<ShopEvent, 'session'> => {
      const bought = step === 'checkout' || step === 'package_shipped';
      return {
        step,
        at: start + later,
        user: otherUser ? null : user,
        product: bought ? null : product,
        order: bought ? of : null,
      };
    }),
  );

/** Versions of one product: one at a time, sometimes with a gap, sometimes ending. */
const versionsOf = (product: string) =>
  fc
    .array(
      fc.record({ from: instant, inventory: fc.constantFrom(0, 0, 5, 20, 31), gap: fc.integer({ min: 0, max: 4 }) }),
      { maxLength: 5 },
    )
    .map((chosen) => {
      const sorted = [...new Map(chosen.map((one) => [one.from, one])).values()].sort((a, b) => a.from - b.from);
      return sorted.map(({ from, inventory, gap }, index): Version => {
        const next = sorted[index + 1]?.from;
        const ends = gap === 0 ? from + 5 * HOUR : undefined;
        const to = next === undefined ? (ends ?? null) : Math.min(next, ends ?? next);
        return { product, inventory, from, to };
      });
    });

export const worlds: fc.Arbitrary<World> = fc.record({
  now: fc.constantFrom(...NOWS),
  users: fc
    .tuple(
      ...['u1', 'u2', 'u3'].map((user) =>
        fc.record({ user: fc.constant(user), state: fc.constantFrom('CA', 'NY', '', null) }),
      ),
    )
    .chain((all) => fc.subarray(all, { minLength: 0 })),
  products: fc
    .tuple(
      ...['p1', 'p2', 'p3'].map((product) =>
        fc.record({
          product: fc.constant(product),
          name: fc.constantFrom('Aloe', 'Basil', null),
          shelf: fc.constantFrom('low', 'high'),
        }),
      ),
    )
    .chain((all) => fc.subarray(all, { minLength: 0 })),
  orders: fc.array(order, { maxLength: 14 }),
  events: fc
    .array(fc.tuple(fc.boolean(), session), { maxLength: 7 })
    .map((sessions) =>
      sessions.flatMap(([unknown, events], index) =>
        events.map((event): ShopEvent => ({ ...event, session: unknown && index === 0 ? null : `s${index}` })),
      ),
    ),
  items: fc.uniqueArray(fc.record({ order: fc.constantFrom('i1', 'i2'), product: fc.constantFrom('p1', 'p2', 'p3') }), {
    selector: ({ order: of, product }) => `${of} ${product}`,
    maxLength: 4,
  }),
  versions: fc.tuple(...['p1', 'p2', 'p3', 'gone'].map(versionsOf)).map((all) => all.flat()),
});
