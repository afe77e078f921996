import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DocumentLimits, parseWithin } from '../src/graphql/document-limits.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { answerOf, codesOf, LIMITS, openShop, post, type Served, serveShop } from './support/shop-server.js';

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

/** The limit that a document breaks, or undefined. */
function broken(document: string, limits: Partial<DocumentLimits> = {}): string | undefined {
  try {
    parseWithin(document, { ...LIMITS, ...limits });
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'REQUEST_LIMIT_EXCEEDED' });
    return (error as { names: readonly string[] }).names[0] ?? 'nesting';
  }
}

/** a { a { … } }, so many fields deep. */
const deep = (depth: number) => `${'a { '.repeat(depth - 1)} a ${'}'.repeat(depth - 1)}`;
const list = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(' ');

describe('the defaults', () => {
  it.each<[what: string, limit: string, most: string, more: string]>([
    ['tokens', 'limits.maxTokens', `{ ${'a '.repeat(9_998)}}`, `{ ${'a '.repeat(9_999)}}`],
    ['fields within fields', 'limits.maxDepth', `{ ${deep(15)} }`, `{ ${deep(16)} }`],
    [
      'aliases',
      'limits.maxAliases',
      `{ m { ${list(200, (i) => `a${i}: a`)} } }`,
      `{ m { ${list(201, (i) => `a${i}: a`)} } }`,
    ],
    ['root fields', 'limits.maxRootFields', `{ ${list(100, (i) => `a${i}`)} }`, `{ ${list(101, (i) => `a${i}`)} }`],
  ])('bound %s', (_what, limit, most, more) => {
    const tokensOnly = limit === 'limits.maxTokens' ? { maxRootFields: 10_000 } : {};
    expect(broken(most, tokensOnly)).toBeUndefined();
    expect(broken(more, tokensOnly)).toBe(limit);
  });

  it('leave room for the introspection that tools send', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const answer = await answerOf(post(served.url, { query }));
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toHaveProperty('__schema');
  });

  it('leave room for a dashboard of fifty tiles', async () => {
    const tile = (index: number) =>
      `tile${index}: metrics(groupBy: {metricTime: {grain: DAY}}) { id nodes { id metricTime orders revenue before: orders(where: {orderStatus: {eq: "${index}"}}) } totals { id orders } }`;
    expect(broken(`query Dashboard { ${list(50, tile)} }`)).toBeUndefined();
  });
});

describe('depth', () => {
  it('counts fields, wherever they are written', () => {
    expect(
      broken('{ a { ...F } } fragment F on T { b { ...G } } fragment G on T { c }', { maxDepth: 3 }),
    ).toBeUndefined();
    expect(broken('{ a { ...F } } fragment F on T { b { ...G } } fragment G on T { c }', { maxDepth: 2 })).toBe(
      'limits.maxDepth',
    );
    expect(broken('{ a { ... on T { ... { b } } } }', { maxDepth: 2 })).toBeUndefined();
    expect(broken('{ a { ... on T { ... { b } } } }', { maxDepth: 1 })).toBe('limits.maxDepth');
  });

  it('is that of the deepest operation', () => {
    expect(broken('query A { a } query B { a { b } }', { maxDepth: 1 })).toBe('limits.maxDepth');
  });

  it('leaves out what is below introspection, and nothing beside it', () => {
    expect(broken('{ __schema { a { b { c } } } }', { maxDepth: 1 })).toBeUndefined();
    expect(
      broken('{ ...F } fragment F on Query { __type(name: "T") { ...G } } fragment G on T { a { b } }', {
        maxDepth: 1,
      }),
    ).toBeUndefined();
    expect(broken('{ __schema { a } a { b } }', { maxDepth: 1 })).toBe('limits.maxDepth');
  });
});

describe('aliases and root fields', () => {
  it('count once for each place where their fragment is spread', () => {
    const document = '{ a { ...F } b { ...F ...F } } fragment F on T { x: c y: c ...G } fragment G on T { z: c }';
    expect(broken(document, { maxAliases: 9 })).toBeUndefined();
    expect(broken(document, { maxAliases: 8 })).toBe('limits.maxAliases');
  });

  it('count in each operation by itself', () => {
    expect(broken('query A { x: a } query B { y: a }', { maxAliases: 1 })).toBeUndefined();
  });

  it('count introspection too', () => {
    expect(broken('{ x: __schema { y: types { name } } }', { maxAliases: 1 })).toBe('limits.maxAliases');
    expect(broken('{ __schema { types { name } } __typename }', { maxRootFields: 1 })).toBe('limits.maxRootFields');
  });

  it('count root fields through fragments, and only at the root', () => {
    const document = '{ a { b c d } ...F ... on Query { e } } fragment F on Query { f g }';
    expect(broken(document, { maxRootFields: 4 })).toBeUndefined();
    expect(broken(document, { maxRootFields: 3 })).toBe('limits.maxRootFields');
  });

  it('are none where nothing may be', () => {
    expect(broken('{ a }', { maxAliases: 0 })).toBeUndefined();
    expect(broken('{ x: a }', { maxAliases: 0 })).toBe('limits.maxAliases');
  });
});

