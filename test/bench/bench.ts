import { cpus } from 'node:os';
import { version } from '@duckdb/node-api';
import { buildTrellisSchema } from '../../src/graphql/index.js';
import { loadCatalog } from '../../src/model/load/index.js';
import { compileTimes } from './compile-time.js';
import { endToEndTimes } from './end-to-end.js';
import { scaleTimes } from './scale.js';

// `npm run bench`: see README.md. Slowness is for the reader to judge; only wrong numbers fail.
const catalog = loadCatalog('metrics');
const schema = buildTrellisSchema(catalog);
console.log(`Node ${process.version}, DuckDB ${version()}, ${cpus().length} × ${cpus()[0]?.model}\n`);
console.log(`${await scaleTimes()}\n`);
console.log(`${await compileTimes(catalog, schema)}\n`);
console.log(await endToEndTimes(catalog, schema));
