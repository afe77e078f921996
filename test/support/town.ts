import { join } from 'node:path';
import fc from 'fast-check';
import { loadCatalog } from '../../src/model/load/index.js';
import { DAY, dayText, parseDay } from './brute-force.js';
import { instant, NOWS, type OpenWorld, openTables, table, timestamp } from './world.js';

const DEFINITIONS = join(import.meta.dirname, 'town');
export const loadTown = () => loadCatalog(DEFINITIONS);
export const TOWN = loadTown();

/** Rows of the town's tables; times are milliseconds UTC, all of them known by the day. */
export interface Town {
  readonly now: number;
  /** Their lengths in days, from FIRST_DAY on; the last one has no end. */
  readonly seasons: readonly number[];
  readonly visitors: readonly {
    readonly visitor: string;
    readonly home: string | null;
    readonly city: string | null;
  }[];
  readonly cities: readonly { readonly city: string; readonly country: string | null }[];
  readonly tiers: readonly TierVersion[];
  readonly plans: readonly { readonly plan: string; readonly kind: string }[];
  readonly moods: readonly { readonly visitor: string; readonly region: string; readonly mood: string }[];
  readonly visits: readonly Visit[];
  readonly purchases: readonly Purchase[];
  readonly balances: readonly Balance[];
}

export interface TierVersion {
  readonly visitor: string;
  readonly tier: string;
  readonly plan: string | null;
  readonly from: number;
  readonly to: number | null;
}

export interface Visit {
  readonly visitor: string | null;
  readonly channel: string | null;
  readonly region: string | null;
  readonly amount: number | null;
  readonly at: number | null;
}

export interface Purchase {
  readonly visitor: string | null;
  readonly way: string | null;
  readonly at: number | null;
}

export interface Balance {
  readonly visitor: string | null;
  readonly bank: string | null;
  readonly balance: number | null;
  readonly at: number | null;
}

/** The calendar's days. */
export const FIRST_DAY = parseDay('2020-11-01');
const DAYS = 273;
export const CALENDAR = Array.from({ length: DAYS }, (_, index) => FIRST_DAY + index * DAY);

export const visitKey = (index: number) => `e${index}`;

/** S00, S00, S01, … */
export function seasonOf({ seasons: lengths }: Town, day: number): string {
  let index = 0;
  for (let end = FIRST_DAY; index < lengths.length; index++) {
    end += (lengths[index] ?? 0) * DAY;
    if (day < end) break;
  }
  return `S${String(index).padStart(2, '0')}`;
}

export async function inTown<T>(town: Town, use: (open: OpenWorld) => Promise<T>): Promise<T> {
  const open = await openTables(townTables(town), town.now, TOWN);
  try {
    return await use(open);
  } finally {
    await open.close();
  }
}

export function townTables(town: Town): readonly string[] {
  return [
    ...table(
      'calendar',
      'day date, season varchar',
      CALENDAR.map((day) => [dayText(day), seasonOf(town, day)]),
    ),
    ...table(
      'visitors',
      'visitor_id varchar, home varchar, city_id varchar',
      town.visitors.map(({ visitor, home, city }) => [visitor, home, city]),
    ),
    ...table(
      'cities',
      'city_id varchar, country varchar',
      town.cities.map(({ city, country }) => [city, country]),
    ),
    ...table(
      'tiers',
      'visitor_id varchar, tier varchar, plan_id varchar, tier_from timestamp, tier_to timestamp',
      town.tiers.map((t) => [t.visitor, t.tier, t.plan, timestamp(t.from), timestamp(t.to)]),
    ),
    ...table(
      'plans',
      'plan_id varchar, kind varchar',
      town.plans.map(({ plan, kind }) => [plan, kind]),
    ),
    ...table(
      'moods',
      'visitor_id varchar, region varchar, mood varchar',
      town.moods.map(({ visitor, region, mood }) => [visitor, region, mood]),
    ),
    ...table(
      'visits',
      'visit_id varchar, visitor_id varchar, channel varchar, region varchar, amount integer, visited_at timestamp',
      town.visits.map((v, index) => [visitKey(index), v.visitor, v.channel, v.region, v.amount, timestamp(v.at)]),
    ),
    ...table(
      'purchases',
      'purchase_id varchar, visitor_id varchar, way varchar, bought_at timestamp',
      town.purchases.map((p, index) => [`b${index}`, p.visitor, p.way, timestamp(p.at)]),
    ),
    ...table(
      'balances',
      'visitor_id varchar, bank varchar, balance integer, noted_at timestamp',
      town.balances.map((b) => [b.visitor, b.bank, b.balance, timestamp(b.at)]),
    ),
  ];
}

