import { generateKeyPairSync } from 'node:crypto';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

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

/** The Base64 between the lines that say what it is, as dbt takes it. */
export function withinPem(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}
