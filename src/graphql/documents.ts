import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { TrellisError } from '../errors/trellis-error.js';

/** How a request says which document it means: by its text, by a name, or by both. */
export interface DocumentReference {
  readonly query?: string;
  /** The SHA-256 of the text in hexadecimal, or another name that stands in a list of trusted documents. */
  readonly documentId?: string;
}

/** Where the documents come from that requests name. */
export interface Documents {
  /** @throws PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_ALLOWED */
  textOf(reference: DocumentReference): string;
  /** The document has been run: from now on its name may do. */
  remember(reference: DocumentReference): void;
}

/** Characters of all remembered documents together. */
const MOST_REMEMBERED = 8_000_000;

/**
 * Automatic persisted queries, Apollo's protocol: a client names a document by its hash, and where that is not known
 * sends both once. The documents that were used last are remembered.
 */
export function automaticDocuments(mostCharacters: number = MOST_REMEMBERED): Documents {
  const texts = new LRUCache<string, string>({ maxSize: mostCharacters, sizeCalculation: ({ length }) => length });
  return {
    textOf: ({ query, documentId = '' }) => {
      const text = query ?? texts.get(documentId);
      // Clients send the text when they read this, word for word.
      if (text === undefined) throw new TrellisError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
      return text;
    },
    remember: ({ query, documentId }) => {
      if (documentId !== undefined && query !== undefined) texts.set(documentId, query);
    },
  };
}

/** Only the documents of a list are run, by their names there, by their hashes or by their texts. */
export function trustedDocuments(list: ReadonlyMap<string, string>): Documents {
  const texts = new Map([...[...list.values()].map((text): [string, string] => [hashOf(text), text]), ...list]);
  return {
    textOf: ({ query, documentId }) => {
      const text = texts.get(documentId ?? hashOf(query ?? ''));
      if (text !== undefined) return text;
      if (documentId !== undefined) throw unknownName(documentId);
      const message =
        "Only the documents of this server's list may be run. Add this one to the file that its setting trustedDocuments names, and start it anew.";
      throw new TrellisError('PERSISTED_QUERY_NOT_ALLOWED', message);
    },
    remember: () => {},
  };
}

function unknownName(documentId: string): TrellisError {
  return new TrellisError(
    'PERSISTED_QUERY_NOT_FOUND',
    `This server's list has no document "${documentId}". Add it to the file that its setting trustedDocuments names, and start it anew.`,
    { names: [documentId] },
  );
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
