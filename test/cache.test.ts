import { describe, expect, it } from 'vitest';
import { TrellisError } from '../src/errors/trellis-error.js';
import { cached } from '../src/warehouse/cached.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';
import type { ResultSet, RunOptions, Statement } from '../src/warehouse/warehouse.js';
import { standIn } from './support/stand-in.js';

const MEGABYTE = 1_000_000;
const OPTIONS = { maxBytes: MEGABYTE, deadlineMs: 30_000 };
const ASKED: Statement = { sql: 'select 1 as one', bindings: [] };
const V1: RunOptions = { dataVersion: 'v1' };

/** One row, one column. */
const rowsOf = (value: string | number): ResultSet => ({ columns: [{ name: 'one', type: 'long' }], rows: [[value]] });

/** A statement that has begun and ends when the test says so. */
interface Begun {
  readonly statement: Statement;
  readonly options: RunOptions;
  readonly answer: (result: ResultSet) => void;
  readonly fail: (error: Error) => void;
}

/** A warehouse whose statements wait for the test; aborted ones end with CANCELLED, as a warehouse's do. */
function waiting(): { readonly begun: Begun[]; readonly warehouse: ReturnType<typeof standIn> } {
  const begun: Begun[] = [];
  const warehouse = standIn(
    (statement, options = {}) =>
      new Promise((answer, fail) => {
        begun.push({ statement, options, answer, fail });
        options.signal?.addEventListener('abort', () =>
          fail(new TrellisError('CANCELLED', 'The query was cancelled.')),
        );
      }),
  );
  return { begun, warehouse: cached(warehouse, OPTIONS) };
}

/** A warehouse that answers with how many statements have run. */
function counting(options = OPTIONS) {
  let count = 0;
  const warehouse = cached(
    standIn(async () => rowsOf(++count)),
    options,
  );
  return async (statement: Statement, run: RunOptions) => (await warehouse.run(statement, run)).rows[0]?.[0];
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof TrellisError ? error.code : String(error)),
  );

describe('a result is kept', () => {
  it('for the same text, bindings and data version', async () => {
    const run = counting();
    const one = { sql: 'select ? as one', bindings: ['1'] };
    expect(await run(one, V1)).toBe(1);
    expect(await run({ ...one }, { ...V1 })).toBe(1);
    expect(await run({ ...one, bindings: [1] }, V1)).toBe(2);
    expect(await run({ ...one, sql: 'select ? as  one' }, V1)).toBe(3);
    expect(await run(one, { dataVersion: 'v2' })).toBe(4);
    expect(await run(one, V1)).toBe(1);
  });

  it('and says that nothing ran', async () => {
    const warehouse = cached(
      standIn(async () => rowsOf(7)),
      OPTIONS,
    );
    expect(await warehouse.run(ASKED, V1)).toEqual(rowsOf(7));
    expect(await warehouse.run(ASKED, V1)).toEqual({ ...rowsOf(7), cached: true });
  });

  it('never without a data version', async () => {
    const run = counting();
    expect(await run(ASKED, {})).toBe(1);
    expect(await run(ASKED, {})).toBe(2);
    expect(await run(ASKED, V1)).toBe(3);
    expect(await run(ASKED, {})).toBe(4);
  });

  it('as it was: nobody can change it', async () => {
    const warehouse = cached(
      standIn(async () => rowsOf(7)),
      OPTIONS,
    );
    for (let time = 0; time < 2; time++) {
      const { rows } = await warehouse.run(ASKED, V1);
      expect(() => (rows as unknown[]).push([8])).toThrow(TypeError);
      expect(() => (rows[0] as unknown[]).splice(0, 1)).toThrow(TypeError);
    }
  });

  it('of a real warehouse', async () => {
    const duckdb = await openDuckDB();
    const warehouse = cached(duckdb, OPTIONS);
    try {
      const random = { sql: 'select random() as number', bindings: [] };
      const first = await warehouse.run(random, V1);
      expect(await warehouse.run(random, V1)).toEqual({ ...first, cached: true });
      expect((await warehouse.run(random, { dataVersion: 'v2' })).rows).not.toEqual(first.rows);
      const { batches } = await warehouse.stream(random, V1);
      for await (const batch of batches) expect(batch).not.toEqual(first.rows);
      expect((await warehouse.explain(ASKED)).text).toContain('PROJECTION');
      expect(await warehouse.describe('none')).toBeUndefined();
    } finally {
      await warehouse.close();
    }
    expect(await codeOf(warehouse.run(ASKED, V1))).toBe('WAREHOUSE_UNAVAILABLE');
  });

  it('not for a caller who has gone already', async () => {
    const run = counting();
    await run(ASKED, V1);
    expect(await codeOf(run(ASKED, { ...V1, signal: AbortSignal.abort() }))).toBe('CANCELLED');
  });
});

