import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readDefinitions } from '../../composition/definitions.js';
import { openCatalog } from '../../composition/open-catalog.js';
import { TrellisError } from '../../errors/trellis-error.js';
import { buildTrellisSchema, printTrellisSchema } from '../../graphql/index.js';
import { Exit, type Io } from '../io.js';
import { type ConfigOptions, readConfig, withConfigOptions } from '../options.js';

const DEFAULT_FILE = 'schema.graphql';

interface SchemaOptions extends ConfigOptions {
  readonly write?: string | true;
  readonly check?: string | true;
}

/** `trellis schema`: the GraphQL schema that the definitions make, printed, written, or compared with a file. */
export function schemaCommand(io: Io): Command {
  const command = new Command('schema')
    .description('print the GraphQL schema; needs no warehouse')
    .option('--write [file]', `write it; default: ${DEFAULT_FILE}`)
    .addOption(
      new Option('--check [file]', `exit 1 where the file says otherwise; default: ${DEFAULT_FILE}`).conflicts('write'),
    )
    .action(async (options: SchemaOptions) => {
      const { write, check } = options;
      const catalog = await openCatalog(readDefinitions(readConfig(options, io, 'offline')).loaded);
      const sdl = printTrellisSchema(buildTrellisSchema(catalog));
      if (write !== undefined) writeSchema(pathOf(write, io), sdl, io);
      else if (check !== undefined) checkSchema(pathOf(check, io), sdl, io);
      else io.out(sdl);
    });
  return withConfigOptions(command);
}

function pathOf(file: string | true, { cwd }: Io): string {
  return resolve(cwd, file === true ? DEFAULT_FILE : file);
}

function writeSchema(path: string, sdl: string, io: Io): void {
  try {
    writeFileSync(path, sdl);
  } catch (cause) {
    throw new TrellisError('CONFIG_INVALID', `"${path}" can't be written.`, { cause });
  }
  io.out(`Wrote ${path}\n`);
}

function checkSchema(path: string, sdl: string, io: Io): void {
  if (read(path) === sdl) {
    io.out(`${path} is up to date.\n`);
    return;
  }
  io.err(`${path} is not the schema of the definitions. Write it anew: trellis schema --write\n`);
  throw new Exit(1);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