const VISITORS = ['v1', 'v2', 'v3'];
const visitor = fc.constantFrom('v1', 'v1', 'v2', 'v2', 'v3', 'gone', null);
const channel = fc.constantFrom('web', 'shop', null);
const time = fc.option(instant, { freq: 15 });

const visits = fc.record<Visit>({
  visitor,
  channel,
  region: fc.constantFrom('east', 'west', null),
  amount: fc.option(fc.integer({ min: -5, max: 40 }), { freq: 8 }),
  at: time,
});
const purchases = fc.record<Purchase>({ visitor, way: channel, at: time });
const balances = fc.record<Balance>({
  visitor,
  bank: fc.constantFrom('north', 'south', null),
  balance: fc.option(fc.integer({ min: -9, max: 90 }), { freq: 8 }),
  at: time,
});

/** Versions of one visitor's tier: one at a time, sometimes with a gap between, sometimes ended. */
const tiersOf = (of: string) =>
  fc
    .array(
      fc.record({
        from: instant,
        tier: fc.constantFrom('gold', 'blue'),
        plan: fc.constantFrom('a', 'b', 'lost', null),
        days: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 2 }),
      }),
      { maxLength: 4 },
    )
    .map((chosen) => {
      const sorted = [...new Map(chosen.map((one) => [one.from, one])).values()].sort((a, b) => a.from - b.from);
      return sorted.map(({ from, tier, plan, days }, index): TierVersion => {
        const next = sorted[index + 1]?.from ?? null;
        const ends = days === null ? null : from + days * DAY;
        const to = ends === null ? next : next === null ? ends : Math.min(next, ends);
        return { visitor: of, tier, plan, from, to };
      });
    });

const seasons = fc.array(fc.integer({ min: 1, max: 45 }), { minLength: 8, maxLength: 12 });

export const towns: fc.Arbitrary<Town> = fc.record({
  now: fc.constantFrom(...NOWS),
  seasons,
  visitors: fc
    .tuple(
      ...VISITORS.map((one) =>
        fc.record({
          visitor: fc.constant(one),
          home: fc.constantFrom('hill', 'bay', null),
          city: fc.constantFrom('c1', 'c2', 'lost', null),
        }),
      ),
    )
    .chain((all) => fc.subarray(all)),
  cities: fc.tuple(
    ...['c1', 'c2'].map((city) => fc.record({ city: fc.constant(city), country: fc.constantFrom('FR', 'IT', null) })),
  ),
  tiers: fc.tuple(...[...VISITORS, 'gone'].map(tiersOf)).map((all) => all.flat()),
  plans: fc.subarray([
    { plan: 'a', kind: 'paid' },
    { plan: 'b', kind: 'free' },
  ]),
  moods: fc.subarray(
    ['v1', 'v2', 'gone'].flatMap((one) => [
      { visitor: one, region: 'east', mood: 'glad' },
      { visitor: one, region: 'west', mood: one === 'v1' ? 'calm' : 'glad' },
    ]),
  ),
  visits: fc.array(visits, { maxLength: 14 }),
  purchases: fc.array(purchases, { maxLength: 10 }),
  balances: fc.array(balances, { maxLength: 10 }),
});
