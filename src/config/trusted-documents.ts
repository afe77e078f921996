import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TrellisError } from '../errors/trellis-error.js';

const name = z.string().min(1);
const text = z.string().min(1);

/** What Apollo's generate-persisted-query-manifest writes. */
const manifest = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    operations: z.array(z.object({ id: name, body: text })),
  })
  .transform(({ operations }) => operations.map(({ id, body }): [string, string] => [id, body]));

/** What Relay's compiler and GraphQL Code Generator write: `{"4f1c…": "query Dashboard { … }"}`. */
const table = z.record(name, text).transform((texts) => Object.entries(texts));

const formats = z.union([manifest, table]);

/**
 * The documents that may be run: their texts by their names, which are hashes as a rule.
 * @throws CONFIG_INVALID
 */
export function readTrustedDocuments(path: string): ReadonlyMap<string, string> {
  const read = formats.safeParse(parse(path));
  if (!read.success) {
    throw invalid(path, `is neither Apollo's manifest of persisted queries nor an object {"HASH": "query …"}.`);
  }
  const documents = new Map<string, string>();
  for (const [id, document] of read.data) {
    if ((documents.get(id) ?? document) !== document) throw invalid(path, `has two documents of the name "${id}".`);
    documents.set(id, document);
  }
  if (documents.size === 0) throw invalid(path, 'has no documents: nothing could be asked.');
  return documents;
}

function parse(path: string): unknown {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    throw invalid(path, "can't be read.");
  }
  try {
    return JSON.parse(content);
  } catch {
    throw invalid(path, 'is not valid JSON.');
  }
}

function invalid(path: string, what: string): TrellisError {
  return new TrellisError('CONFIG_INVALID', `trustedDocuments: ${path} ${what}`);
}
