import { Command } from 'commander';
import { printPlan } from '../../plan/print.js';
import { compileOnly } from '../compile-only.js';
import type { Io } from '../io.js';
import { type ConfigOptions, readConfig, withConfigOptions } from '../options.js';
import { type QuestionOptions, withQuestionOptions } from '../question.js';
import { heading, throwFailures } from '../statements.js';

/** `trellis plan`: the logical plan of each statement that a question needs. Opens no warehouse. */
export function planCommand(io: Io): Command {
  const command = new Command('plan')
    .description('print how a question is planned: which rows, which sums; needs no warehouse')
    .action(async (options: ConfigOptions & QuestionOptions) => {
      const question = await compileOnly(options, readConfig(options, io, 'offline'), 'duckdb', io);
      const { compiled } = question;
      io.out(compiled.map(({ ask, plan }, index) => heading(ask, index, compiled.length) + printPlan(plan)).join('\n'));
      throwFailures(question, io);
    });
  return withConfigOptions(withQuestionOptions(command));
}
