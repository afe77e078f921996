import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { table, timed, timesOf } from '../measure.js';
import { type Data, QUESTIONS, type Question } from '../questions.js';

/** Where the server of the benchmark listens. */
export interface Addresses {
  readonly trellis: string;
  /** Trellis, keeping results of statements, but no answers. */
  readonly resultsOnly: string;
  readonly plain: string;
}

/** Whether the data is another one at every question. */
export type Order = 'fresh' | 'stays';

const WARM_UP = 4;
const COLD_RUNS = 25;
const CACHED_RUNS = 200;
const CONNECTIONS = 16;
const SECONDS = 8;

/** Funnel metrics by day, by day and product, by week and product, in all. */
const ASKED = QUESTIONS.slice(0, 4);

/** Latencies one at a time, then requests a second from 16 connections, beside a server of hand-written SQL. */
export async function httpFigures(): Promise<string> {
  const server = fork(fileURLToPath(new URL('server.js', import.meta.url)));
  try {
    const [addresses] = (await once(server, 'message')) as [Addresses];
    for (const question of ASKED) await sameNumbers(question, addresses);
    await order(server, 'fresh');
    const cold: string[][] = [];
    for (const question of ASKED) cold.push(await coldLatency(question, addresses));
    await order(server, 'stays');
    const kept: string[][] = [];
    for (const question of ASKED) kept.push(await cachedFigures(question, addresses));
    return [
      table(['cold, ms: median (min)', 'rows', 'kB', 'Trellis', 'hand-written', 'ratio'], cold),
      table(
        ['cached', 'ms: median (min)', 'requests/s', 'p99 ms', 'results only: requests/s', 'hand-written: requests/s'],
        kept,
      ),
    ].join('\n\n');
  } finally {
    server.kill();
  }
}

async function order(server: ChildProcess, given: Order): Promise<void> {
  const done = once(server, 'message');
  server.send(given);
  await done;
}

interface Sent {
  readonly url: string;
  readonly body: string;
}

const toTrellis = ({ document }: Question, url: string): Sent => ({ url, body: JSON.stringify({ query: document }) });
const toPlain = ({ name }: Question, { plain }: Addresses): Sent => ({
  url: plain,
  body: JSON.stringify({ question: name }),
});

const HEADERS = { 'content-type': 'application/json' };

async function textOf({ url, body }: Sent): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: HEADERS, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`The question failed: ${text.slice(0, 500)}`);
  return text;
}

/** @throws Error where the two servers disagree about any number */
async function sameNumbers(question: Question, addresses: Addresses): Promise<void> {
  const { data } = JSON.parse(await textOf(toTrellis(question, addresses.trellis))) as { readonly data: Data };
  const { rows } = JSON.parse(await textOf(toPlain(question, addresses))) as { readonly rows: readonly unknown[] };
  if (JSON.stringify(question.rowsOf(data)) !== JSON.stringify(rows)) {
    throw new Error(`"${question.name}" has other numbers in Trellis than by hand.`);
  }
}

/** Both take turns, so that what else the machine does falls on each alike. */
async function coldLatency(question: Question, addresses: Addresses): Promise<string[]> {
  const arms = [toTrellis(question, addresses.trellis), toPlain(question, addresses)].map((sent) => ({
    sent,
    taken: [] as number[],
  }));
  for (let round = 0; round < WARM_UP + COLD_RUNS; round++) {
    for (const { sent, taken } of arms) {
      const ms = await timed(() => textOf(sent));
      if (round >= WARM_UP) taken.push(ms);
    }
  }
  const [ours, hand] = arms.map(({ taken }) => timesOf(taken));
  const text = await textOf(arms[0]!.sent);
  const { data } = JSON.parse(text) as { readonly data: Data };
  return [
    question.name,
    String(question.rowsOf(data).length),
    (text.length / 1000).toFixed(1),
    `${ours!.median.toFixed(1)} (${ours!.min.toFixed(1)})`,
    `${hand!.median.toFixed(1)} (${hand!.min.toFixed(1)})`,
    (ours!.median / hand!.median).toFixed(2),
  ];
}

async function cachedFigures(question: Question, addresses: Addresses): Promise<string[]> {
  const sent = toTrellis(question, addresses.trellis);
  const taken: number[] = [];
  for (let run = 0; run < CACHED_RUNS; run++) taken.push(await timed(() => textOf(sent)));
  const { median, min } = timesOf(taken);
  const answers = await load(sent);
  const results = await load(toTrellis(question, addresses.resultsOnly));
  const byHand = await load(toPlain(question, addresses));
  return [
    question.name,
    `${median.toFixed(2)} (${min.toFixed(2)})`,
    answers.requests.average.toFixed(0),
    String(answers.latency.p99),
    results.requests.average.toFixed(0),
    byHand.requests.average.toFixed(0),
  ];
}

async function load({ url, body }: Sent) {
  const given = { url, body, method: 'POST', headers: HEADERS, connections: CONNECTIONS } as const;
  await autocannon({ ...given, duration: 2 });
  const figures = await autocannon({ ...given, duration: SECONDS });
  if (figures.errors > 0 || figures.non2xx > 0) throw new Error('Requests failed under load.');
  return figures;
}