describe('an error', () => {
  it('is not kept', async () => {
    const { begun, warehouse } = waiting();
    const first = warehouse.run(ASKED, V1);
    begun[0]?.fail(new TrellisError('WAREHOUSE_UNAVAILABLE', 'No network.'));
    expect(await codeOf(first)).toBe('WAREHOUSE_UNAVAILABLE');
    const second = warehouse.run(ASKED, V1);
    begun[1]?.answer(rowsOf(2));
    expect((await second).rows).toEqual([[2]]);
    expect((await warehouse.run(ASKED, V1)).rows).toEqual([[2]]);
    expect(begun).toHaveLength(2);
  });

  it('falls to all who wait for the statement', async () => {
    const { begun, warehouse } = waiting();
    const both = [codeOf(warehouse.run(ASKED, V1)), codeOf(warehouse.run(ASKED, V1))];
    begun[0]?.fail(new TrellisError('WAREHOUSE_REJECTED', 'No.'));
    expect(await Promise.all(both)).toEqual(['WAREHOUSE_REJECTED', 'WAREHOUSE_REJECTED']);
    expect(begun).toHaveLength(1);
  });
});

describe('equal statements under way', () => {
  it('run once, with the first one’s tag', async () => {
    const { begun, warehouse } = waiting();
    const asked = ['web', 'mail', 'phone'].map((client) => warehouse.run(ASKED, { ...V1, tag: { client } }));
    expect(begun.map(({ options }) => options.tag)).toEqual([{ client: 'web' }]);
    begun[0]?.answer(rowsOf(5));
    expect((await Promise.all(asked)).map(({ rows }) => rows)).toEqual([[[5]], [[5]], [[5]]]);
  });

  it('run apart for other data versions', async () => {
    const { begun, warehouse } = waiting();
    const old = warehouse.run(ASKED, V1);
    const recent = warehouse.run(ASKED, { dataVersion: 'v2' });
    begun[0]?.answer(rowsOf(1));
    begun[1]?.answer(rowsOf(2));
    expect((await old).rows).toEqual([[1]]);
    expect((await recent).rows).toEqual([[2]]);
  });

  it('go on for the others when the one who began goes away', async () => {
    const { begun, warehouse } = waiting();
    const leaver = new AbortController();
    const left = codeOf(warehouse.run(ASKED, { ...V1, signal: leaver.signal }));
    const stays = warehouse.run(ASKED, V1);
    leaver.abort();
    expect(await left).toBe('CANCELLED');
    expect(begun[0]?.options.signal?.aborted).toBe(false);
    begun[0]?.answer(rowsOf(3));
    expect((await stays).rows).toEqual([[3]]);
  });

  it('end with the last one who goes away, and begin anew for the next', async () => {
    const { begun, warehouse } = waiting();
    const leavers = [new AbortController(), new AbortController()];
    const left = leavers.map(({ signal }) => codeOf(warehouse.run(ASKED, { ...V1, signal })));
    leavers[0]?.abort();
    expect(await left[0]).toBe('CANCELLED');
    expect(begun[0]?.options.signal?.aborted).toBe(false);
    leavers[1]?.abort();
    expect(await left[1]).toBe('CANCELLED');
    expect(begun[0]?.options.signal?.aborted).toBe(true);
    const next = warehouse.run(ASKED, V1);
    expect(begun).toHaveLength(2);
    begun[1]?.answer(rowsOf(4));
    expect((await next).rows).toEqual([[4]]);
  });

  it('keep each one’s deadline', async () => {
    const { begun, warehouse } = waiting();
    const patient = warehouse.run(ASKED, V1);
    expect(await codeOf(warehouse.run(ASKED, { ...V1, deadlineMs: 20 }))).toBe('DEADLINE_EXCEEDED');
    expect(begun[0]?.options.signal?.aborted).toBe(false);
    begun[0]?.answer(rowsOf(6));
    expect((await patient).rows).toEqual([[6]]);
  });

  it('begin anew for those who have more time than the one who began', async () => {
    const { begun, warehouse } = waiting();
    const hasty = codeOf(warehouse.run(ASKED, { ...V1, deadlineMs: 1_000 }));
    const patient = warehouse.run(ASKED, { ...V1, deadlineMs: 20_000 });
    expect(begun.map(({ options }) => options.deadlineMs)).toEqual([1_000]);
    begun[0]?.fail(new TrellisError('DEADLINE_EXCEEDED', 'Too late.'));
    expect(await hasty).toBe('DEADLINE_EXCEEDED');
    expect(begun).toHaveLength(2);
    const left = begun[1]?.options.deadlineMs ?? 0;
    expect(left).toBeGreaterThan(15_000);
    expect(left).toBeLessThanOrEqual(20_000);
    begun[1]?.answer(rowsOf(8));
    expect((await patient).rows).toEqual([[8]]);
  });

  it('leave it to the warehouse to tell the one who began why it is late', async () => {
    const { begun, warehouse } = waiting();
    const asked = warehouse.run(ASKED, { ...V1, deadlineMs: 20 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    begun[0]?.fail(new TrellisError('DEADLINE_EXCEEDED', 'No turn.', { reason: 'BUSY' }));
    await expect(asked).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED', reason: 'BUSY' });
  });

  it('are refused when the warehouse closes', async () => {
    const { warehouse } = waiting();
    const asked = [codeOf(warehouse.run(ASKED, V1)), codeOf(warehouse.run(ASKED, V1))];
    await warehouse.close();
    expect(await Promise.all(asked)).toEqual(['WAREHOUSE_UNAVAILABLE', 'WAREHOUSE_UNAVAILABLE']);
  });
});

describe('memory', () => {
  /** 1,000 characters of two bytes at most, and little else. */
  const text = 'x'.repeat(1_000);
  const statement = (index: number): Statement => ({ sql: `select ${index}`, bindings: [] });

  function texts(maxBytes: number) {
    const ran: string[] = [];
    const inner = standIn(async ({ sql }) => {
      ran.push(sql);
      return rowsOf(text);
    });
    const warehouse = cached(inner, { maxBytes, deadlineMs: 30_000 });
    return { ran, ask: (index: number) => warehouse.run(statement(index), V1) };
  }

  it('holds those that were used last', async () => {
    // Nine of some 2,300 bytes fit, ten don't.
    const { ran, ask } = texts(22_000);
    for (let index = 1; index <= 9; index++) await ask(index);
    await ask(1);
    expect(ran).toHaveLength(9);
    await ask(10);
    await ask(1);
    expect(ran).toHaveLength(10);
    await ask(2);
    expect(ran.slice(10)).toEqual(['select 2']);
  });

  it('keeps no result that takes more than an eighth of it', async () => {
    const small = texts(17_000);
    await small.ask(1);
    await small.ask(1);
    expect(small.ran).toHaveLength(2);
    const large = texts(20_000);
    await large.ask(1);
    await large.ask(1);
    expect(large.ran).toHaveLength(1);
  });
});
