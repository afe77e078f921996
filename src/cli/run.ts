import { Command, CommanderError } from 'commander';
import { VERSION } from '../composition/version.js';
import { explainCommand } from './commands/explain.js';
import { planCommand } from './commands/plan.js';
import { queryCommand } from './commands/query.js';
import { schemaCommand } from './commands/schema.js';
import { serveCommand } from './commands/serve.js';
import { sqlCommand } from './commands/sql.js';
import { validateCommand } from './commands/validate.js';
import { Exit, type Io } from './io.js';
import { formatThrown } from './report.js';

const EXAMPLES = `
Examples:
  trellis serve                      the Greenery demo on http://localhost:4000
  trellis serve --data ~/greenery    the same metrics over your own CSV or Parquet files
  trellis serve --project ~/shop_dbt  a dbt project's own metrics, on its own warehouse
  trellis query --metrics page_view_sessions,add_to_cart_rate --group-by metric_time__day
  trellis query --metrics units_sold --group-by product__name --order-by -units_sold --limit 5 --format csv
  trellis query --saved-query weekly_inventory_by_product --where "{{ Dimension('product__name') }} like 'P%'"
  trellis query --graphql '{ funnel(name: checkout) { totals { steps { name count } } } }'
  trellis sql --metrics revenue --group-by metric_time__week --last '8 week' --dialect snowflake
  trellis validate metrics

Settings also come from trellis.yml and from the environment; trellis.example.yml explains them all.
Exit codes: 0 it worked, 1 it did not (the reason is on stderr), 2 it was called wrongly.`;

/** Runs one command line (without node and script) and returns its exit code: 0, 1, or 2 for wrong usage. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  try {
    await programOf(io).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`${formatThrown(error)}\n`);
    return 1;
  }
}

function programOf(io: Io): Command {
  const program = new Command('trellis')
    .description("Metrics, defined in dbt's semantic-layer format, as typed GraphQL rows on DuckDB or Snowflake.")
    .version(VERSION)
    .addHelpText('after', EXAMPLES);
  for (const make of [
    serveCommand,
    queryCommand,
    planCommand,
    sqlCommand,
    explainCommand,
    schemaCommand,
    validateCommand,
  ]) {
    program.addCommand(make(io));
  }
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .showHelpAfterError('(trellis --help says more)')
      .configureOutput({ writeOut: io.out, writeErr: io.err });
  }
  return program;
}
