import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { repoRoot } from '../../../infra/config/repo-root.js';
import { temporaryFolder } from './temporary-folder.js';

const { path: folder } = await temporaryFolder();
const run = promisify(execFile);

/** A repository with nothing in it but what starts a command, and one compiled command. */
function repositoryOf(program: string): string {
  const launchers = join(folder, 'infra', 'local');
  mkdirSync(launchers, { recursive: true });
  for (const file of ['command.mjs', 'set-up.mjs'])
    cpSync(join(repoRoot, 'infra', 'local', file), join(launchers, file));
  symlinkSync(join(repoRoot, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'shown.js'), program);
  return join(launchers, 'command.mjs');
}

it('commands read .env, the environment overrides it, and without a build they say so', async () => {
  const launcher = repositoryOf(
    'console.log(process.env.DUBAN_DATA, process.env.PORT, process.argv.slice(2).join());',
  );
  writeFileSync(join(folder, '.env'), 'DUBAN_DATA=/srv/duban\nPORT=9000\n');
  const env = { PATH: process.env['PATH'], PORT: '9001' };

  const { stdout } = await run(process.execPath, [launcher, 'shown.js', '--limit', '3'], { env });
  const uncompiled = run(process.execPath, [launcher, 'missing.js'], { env });

  expect(stdout).toBe('/srv/duban 9001 --limit,3\n');
  await expect(uncompiled).rejects.toMatchObject({
    code: 1,
    stderr: 'Duban is not compiled yet: npm start does that.\n',
  });
});
