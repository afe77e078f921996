import type { Predicate } from '../../src/plan/query.js';
import type { ShopEvent, World } from './world.js';

/**
 * The shop's metrics worked out row by row in plain TypeScript, from docs/metric-semantics.md alone: nothing here
 * knows of the planner. Slow, obvious, UTC only.
 */
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type Value = string | number | null;
/** What a row stands for, in the order of the group-by. */
export type Rows = ReadonlyMap<string, Readonly<Record<string, number | null>>>;

export interface Question {
  readonly metrics: readonly string[];
  readonly grain?: Grain;
  readonly by: readonly string[];
  /** Days, both inclusive. */
  readonly range?: { readonly from: string; readonly to: string };
  readonly where?: Predicate;
}

/** Something that happened: a row of a fact table with all that it can be grouped by. */
interface Fact {
  readonly at: number;
  readonly dims: Readonly<Record<string, Value>>;
  readonly value?: number | null;
  readonly unit?: string | null;
  readonly step?: string;
  readonly rowAt?: number;
}

export const DAY = 86_400_000;

export function startOf(at: number, grain: Grain): number {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const day = Date.UTC(year, month, date.getUTCDate());
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY;
    case 'month':
      return Date.UTC(year, month, 1);
    case 'quarter':
      return Date.UTC(year, month - (month % 3), 1);
    case 'year':
      return Date.UTC(year, 0, 1);
  }
}

/** Of a period's start. */
export function addTo(start: number, count: number, grain: Grain): number {
  if (grain === 'day') return start + count * DAY;
  if (grain === 'week') return start + 7 * count * DAY;
  const months = { month: 1, quarter: 3, year: 12 }[grain] * count;
  const date = new Date(start);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first + (Math.min(date.getUTCDate(), last) - 1) * DAY;
}

export const dayText = (at: number) => new Date(at).toISOString().slice(0, 10);
export const parseDay = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The range in whole periods, half-open. */
function bounds({ range, grain }: Question): { from: number; until: number } {
  if (!range) return { from: -Infinity, until: Infinity };
  const period = grain ?? 'day';
  const last = startOf(parseDay(range.to), period);
  return { from: startOf(parseDay(range.from), period), until: addTo(last, 1, period) };
}

export function passes(predicate: Predicate | undefined, dims: Fact['dims']): boolean {
  if (!predicate) return true;
  switch (predicate.kind) {
    case 'and':
      return predicate.operands.every((operand) => passes(operand, dims));
    case 'or':
      return predicate.operands.some((operand) => passes(operand, dims));
    case 'not':
      return !passes(predicate.operand, dims);
    case 'isNull':
      return dims[predicate.name] === null;
    case 'in':
      return predicate.values.includes(dims[predicate.name] as string);
    case 'text': {
      const text = dims[predicate.name];
      if (typeof text !== 'string') return false;
      return predicate.operator === 'contains' ? text.includes(predicate.value) : text.startsWith(predicate.value);
    }
    case 'compare': {
      const value = dims[predicate.name] ?? null;
      if (predicate.operator === 'eq') return value === predicate.value;
      if (predicate.operator === 'ne') return value !== predicate.value;
      throw new Error(`not modelled: ${predicate.operator}`);
    }
    case 'template':
    case 'authored':
      throw new Error('not modelled: where-templates');
  }
}

function lookUps(world: World) {
  const state = new Map(world.users.map((one) => [one.user, one.state]));
  const product = new Map(world.products.map((one) => [one.product, one]));
  return {
    ofUser: (user: string | null) => ({ user, user__state: (user && state.get(user)) ?? null }),
    ofProduct: (id: string | null) => ({
      product: id,
      product__name: (id && product.get(id)?.name) ?? null,
      product__shelf: (id && product.get(id)?.shelf) ?? null,
    }),
  };
}

function orderFacts(world: World): readonly Fact[] {
  const { ofUser, ofProduct } = lookUps(world);
  return world.orders.flatMap((order, index): readonly Fact[] =>
    order.at === null || order.at >= world.now
      ? []
      : [
          {
            at: order.at,
            value: order.total,
            unit: `o${index}`,
            dims: {
              ...ofUser(order.user),
              ...ofProduct(order.product),
              order__status: order.status,
              order__quantity: order.quantity,
            },
          },
        ],
  );
}

