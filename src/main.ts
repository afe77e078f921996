import process from 'node:process';
import { runProcess } from './cli/process.js';

// `npm start`: the same as `trellis serve`, whose options it takes too.
await runProcess(process, ['serve', ...process.argv.slice(2)]);
