import { randomUUID } from 'node:crypto';
import type { SeenLogin, SeenSession, SessionEnd } from './options.js';

export interface Session extends SeenSession {
  readonly parameters: Map<string, string>;
  token: string;
  masterToken: string;
  /** Why its requests are refused, if they are. */
  ended?: SessionEnd;
  role: string;
  warehouse: string;
  database: string | undefined;
  schema: string | undefined;
}

/** The sessions that are open, found by their tokens. */
export class Sessions {
  readonly #open = new Map<number, Session>();
  readonly #account: ReadonlyMap<string, string>;
  #nextId = 1;

  constructor(account: ReadonlyMap<string, string>) {
    this.#account = account;
  }

  get list(): Session[] {
    return [...this.#open.values()];
  }

  open(user: string, login: SeenLogin): Session {
    const session: Session = {
      id: this.#nextId++,
      user,
      parameters: new Map(this.#account),
      token: `session-${randomUUID()}`,
      masterToken: `master-${randomUUID()}`,
      role: login.role?.toUpperCase() ?? 'PUBLIC',
      warehouse: login.warehouse?.toUpperCase() ?? 'COMPUTE_WH',
      database: login.database,
      schema: login.schema,
    };
    for (const [name, value] of Object.entries(login.sessionParameters)) session.parameters.set(name, String(value));
    this.#open.set(session.id, session);
    return session;
  }

  /** The session of a request, or the code that refuses it. */
  find(token: string | undefined): Session | SessionEnd {
    const session = this.list.find((one) => one.token === token);
    return session === undefined ? '390104' : (session.ended ?? session);
  }

  /** New tokens for the session of a master token, or the code that refuses them. */
  renew(masterToken: string | undefined, oldToken: unknown): Session | SessionEnd {
    const session = this.list.find((one) => one.masterToken === masterToken && one.token === oldToken);
    if (session === undefined) return '390104';
    if (session.ended !== undefined && session.ended !== '390112') return session.ended;
    delete session.ended;
    session.token = `session-${randomUUID()}`;
    session.masterToken = `master-${randomUUID()}`;
    return session;
  }

  close(session: Session): void {
    this.#open.delete(session.id);
  }

  endAll(code: SessionEnd): void {
    for (const session of this.list) session.ended = code;
  }
}
