import { Command } from 'commander';
import { openService } from '../../composition/open-service.js';
import type { Ask } from '../../engine/ask.js';
import type { WarehouseExplanation } from '../../engine/explained.js';
import { printStatement } from '../../sql/print.js';
import type { Io } from '../io.js';
import { type ConfigOptions, readConfig, withConfigOptions } from '../options.js';
import { type QuestionOptions, readQuestion, withMetricOptions } from '../question.js';

/** `trellis explain`: what a question reads, and what the warehouse says that it would cost. Nothing runs. */
export function explainCommand(io: Io): Command {
  const command = new Command('explain')
    .description("print the plan of a question, its SQL and the warehouse's own explanation; runs nothing")
    .action(async (options: ConfigOptions & QuestionOptions) => {
      const service = await openService(readConfig(options, io), (warning) => io.err(`warning: ${warning}\n`));
      try {
        const request = service.engine.request(undefined, 'trellis explain');
        const ask: Ask = { kind: 'rows', query: readQuestion(options, service.catalog) };
        const { plan, dialect, tables, ...statement } = request.explain(ask);
        io.out(
          `-- plan\n${plan}\n-- tables: ${tables.join(', ')}\n-- ${dialect}\n${printStatement(statement, dialect)}\n`,
        );
        io.out(explanationText(await request.estimate(ask)));
      } finally {
        await service.close();
      }
    });
  return withConfigOptions(withMetricOptions(command));
}

function explanationText({ text, scan }: WarehouseExplanation): string {
  const estimate = scan
    ? `reads at most ${scan.bytes} bytes in ${scan.partitions} of ${scan.partitionsTotal} partitions`
    : 'does not tell what it reads';
  return `-- the warehouse ${estimate}\n${text}\n`;
}
