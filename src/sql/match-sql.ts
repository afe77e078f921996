import type { Knex } from 'knex';
import type { Match } from '../plan/rows.js';
import { join, type Sql, sql } from './fragment.js';
import { columnOf, type Frame } from './frame.js';
import type { SelectWriter } from './select-writer.js';

/** The common table that holds a funnel's events. */
interface Events {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Step by step, each unit's earliest event after the step before. Under a window every first event is
 * tried, since a later one may reach further; without one the earliest does at least as well as any.
 */
export function matchFrame(match: Match, events: Events, writer: SelectWriter): Frame {
  const { unit, steps } = match;
  const names = steps.map(({ name }) => name);
  const reached = steps.reduce<Knex.QueryBuilder | undefined>((before, _, index) => {
    const passing = passingEvents(match, events, index, writer);
    return before ? nextStep(match, index, before, passing, writer) : firstStep(match, passing, writer);
  }, undefined);
  if (!reached) throw new Error('Broken invariant: a match without steps');
  const frame = writer.from(reached, 'm', [...unit, ...names]);
  const flags = names.map((name) => ({
    name,
    sql: sql`max(case when ${columnOf('m', name)} is not null then 1 else 0 end)`,
  }));
  const perUnit = writer.grouped(frame, [...same('m', unit), ...flags], unit.length);
  return writer.from(perUnit, 'units', [...unit, ...names]);
}

/** The events of one step: their unit and time. */
function passingEvents(
  { unit, time, steps }: Match,
  events: Events,
  index: number,
  writer: SelectWriter,
): Knex.QueryBuilder {
  const frame = writer.fromShared(events.name, events.columns);
  const step = steps[index];
  if (step) writer.where(frame, step.where);
  return writer.select(frame, same(events.name, [...unit, time]));
}

function firstStep(
  { unit, time, steps, window }: Match,
  passing: Knex.QueryBuilder,
  writer: SelectWriter,
): Knex.QueryBuilder {
  const frame = writer.from(passing, 'm', [...unit, time]);
  const at = columnOf('m', time);
  const columns = [...same('m', unit), { name: steps[0]?.name ?? '', sql: window ? at : sql`min(${at})` }];
  return writer.grouped(frame, columns, window ? columns.length : unit.length);
}

function nextStep(
  { unit, time, steps, window }: Match,
  index: number,
  before: Knex.QueryBuilder,
  passing: Knex.QueryBuilder,
  writer: SelectWriter,
): Knex.QueryBuilder {
  const done = steps.slice(0, index).map(({ name }) => name);
  const frame = writer.from(before, 'm', [...unit, ...done]);
  const at = columnOf('e', time);
  const conditions: readonly Sql[] = [
    ...unit.map((name) => sql`${columnOf('e', name)} is not distinct from ${columnOf('m', name)}`),
    sql`${at} > ${columnOf('m', done.at(-1) ?? '')}`,
    ...(window
      ? [sql`${at} < ${writer.dialect.addGrain(columnOf('m', done[0] ?? ''), window.count, window.grain, 'datetime')}`]
      : []),
  ];
  const condition = writer.raw(join(conditions, ' and '));
  frame.builder.leftJoin(writer.derived(passing, 'e'), (clause) => clause.on(condition));
  const carried = same('m', [...unit, ...done]);
  const columns = [...carried, { name: steps[index]?.name ?? '', sql: sql`min(${at})` }];
  return writer.grouped(frame, columns, carried.length);
}

function same(alias: string, names: readonly string[]): readonly { readonly name: string; readonly sql: Sql }[] {
  return names.map((name) => ({ name, sql: columnOf(alias, name) }));
}
