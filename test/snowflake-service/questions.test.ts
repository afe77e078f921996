import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCases, type Dataset, openDataset } from '../case-data.js';
import { type DemoAccount, openDemoAccount } from '../support/demo-account.js';
import { askOver, type Serving, serveTrellis } from '../support/trellis.js';
import { expectTruth } from '../truth.js';

/** The whole service, its own driver of Snowflake included, against the stand-in: answers over HTTP, beside truth's SQL on DuckDB. */

const PRODUCT_TEAM = [
  ['How do users move through the funnel, and where do they drop off?', ['funnel-totals', 'largest-drop-off']],
  ['How does that change over time?', ['session-stages-by-day']],
  ['Which products convert worst?', ['products-that-convert-worst']],
  ["Which products' inventory changed from week 3 to week 4?", ['inventory-changes-week-3-to-4']],
  ['Which products had the most fluctuations?', ['inventory-versions-by-product']],
  ['What went out of stock?', ['out-of-stock-by-week']],
] as const;
const ASKED: ReadonlySet<string> = new Set(PRODUCT_TEAM.flatMap(([, names]) => names));

const cases = new Map(
  allCases()
    .filter(({ fixture, query }) => fixture === 'greenery' && query === undefined)
    .map((one) => [one.name, one]),
);

let truth: Dataset;
beforeAll(async () => {
  truth = await openDataset('greenery');
});
afterAll(() => truth.warehouse.close());

describe.each([
  ['a new account', {}],
  ['an account that folds names and lives elsewhere', { foldNames: true, timeZone: 'Asia/Kolkata' }],
  ['an account that answers late and in small parts', { firstRows: 1, chunkRows: 2, pollAfterMs: 5 }],
])('on %s', (_, options) => {
  let account: DemoAccount;
  let trellis: Serving;
  beforeAll(async () => {
    account = await openDemoAccount(options);
    trellis = await serveTrellis(account.setting());
  });
  afterAll(() => account.close());

  async function expectAnswer(name: string): Promise<void> {
    const one = cases.get(name)!;
    const { data, errors } = await askOver(trellis.url, one.document);
    expect(errors, name).toBeUndefined();
    await expectTruth(one, data, truth.warehouse);
  }

  it.each(PRODUCT_TEAM)('%s', async (_question, names) => {
    for (const name of names) await expectAnswer(name);
  });
  it('every other case of the demo', async () => {
    const others = [...cases.keys()].filter((name) => !ASKED.has(name));
    expect(others.length).toBeGreaterThan(40);
    for (const name of others) await expectAnswer(name);
  });
  it('ends its sessions when it is told to end, and leaves no file', async () => {
    expect(account.server.openSessions()).toBeGreaterThan(0);
    expect(await trellis.stop()).toBe(0);
    expect(account.server.openSessions()).toBe(0);
    expect(trellis.printed()).toContain('Stopped.');
    expect(account.filesLeft()).toEqual([]);
  });
});
