import { Command, Option } from 'commander';
import { DIALECTS } from '../../sql/compile.js';
import type { DialectName } from '../../sql/compiled-query.js';
import { printStatement } from '../../sql/print.js';
import { compileOnly } from '../compile-only.js';
import type { Io } from '../io.js';
import { type ConfigOptions, readConfig, withConfigOptions } from '../options.js';
import { type QuestionOptions, withQuestionOptions } from '../question.js';
import { heading, throwFailures } from '../statements.js';

type SqlOptions = ConfigOptions & QuestionOptions & { readonly dialect?: DialectName };

/** `trellis sql`: the statements that a question needs, laid out for people, with what is bound to their `?`. */
export function sqlCommand(io: Io): Command {
  const command = new Command('sql')
    .description('print the SQL of a question; needs no warehouse')
    .addOption(
      new Option('--dialect <name>', 'default: that of the configured warehouse').choices(Object.keys(DIALECTS)),
    )
    .action(async (options: SqlOptions) => {
      const config = readConfig(options, io, 'offline');
      const dialect = options.dialect ?? (config.warehouse.kind === 'snowflake' ? 'snowflake' : 'duckdb');
      const question = await compileOnly(options, config, dialect, io);
      const { compiled, now } = question;
      const texts = compiled.map(
        ({ ask, statement }, index) => heading(ask, index, compiled.length) + printStatement(statement, dialect),
      );
      if (texts.length > 0) io.out(`-- ${dialect}, now = ${now}\n${texts.join('\n')}`);
      throwFailures(question, io);
    });
  return withConfigOptions(withQuestionOptions(command));
}
