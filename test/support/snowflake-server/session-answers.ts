import { type Answer, refuse, refuseSession, succeed } from './answers.js';
import type { Faults } from './faults.js';
import { describeLogin, type Logins } from './logins.js';
import { toldParameters } from './parameters.js';
import type { WireRequest } from './requests.js';
import type { Session, Sessions } from './sessions.js';

const SESSION_SECONDS = 3600;
const MASTER_SECONDS = 14_400;

export function logIn(request: WireRequest, logins: Logins, sessions: Sessions, faults: Faults): Answer {
  const outcome =
    faults.loginRefusal === undefined
      ? logins.check(request)
      : { code: faults.loginRefusal, message: 'The login is refused for this user.' };
  if ('code' in outcome) return refuse(outcome.code, outcome.message, { nextAction: 'RETRY_LOGIN' });
  const session = sessions.open(outcome.user, describeLogin(request));
  return succeed({
    token: session.token,
    validityInSeconds: SESSION_SECONDS,
    masterToken: session.masterToken,
    masterValidityInSeconds: MASTER_SECONDS,
    sessionId: session.id,
    displayUserName: session.user,
    serverVersion: '9.0.0',
    firstLogin: false,
    parameters: toldParameters(session.parameters),
    sessionInfo: {
      databaseName: session.database ?? null,
      schemaName: session.schema ?? null,
      warehouseName: session.warehouse,
      roleName: session.role,
    },
  });
}

/** New tokens for old, by the master token. */
export function renew(request: WireRequest, sessions: Sessions): Answer {
  const session = sessions.renew(request.token, request.body.oldSessionToken);
  if (typeof session === 'string') return refuseSession(session);
  return succeed({
    sessionToken: session.token,
    validityInSecondsST: SESSION_SECONDS,
    masterToken: session.masterToken,
    validityInSecondsMT: MASTER_SECONDS,
    sessionId: session.id,
  });
}

/** The session of a request's token, or its refusal. */
export function sessionOf(request: WireRequest, sessions: Sessions, faults: Faults): Session | Answer {
  const refusal = faults.takeSessionRefusal();
  if (refusal !== undefined) return refuseSession(refusal);
  const session = sessions.find(request.token);
  return typeof session === 'string' ? refuseSession(session) : session;
}

/** The page of a login by browser, which signs everybody in: the browser goes on to the driver's own port with a token. */
export function signedIn(request: WireRequest, logins: Logins): Answer {
  const { query } = request;
  const token = logins.signInBrowser(query.get('login_name') ?? '', query.get('proof_key') ?? '');
  const port = Number(query.get('browser_mode_redirect_port'));
  return { kind: 'redirect', location: `http://127.0.0.1:${port}/?token=${encodeURIComponent(token)}` };
}
