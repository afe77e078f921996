import { cpus } from 'node:os';
import { version } from '@duckdb/node-api';
import { httpFigures } from './http/load.js';

// `npm run bench:http`: see README.md. Slowness is for the reader to judge; only wrong numbers and failures fail.
console.log(`Node ${process.version}, DuckDB ${version()}, ${cpus().length} × ${cpus()[0]?.model}\n`);
console.log(await httpFigures());
