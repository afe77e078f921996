import { checkAuthorSql } from '../engine/check/author-sql.js';
import type { SemanticCatalog } from '../model/catalog.js';
import { catalogOf, compareProblems, type LoadedDefinitions } from '../model/load/index.js';

/** Loaded definitions with all that is wrong with them, their SQL read too. */
export async function checkDefinitions<T extends LoadedDefinitions>(loaded: T): Promise<T> {
  const unreadable = await checkAuthorSql(loaded.sql);
  if (unreadable.length === 0) return loaded;
  return { ...loaded, problems: [...loaded.problems, ...unreadable].sort(compareProblems) };
}

/**
 * The catalog that every door opens.
 * @throws DEFINITIONS_INVALID listing every problem, each as `file:line:column  message`
 */
export async function openCatalog(loaded: LoadedDefinitions): Promise<SemanticCatalog> {
  return catalogOf(await checkDefinitions(loaded));
}
