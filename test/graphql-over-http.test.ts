import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** The suite knows nothing of forged requests: a GET gets the header that a page of another site could not add. */
const fetchFn = ((url: string, init: RequestInit = {}) =>
  fetch(url, {
    ...init,
    headers: { ...init.headers, ...(init.method !== 'POST' && { 'apollo-require-preflight': 'true' }) },
  })) as typeof fetch;

describe('the audit suite of graphql-http', () => {
  const audits = serverAudits({ url: () => served.url, fetchFn });

  it('has 61 audits', () => expect(audits).toHaveLength(61));

  it.each(audits)('$id: $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? undefined : result.reason).toBeUndefined();
  });
});
