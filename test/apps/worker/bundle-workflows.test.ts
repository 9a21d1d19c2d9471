import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFileFor, bundleWorkflows } from '../../../apps/worker/bundle-workflows.js';
import { temporaryFolder } from '../../infra/local/temporary-folder.js';

const folder = join((await temporaryFolder()).path, 'workflows');
const index = join(folder, 'index.ts');
afterAll(() => rmSync(bundleFileFor(index), { force: true }));

it('the bundler resolves .js imports to TypeScript sources and bundles again only when a source has changed', async () => {
  mkdirSync(folder);
  writeFileSync(index, `export { greeting } from './greeting.js';\n`);
  writeFileSync(
    join(folder, 'greeting.ts'),
    `export async function greeting(): Promise<string> { return 'one'; }\n`,
  );

  const { code } = await bundleWorkflows(index);
  const madeAt = statSync(bundleFileFor(index)).mtimeMs;
  const again = await bundleWorkflows(index);

  expect(code).toContain("'one'");
  expect(code).toMatch(/\/\/# sourceMappingURL=data:application\/json;[^\n]*\n?$/);
  expect(again.code === code).toBe(true); // as a flag: a difference would print both bundles
  expect(statSync(bundleFileFor(index)).mtimeMs).toBe(madeAt);

  writeFileSync(
    join(folder, 'greeting.ts'),
    `export async function greeting(): Promise<string> { return 'two'; }\n`,
  );
  expect((await bundleWorkflows(index)).code).toContain("'two'");
});
