// Starts the built server on a free port, asks it the funnel over HTTP, and stops it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const server = spawn(process.execPath, ['dist/main.js'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exited = once(server, 'exit');
const timer = setTimeout(() => server.kill('SIGKILL'), 60_000);

try {
  const url = await address();
  assert.equal((await fetch(`${url}/livez`)).status, 200);
  assert.match(await (await fetch(url)).text(), /<h1>Trellis<\/h1>/);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ funnel(name: checkout) { totals { steps { count } } } }' }),
  });
  const { data } = await response.json();
  assert.deepEqual(
    data.funnel.totals.steps.map(({ count }) => count),
    [578, 467, 361],
  );
} finally {
  server.kill('SIGTERM');
}
const [code] = await exited;
clearTimeout(timer);
assert.equal(code, 0, 'the server ends with 0 on SIGTERM');
console.log('The built server answers: 578, 467, 361.');

async function address() {
  let output = '';
  server.stdout.setEncoding('utf8');
  for await (const text of server.stdout.iterator({ destroyOnReturn: false })) {
    output += text;
    const [, url] = /Listening on (\S+)/.exec(output) ?? [];
    if (url) {
      server.stdout.resume();
      return url;
    }
  }
  throw new Error(`The server did not start:\n${output}`);
}