/** A row per event and product that it concerns, at the time of its session's first event. */
function sessionFacts(world: World): readonly Fact[] {
  const { ofUser, ofProduct } = lookUps(world);
  const first = new Map<string, number>();
  for (const { session, at } of world.events) {
    if (session !== null) first.set(session, Math.min(at, first.get(session) ?? Infinity));
  }
  const productsOf = ({ product, order }: ShopEvent): readonly (string | null)[] => {
    const items = world.items.filter((item) => item.order === order).map((item) => item.product);
    return items.length > 0 ? items.map((item) => product ?? item) : [product];
  };
  return world.events.flatMap((event): readonly Fact[] => {
    if (event.session === null || event.at >= world.now) return [];
    const at = first.get(event.session) ?? Infinity;
    return productsOf(event).map((product) => ({
      at,
      rowAt: event.at,
      unit: event.session,
      step: event.step,
      dims: {
        ...ofUser(event.user),
        ...ofProduct(product),
        session_step__step: event.step,
        session_step__always: 'all',
      },
    }));
  });
}

type Inputs = ReadonlyMap<string, number | null>;

const sum = (facts: readonly Fact[]) => {
  const known = facts.flatMap(({ value }) => (value === null || value === undefined ? [] : [value]));
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null;
};
const distinct = (values: readonly unknown[]) =>
  new Set(values.filter((value) => value !== null && value !== undefined)).size;

/** One value per key that has rows; a period's start stands in front of the other keys. */
function grouped(
  facts: readonly Fact[],
  question: Question,
  aggregate: (facts: readonly Fact[]) => number | null,
): Inputs {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = keyOf(fact.at, fact.dims, question);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return new Map([...groups].map(([key, group]) => [key, aggregate(group)]));
}

function keyOf(at: number, dims: Fact['dims'], { grain, by }: Question): string {
  return JSON.stringify([...(grain ? [dayText(startOf(at, grain))] : []), ...by.map((name) => dims[name] ?? null)]);
}

/** Facts moved later in time, as they come to be read by an offset. */
interface Move {
  readonly count: number;
  readonly grain: Grain;
}

function additive(
  facts: readonly Fact[],
  world: World,
  question: Question,
  move: Move | undefined,
  aggregate: (facts: readonly Fact[]) => number | null,
): Inputs {
  const { from, until } = bounds(question);
  const wanted = facts.filter(({ dims }) => passes(question.where, dims));
  if (!move)
    return grouped(
      wanted.filter(({ at }) => at >= from && at < until),
      question,
      aggregate,
    );
  const grain = question.grain ?? 'day';
  // No period begins at or after now.
  const open = addTo(startOf(world.now - 1, grain), 1, grain);
  const end = Math.min(until, open);
  const moved = wanted.flatMap((fact) => readAt(fact.at, grain, move).map((at) => ({ ...fact, at })));
  return grouped(
    moved.filter(({ at }) => at >= from && at < end),
    question,
    aggregate,
  );
}

/**
 * The later times at which a row is read under an offset. Where periods are no longer than the offset, every period
 * reads the one that much before it: several days of March read 28 February a month before. Longer periods
 * take the offset's own period, shifted.
 */
function readAt(at: number, grain: Grain, { count, grain: by }: Move): readonly number[] {
  const order = ['day', 'week', 'month', 'quarter', 'year'];
  if (order.indexOf(grain) >= order.indexOf(by)) return [addTo(startOf(at, by), count, by)];
  const period = startOf(at, grain);
  const days = Array.from({ length: 45 }, (_, index) => period + index * DAY);
  return days.filter((day) => startOf(day, grain) === day && addTo(day, -count, by) === period);
}

/** Levels just before each period's end, or now if that comes first. */
function levels(
  world: World,
  question: Question,
  periodsEarlier: number,
  aggregate: (inventories: readonly number[]) => number | null,
): Inputs {
  const { ofProduct } = lookUps(world);
  const { from, until } = bounds(question);
  const { grain } = question;
  const found = new Map<string, number[]>();
  const read = (point: number, key: (dims: Fact['dims']) => string) => {
    for (const version of world.versions) {
      const dims = ofProduct(version.product);
      const valid = version.from < point && (version.to === null || version.to >= point);
      if (valid && passes(question.where, dims))
        found.set(key(dims), [...(found.get(key(dims)) ?? []), version.inventory]);
    }
  };
  if (!grain) {
    const length = Number.isFinite(until - from) ? Math.round((until - from) / DAY) : 0;
    if (periodsEarlier > 0 && length === 0) return new Map();
    const end = periodsEarlier > 0 ? from - (periodsEarlier - 1) * length * DAY : until;
    read(Math.min(end, world.now), (dims) => keyOf(0, dims, question));
  } else {
    const earliest = Math.min(...world.versions.map((version) => version.from));
    const begin = Number.isFinite(from) ? from : startOf(earliest, grain);
    for (let period = begin; period < Math.min(until, world.now); period = addTo(period, 1, grain)) {
      const end = addTo(period, 1 - periodsEarlier, grain);
      read(Math.min(end, world.now), (dims) => keyOf(period, dims, question));
    }
  }
  return new Map([...found].map(([key, inventories]) => [key, aggregate(inventories)]));
}

