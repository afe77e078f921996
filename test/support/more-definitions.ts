import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SemanticCatalog } from '../../src/model/catalog.js';
import { loadCatalog } from '../../src/model/load/index.js';

/** The catalog of Greenery's definitions with more YAML beside them. */
export function greeneryWith(yaml: string): SemanticCatalog {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-more-'));
  try {
    cpSync(join(import.meta.dirname, '../../metrics'), join(folder, 'metrics'), { recursive: true });
    writeFileSync(join(folder, 'metrics', 'more.yml'), yaml);
    return loadCatalog(join(folder, 'metrics'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
