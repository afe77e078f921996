import { cpus } from 'node:os';
import { version } from '@duckdb/node-api';
import { buildTrellisSchema } from '../../src/graphql/index.js';
import { loadCatalog } from '../../src/model/load/index.js';
import { compileTimes } from './compile-time.js';
import { endToEndTimes } from './end-to-end.js';
import { scaleTimes } from './scale.js';
import { snowflakeTimes } from './snowflake-overhead.js';

// `npm run bench`, or one of them: `npm run bench -- snowflake`. See README.md. Slowness is for the reader to judge; only wrong
// numbers fail.
const catalog = loadCatalog('metrics');
const schema = buildTrellisSchema(catalog);
const TABLES: Readonly<Record<string, () => Promise<string>>> = {
  scale: scaleTimes,
  compile: () => compileTimes(catalog, schema),
  'end-to-end': () => endToEndTimes(catalog, schema),
  snowflake: snowflakeTimes,
};
console.log(`Node ${process.version}, DuckDB ${version()}, ${cpus().length} × ${cpus()[0]?.model}`);
const asked = process.argv.slice(2);
for (const [name, times] of Object.entries(TABLES)) {
  if (asked.length === 0 || asked.includes(name)) console.log(`\n${await times()}`);
}
