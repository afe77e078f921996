import { openSnowflakeServer } from '../support/snowflake-server/index.js';

/** The stand-in for Snowflake in a process of its own, so that its work is not measured with ours. Its first message is its address. */
const rows = Number(process.argv[2]);
const server = await openSnowflakeServer({
  setup: [
    `create table readings as
      select range as id, 'reading ' || range as label, cast(range * 0.25 as decimal(12, 2)) as amount,
        timestamp '2021-01-01' + to_seconds(range) as taken_at
      from range(${rows})`,
  ],
  // Only the first of equal statements costs DuckDB anything.
  keepsResults: true,
});
process.send?.(server.url);
process.once('disconnect', () => void server.close());
