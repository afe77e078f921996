import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DemoAccount, openDemoAccount, PASSWORD } from '../support/demo-account.js';
import { askOver, runTrellis, type Serving, serveTrellis } from '../support/trellis.js';

/** How the whole service behaves towards an account, as the stand-in sees it. */

const FUNNEL = 'query Funnel { funnel(name: checkout) { totals { steps { count } } } }';
const BY_DAY =
  'query ByDay { metrics(groupBy: { metricTime: { grain: DAY } }) { nodes { metricTime orders revenue } } }';

let account: DemoAccount;
beforeAll(async () => {
  account = await openDemoAccount();
});
beforeEach(() => {
  account.server.faults.clear();
  Object.assign(account.server.faults, { statementDelayMs: 0, outage: false, plan: undefined, warehouse: 'running' });
});
afterAll(() => account.close());

/** Statements that answer questions, not those of the start. */
const asked = () => account.server.statements.filter(({ parameters }) => 'QUERY_TAG' in parameters);

describe('the service', () => {
  let trellis: Serving;
  beforeAll(async () => {
    // Every question is to reach the account.
    trellis = await serveTrellis(account.setting({ TRELLIS_CACHE_MAX_BYTES: '0' }));
  });
  afterAll(() => trellis.stop());

  it('tells the account who asks for what', async () => {
    await askOver(trellis.url, BY_DAY, { client: 'board' });
    expect(JSON.parse(String(asked().at(-1)?.parameters.QUERY_TAG))).toEqual({
      app: 'trellis',
      client: 'board',
      operation: 'ByDay',
      metrics: ['orders', 'revenue'],
    });
    await askOver(trellis.url, FUNNEL);
    expect(JSON.parse(String(asked().at(-1)?.parameters.QUERY_TAG))).toEqual({
      app: 'trellis',
      operation: 'Funnel',
      funnel: 'checkout',
    });
  });

  it('sends the same text for the same question, dates as bindings', async () => {
    for (let time = 0; time < 2; time++) await askOver(trellis.url, BY_DAY, { client: `board ${time}` });
    const [first, second] = asked().slice(-2);
    expect(first?.sql).toBe(second?.sql);
    expect(first?.sql).not.toContain('2021');
    expect(Object.values(first?.bindings ?? {})).toContainEqual({ type: 'TEXT', value: '2021-03-01 00:00:00.000' });
  });

  it('stops a statement whose client has gone', async () => {
    account.server.faults.statementDelayMs = 20_000;
    const client = new AbortController();
    const answer = askOver(trellis.url, BY_DAY, { signal: client.signal, client: 'impatient' });
    const own = () => asked().filter(({ parameters }) => String(parameters.QUERY_TAG).includes('impatient'));
    await vi.waitFor(() => expect(own()).toMatchObject([{ state: 'running' }]), 5_000);
    client.abort();
    await expect(answer).rejects.toThrow();
    await vi.waitFor(() => expect(own()).toMatchObject([{ state: 'aborted' }]), 5_000);
    expect(account.server.seen.some(({ path }) => path.endsWith('/abort-request'))).toBe(true);
  });

  it('tells a suspended warehouse from a session that ended, which nobody sees', async () => {
    account.server.faults.warehouse = 'suspended';
    expect((await askOver(trellis.url, FUNNEL)).errors).toMatchObject([
      { extensions: { code: 'WAREHOUSE_UNAVAILABLE', reason: 'WAREHOUSE_SUSPENDED' } },
    ]);
    account.server.faults.warehouse = 'running';
    for (const code of ['390112', '390114', '390111'] as const) {
      account.server.endSessions(code);
      expect((await askOver(trellis.url, FUNNEL)).errors).toBeUndefined();
    }
  });
});

describe('what is asked again', () => {
  it('does not reach the account, nor do the counts by which its cost is estimated', async () => {
    const trellis = await serveTrellis(account.setting({ TRELLIS_CACHE_TTL_SECONDS: '0' }));
    const before = asked().length;
    const orders =
      'query Orders { metrics(groupBy: { userState: {} }) { nodes { userState orders } meta { cached } } }';
    for (let time = 0; time < 3; time++) expect((await askOver(trellis.url, orders)).errors).toBeUndefined();
    expect(await trellis.stop()).toBe(0);
    const tags = asked()
      .slice(before)
      .map(({ parameters }) => JSON.parse(String(parameters.QUERY_TAG)));
    const counts = { app: 'trellis', client: 'trellis', operation: 'counts' };
    // Of orders, which are aggregated, and of the addresses that tell a user's state.
    expect(tags).toEqual([counts, counts, { app: 'trellis', operation: 'Orders', metrics: ['orders'] }]);
  });
});

describe('a wrong password', () => {
  it('is an error over HTTP, and stands nowhere', async () => {
    const wrong = `${PASSWORD}-but-wrong`;
    const login = { TRELLIS_WAREHOUSE_PRIVATE_KEY_PATH: undefined, TRELLIS_WAREHOUSE_PASSWORD: wrong };
    const trellis = await serveTrellis(account.setting(login));
    const answer = await askOver(trellis.url, FUNNEL);
    expect(answer).toMatchObject({
      errors: [{ extensions: { code: 'WAREHOUSE_UNAVAILABLE', reason: 'LOGIN_REFUSED' } }],
    });
    expect(await trellis.stop()).toBe(0);
    expect(`${trellis.printed()}${JSON.stringify(answer)}`).not.toContain(PASSWORD);
  });
});

describe('explain', () => {
  it('shows partitions and bytes, and runs nothing', async () => {
    account.server.faults.plan = { partitionsTotal: 40, partitionsAssigned: 7, bytesAssigned: 123_456_789 };
    const args = ['explain', '--metrics', 'orders', '--group-by', 'metric_time__day'];
    const before = account.server.statements.length;
    const { exitCode, out, err } = await runTrellis(args, account.setting());
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toContain('reads at most 123456789 bytes in 7 of 40 partitions');
    const answering = account.server.statements.slice(before).filter(({ parameters }) => 'QUERY_TAG' in parameters);
    expect(answering.map(({ sql }) => sql.slice(0, 19))).toEqual(['explain using json ']);
  });
});
