import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_NOW, greeneryStatements } from '../../src/demo/greenery.js';
import { openSnowflakeServer, type SnowflakeServer, type SnowflakeServerOptions } from './snowflake-server/index.js';
import type { Setting } from './trellis.js';

const KEY = 'key.p8';
export const PASSWORD = 'pa55word-of-the-account';

/** The stand-in for Snowflake with the demo's tables, and a folder in which Trellis runs. */
export interface DemoAccount {
  readonly server: SnowflakeServer;
  /** Settings as a user's environment has them, with a login by key; `more` goes before them, undefined takes one away. */
  setting(more?: Setting['env']): Setting;
  /** Files that are in the folder beside the key. */
  filesLeft(): readonly string[];
  close(): Promise<void>;
}

export async function openDemoAccount(options: Partial<SnowflakeServerOptions> = {}): Promise<DemoAccount> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const registered = String(publicKey.export({ type: 'spki', format: 'pem' }));
  const server = await openSnowflakeServer({
    setup: greeneryStatements(1),
    users: [{ user: 'TRELLIS', password: PASSWORD, publicKey: registered }],
    ...options,
  });
  const folder = mkdtempSync(join(tmpdir(), 'trellis-service-'));
  writeFileSync(join(folder, KEY), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return {
    server,
    setting: (more = {}) => ({
      cwd: folder,
      env: {
        TRELLIS_WAREHOUSE_KIND: 'snowflake',
        TRELLIS_WAREHOUSE_ACCOUNT: 'demo',
        TRELLIS_WAREHOUSE_USERNAME: 'TRELLIS',
        TRELLIS_WAREHOUSE_PRIVATE_KEY_PATH: KEY,
        TRELLIS_WAREHOUSE_ACCESS_URL: server.url,
        TRELLIS_NOW: DEMO_NOW,
        ...more,
      },
    }),
    filesLeft: () => readdirSync(folder).filter((name) => name !== KEY),
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
