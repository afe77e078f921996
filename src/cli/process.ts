import { isatty } from 'node:tty';
import { runCli } from './run.js';

const GRACE_MS = 2_000;

/** The command line of this process: `main.ts` and `cli.ts` are its two ways in. */
export async function runProcess(process: NodeJS.Process, args: readonly string[]): Promise<void> {
  // `trellis query … | head` closes the pipe: there is nobody left to write to.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const exitCode = await runCli(args, {
    env: process.env,
    cwd: process.cwd(),
    attended: isatty(0) || isatty(2),
    out: (text) =>
      process.stdout.write(text) ? undefined : new Promise((resolve) => process.stdout.once('drain', resolve)),
    err: (text) => process.stderr.write(text),
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      }),
  });
  process.exitCode = exitCode;
  endSoon(process);
}

/** All is done: what a driver still tries in the background (to end a session, in an outage) must not keep the process. */
function endSoon(process: NodeJS.Process): void {
  setTimeout(() => {
    if (process.stdout.writableLength > 0) endSoon(process);
    else process.exit();
  }, GRACE_MS).unref();
}
