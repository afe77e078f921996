import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run.js';
import { type MetricQueryInput, openTrellis, TrellisError, type TrellisOptions } from '../src/index.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { type Dataset, openDataset } from './case-data.js';
import { UPDATING } from './golden.js';
import { openShop, type Served, serveShop } from './support/shop-server.js';

const PATH = join(import.meta.dirname, '..', 'README.md');
const ANSWERED = /```graphql\n([\s\S]*?)```\n```json\n([\s\S]*?)```/g;

/** Every query of the README with the answer that stands below it. */
const examples = [...readFileSync(PATH, 'utf8').matchAll(ANSWERED)].map(([whole, query = '', answer = '']) => ({
  whole,
  query,
  answer,
}));

describe('README', () => {
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await openDataset('greenery');
  });
  afterAll(() => dataset.warehouse.close());

  it('answers the questions of the product team', () => {
    expect(examples.length).toBeGreaterThanOrEqual(10);
  });

  it.each(examples)('$query', async ({ whole, query, answer }) => {
    const { data, errors } = await dataset.ask(query);
    const actual = errors ? { errors: JSON.parse(JSON.stringify(errors)).map(withoutPlace) } : data;
    if (UPDATING) {
      const text = readFileSync(PATH, 'utf8');
      writeFileSync(
        PATH,
        text.replace(whole, () => whole.replace(/```json\n[\s\S]*?```/, () => `\`\`\`json\n${layOut(actual)}\n\`\`\``)),
      );
      return;
    }
    expect(JSON.parse(answer)).toEqual(actual);
  });
});

describe('the codes that README lists', () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
  const listed = (read('README.md').match(/^\| code .*\n(?:\|.*\n)+\n(?:.+\n)*/m)?.[0] ?? '').match(
    /\b[A-Z]+(?:_[A-Z]+)+|\b(?:CANCELLED|NETWORK|BUSY)\b/g,
  );
  const inSource = (path: string) =>
    (read(path).match(/(?<=')[A-Z_]{4,}(?=')/g) ?? []).filter((code) => !code.startsWith('FST_'));

  it.each(['src/errors/trellis-error.ts', 'src/delivery/request-errors.ts', 'src/graphql/execute-document.ts'])(
    'are all of %s',
    (path) => {
      expect(inSource(path).length).toBeGreaterThan(2);
      expect(inSource(path).filter((code) => !listed?.includes(code))).toEqual([]);
    },
  );

  it('are all that there are', () => {
    // GraphQL's own, which Apollo gives to operations that a document does not have.
    const known = ['errors/trellis-error', 'delivery/request-errors', 'graphql/execute-document', 'graphql/errors'];
    const all = new Set([...known.flatMap((name) => inSource(`src/${name}.ts`)), 'OPERATION_RESOLUTION_FAILURE']);
    expect(listed?.filter((code) => !all.has(code))).toEqual([]);
  });
});

describe('README, over HTTP', () => {
  const text = readFileSync(PATH, 'utf8');
  const exchanges = [...text.matchAll(/```http\n([\s\S]*?)```\n```http\n([\s\S]*?)```/g)];
  let warehouse: Warehouse;
  let served: Served;
  beforeAll(async () => {
    warehouse = await openShop();
    served = await serveShop(warehouse);
  });
  afterAll(async () => {
    await served.app.close();
    await warehouse.close();
  });

  // One after the other, since the second teaches the third its document.
  it.each(exchanges.map(([, request = '', answer = '']) => ({ request, answer })))(
    '$request',
    async ({ request, answer }) => {
      const asked = readMessage(request);
      const [method = '', path = ''] = asked.first.split(' ');
      const response = await fetch(new URL(path, served.url), {
        method,
        headers: asked.headers,
        ...(asked.body && { body: asked.body }),
      });
      const told = readMessage(answer);
      expect(`HTTP/1.1 ${response.status} ${response.statusText}`).toBe(told.first);
      expect(Object.fromEntries(response.headers)).toMatchObject(told.headers);
      const body = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      if (isJson) expect(JSON.parse(body)).toEqual(JSON.parse(told.body));
      else expect(body.replaceAll('\r\n', '\n').trim()).toBe(told.body);
    },
  );

  it('is shown by a batch, a document by its name, an answer that is kept, and two tables', () =>
    expect(exchanges).toHaveLength(5));
});

/** A line, headers, an empty line, a body. */
function readMessage(text: string) {
  const [head = '', ...rest] = text.split('\n\n');
  const [first = '', ...lines] = head.trim().split('\n');
  const headers = Object.fromEntries(lines.map((line) => /^([\w-]+): (.*)$/.exec(line)?.slice(1) ?? []));
  return { first, headers: headers as Record<string, string>, body: rest.join('\n\n').trim() };
}

describe('README, on the command line', () => {
  const text = readFileSync(PATH, 'utf8');
  const commands = [...text.matchAll(/```sh\n\$ npx trellis (.*--project .*)\n([\s\S]*?)```/g)];

  it('asks a dbt project', () => expect(commands.length).toBeGreaterThan(0));

  it.each(commands.map(([, command = '', printed = '']) => ({ command, printed })))(
    '$command',
    async ({ command, printed }) => {
      const out: string[] = [];
      const io = { env: {}, cwd: join(PATH, '..'), untilStopped: async () => {} };
      await runCli(command.split(' '), { ...io, out: (part) => out.push(part), err: () => {} });
      expect(out.join('')).toBe(printed);
    },
  );
});

describe('README, from TypeScript', () => {
  const [whole = '', code = '', answer = ''] =
    /```ts\n([\s\S]*?)```\n```json\n([\s\S]*?)```/.exec(readFileSync(PATH, 'utf8')) ?? [];

  it('gives the rows that stand there', async () => {
    const [, options, query] = /openTrellis\((\{.*\})\);[\s\S]*trellis\.query\((\{[\s\S]*\})\);/.exec(code) ?? [];
    const trellis = await openTrellis(literal(options) as TrellisOptions);
    const { rows } = await trellis.query(literal(query) as MetricQueryInput);
    await trellis.close();
    if (UPDATING) {
      const text = readFileSync(PATH, 'utf8');
      const written = `\`\`\`ts\n${code}\`\`\`\n\`\`\`json\n${layOut(rows)}\n\`\`\``;
      writeFileSync(
        PATH,
        text.replace(whole, () => written),
      );
      return;
    }
    expect(JSON.parse(answer)).toEqual(rows);
    expect(rows).toHaveLength(3);
  });

  it('shows the error that the filter gives', async () => {
    const text = readFileSync(PATH, 'utf8');
    const [, message = '', filter = ''] = /```\n(QUERY_INVALID: .*\n {2}(.*)\n *\^)\n```/.exec(text) ?? [];
    const trellis = await openTrellis({ warehouse: { kind: 'demo' } });
    await expect(trellis.query({ metrics: ['orders'], where: filter })).rejects.toSatisfy(
      (error) => error instanceof TrellisError && `${error.code}: ${error.message}` === message,
    );
    await trellis.close();
  });
});

/** A literal of TypeScript as its value: the README's own text, nobody else's. */
function literal(text: string | undefined): unknown {
  return new Function(`return (${text})`)();
}

function withoutPlace({ locations: _, ...error }: { locations: unknown }): object {
  return error;
}

/** JSON that breaks only the lines that are too long. */
function layOut(value: unknown, indent = ''): string {
  const flat = spaced(value);
  if (indent.length + flat.length <= 120 || value === null || typeof value !== 'object') return flat;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => layOut(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${layOut(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`)
    .join(', ')}}`;
}
