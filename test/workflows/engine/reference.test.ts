/** docs/engine.md is compared with the code: methods, examples, events, codes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { reference, referenceProcess } from '../../fixtures/engine-reference/reference.js';

const read = (path: string): string => readFileSync(join(repoRoot, path), 'utf8');
const page = read('docs/engine.md');
/** Every source file of the engine, wherever in its folder it stands. */
const engine = readdirSync(join(repoRoot, 'workflows/engine'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: read(join('workflows/engine', name)) }));
const flat = (code: string): string => code.replace(/^\s+/gm, '');

const headings = [...page.matchAll(/^### `p\.(\w+)`$/gm)].map(([, name]) => name!);
/** First cells of the table under a heading. */
const rowsUnder = (heading: string): string[] =>
  [
    ...page
      .split(`${heading}\n`)[1]!
      .split(/^#+ /m)[0]!
      .matchAll(/^\| `([^`]+)` /gm),
  ].map(([, cell]) => cell!);

async function contextOf(): Promise<Record<string, object>> {
  const seen: object[] = [];
  await new Simulation(
    reference.implement(async (p) => {
      seen.push(p);
      return 'done';
    }),
    {},
  ).start();
  return seen[0] as Record<string, object>;
}

it('docs/engine.md has a section for every method of the context, and for no other', async () => {
  expect([...headings].sort()).toEqual(Object.keys(await contextOf()).sort());
});

it('docs/engine.md lists every method of a clock', async () => {
  const { clock } = (await contextOf()) as { clock: { handling: object } };

  expect(rowsUnder('### `p.clock`').sort()).toEqual(Object.keys(clock.handling).sort());
});

it('every example of docs/engine.md is compiled', () => {
  const compiled = flat(read('test/fixtures/engine-reference/reference.ts'));
  const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)\n```$/gm)].map(([, code]) => flat(code!));

  expect(blocks.length).toBeGreaterThanOrEqual(headings.length);
  expect(blocks.filter((block) => !compiled.includes(block))).toEqual([]);
});

it('docs/engine.md lists every type of event, and no other', () => {
  const { text } = engine.find(({ name }) => name.endsWith('events.ts'))!;
  const types = [...text.matchAll(/readonly type: '([a-z.]+)'/g)].map(([, type]) => type!);

  expect(rowsUnder('## Events').sort()).toEqual([...types].sort());
});

it('docs/engine.md lists every code that the engine throws, and no other', () => {
  const thrown = engine.flatMap(({ text }) =>
    [...text.matchAll(/new DubanError\(\s*'([A-Z_]+)'/g)].map(([, code]) => code!),
  );

  expect(rowsUnder('## Codes to assert on').sort()).toEqual([...new Set(thrown)].sort());
});

it('the process of the examples in docs/engine.md runs to its end', async () => {
  const process = await new Simulation(referenceProcess, { unit: 'A', others: ['B', 'C'] }).start();

  await process.complete('apply', 'apply');
  await process.complete('handle', 'extend');
  await process.message('urge', { by: 'ZFB' });
  await expect(process.complete('handle', 'extend')).rejects.toMatchObject({ code: 'OUTCOME_NOT_ALLOWED' });
  await process.complete('handle', 'reply', { pages: 3 });
  await process.complete('comment', 'comment', {}, { key: 'B' });
  await process.complete('comment', 'comment', {}, { key: 'C' });

  expect(process.result).toBe('done');
});
