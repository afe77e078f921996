/** What goes back: JSON as Snowflake's service writes it, a chunk's bytes, or a redirect of the browser. */
export type Answer =
  | { readonly kind: 'json'; readonly body: SnowflakeBody }
  | { readonly kind: 'chunk'; readonly gzipped: Buffer }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'status'; readonly status: number };

export interface SnowflakeBody {
  readonly success: boolean;
  readonly code: string | null;
  readonly message: string | null;
  readonly data: unknown;
}

export function succeed(data: unknown, code: string | null = null): Answer {
  return { kind: 'json', body: { success: true, code, message: null, data } };
}

export function refuse(code: string, message: string, data: unknown = null): Answer {
  return { kind: 'json', body: { success: false, code, message, data } };
}

const SESSION_MESSAGES: Readonly<Record<string, string>> = {
  390104: 'The session token is invalid.',
  390111: 'Session no longer exists.  New login required to access the service.',
  390112: 'Your session token has expired. The user must renew it.',
  390114: 'Authentication token has expired.  The user must authenticate again.',
};

export function refuseSession(code: string): Answer {
  return refuse(code, SESSION_MESSAGES[code] ?? 'The session is refused.');
}
