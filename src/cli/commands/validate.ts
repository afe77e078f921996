import { resolve } from 'node:path';
import { Command } from 'commander';
import { describeDefinitions } from '../../composition/greeting.js';
import { checkDefinitions } from '../../composition/open-catalog.js';
import { SemanticCatalog } from '../../model/catalog.js';
import { formatProblem, loadDefinitions } from '../../model/load/index.js';
import { Exit, type Io } from '../io.js';
import { type ConfigOptions, readConfig } from '../options.js';

/** `trellis validate`: every problem of a folder of definitions at once, as file:line:column. */
export function validateCommand(io: Io): Command {
  return new Command('validate')
    .description('check a folder of definitions; prints every problem as file:line:column')
    .argument('[dir]', 'the folder; default: the configured one')
    .option('--config <file>', 'settings; default: trellis.yml in this folder, if there is one')
    .action(async (dir: string | undefined, options: ConfigOptions) => {
      const folder = dir === undefined ? readConfig(options, io).definitions : resolve(io.cwd, dir);
      const { definitions, problems } = await checkDefinitions(loadDefinitions(folder));
      if (problems.length === 0) {
        io.out(`${folder} is valid: ${describeDefinitions(new SemanticCatalog(definitions))}.\n`);
        return;
      }
      io.out(problems.map((problem) => `${formatProblem(problem)}\n`).join(''));
      io.err(`${problems.length} problem${problems.length === 1 ? '' : 's'} in ${folder}\n`);
      throw new Exit(1);
    });
}
