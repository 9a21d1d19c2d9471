import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repoRoot } from '../../../../infra/config/repo-root.js';

const preload = join(repoRoot, 'dist/infra/temporal/tuning/workflow-threads.js');

const REQUIRE = `
  import { createRequire } from 'node:module';
  const require = createRequire(${JSON.stringify(join(repoRoot, 'package.json'))});`;

/** Runs a script in a thread of a program that has loaded the file under test. */
async function inThread(script: string): Promise<{ code: number | null; output: string; errors: string }> {
  const main = `
    const { Worker } = require('node:worker_threads');
    new Worker(new URL('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(REQUIRE + script))}));`;
  const child = spawn(process.execPath, ['--import', preload, '--eval', main], {
    cwd: repoRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, output, errors };
}

describe('the thread that runs workflow code', () => {
  it('the workflow thread switches off stack traces by the SDK’s own option', async () => {
    const { code, output, errors } = await inThread(`
      const { GlobalHandlers } = require('@temporalio/worker/lib/workflow/vm-shared');
      const handlers = new GlobalHandlers();
      handlers.install();
      console.log(handlers.installed, handlers.promiseHookInstalled);`);

    expect({ code, output }).toEqual({ code: 0, output: 'true false\n' });
    expect(errors).toMatch(/stack trace collection will be disabled/);
  });

  it('the workflow thread keeps the SDK’s limit on the time of a call', async () => {
    const { code, output } = await inThread(`
      const vm = require('node:vm');
      try {
        new vm.Script('for (;;);').runInContext(vm.createContext({}), { timeout: 50 });
      } catch (error) {
        console.log(error.code);
      }`);

    expect({ code, output }).toEqual({ code: 0, output: 'ERR_SCRIPT_EXECUTION_TIMEOUT\n' });
  });
});
