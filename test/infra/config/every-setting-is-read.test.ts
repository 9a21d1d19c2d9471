import { expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';

const DECLARED = 'infra/config/config.ts';
const read = (file: string): string => readFileSync(join(repoRoot, file), 'utf8');

const settings = [...read(DECLARED).matchAll(/^ {2,}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name!);
const sources = globSync('{apps,domain,activities,infra}/**/*.{ts,mjs}', { cwd: repoRoot })
  .filter((file) => file !== DECLARED && !file.startsWith('apps/web/'))
  .map(read)
  .join('\n');

it('every setting of the configuration has a reader', () => {
  const unread = settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources));

  expect(settings.length).toBeGreaterThan(20);
  expect(unread).toEqual([]);
});

it('.env.example names every setting', () => {
  const example = read('.env.example');

  expect(settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(example))).toEqual([]);
});
