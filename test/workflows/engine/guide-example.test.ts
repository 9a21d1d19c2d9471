/** The example of docs/writing-a-process.md is the code of test/fixtures/leave-request, which is compiled and run. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';

const guide = readFileSync(join(repoRoot, 'docs/writing-a-process.md'), 'utf8');
const fixture = (name: string): string =>
  readFileSync(join(repoRoot, 'test/fixtures/leave-request', name), 'utf8').trim();

/** The code block that stands under a file's name. */
function quoted(path: string): string {
  const [, after] = guide.split(`**\`${path}\`**`);
  return (
    /^\s*```ts\n([\s\S]*?)\n```/.exec(after ?? '')?.[1] ?? `docs/writing-a-process.md does not quote ${path}`
  );
}

it.each(['forms.ts', 'definition.ts', 'behaviour.ts'])(
  'the guide quotes %s of its example as it is',
  (name) => {
    const asInWorkflows = fixture(name).replaceAll("'../../../workflows/", "'../");

    expect(quoted(`workflows/leave-request/${name}`)).toBe(asInWorkflows);
  },
);

it('the guide quotes the test of its example as it is', () => {
  const asInTest = fixture('paths.test.ts')
    .replaceAll("'../../../workflows/", "'../../workflows/")
    .replaceAll("'./behaviour.js'", "'../../workflows/leave-request/behaviour.js'");

  expect(quoted('test/leave-request/paths.test.ts')).toBe(asInTest);
});

it('every statement of the chapters on limits and routes is compiled', () => {
  const [, after = ''] = guide.split('## 6. Limits');
  const [chapters = ''] = after.split('## 8. Its history');
  const compiled = globSync('test/fixtures/leave-request/gateway/*.ts', { cwd: repoRoot })
    .map((path) => compact(readFileSync(join(repoRoot, path), 'utf8')))
    .join(' ');
  const statements = [...chapters.matchAll(/^```ts\n([\s\S]*?)\n```$/gm)].flatMap(([, code]) =>
    compact(code!).split(/(?<=[;{}])/),
  );

  expect(statements.length).toBeGreaterThan(50);
  expect(statements.filter((statement) => !compiled.includes(statement))).toEqual([]);
});

/** Code without comments, imports, spaces and trailing commas. */
const compact = (code: string): string =>
  code
    .replace(/\/\*\*.*?\*\/|\/\/ .*$|^import .*$/gm, '')
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '');
