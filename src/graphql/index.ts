export type { TrellisContext } from './context.js';
export { buildTrellisSchema, printTrellisSchema } from './schema.js';
export { createGraphqlServer, executeDocument } from './server.js';
