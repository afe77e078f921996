import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'trellis-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROGRAM = `import { type CompiledQuery, openTrellis, type TrellisOptions } from './dist/index.js';
export async function asked(options: TrellisOptions): Promise<CompiledQuery> {
  const trellis = await openTrellis(options);
  await trellis.query({ metrics: ['visits'] }, { signal: new AbortController().signal });
  return trellis.compile({ metrics: ['visits'] });
}
`;
const SETTINGS = {
  compilerOptions: {
    ...{ target: 'ES2022', module: 'NodeNext', lib: ['ES2023', 'DOM'], types: [], strict: true },
    ...{ exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
  },
  files: ['program.ts'],
};

it('the declarations compile for a program that knows neither Node’s types nor Knex’s', { timeout: 120_000 }, () => {
  const tsc = (...args: readonly string[]) =>
    execFileSync(resolve('node_modules/.bin/tsc'), args, { encoding: 'utf8' });
  mkdirSync(join(folder, 'dist'));
  tsc('-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist'), '--emitDeclarationOnly');
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS));
  const read = tsc('-p', folder, '--listFiles').split('\n');
  expect(read.some((path) => path.endsWith('dist/index.d.ts'))).toBe(true);
  expect(read.filter((path) => /node_modules\/(?:@types\/node|knex)\//.test(path))).toEqual([]);
});
