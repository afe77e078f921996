import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** How messages name the settings of a key. */
export interface KeyNames {
  readonly privateKey: string;
  readonly privateKeyPath: string;
  readonly privateKeyPass: string;
}

type KeySettings = { readonly [Name in keyof KeyNames]?: string | undefined };

const PEM = /-----BEGIN ((?:(?:ENCRYPTED|RSA) )?PRIVATE KEY)-----([\s\S]+?)-----END \1-----/u;

/**
 * A private key as the driver takes it. The environment often holds its lines with `\n` written out, or with spaces
 * between them; dbt and Snowflake's tools also know the key as the Base64 within the PEM text.
 */
export function pemOf(key: string): string {
  const text = key.replaceAll('\\n', '\n');
  if (!text.includes('-----')) {
    return pemText(isEncrypted(Buffer.from(text, 'base64')) ? 'ENCRYPTED PRIVATE KEY' : 'PRIVATE KEY', text);
  }
  const [whole, kind = '', within = ''] = PEM.exec(text) ?? [];
  if (whole === undefined) return key;
  return within.includes('\n') ? `${whole}\n` : pemText(kind, within);
}

function pemText(kind: string, base64: string): string {
  const lines = base64.replace(/\s+/gu, '').match(/.{1,64}/gu) ?? [];
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
}

/** PKCS #8 begins with a sequence: of a version, or, encrypted, of the sequence that names the cipher (RFC 5958). */
function isEncrypted(der: Buffer): boolean {
  const length = der[1] ?? 0;
  const content = length < 0x80 ? 2 : 2 + (length & 0x7f);
  return der[content] === 0x30;
}

/**
 * What is wrong with a login's private key, if anything: found at the start, not with the first question.
 * No message holds a value: a path may be a key that was put into the wrong setting.
 */
export function keyProblem(key: KeySettings, names: KeyNames): string | undefined {
  const name = key.privateKey === undefined ? names.privateKeyPath : names.privateKey;
  const text = key.privateKey ?? readKey(key.privateKeyPath ?? '', names);
  if (typeof text !== 'string') return text.problem;
  if (!PEM.test(text)) {
    return `${name} is not a private key in PEM format (PKCS #8), which begins with "-----BEGIN PRIVATE KEY-----".`;
  }
  let opened: KeyObject;
  try {
    opened = createPrivateKey({ key: text, format: 'pem', passphrase: key.privateKeyPass });
  } catch {
    if (!/ENCRYPTED/.test(text)) return `${name} can't be read: its PEM text is damaged.`;
    if (key.privateKeyPass === undefined) return `${name} is encrypted, so ${names.privateKeyPass} is needed.`;
    return `${names.privateKeyPass} does not open ${name}.`;
  }
  return opened.asymmetricKeyType === 'rsa' ? undefined : `${name} must be an RSA key: Snowflake takes no other.`;
}

function readKey(path: string, { privateKey, privateKeyPath }: KeyNames): string | { readonly problem: string } {
  if (path.includes('-----BEGIN')) {
    return { problem: `${privateKeyPath} must be a path. ${privateKey} takes the key itself.` };
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { problem: isMissing ? `${privateKeyPath}: there is no such file.` : `${privateKeyPath} can't be read.` };
  }
}