describe('brackets within brackets', () => {
  it.each<[what: string, document: (depth: number) => string]>([
    ['of lists', (depth) => `{ a(b: ${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}) }`],
    ['of objects', (depth) => `{ a(b: ${'{c: '.repeat(depth - 2)}{}${'}'.repeat(depth - 2)}) }`],
    ['of inline fragments', (depth) => `${'{ ... '.repeat(depth - 1)}{ a }${'}'.repeat(depth - 1)}`],
    ['of types', (depth) => `query ($a: ${'['.repeat(depth)}Int${']'.repeat(depth)}) { a }`],
  ])('%s are at most 200', (_what, document) => {
    expect(broken(document(200))).toBeUndefined();
    expect(broken(document(201))).toBe('nesting');
    // Beyond the stack of the parser.
    expect(broken(document(4_000), { maxTokens: 1_000_000 })).toBe('nesting');
  });
});

describe('what grows', () => {
  const timed = (work: () => void) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };

  it('is the work with the text, not with what fragments spread to', () => {
    // Spread out: two to the power of 600 aliases.
    const fragments = list(600, (i) => `fragment F${i} on T { x: a { ...F${i + 1} ...F${i + 1} } }`);
    const bomb = `{ a { ...F0 } } ${fragments} fragment F600 on T { x: b }`;
    expect(timed(() => expect(broken(bomb)).toBe('limits.maxDepth'))).toBeLessThan(1_000);
    const flat = `{ a { ...F0 } } ${fragments.replaceAll('x: a {', '... {')} fragment F600 on T { x: b }`;
    expect(timed(() => expect(broken(flat)).toBe('limits.maxAliases'))).toBeLessThan(1_000);
  });

  it('is not a fragment that comes back to itself: validation says so', async () => {
    const query =
      '{ metrics { ...F } } fragment F on MetricConnection { totals { orders } ...G } fragment G on MetricConnection { ...F }';
    expect(broken(query)).toBeUndefined();
    expect(codesOf(await answerOf(post(served.url, { query })))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('over HTTP', () => {
  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('the error in %s has the code, the setting and a way out', async (accept, status) => {
    const response = await post(served.url, { query: `{ ${deep(16)} }` }, { accept });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      errors: [
        {
          message:
            'The operation nests its fields deeper than limits.maxDepth (15). Ask in several operations, or have whoever runs Trellis raise it.',
          extensions: { code: 'REQUEST_LIMIT_EXCEEDED', names: ['limits.maxDepth'], suggestions: [], retryable: false },
        },
      ],
    });
  });

  it('the limits are those of the settings, the second time too', async () => {
    const { app, url } = await serveShop(warehouse, { limits: { maxRootFields: 1 } });
    for (const query of ['{ __typename }', '{ a: __typename b: __typename }', '{ a: __typename b: __typename }']) {
      const expected = query.includes('b:') ? ['REQUEST_LIMIT_EXCEEDED'] : undefined;
      expect(codesOf(await answerOf(post(url, { query })))).toEqual(expected);
    }
    await app.close();
  });

  it.each([201, 50_000])('a variable that nests %i deep is refused', async (depth) => {
    const body = `{"query": "query ($a: Where) { metrics(where: $a) { totals { orders } } }", "variables": {"a": ${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}}}`;
    const response = await fetch(served.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await answerOf(response)).toEqual({
      errors: [
        {
          message: 'A variable nests brackets at most 200 deep.',
          extensions: { code: 'REQUEST_LIMIT_EXCEEDED', names: [], suggestions: [], retryable: false },
        },
      ],
    });
    expect(served.defects).toEqual([]);
  });

  it('a filter that nests as deep as filters may is answered', async () => {
    const filter = `${'{and: [{not: '.repeat(25)}{orderStatus: {eq: "shipped"}}${'}]}'.repeat(25)}`;
    const answer = await answerOf(post(served.url, { query: `{ metrics(where: ${filter}) { totals { orders } } }` }));
    expect(answer.errors).toBeUndefined();
  });
});
