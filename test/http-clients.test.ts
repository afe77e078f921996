import { ApolloClient, type ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../src/graphql/index.js';
import type { Warehouse } from '../src/warehouse/warehouse.js';
import { openShop, type Served, serveShop } from './support/shop-server.js';

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

/** What goes over the wire, in order. */
interface Exchange {
  readonly method: string;
  readonly sent: string;
  readonly status: number;
  readonly type: string | null;
}

function watched(): { readonly wire: Exchange[]; readonly fetch: typeof fetch } {
  const wire: Exchange[] = [];
  return {
    wire,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const sent = typeof init?.body === 'string' ? init.body : decodeURIComponent(String(input));
      const type = response.headers.get('content-type');
      wire.push({ method: init?.method ?? 'GET', sent, status: response.status, type });
      return response;
    },
  };
}

const clientOver = (link: ApolloLink) => new ApolloClient({ link, cache: new InMemoryCache() });
const NEW_TYPE = 'application/graphql-response+json; charset=utf-8';
const totalOf = (metric: string) => gql(`query Total { metrics { id totals { id ${metric} } } }`);

describe('Apollo Client', () => {
  it('asks in the new media type and reads the code of a refusal', async () => {
    const { wire, fetch } = watched();
    const client = clientOver(new HttpLink({ uri: served.url, fetch }));
    const { error } = await client.query({ query: totalOf('ordres'), errorPolicy: 'all' });
    expect(wire).toEqual([expect.objectContaining({ status: 400, type: NEW_TYPE })]);
    expect(error).toMatchObject({ errors: [{ extensions: { code: 'UNKNOWN_METRIC', suggestions: ['orders'] } }] });
  });

  it('names a document, sends it once where it is unknown, and reads answers by GET', async () => {
    const { wire, fetch } = watched();
    const linkOf = () =>
      new PersistedQueryLink({ sha256: hashOf, useGETForHashedQueries: true }).concat(
        new HttpLink({ uri: served.url, fetch, headers: { 'apollo-require-preflight': 'true' } }),
      );
    const query = totalOf('unitsSold');
    for (let visit = 0; visit < 2; visit++) {
      const { data } = await clientOver(linkOf()).query({ query });
      // The demo's units.
      expect(data).toMatchObject({ metrics: { totals: { unitsSold: 1370 } } });
    }
    expect(wire.map(({ method, sent, status }) => [method, /unitsSold/.test(sent), status])).toEqual([
      ['GET', false, 400],
      ['POST', true, 200],
      ['GET', false, 200],
    ]);
  });

  it('sends twelve components in one batch, of which one fails alone', async () => {
    const { wire, fetch } = watched();
    const client = clientOver(new BatchHttpLink({ uri: served.url, fetch, batchMax: 20, batchInterval: 5 }));
    const metrics = [...Array(11).fill('orders'), 'ordres'].map((metric, index) => `m${index}: ${metric}`);
    const results = await Promise.all(
      metrics.map((metric) => client.query({ query: totalOf(metric), errorPolicy: 'all' })),
    );
    expect(wire).toHaveLength(1);
    expect(JSON.parse(wire[0]?.sent ?? '')).toHaveLength(12);
    for (const [index, { data }] of results.slice(0, 11).entries()) {
      expect(data).toMatchObject({ metrics: { totals: { [`m${index}`]: 361 } } });
    }
    expect(results[11]?.error).toMatchObject({ errors: [{ extensions: { code: 'UNKNOWN_METRIC' } }] });
  });
});

describe('urql', () => {
  it('asks, and reads the code of a refusal', async () => {
    const { wire, fetch } = watched();
    const client = new Client({ url: served.url, exchanges: [fetchExchange], fetch, preferGetMethod: false });
    const query = (metric: string) => client.query(`{ metrics { totals { ${metric} } } }`, {}).toPromise();
    expect((await query('orders')).data).toMatchObject({ metrics: { totals: { orders: 361 } } });
    expect((await query('ordres')).error?.graphQLErrors).toMatchObject([{ extensions: { code: 'UNKNOWN_METRIC' } }]);
    expect(wire.map(({ status, type }) => [status, type])).toEqual([
      [200, NEW_TYPE],
      [400, NEW_TYPE],
    ]);
  });
});
