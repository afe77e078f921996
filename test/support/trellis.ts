import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCli } from '../../src/cli/run.js';

/**
 * Trellis as its users run it: the build, in a process of its own, where TEST_THE_BUILD is 1 (`npm run test:snowflake`);
 * else the same command line within this process.
 */
export const IS_BUILT = process.env.TEST_THE_BUILD === '1';

const ROOT = join(import.meta.dirname, '../..');
const LISTENING = /Listening on (\S+)/;

type Env = Readonly<Record<string, string | undefined>>;

export interface Setting {
  readonly env: Env;
  readonly cwd: string;
}

export interface Serving {
  readonly url: string;
  /** All that it has printed, on stdout and stderr. */
  printed(): string;
  /** Asks it to end as SIGTERM does; resolves to its exit code. */
  stop(): Promise<number>;
}

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** The most memory that its process had, in bytes; undefined where it has none of its own. */
  readonly peakBytes: number | undefined;
}

/** `trellis serve` on a free port, once it listens. Rejects where it ends before that. */
export function serveTrellis(setting: Setting): Promise<Serving> {
  const own = { ...setting, env: { ...setting.env, PORT: '0' } };
  return IS_BUILT ? serveBuild(own) : serveHere(own);
}

/** Any other command. */
export function runTrellis(args: readonly string[], setting: Setting, node: readonly string[] = []): Promise<Ran> {
  return IS_BUILT ? runBuild(args, setting, node) : runHere(args, setting);
}

export interface Response {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Asks by POST. `client` is the name by which Apollo's clients introduce themselves. */
export async function askOver(
  url: string,
  query: string,
  { client, signal }: { readonly client?: string; readonly signal?: AbortSignal } = {},
): Promise<Response> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(client && { 'apollographql-client-name': client }) },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
  return (await response.json()) as Response;
}

async function serveHere({ env, cwd }: Setting): Promise<Serving> {
  let printed = '';
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return new Promise((resolve, reject) => {
    const print = (part: string) => {
      printed += part;
      const url = LISTENING.exec(printed)?.[1];
      if (url !== undefined) resolve({ url, printed: () => printed, stop: end });
    };
    const end = () => {
      stop();
      return ended;
    };
    const ended = runCli(['serve'], { env, cwd, out: print, err: print, untilStopped: () => stopped });
    ended.then(() => reject(new Error(`It ended: ${printed}`)), reject);
  });
}

async function serveBuild({ env, cwd }: Setting): Promise<Serving> {
  const child = start(join(ROOT, 'dist/main.js'), [], { env, cwd });
  let printed = '';
  const ended = once(child, 'exit').then(([code]) => Number(code));
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (part: string) => {
        printed += part;
        const found = LISTENING.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`It ended: ${printed}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url, printed: () => printed, stop };
}

async function runHere(args: readonly string[], { env, cwd }: Setting): Promise<Ran> {
  const parts = { out: '', err: '' };
  const exitCode = await runCli(args, {
    env,
    cwd,
    out: (part) => {
      parts.out += part;
    },
    err: (part) => {
      parts.err += part;
    },
    untilStopped: () => Promise.resolve(),
  });
  return { exitCode, ...parts, peakBytes: undefined };
}

async function runBuild(args: readonly string[], setting: Setting, node: readonly string[]): Promise<Ran> {
  const child = start(join(ROOT, 'dist/cli.js'), args, setting, ['--import', TELLS_ITS_PEAK, ...node]);
  const [out, err, told, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    text(child.stdio[3] as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  return { exitCode: Number(code), out, err, peakBytes: Number(told) * 1024 };
}

/** Writes the most memory (KiB) that the process had to its fourth stream. */
const TELLS_ITS_PEAK = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;

function start(
  script: string,
  args: readonly string[],
  { env, cwd }: Setting,
  node: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, [...node, script, ...args], {
    env: { PATH: process.env.PATH, ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
}
