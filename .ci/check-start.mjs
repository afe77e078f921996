// Starts the built server on a free port, as npm does and by itself, asks it the funnel over HTTP, and stops it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

for (const [command, ...args] of [
  ['npm', 'start'],
  [process.execPath, 'dist/main.js'],
]) {
  await check(spawn(command, args, { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] }));
}
console.log('The built server answers: 578, 467, 361.');

async function check(server) {
  const exited = once(server, 'exit');
  const timer = setTimeout(() => server.kill('SIGKILL'), 60_000);
  const url = await address(server);
  try {
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
  assert.equal(code, 0, `${server.spawnargs.join(' ')} ends with 0 on SIGTERM`);
  await assert.rejects(fetch(url), 'nothing listens any more');
}

async function address(server) {
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
