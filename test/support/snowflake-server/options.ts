import type { Faults } from './faults.js';

/** Somebody who may log in, by whatever is given. */
export interface SnowflakeUser {
  readonly user: string;
  readonly password?: string;
  /** PEM of the key that `ALTER USER … SET RSA_PUBLIC_KEY` registers. */
  readonly publicKey?: string;
  readonly oauthToken?: string;
  /** A programmatic access token. */
  readonly accessToken?: string;
}

export interface SnowflakeServerOptions {
  /** DuckDB statements that fill the tables. A name with capitals and small letters counts as quoted in Snowflake, any other as unquoted. */
  readonly setup: readonly string[];
  /** Whether schemas and tables may be created, filled and dropped; by default nothing but reading is allowed. */
  readonly mayWrite?: boolean;
  /** Whether an equal statement is answered from memory, as Snowflake does for a day; not by default. */
  readonly keepsResults?: boolean;
  /** By default the user TRELLIS with the password "secret". */
  readonly users?: readonly SnowflakeUser[];
  /** Rows that come with the answer itself; 1,000 by default. */
  readonly firstRows?: number;
  /** Rows of each chunk after them; 10,000 by default. */
  readonly chunkRows?: number;
  /** How long a request waits for its statement before it is told to ask again; 45,000 by default, as Snowflake does. */
  readonly pollAfterMs?: number;
  /** The account's QUOTED_IDENTIFIERS_IGNORE_CASE. */
  readonly foldNames?: boolean;
  /** The account's TIMEZONE; America/Los_Angeles by default, as for a new account. */
  readonly timeZone?: string;
  /** What DuckDB's TIMESTAMPTZ stands for in results; TIMESTAMP_LTZ by default. */
  readonly zonedType?: 'timestamp_ltz' | 'timestamp_tz';
}

/** One request that came in, also where a fault answered it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Milliseconds since the server opened. */
  readonly atMs: number;
  /** HTTP status of the answer; absent until it is sent, and where the connection was cut. */
  status?: number;
  readonly requestId?: string;
  readonly sessionToken?: string;
  readonly sql?: string;
  readonly bindings?: WireBindings;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly login?: SeenLogin;
}

/** A login without its secrets. */
export interface SeenLogin {
  readonly method: string;
  readonly user?: string;
  readonly account?: string;
  readonly application?: string;
  readonly role?: string;
  readonly warehouse?: string;
  readonly database?: string;
  readonly schema?: string;
  readonly sessionParameters: Readonly<Record<string, unknown>>;
}

/** As the driver sends them: {"1": {type: "FIXED", value: "5"}}. */
export type WireBindings = Readonly<Record<string, { readonly type: string; readonly value: unknown }>>;

/** A statement that ran or runs; a request that comes again with its id adds none. */
export interface SeenStatement {
  readonly queryId: string;
  readonly requestId: string;
  readonly sql: string;
  readonly bindings: WireBindings;
  /** Of the statement alone: QUERY_TAG, STATEMENT_TIMEOUT_IN_SECONDS … */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly state: 'running' | 'done' | 'aborted' | 'failed' | 'timeout';
  readonly session: SeenSession;
}

export interface SeenSession {
  readonly id: number;
  readonly user: string;
  /** What holds in the session: the account's defaults, those of the login, then ALTER SESSION. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface SnowflakeServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  readonly statements: readonly SeenStatement[];
  /** Sessions that are open now. */
  readonly sessions: readonly SeenSession[];
  readonly faults: Faults;
  openSessions(): number;
  /** Ends all sessions so that their next request is answered with the code; a token that the driver renews (390112) works again. */
  endSessions(code: SessionEnd): void;
  close(): Promise<void>;
}

/** 390112 token expired (renewable), 390114 master token expired too, 390111 session gone, 390104 token invalid. */
export type SessionEnd = '390112' | '390114' | '390111' | '390104';
