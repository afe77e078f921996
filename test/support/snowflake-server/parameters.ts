/** What a session can be set to, with the defaults of a new account. Docs: docs.snowflake.com/en/sql-reference/parameters */
const DEFAULTS: Readonly<Record<string, string>> = {
  TIMEZONE: 'America/Los_Angeles',
  WEEK_START: '0',
  WEEK_OF_YEAR_POLICY: '0',
  QUERY_TAG: '',
  STATEMENT_TIMEOUT_IN_SECONDS: '172800',
  STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: '0',
  QUOTED_IDENTIFIERS_IGNORE_CASE: 'false',
  USE_CACHED_RESULT: 'true',
  ROWS_PER_RESULTSET: '0',
  MULTI_STATEMENT_COUNT: '1',
  AUTOCOMMIT: 'true',
  ABORT_DETACHED_QUERY: 'false',
  TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_NTZ',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
  TIMESTAMP_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3',
  TIMESTAMP_LTZ_OUTPUT_FORMAT: '',
  TIMESTAMP_TZ_OUTPUT_FORMAT: '',
  BINARY_OUTPUT_FORMAT: 'HEX',
  CLIENT_SESSION_KEEP_ALIVE: 'false',
  CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY: '3600',
  CLIENT_STAGE_ARRAY_BINDING_THRESHOLD: '65280',
  CLIENT_STORE_TEMPORARY_CREDENTIAL: 'false',
  CLIENT_REQUEST_MFA_TOKEN: 'false',
  GCS_USE_DOWNSCOPED_CREDENTIAL: 'false',
  JS_TREAT_INTEGER_AS_BIGINT: 'false',
  QUERY_CONTEXT_CACHE_SIZE: '5',
};

/** Those that the driver reads, which come with each login and each result. */
const TOLD = [
  'TIMEZONE',
  'DATE_OUTPUT_FORMAT',
  'TIME_OUTPUT_FORMAT',
  'TIMESTAMP_OUTPUT_FORMAT',
  'TIMESTAMP_NTZ_OUTPUT_FORMAT',
  'TIMESTAMP_LTZ_OUTPUT_FORMAT',
  'TIMESTAMP_TZ_OUTPUT_FORMAT',
  'BINARY_OUTPUT_FORMAT',
  'CLIENT_SESSION_KEEP_ALIVE',
  'CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY',
  'CLIENT_STAGE_ARRAY_BINDING_THRESHOLD',
  'JS_TREAT_INTEGER_AS_BIGINT',
  'MULTI_STATEMENT_COUNT',
  'QUERY_CONTEXT_CACHE_SIZE',
];

export function accountParameters(timeZone: string | undefined, foldNames: boolean | undefined): Map<string, string> {
  const parameters = new Map(Object.entries(DEFAULTS));
  if (timeZone !== undefined) parameters.set('TIMEZONE', timeZone);
  if (foldNames === true) parameters.set('QUOTED_IDENTIFIERS_IGNORE_CASE', 'true');
  return parameters;
}

export function isParameter(name: string): boolean {
  return name in DEFAULTS;
}

/** As the service sends them: [{name, value}], numbers and booleans as such. */
export function toldParameters(parameters: ReadonlyMap<string, string>): { name: string; value: unknown }[] {
  return TOLD.map((name) => ({ name, value: typed(parameters.get(name) ?? '') }));
}

function typed(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}
