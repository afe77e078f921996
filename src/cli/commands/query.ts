import { Command, Option } from 'commander';
import { openService, type Service } from '../../composition/open-service.js';
import { formatTable, ROW_FORMATS, type RowFormatName, written } from '../../delivery/formats/index.js';
import type { Ask } from '../../engine/ask.js';
import { TrellisError } from '../../errors/trellis-error.js';
import { buildTrellisSchema, executeDocument } from '../../graphql/index.js';
import { Exit, type Io } from '../io.js';
import { type ConfigOptions, readConfig, withConfigOptions } from '../options.js';
import { type QuestionOptions, readDocument, readQuestion, readVariables, withQuestionOptions } from '../question.js';
import { formatFailure, graphqlFailures } from '../report.js';

/** Who asks, in the warehouse's history. */
const CLIENT = 'trellis query';

type QueryOptions = ConfigOptions & QuestionOptions & { readonly format?: 'table' | RowFormatName };

/** `trellis query`: rows as a table, JSON or CSV; the answer to a GraphQL query as JSON. */
export function queryCommand(io: Io): Command {
  const command = new Command('query')
    .description('ask the warehouse, print the rows')
    .addOption(
      new Option(
        '--format <name>',
        'of the rows; default: table. All but the table write every row, however many',
      ).choices(['table', ...Object.keys(ROW_FORMATS)]),
    )
    .action(async (options: QueryOptions) => {
      const { graphql, format } = options;
      if (graphql !== undefined && format !== undefined && format !== 'json') {
        throw new TrellisError(
          'QUERY_INVALID',
          `The answer to a GraphQL query is JSON, not a ${format}: use --metrics.`,
        );
      }
      const config = readConfig(options, io);
      const warn = (warning: string) => io.err(`warning: ${warning}\n`);
      const service = await openService(config, warn);
      for (const warning of [...config.warnings, ...service.read.warnings]) warn(warning);
      try {
        if (graphql === undefined) await printRows(options, service, io);
        else await printResponse(graphql, options, service, io);
      } finally {
        await service.close();
      }
    });
  return withConfigOptions(withQuestionOptions(command));
}

async function printRows(options: QueryOptions, { engine, catalog }: Service, io: Io): Promise<void> {
  const { format = 'table' } = options;
  const ask: Ask = { kind: 'rows', query: readQuestion(options, catalog) };
  const request = engine.request(undefined, CLIENT);
  if (format === 'table') io.out(formatTable(await request.answer(ask)));
  else for await (const text of written(ROW_FORMATS[format], await request.stream(ask))) await io.out(text);
}

async function printResponse(graphql: string, options: QueryOptions, service: Service, io: Io): Promise<void> {
  const { engine, catalog } = service;
  const context = { engine, request: engine.request(undefined, CLIENT) };
  const document = readDocument(graphql, io);
  const variables = readVariables(options.variables);
  const result = await executeDocument(buildTrellisSchema(catalog), context, document, variables);
  io.out(`${JSON.stringify(result, null, 2)}\n`);
  if (!result.errors) return;
  for (const failure of graphqlFailures(result.errors)) io.err(`${formatFailure(failure)}\n`);
  throw new Exit(1);
}
