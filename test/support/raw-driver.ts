import type { Connection, ConnectionOptions, RowStatement } from 'snowflake-sdk';
import { loadDriver } from '../../src/warehouse/snowflake/driver.js';

/** The snowflake-sdk as it comes: nothing of Trellis but the way in which it is loaded. */

/** Rejects with the driver's error where the login is refused. */
export async function connectRaw(url: string, login: Partial<ConnectionOptions> = {}): Promise<Connection> {
  const driver = await loadDriver();
  const hasOther = 'authenticator' in login || 'password' in login;
  const connection = driver.createConnection({
    account: 'demo',
    username: 'TRELLIS',
    ...(hasOther ? {} : { password: 'secret' }),
    accessUrl: url,
    // For the whole process: else NULL is the text "NULL" where numbers are fetched as text.
    representNullAsStringNull: false,
    ...login,
  } as ConnectionOptions);
  return new Promise((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve(connection)));
  });
}

export interface RawResult {
  readonly statement: RowStatement;
  readonly rows: readonly unknown[][];
}

type Execution = Parameters<Connection['execute']>[0];

/** All rows, numbers as text. `onStarted` is given the statement while it runs. */
export function askRaw(
  connection: Connection,
  sqlText: string,
  { onStarted, ...more }: Partial<Execution> & { readonly onStarted?: (statement: RowStatement) => void } = {},
): Promise<RawResult> {
  return new Promise((resolve, reject) => {
    const statement = connection.execute({
      sqlText,
      rowMode: 'array',
      fetchAsString: ['Number'],
      complete: (error, done, rows) =>
        error ? reject(error) : resolve({ statement: done as RowStatement, rows: (rows ?? []) as unknown[][] }),
      ...more,
    });
    onStarted?.(statement as RowStatement);
  });
}