interface Part {
  readonly values: Inputs;
  /** Its rows make periods of the answer. */
  readonly anchors: boolean;
}

interface Worked {
  readonly parts: readonly Part[];
  readonly value: (key: string) => number | null;
}

function metricOf(name: string, world: World, question: Question): Worked {
  const one = (values: Inputs, fill?: number): Worked => ({
    parts: [{ values, anchors: true }],
    value: (key) => values.get(key) ?? fill ?? null,
  });
  const ofOrders = (aggregate: (facts: readonly Fact[]) => number | null, keep = (_: Fact) => true, move?: Move) =>
    additive(orderFacts(world).filter(keep), world, question, move, aggregate);
  const ofSessions = (keep: (fact: Fact) => boolean) =>
    additive(sessionFacts(world).filter(keep), world, question, undefined, (facts) =>
      distinct(facts.map(({ unit }) => unit)),
    );
  const count = (facts: readonly Fact[]) => facts.length;
  switch (name) {
    case 'orders':
      return one(ofOrders(count));
    case 'revenue':
      return one(ofOrders(sum));
    case 'paid_revenue':
      return one(ofOrders(sum, ({ dims }) => dims.order__status === 'paid'));
    case 'largest_order':
      return one(
        ofOrders((facts) => {
          const known = facts.flatMap(({ value }) => (value === null || value === undefined ? [] : [value]));
          return known.length > 0 ? Math.max(...known) : null;
        }),
      );
    case 'buyers':
      return one(ofOrders((facts) => distinct(facts.map(({ dims }) => dims.user))));
    case 'loyal_orders': {
      // Over all their life, whatever the query filters.
      const perUser = new Map<Value, number>();
      for (const { dims } of orderFacts(world))
        perUser.set(dims.user ?? null, (perUser.get(dims.user ?? null) ?? 0) + 1);
      return one(ofOrders(count, ({ dims }) => (perUser.get(dims.user ?? null) ?? 0) >= 2));
    }
    case 'average_order': {
      const [total, orders] = [ofOrders(sum), ofOrders(count)];
      return { parts: [{ values: orders, anchors: true }], value: (key) => divided(total.get(key), orders.get(key)) };
    }
    case 'revenue_week_before':
      return one(ofOrders(sum, undefined, { count: 1, grain: 'week' }));
    case 'revenue_on_month': {
      const [now, before] = [ofOrders(sum), ofOrders(sum, undefined, { count: 1, grain: 'month' })];
      return difference(now, before);
    }
    case 'all_sessions':
      return one(ofSessions(() => true));
    case 'view_sessions':
      return one(
        ofSessions(({ step }) => step === 'page_view'),
        0,
      );
    case 'cart_sessions':
      return one(
        ofSessions(({ step }) => step === 'add_to_cart'),
        0,
      );
    case 'checkout_sessions':
      return one(ofSessions(({ step }) => step === 'checkout'));
    case 'cart_rate': {
      const [carts, views] = [
        ofSessions(({ step }) => step === 'add_to_cart'),
        ofSessions(({ step }) => step === 'page_view'),
      ];
      return {
        parts: [carts, views].map((values) => ({ values, anchors: true })),
        value: (key) => divided(carts.get(key) ?? 0, views.get(key) ?? 0),
      };
    }
    case 'inventory':
      return one(levels(world, question, 0, total));
    case 'empty_products':
      return one(levels(world, question, 0, (all) => all.filter((inventory) => inventory === 0).length));
    case 'inventory_delta':
      return difference(levels(world, question, 0, total), levels(world, question, 1, total));
    case 'version_count':
      return one(additive(versionFacts(world), world, question, undefined, count));
    case 'net_change':
      return one(additive(versionFacts(world), world, question, undefined, sum));
    default:
      throw new Error(`not modelled: ${name}`);
  }
}

const total = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

