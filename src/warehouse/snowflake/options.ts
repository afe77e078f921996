/** Where Snowflake is, who logs in, and how much may be done. */
export interface SnowflakeOptions {
  readonly account: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM; encrypted with `privateKeyPass`. */
  readonly privateKey?: string;
  readonly privateKeyPath?: string;
  readonly privateKeyPass?: string;
  /** An OAuth or a programmatic access token. */
  readonly token?: string;
  /** Read anew for each session, so that a token may be replaced while Trellis runs. */
  readonly tokenFilePath?: string;
  /** SNOWFLAKE_JWT where there is a private key and no other is named. */
  readonly authenticator?: string;
  /** Of a second factor. */
  readonly passcode?: string;
  readonly oauthClientId?: string;
  readonly oauthClientSecret?: string;
  readonly oauthTokenRequestUrl?: string;
  readonly oauthScope?: string;
  readonly role?: string;
  readonly warehouse?: string;
  readonly database?: string;
  readonly schema?: string;
  readonly accessUrl?: string;
  /** Statements, and sessions, at once; 4 by default. */
  readonly concurrency?: number;
  /** For statements that bring no deadline of their own; 30,000 by default. */
  readonly deadlineMs?: number;
}
