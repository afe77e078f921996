import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { didYouMean, nearestNames } from '../errors/did-you-mean.js';
import { listSettings, settingNames } from './settings.js';
import type { Source, Written } from './sources.js';

/** Reads a trellis.yml. Undefined where there is none. No message quotes the file: it may hold a password. */
export function readConfigFile(path: string, cwd: string): Source | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return { written: [], problems: [`${path}: cannot be read.`] };
  }
  return readConfigText(text, relative(cwd, path) || path, dirname(path));
}

export function readConfigText(text: string, name: string, folder: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, pos }) => `${at(pos[0])}: not valid YAML (${wordsOf(code)}).`);
    return { written: [], problems };
  }

  const written: Written[] = [];
  const problems: string[] = [];
  const read = (node: Node | null, prefix: string) => {
    if (node === null || (isScalar(node) && node.value === null)) return;
    if (!isMap(node)) {
      problems.push(`${at(node.range?.[0] ?? 0)}: ${prefix.slice(0, -1) || 'the file'} must be a map of settings.`);
      return;
    }
    const known = namesIn(prefix);
    for (const { key, value } of node.items) {
      const start = at((key as Node).range?.[0] ?? 0);
      const word = isScalar(key) ? String(key.value) : '';
      const setting = `${prefix}${word}`;
      if (!known.has(word)) {
        const near = didYouMean(nearestNames(word, known));
        problems.push(`${start}: there is no setting "${setting}".${near || ` Settings: ${[...known].join(', ')}.`}`);
      } else if (namesIn(`${setting}.`).size > 0) {
        read(value as Node | null, `${setting}.`);
      } else if (isSeq(value) && listSettings.has(setting)) {
        written.push({ setting, value: value.toJSON(), label: `${start}: ${setting}`, folder });
      } else {
        if (value !== null && !isScalar(value)) {
          problems.push(`${start}: ${setting} must be a single value; quote a text that begins with *, [ or {.`);
        } else if (value !== null && value.value !== null) {
          written.push({ setting, value: value.value, label: `${start}: ${setting}`, folder });
        }
      }
    }
  };
  read(document.contents, '');
  return { written, problems };
}

/** The names directly below a prefix: '' → definitions, port, limits, …; 'limits.' → maxRows, … */
function namesIn(prefix: string): ReadonlySet<string> {
  const below = settingNames.filter((setting) => setting.startsWith(prefix));
  return new Set(below.map((setting) => setting.slice(prefix.length).split('.')[0]!));
}

/** DUPLICATE_KEY → "duplicate key" */
const wordsOf = (code: string) => code.toLowerCase().replaceAll('_', ' ');
