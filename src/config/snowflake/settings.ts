import { z } from 'zod';
import { bytes, optionalText, url, whole } from '../values.js';

export const ACCOUNT = 'a Snowflake account identifier, such as "myorg-account"';

/** What can be configured of Snowflake. Which of it a login needs is told in `login.ts`. */
export const snowflakeSettings = z.strictObject({
  kind: z.literal('snowflake'),
  connection: optionalText('the name of a connection in connections.toml'),
  account: optionalText(ACCOUNT),
  username: optionalText('the name of a Snowflake user'),
  authenticator: optionalText('a way to log in, such as SNOWFLAKE_JWT or OAUTH'),
  privateKey: optionalText('a private key, as PEM text'),
  privateKeyPath: optionalText('the path of a private key in PEM format'),
  privateKeyPass: optionalText('the passphrase of the private key, as text'),
  token: optionalText('an OAuth or programmatic access token, as text'),
  tokenFilePath: optionalText('the path of a file that holds a token'),
  oauthClientId: optionalText('the id of an OAuth client, as text'),
  oauthClientSecret: optionalText('the secret of an OAuth client, as text'),
  oauthTokenRequestUrl: url('the URL that gives OAuth tokens').exactOptional(),
  oauthScope: optionalText('OAuth scopes, with spaces between them'),
  password: optionalText('a password, as text'),
  passcode: optionalText('a passcode of multi-factor authentication, as text in quotes'),
  role: optionalText('the name of a role'),
  warehouse: optionalText('the name of a virtual warehouse'),
  database: optionalText('the name of a database'),
  schema: optionalText('the name of a schema'),
  accessUrl: url('a URL').exactOptional(),
  maxScanBytes: bytes('a number of bytes, 1 or more, or a size such as 10GB', 1).exactOptional(),
  maxScanPartitions: whole('a whole number of micro-partitions, 1 or more', 1).exactOptional(),
});

export type SnowflakeSettings = z.output<typeof snowflakeSettings>;
