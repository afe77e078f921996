import { DuckDBInstance } from '@duckdb/node-api';

/** Whether DuckDB's own parser reads each text as one statement. Nothing is looked up, nothing runs. */
export async function duckdbReads(statements: readonly string[]): Promise<readonly boolean[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const connection = await instance.connect();
    const reads: boolean[] = [];
    for (const statement of statements) {
      try {
        reads.push((await connection.extractStatements(statement)).count === 1);
      } catch {
        // Any refusal is the answer.
        reads.push(false);
      }
    }
    connection.closeSync();
    return reads;
  } finally {
    instance.closeSync();
  }
}
