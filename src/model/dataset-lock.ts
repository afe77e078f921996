import type { ValueType } from './types.js';

/** The columns of datasets and what is announced of them, as readers were promised: `datasets.lock.json`, by dataset. */
export type DatasetLock = ReadonlyMap<string, LockedDataset>;

export interface LockedDataset {
  /** In order, with their types: what a row stands for, then its metrics. */
  readonly keys: ReadonlyMap<string, ValueType>;
  readonly metrics: ReadonlyMap<string, ValueType>;
  readonly deprecations: readonly Announcement[];
}

/** The end of a column, or of the whole dataset. */
export interface Announcement {
  readonly column?: string;
  readonly since: string;
  readonly removeOn: string;
  readonly replacement?: string;
}

/** A promise that is not kept, to follow `Dataset "x" `. */
export interface BrokenPromise {
  readonly dataset: string;
  readonly message: string;
}

/**
 * Where datasets are not as promised: a dataset or a column that is gone, of another type, in another place, a new key.
 * What was announced may go from its day on; what comes behind the others is no concern of readers.
 * @param today YYYY-MM-DD
 */
export function brokenPromises(promised: DatasetLock, now: DatasetLock, today: string): readonly BrokenPromise[] {
  return [...promised].flatMap(([dataset, was]) => {
    const is = now.get(dataset);
    const messages = is ? changes(was, is, today) : loss('', was, today);
    return messages.map((message) => ({ dataset, message }));
  });
}

function changes(was: LockedDataset, is: LockedDataset, today: string): readonly string[] {
  if (isReleased(was, undefined, today)) return [];
  const moved = [...newKeys(was, is), ...otherPlaces(was, is, today)];
  return [
    ...(['keys', 'metrics'] as const).flatMap((role) =>
      [...was[role]].flatMap(([column, type]) => changeOf(column, type, is[role].get(column), was, today)),
    ),
    ...moved.slice(0, 1),
    ...haste(was, is, today),
  ];
}

function changeOf(
  column: string,
  was: ValueType,
  is: ValueType | undefined,
  dataset: LockedDataset,
  today: string,
): readonly string[] {
  if (is === was || isReleased(dataset, column, today)) return [];
  if (is === undefined) return loss(column, dataset, today);
  return [`has the column "${column}" as ${is}, promised as ${was}. ${announceFirst(column)}`];
}

/** Of a column, or of the dataset where its name is empty. */
function loss(column: string, dataset: LockedDataset, today: string): readonly string[] {
  const announced = announcementOf(dataset, column || undefined) ?? announcementOf(dataset, undefined);
  if (announced && announced.removeOn <= today) return [];
  const what = column === '' ? 'is gone' : `has lost its column "${column}"`;
  if (announced) return [`${what}, which was announced for ${announced.removeOn}: put it back until then.`];
  return [`${what}. ${announceFirst(column)}`];
}

function announceFirst(column: string): string {
  const entry = column === '' ? '{since, remove_on}' : `{column: ${column}, since, remove_on}`;
  return `Put it back, or first announce the change: config.meta.trellis.deprecations: [${entry}] on the saved query, then trellis validate --write-lock.`;
}

/** More rows for each old one. */
function newKeys(was: LockedDataset, is: LockedDataset): readonly string[] {
  return [...is.keys.keys()]
    .filter((key) => !was.keys.has(key))
    .map((key) => `has a new key "${key}": a row stands for something else. Make it a saved query of its own.`);
}

/** Readers by position find each column where it was; what was released does not count. */
function otherPlaces(was: LockedDataset, is: LockedDataset, today: string): readonly string[] {
  const isHeld = (column: string) => !isReleased(was, column, today);
  const [before, after] = [columnsOf(was), columnsOf(is)].map((columns) => columns.filter(isHeld)) as [
    string[],
    string[],
  ];
  const kept = before.filter((column) => after.includes(column));
  const place = kept.findIndex((column, index) => after[index] !== column);
  if (place < 0) return [];
  const [column, other] = [kept[place], after[place]];
  const what = before.includes(other ?? '')
    ? `"${other}" before "${column}"`
    : `a new column "${other}" before "${column}"`;
  return [`has ${what}: columns keep their places, and new metrics come last.`];
}

/** An announcement that gives readers less time than they were told, or none. */
function haste(was: LockedDataset, is: LockedDataset, today: string): readonly string[] {
  return is.deprecations.flatMap(({ column, removeOn }) => {
    const what = column === undefined ? 'its end' : `the end of "${column}"`;
    const told = announcementOf(was, column);
    if (told && removeOn < told.removeOn) return [`announces ${what} for ${removeOn}, but promised ${told.removeOn}.`];
    if (told || removeOn > today) return [];
    return [`announces ${what} for ${removeOn}, which is not in the future: readers need time.`];
  });
}

function isReleased(dataset: LockedDataset, column: string | undefined, today: string): boolean {
  const announced = announcementOf(dataset, column);
  return announced !== undefined && announced.removeOn <= today;
}

function announcementOf({ deprecations }: LockedDataset, column: string | undefined): Announcement | undefined {
  return deprecations.find((one) => one.column === column);
}

function columnsOf({ keys, metrics }: LockedDataset): readonly string[] {
  return [...keys.keys(), ...metrics.keys()];
}

/** What a lock does not hold yet: `weekly_sales`, `daily_orders.revenue`, `daily_orders (announcements)`. */
export function unlocked(locked: DatasetLock, now: DatasetLock): readonly string[] {
  return [...now].flatMap(([dataset, is]) => {
    const was = locked.get(dataset);
    if (!was) return [dataset];
    const columns = columnsOf(is).filter((column) => !columnsOf(was).includes(column));
    const isTold = JSON.stringify(is.deprecations) === JSON.stringify(was.deprecations);
    return [...columns.map((column) => `${dataset}.${column}`), ...(isTold ? [] : [`${dataset} (announcements)`])];
  });
}
