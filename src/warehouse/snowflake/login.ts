import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'snowflake-sdk';
import { TrellisError } from '../../errors/trellis-error.js';
import type { SnowflakeOptions } from './options.js';

/** Rows that the driver makes ahead of the reader. */
const ROWS_AHEAD = 1000;

/**
 * What the driver needs to open one session. Keys and tokens are read from their files each time, so that they may be replaced.
 * @throws CONFIG_INVALID where a key or a token can't be read
 */
export function loginOf(options: SnowflakeOptions): ConnectionOptions {
  const {
    concurrency: _concurrency,
    deadlineMs: _deadlineMs,
    privateKey: _privateKey,
    privateKeyPath: _privateKeyPath,
    privateKeyPass: _privateKeyPass,
    tokenFilePath,
    ...login
  } = options;
  const key = keyOf(options);
  const token = options.token ?? (tokenFilePath === undefined ? undefined : read(tokenFilePath, 'token'));
  return {
    ...login,
    ...(key !== undefined && { privateKey: key }),
    ...(token !== undefined && { token }),
    ...(options.authenticator === undefined && key !== undefined && { authenticator: 'SNOWFLAKE_JWT' }),
    application: 'Trellis',
    representNullAsStringNull: false,
    sfRetryMaxLoginRetries: 2,
    rowStreamHighWaterMark: ROWS_AHEAD,
  } as ConnectionOptions;
}

/** The driver takes an unencrypted key in PKCS #8; so its own reader, which tells less of what is wrong, is not needed. */
function keyOf({ privateKey, privateKeyPath, privateKeyPass }: SnowflakeOptions): string | undefined {
  const pem = privateKey ?? (privateKeyPath === undefined ? undefined : read(privateKeyPath, 'private key'));
  if (pem === undefined) return undefined;
  try {
    const key = createPrivateKey({ key: pem, format: 'pem', ...(privateKeyPass && { passphrase: privateKeyPass }) });
    return String(key.export({ type: 'pkcs8', format: 'pem' }));
  } catch {
    // Its cause may quote the key.
    const where = privateKey === undefined ? `The private key "${privateKeyPath}"` : 'The private key';
    const isEncrypted = pem.includes('ENCRYPTED');
    const way = isEncrypted
      ? 'it is encrypted: check the passphrase (privateKeyPass)'
      : 'it must be an RSA key in PEM format, such as -----BEGIN PRIVATE KEY-----';
    throw new TrellisError('CONFIG_INVALID', `${where} can't be read: ${way}.`);
  }
}

function read(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it may not be read';
    throw new TrellisError('CONFIG_INVALID', `The ${what} "${path}" can't be read: ${why}.`);
  }
}
