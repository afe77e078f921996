import { Command } from 'commander';
import { serve } from '../../composition/serve.js';
import type { Io } from '../io.js';
import { type ConfigOptions, readConfig, withConfigOptions } from '../options.js';

/** `trellis serve`, and `npm start`: answers GraphQL over HTTP until it is told to stop. */
export function serveCommand(io: Io): Command {
  const command = new Command('serve')
    .description('answer GraphQL over HTTP, with a page at /')
    .option('--port <n>', 'default: 4000; 0 takes any free one')
    .option('--host <name>', 'default: 127.0.0.1, which is this machine alone')
    .action(async (options: ConfigOptions) => {
      await serve(readConfig(options, io), io);
    });
  return withConfigOptions(command);
}
