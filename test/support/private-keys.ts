import { generateKeyPairSync } from 'node:crypto';

const { privateKey: rsa, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const PASSPHRASE = 'open-sesame-4711';

/** Keys of this run alone. */
export const keys = {
  plain: rsa.export({ format: 'pem', type: 'pkcs8' }).toString(),
  pkcs1: rsa.export({ format: 'pem', type: 'pkcs1' }).toString(),
  encrypted: rsa.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: PASSPHRASE }).toString(),
  elliptic: generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString(),
};

/** What Snowflake is told of the RSA key. */
export const PUBLIC_KEY = publicKey.export({ format: 'pem', type: 'spki' }).toString();

/** The Base64 between the lines that say what it is, as dbt takes it. */
export function withinPem(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}
