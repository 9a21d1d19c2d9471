import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimDataFolder } from '../../../infra/local/data-folder.js';
import { identify, isRunning } from '../../../infra/local/process-identity.js';
import { readRuntime, removeRuntime, writeRuntime } from '../../../infra/local/runtime.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = join((await temporaryFolder()).path, 'data');
mkdirSync(folder);
const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/**
 * A program that stays.
 * @param options.onTerm JavaScript it runs on the stop signal (SIGINT for PostgreSQL)
 */
async function program({ onTerm = '' } = {}): Promise<ChildProcess & { pid: number }> {
  const script = `${onTerm ? `for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => {${onTerm}});` : ''} setInterval(() => {}, 1000); console.log('up')`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child as ChildProcess & { pid: number };
}

/** What a launcher killed together with nothing else leaves behind. */
function leaveBehind(path: string, programs: Record<string, unknown>): void {
  const stack = { pid: process.pid, startedAt: 'before this process' };
  writeFileSync(join(path, 'processes.json'), JSON.stringify({ stack, programs }));
}

describe('the data folder', () => {
  it('a data folder has one owner at a time', async () => {
    const path = join(folder, 'owned');
    const first = await claimDataFolder(path);

    await expect(claimDataFolder(path)).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    first.release();
    (await claimDataFolder(path)).remove();
    expect(existsSync(path)).toBe(false);
  });

  it('claiming a data folder ends what a killed owner left running', async () => {
    const { pid } = await program();
    leaveBehind(folder, { gateway: identify(pid) });

    const claimed = await claimDataFolder(folder);

    expect(identify(pid)).toBeNull();
    claimed.release();
  });

  it('claiming a data folder spares a process that only reuses a recorded pid', async () => {
    const { pid } = await program();
    leaveBehind(folder, { gateway: { pid, startedAt: 'long ago' } });

    const claimed = await claimDataFolder(folder);

    expect(identify(pid)).not.toBeNull();
    claimed.release();
  });

  it('a data folder stops its programs in order, callers first', async () => {
    const claimed = await claimDataFolder(folder);
    // Each writes its name down itself: exits that follow closely may be reported in another order.
    const log = join(folder, 'ended.txt');
    for (const name of ['postgres', 'temporal', 'worker', 'gateway'] as const) {
      const onTerm = `require('fs').appendFileSync('${log}', '${name} '); process.exit();`;
      const child = await program({ onTerm });
      claimed.record(name, child.pid);
    }

    expect(Object.keys(claimed.pids())).toEqual(['stack', 'postgres', 'temporal', 'worker', 'gateway']);
    await claimed.stopPrograms();
    claimed.release();

    expect(readFileSync(log, 'utf8')).toBe('gateway worker temporal postgres ');
  });

  it('a data folder kills a program that ignores the stop signal', async () => {
    const claimed = await claimDataFolder(folder);
    const child = await program({ onTerm: ';' });
    const identity = identify(child.pid)!;
    claimed.record('gateway', child.pid);

    await claimed.killPrograms();
    claimed.release();

    expect(isRunning(identity)).toBe(false);
  });
});

describe('readRuntime', () => {
  const addresses = {
    databaseUrl: 'postgresql://duban:secret@127.0.0.1:5555/duban',
    temporalAddress: '127.0.0.1:7233',
    gatewayUrl: 'http://127.0.0.1:8080',
  };

  it('readRuntime returns the addresses of the running stack from a file that only its owner may read', () => {
    const runtime = { ...addresses, pids: { stack: process.pid, gateway: 1 } };
    writeRuntime(folder, runtime);

    expect(readRuntime(folder)).toEqual(runtime);
    expect(statSync(join(folder, 'runtime.json')).mode & 0o777).toBe(0o600);
    removeRuntime(folder);
    expect(readRuntime(folder)).toBeNull();
  });

  it('readRuntime returns null for a killed stack', async () => {
    const child = await program();
    writeRuntime(folder, { ...addresses, pids: { stack: child.pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');

    expect(readRuntime(folder)).toBeNull();
  });
});
