import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { openDuckDB } from '../src/warehouse/duckdb.js';

const ROOT = join(import.meta.dirname, '..');
const temporary = mkdtempSync(join(tmpdir(), 'trellis-cli-'));
afterAll(() => rmSync(temporary, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function trellis(args: readonly string[], cwd = temporary): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    env: {},
    cwd,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    untilStopped: async () => {},
  });
  return { code, out: out.join(''), err: err.join('') };
}

const DAILY = ['--metrics', 'page_view_sessions,checkout_sessions', '--group-by', 'metric_time__day'];

describe('trellis query', () => {
  it('prints a table', async () => {
    expect(await trellis(['query', ...DAILY])).toEqual({
      code: 0,
      err: '',
      out: `metric_time__day  page_view_sessions  checkout_sessions
----------------  ------------------  -----------------
2021-02-10                       303                200
2021-02-11                       275                161

2 rows, data before 2021-03-01T00:00:00Z, time zone UTC
`,
    });
  });

  it('prints NDJSON, an object a line, and JSON, the same as one array', async () => {
    const asked = async (format: string) =>
      (await trellis(['query', ...DAILY, '--limit', '1', '--format', format])).out;
    const ndjson = await asked('ndjson');
    expect(ndjson).toBe('{"metric_time__day": "2021-02-10", "page_view_sessions": 303, "checkout_sessions": 200}\n');
    expect(await asked('json')).toBe(`[\n  ${ndjson.trim()}\n]\n`);
    expect((await trellis(['query', ...DAILY, '--limit', '0', '--format', 'json'])).out).toBe('[]\n');
    expect((await trellis(['query', ...DAILY, '--limit', '0', '--format', 'csv'])).out).toBe(
      'metric_time__day,page_view_sessions,checkout_sessions\r\n',
    );
  });
  it('prints all rows, whatever maxRows says, but as a table', async () => {
    const few = ['query', '--metrics', 'page_view_sessions', '--group-by', 'user'];
    const folder = mkdtempSync(join(temporary, 'few-'));
    writeFileSync(join(folder, 'trellis.yml'), 'limits: {maxRows: 10}\n');
    const { out } = await trellis([...few, '--format', 'csv'], folder);
    expect(out.trim().split('\r\n').length).toBeGreaterThan(100);
    expect(await trellis(few, folder)).toMatchObject({ code: 1, err: expect.stringContaining('ROW_LIMIT_EXCEEDED') });
  });
  it('prints CSV after RFC 4180', async () => {
    const { out } = await trellis(['query', ...DAILY, '--order-by', '-metric_time__day', '--format', 'csv']);
    expect(out).toBe(
      'metric_time__day,page_view_sessions,checkout_sessions\r\n2021-02-11,275,161\r\n2021-02-10,303,200\r\n',
    );
  });

  it('prints JSON', async () => {
    const { out } = await trellis(['query', ...DAILY, '--from', '2021-02-11', '--format', 'json']);
    expect(JSON.parse(out)).toEqual([
      { metric_time__day: '2021-02-11', page_view_sessions: 275, checkout_sessions: 161 },
    ]);
  });

  it('takes ranges, filters, having, order and limit', async () => {
    const args = ['query', '--metrics', 'inventory,inventory_delta', '--group-by', 'metric_time__week,product__name'];
    const where =
      '{"or": [{"product__name": {"eq": "Pothos"}}, {"product__name": {"startsWith": "monst", "ignoreCase": true}}]}';
    const range = ['--from', '2021-02-22', '--to', '2021-02-28'];
    const rest = ['--where', where, '--having', '{"inventory": {"gt": 0}}', '--order-by', '-inventory', '--limit', '5'];
    const { out } = await trellis([...args, ...range, ...rest, '--format', 'csv']);
    expect(out.split('\r\n').slice(1, -1)).toEqual(['2021-02-22,Monstera,31,-19', '2021-02-22,Pothos,20,20']);
  });

  it('takes where-templates', async () => {
    const where = "{{ TimeDimension('metric_time', 'day') }} = '2021-02-10' and {{ Entity('order') }} is not null";
    expect((await trellis(['query', '--metrics', 'orders', '--where', where, '--format', 'csv'])).out).toBe(
      'orders\r\n193\r\n',
    );
  });

  it('asks saved queries, with more where, order and limit', async () => {
    const args = [
      '--saved-query',
      'weekly_inventory_by_product',
      '--to',
      '2021-02-28',
      '--order-by',
      '-metric_time__week',
    ];
    const where = '{"product__name": {"in": ["Pothos", "Monstera"]}}';
    const { out } = await trellis(['query', ...args, '--where', where, '--limit', '2', '--format', 'csv']);
    expect(out.split('\r\n')).toEqual([
      'metric_time__week,product__name,inventory,inventory_delta',
      '2021-02-22,Monstera,31,-19',
      '2021-02-22,Pothos,20,20',
      '',
    ]);
  });

  it('gives the smallest and the largest member', async () => {
    const where = "{{ Dimension('user__state') }} like '%o'";
    const { out } = await trellis([
      'query',
      '--group-by',
      'user__state',
      '--min-max',
      '--where',
      where,
      '--format',
      'csv',
    ]);
    expect(out).toBe('user__state__min,user__state__max\r\nColorado,Ohio\r\n');
  });

  it('answers a GraphQL query, from a file too', async () => {
    const document = 'query($name: Funnel!) { funnel(name: $name) { totals { steps { count } } } }';
    writeFileSync(join(temporary, 'funnel.graphql'), document);
    const answer = { data: { funnel: { totals: { steps: [{ count: 578 }, { count: 467 }, { count: 361 }] } } } };
    for (const graphql of [document, '@funnel.graphql']) {
      const { out } = await trellis(['query', '--graphql', graphql, '--variables', '{"name": "checkout"}']);
      expect(JSON.parse(out)).toEqual(answer);
    }
  });

  it.each([
    [['--metrics', 'revenu'], 'UNKNOWN_METRIC: There is no metric "revenu". Did you mean "revenue"?'],
    [
      ['--metrics', 'orders', '--group-by', 'user__stat'],
      'UNKNOWN_DIMENSION: There is no dimension "user__stat". Did you mean "user__state"?',
    ],
    [
      ['--metrics', 'orders', '--group-by', 'metric_time__weak'],
      'UNKNOWN_DIMENSION: "metric_time" has no grain or part "weak". Did you mean "metric_time__week" or "metric_time__year"?',
    ],
    [['--metrics', 'orders', '--last', '8 weks'], 'TIME_RANGE_INVALID: "8 weks" is not a number of periods'],
    [
      ['--metrics', 'orders', '--last', '3 fiscal_quarter'],
      'TIME_RANGE_INVALID: "3 fiscal_quarter" is not a number of periods, such as "8 week". Periods are counted by the standard grains alone: ',
    ],
    [['--metrics', 'orders', '--to', 'tomorrow'], 'TIME_RANGE_INVALID: "tomorrow" is not a date.'],
    [['--metrics', 'orders', '--where', '{user__state'], 'QUERY_INVALID: --where must be JSON'],
    [
      ['--metrics', 'orders', '--where', '{"user__state": {"equals": "Ohio"}}'],
      'QUERY_INVALID: --where.user__state: there is no operator "equals".',
    ],
    [
      ['--metrics', 'orders', '--where', '{"or": [{"a": {"in": "x"}}]}'],
      'QUERY_INVALID: --where.or[0].a.in must be a list.',
    ],
    [
      ['--metrics', 'orders', '--where', "{{ Dimension('user__state') }} = 'Iowa"],
      "QUERY_INVALID: The filter can't be read at character 34: This quote is never closed.",
    ],
    [['--metrics', 'orders', '--last', '0 week'], 'QUERY_INVALID: --last.last.count must be a whole number from 1.'],
    [['--saved-query', 'weekly_funnel'], 'QUERY_INVALID: There is no saved query "weekly_funnel".'],
    [[], 'QUERY_INVALID: Ask something'],
    [['--graphql', '{ funnel(name: chekout) { id } }'], 'UNKNOWN_FUNNEL: There is no funnel "chekout"'],
    [['--metrics', 'orders', '--now', 'today'], 'CONFIG_INVALID: The configuration has a problem:'],
  ])('refuses %j with a code and a way out', async (args, message) => {
    const { code, err } = await trellis(['query', ...args]);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });

  it.each([
    [['query', '--metric', 'orders'], "unknown option '--metric'"],
    [['query', '--metrics', 'orders', '--limit', 'few'], 'It must be a whole number from 0.'],
    [['query', '--metrics', 'orders', '--graphql', '{ x }'], "option '--graphql <document>' cannot be used with"],
    [['query', '--metrics', 'orders', '--saved-query', 'x'], "option '--saved-query <name>' cannot be used with"],
    [['quary'], "unknown command 'quary'"],
  ])('%j is wrong usage', async (args, message) => {
    const { code, err } = await trellis(args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('trellis query --data', () => {
  it('sets the clock after the latest data and names the metrics of missing tables', async () => {
    const data = mkdtempSync(join(temporary, 'data-'));
    writeFileSync(
      join(data, 'orders.csv'),
      'order_id,user_id,promo_id,created_at,delivered_at,order_total,status,shipping_service\no1,u1,,2022-05-04T10:00:00,,12.50,open,ups\n',
    );
    const known = await trellis(['query', '--data', data, '--metrics', 'orders,revenue', '--last', '1 day']);
    expect(known).toMatchObject({ code: 0, out: expect.stringContaining('data before 2022-05-05T00:00:00Z') });
    const unknown = await trellis(['query', '--data', data, '--metrics', 'inventory']);
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^TABLE_NOT_FOUND: .*"products_snapshot".*"inventory"/),
    });
  });
});

describe('trellis plan and sql', () => {
  it('print a plan', async () => {
    const { out } = await trellis(['plan', '--metrics', 'orders', '--group-by', 'user__state', '--limit', '3']);
    expect(out).toMatchInlineSnapshot(`
      "answer
        column user__state
        column orders
        order by user__state asc
        limit 4
        from aggregate "orders"
          by user__state
          orders = count(order_count__measure)
          from filter
            where created_at < '2021-03-01 00:00:00.000'
            from lookup "user" (one row at most)
              on user = user
              adds user__state = state
              from scan "orders": table orders
                columns
                  created_at
                  user = user_id
                  order_count__measure = order_id
              lookup in scan "users": models/user_addresses.sql, which reads users, addresses
                columns
                  user = user_id
                  state
      "
    `);
  });

  it('print every statement of a GraphQL query', async () => {
    const document = '{ metrics(groupBy: {metricTime: {grain: WEEK}}) { nodes { revenue } totals { revenue } } }';
    for (const command of ['plan', 'sql']) {
      const { out, code } = await trellis([command, '--graphql', document]);
      expect(out.match(/^-- \d of 2: .*$/gm)).toEqual(['-- 1 of 2: rows', '-- 2 of 2: totals']);
      expect(code).toBe(0);
    }
  });

  it('print SQL of both dialects, which means the same laid out', async () => {
    const args = ['sql', ...DAILY, '--where', '{"product__name": {"contains": "o"}}'];
    const snowflake = await trellis([...args, '--dialect', 'snowflake']);
    expect(snowflake.out).toContain('timestamp_ntz');
    const { out } = await trellis([...args, '--dialect', 'duckdb']);
    const [, ...bindings] = [...out.matchAll(/^-- \? \d+: (.*)$/gm)].map(([, value]) => value);
    expect(bindings.length).toBeGreaterThan(0);
    const all = [...out.matchAll(/^-- \? \d+: (.*)$/gm)].map(([, value]) => JSON.parse(value ?? ''));
    const { greeneryStatements } = await import('../src/demo/greenery.js');
    const warehouse = await openDuckDB({ setup: greeneryStatements() });
    const { rows } = await warehouse.run({ sql: out.replace(/;[^;]*$/, ''), bindings: all });
    await warehouse.close();
    const asked = await trellis(['query', ...args.slice(1), '--format', 'csv']);
    expect(rows.map((row) => row.join(','))).toEqual(asked.out.split('\r\n').slice(1, -1));
  });
});

describe('trellis schema', () => {
  it('prints, writes and checks', async () => {
    const { out } = await trellis(['schema']);
    expect(out).toContain('type Query');
    expect((await trellis(['schema', '--check'])).code).toBe(1);
    expect((await trellis(['schema', '--write'])).code).toBe(0);
    expect(readFileSync(join(temporary, 'schema.graphql'), 'utf8')).toBe(out);
    expect((await trellis(['schema', '--check'])).code).toBe(0);
  });
});

describe('trellis validate', () => {
  it('counts what is valid', async () => {
    const { code, out } = await trellis(['validate', join(ROOT, 'metrics')]);
    expect(out).toMatch(/is valid: \d+ semantic models, \d+ metrics, \d+ dimensions, 2 funnels, 2 saved queries/);
    expect(code).toBe(0);
  });

  it('says nothing of the types of no dimensions', async () => {
    mkdirSync(join(temporary, 'empty'));
    const { code, out } = await trellis(['validate', 'empty']);
    expect(out).toContain('0 dimensions');
    expect(out).not.toContain('Types of dimensions');
    expect(code).toBe(0);
  });

  it('prints every problem', async () => {
    mkdirSync(join(temporary, 'broken'));
    writeFileSync(join(temporary, 'broken/a.yml'), 'metrics:\n  - name: aa\n');
    const { code, out, err } = await trellis(['validate', 'broken']);
    expect(out).toBe(
      'broken/a.yml:2:5  Metric "aa" has no "type".\nbroken/a.yml:2:5  Metric "aa" has no "type_params".\n',
    );
    expect(err).toMatch(/^2 problems in /);
    expect(code).toBe(1);
  });
});

describe('the process', () => {
  it('prints help that shows the commands', async () => {
    const { code, out } = await trellis(['--help']);
    expect(code).toBe(0);
    for (const command of ['serve', 'query', 'plan', 'sql', 'schema', 'validate'])
      expect(out).toContain(`  ${command} `);
  });

  it('says which port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, err } = await trellis(['serve', '--port', String(port)]);
    taken.close();
    expect(err).toMatch(new RegExp(`^CONFIG_INVALID: Port ${port} is in use`));
    expect(code).toBe(1);
  });

  it('runs built: cli.js from anywhere, main.js until SIGTERM', async () => {
    // Beside dist, since both look for package.json and metrics one folder up.
    const built = join(ROOT, '.trellis');
    const run = promisify(execFile);
    await run(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', built],
      { cwd: ROOT },
    );
    const { stdout } = await run(process.execPath, [join(built, 'cli.js'), 'query', ...DAILY, '--format', 'csv'], {
      cwd: temporary,
    });
    expect(stdout).toContain('2021-02-10,303,200\r\n');

    // As npm does it: a shell that SIGTERM ends must not leave the server behind.
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
    const server = spawn('sh', ['-c', scripts.start.replace('dist/main.js', join(built, 'main.js'))], {
      cwd: temporary,
      env: { ...process.env, PORT: '0' },
    });
    const exited = once(server, 'exit');
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 20_000 }).toContain('Listening on http://localhost:');
    expect(said.match(/^curl /gm)).toHaveLength(3);
    server.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});