function versionFacts(world: World): readonly Fact[] {
  const { ofProduct } = lookUps(world);
  return world.versions
    .filter(({ from }) => from < world.now)
    .map((version) => {
      const earlier = world.versions.filter(({ product, from }) => product === version.product && from < version.from);
      const previous = earlier.sort((a, b) => b.from - a.from)[0];
      return {
        at: version.from,
        dims: ofProduct(version.product),
        value: previous ? version.inventory - previous.inventory : null,
      };
    });
}

export function divided(numerator: number | null | undefined, denominator: number | null | undefined): number | null {
  return numerator === null || numerator === undefined || !denominator ? null : numerator / denominator;
}

function difference(now: Inputs, before: Inputs): Worked {
  return {
    parts: [
      { values: now, anchors: true },
      { values: before, anchors: false },
    ],
    value: (key) => {
      const [a, b] = [now.get(key) ?? null, before.get(key) ?? null];
      return a === null || b === null ? null : a - b;
    },
  };
}

/** All metrics side by side: a row for every key in a period that some metric's own rows make. */
export function answerOf(question: Question, world: World): Rows {
  const worked = question.metrics.map((name) => [name, metricOf(name, world, question)] as const);
  const parts = worked.flatMap(([, { parts: some }]) => some);
  const keyed = question.grain !== undefined || question.by.length > 0;
  const periodOf = (key: string) => (question.grain ? (JSON.parse(key) as Value[])[0] : 'all');
  const periods = new Set(
    parts.filter(({ anchors }) => anchors).flatMap(({ values }) => [...values.keys()].map(periodOf)),
  );
  const keys = keyed
    ? [...new Set(parts.flatMap(({ values }) => [...values.keys()]))].filter((key) => periods.has(periodOf(key)))
    : ['[]'];
  return new Map(keys.map((key) => [key, Object.fromEntries(worked.map(([name, { value }]) => [name, value(key)]))]));
}

const FUNNEL_STEPS = ['page_view', 'add_to_cart', 'checkout'] as const;
const HOUR = 3_600_000;

/** Sessions per step, tried event by event. */
export function funnelOf(funnel: string, question: Omit<Question, 'metrics'>, world: World): Rows {
  const asked = { ...question, metrics: [] };
  const { from, until } = bounds(asked);
  const window = funnel.endsWith('within_an_hour') ? HOUR : Infinity;
  const facts = sessionFacts(world).filter(({ at, dims }) => at >= from && at < until && passes(question.where, dims));
  const units = new Map<string, Fact[]>();
  for (const fact of facts) {
    const unit = JSON.stringify([keyOf(fact.at, fact.dims, asked), fact.unit]);
    units.set(unit, [...(units.get(unit) ?? []), fact]);
  }
  const counts = new Map<string, number[]>();
  for (const [unit, events] of units) {
    const [key] = JSON.parse(unit) as [string];
    const reached = funnel.startsWith('in_order')
      ? FUNNEL_STEPS.map((_, index) => inOrder(events, index, window))
      : FUNNEL_STEPS.map((step) =>
          events.some((event) => event.step === step && (event.rowAt ?? 0) - event.at < window),
        );
    const shows = funnel.startsWith('in_order') ? reached[0] : reached.some((one) => one);
    if (!shows) continue;
    const before = counts.get(key) ?? FUNNEL_STEPS.map(() => 0);
    counts.set(
      key,
      before.map((number, index) => number + (reached[index] ? 1 : 0)),
    );
  }
  const keyed = question.grain !== undefined || question.by.length > 0;
  if (!keyed && counts.size === 0)
    counts.set(
      '[]',
      FUNNEL_STEPS.map(() => 0),
    );
  return new Map(
    [...counts].map(([key, numbers]) => [
      key,
      Object.fromEntries(FUNNEL_STEPS.map((step, index) => [step, numbers[index] ?? 0])),
    ]),
  );
}

/** Is there a choice of strictly later events up to step `last`, all less than `window` after the first? */
function inOrder(events: readonly Fact[], last: number, window: number): boolean {
  const after = (index: number, at: number, first: number): boolean =>
    index > last ||
    events.some(({ step, rowAt = 0 }) => {
      if (step !== FUNNEL_STEPS[index] || rowAt <= at) return false;
      return rowAt - first < window && after(index + 1, rowAt, first);
    });
  return events.some(({ step, rowAt = 0 }) => step === FUNNEL_STEPS[0] && after(1, rowAt, rowAt));
}
