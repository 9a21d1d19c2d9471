import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repoRoot } from '../../infra/config/repo-root.js';

const preload = join(repoRoot, 'dist', 'apps', 'worker', 'workflow-threads.js');

/** Runs a script in a thread of a program that has loaded the file under test. */
async function inThread(script: string): Promise<{ code: number | null; output: string; errors: string }> {
  const main = `
    const { Worker } = require('node:worker_threads');
    const thread = new Worker(new URL('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(script))}));
    thread.on('error', (error) => { console.error(error.message); process.exit(2); });`;
  const child = spawn(process.execPath, ['--import', preload, '--eval', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, output, errors };
}

const IN_SANDBOX = `
  import vm from 'node:vm';
  const call = (code, timeout) => new vm.Script(code).runInContext(vm.createContext({ Date }), { timeout });`;

describe('the thread that runs workflow code', () => {
  it('starts no watchdog of its own for a call, however short the timeout', async () => {
    const { code, output } = await inThread(`${IN_SANDBOX}
      console.log(call('const until = Date.now() + 50; while (Date.now() < until); "finished"', 1));`);

    expect({ code, output }).toEqual({ code: 0, output: 'finished\n' });
  });

  it('ends the program when workflow code does not yield', async () => {
    const { code, errors } = await inThread(`${IN_SANDBOX} call('for (;;);', 5000);`);

    expect(code).toBe(1);
    expect(errors).toMatch(/has not yielded for 5 s/);
  });

  it('does not end it for calls that are many and short', async () => {
    const { code, output } = await inThread(`${IN_SANDBOX}
      const until = Date.now() + 6500;
      const again = () => { call('1', 5000); if (Date.now() < until) setTimeout(again, 1); else console.log('alive'); };
      again();`);

    expect({ code, output }).toEqual({ code: 0, output: 'alive\n' });
  });

  it('lets an error in workflow code through as it is', async () => {
    const { code, errors } = await inThread(`${IN_SANDBOX} call('throw new Error("a defect")', 5000);`);

    expect({ code, errors }).toEqual({ code: 2, errors: 'a defect\n' });
  });

  it('notes no stack trace for a promise', async () => {
    const { output } = await inThread(`
      import v8 from 'node:v8';
      let noted = 0;
      v8.promiseHooks.createHook({ init: () => { noted += 1; } });
      Promise.resolve().then(() => console.log(noted));`);

    expect(output).toBe('0\n');
  });
});
