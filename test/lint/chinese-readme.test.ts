/** README.zh-CN.md is for users, README.md for developers as well: their commands are the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';

const read = (name: string): string => readFileSync(join(repoRoot, name), 'utf8');
const english = read('README.md');
const chinese = read('README.zh-CN.md');

/** `npm start`, `npm run demo`, by the name of the script. */
const scriptsOf = (page: string): string[] =>
  [
    ...new Set([...page.matchAll(/npm (?:run )?(?:-s )?([a-z][\w:-]*)/g)].map(([, script]) => script!)),
  ].sort();

/** Lines of indented and fenced code. */
const codeOf = (page: string): string[] => {
  const fenced = [...page.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].flatMap(([, code]) => code!.split('\n'));
  const indented = [...page.matchAll(/^ {4}(\S.*)$/gm)].map(([, line]) => line!);
  return [...fenced, ...indented].filter((line) => line.trim() !== '');
};

it('both READMEs name the same commands', () => {
  expect(scriptsOf(chinese)).toEqual(scriptsOf(english));
});

it('every line of code of the Chinese README is in the English one', () => {
  expect(codeOf(english)).toEqual(expect.arrayContaining(codeOf(chinese)));
});

it('both READMEs name existing commands only', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(scriptsOf(english)));
});

it('each README leads to the other one', () => {
  expect(english).toContain('(README.zh-CN.md)');
  expect(chinese).toContain('(README.md)');
});
