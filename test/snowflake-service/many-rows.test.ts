import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoAccount, openDemoAccount } from '../support/demo-account.js';
import { IS_BUILT, type Ran, runTrellis } from '../support/trellis.js';

/** More rows than should stand in memory at once, from the account through the driver to CSV. */

const ROWS = IS_BUILT ? 1_000_000 : 50_000;
const MEGABYTE = 2 ** 20;
/** Of Node's heap, where Trellis and the driver alone take 60 MB and the rows would take hundreds. */
const HEAP = ['--max-old-space-size=100'];

const READINGS = `create table readings as
  select range as id, 'reading ' || range as label, cast(range * 0.25 as decimal(12, 2)) as amount,
    timestamp '2021-01-01' + to_seconds(range) as taken_at
  from range(${ROWS})`;

describe(`${ROWS} rows`, () => {
  let account: DemoAccount;
  let ran: Ran;
  beforeAll(async () => {
    account = await openDemoAccount({ setup: [READINGS] });
    const args = ['query', '--metrics', 'amount', '--group-by', 'reading,reading__label', '--format', 'csv'];
    const settings = {
      TRELLIS_DEFINITIONS: join(import.meta.dirname, 'readings'),
      // The stand-in prepares every part before it answers.
      TRELLIS_LIMITS_DEADLINE_MS: '120000',
    };
    ran = await runTrellis(args, account.setting(settings), HEAP);
    expect({ exitCode: ran.exitCode, err: ran.err }).toEqual({ exitCode: 0, err: '' });
  }, 120_000);
  afterAll(() => account.close());

  it('are all there, in order', () => {
    const [head, ...lines] = ran.out.trimEnd().split('\r\n');
    expect(head).toBe('reading,reading__label,amount');
    expect(lines.length).toBe(ROWS);
    const wrong = lines.findIndex((line, id) => line !== `${id},reading ${id},${(id * 0.25).toFixed(2)}`);
    expect(lines[wrong]).toBeUndefined();
  });
  it.runIf(IS_BUILT)('never stand in memory together', () => {
    expect(ran.peakBytes).toBeGreaterThan(50 * MEGABYTE);
    expect(ran.peakBytes).toBeLessThan(280 * MEGABYTE);
  });
});
