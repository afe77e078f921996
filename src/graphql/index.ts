export type { TrellisContext } from './context.js';
export type { DocumentLimits } from './document-limits.js';
export { hashOf } from './documents.js';
export { executeDocument } from './execute-document.js';
export { isRepeatable } from './repeatable.js';
export { buildTrellisSchema, printTrellisSchema } from './schema.js';
export { type GraphqlServer, type Operation, type Outcome, startGraphqlServer } from './server.js';
export { type StaleDocument, staleDocuments } from './stale-documents.js';
