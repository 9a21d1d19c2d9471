import { join } from 'node:path';
import { runService, startProcess, type Service } from '../../../infra/local/service.js';
import { supervise } from '../../../infra/local/supervise.js';
import { temporaryFolder } from './temporary-folder.js';

const logFile = join((await temporaryFolder()).path, 'program.log');

function service(script: string) {
  const command = { file: '/bin/sh', args: ['-c', script], logFile, stopSignal: 'SIGTERM' } as const;
  return runService(() => startProcess(command), command.stopSignal);
}

it('a killed program is restarted until the stack stops', async () => {
  const stopping = new AbortController();
  const said: string[] = [];
  const program = await service('exec sleep 60');
  const first = program.pid;
  const supervision = {
    name: 'worker',
    logFile,
    say: (line: string) => said.push(line),
    signal: stopping.signal,
    firstDelayMs: 1,
  };
  const supervised = supervise(program, supervision);

  await program.kill();
  while (program.pid === first) await new Promise((resolve) => setTimeout(resolve, 10));
  stopping.abort();
  await program.stop();
  await supervised;

  expect(said).toEqual([`The worker stopped (SIGKILL); starting it again in 0.001 s. Its log: ${logFile}`]);
});

it('a program that keeps stopping is restarted each time and its log is named', async () => {
  const stopping = new AbortController();
  const said: string[] = [];
  const program = await service('exit 3');
  const supervised = supervise(program, {
    name: 'gateway',
    logFile,
    say: (line) => said.push(line),
    signal: stopping.signal,
    firstDelayMs: 1,
  });

  while (said.length < 8) await new Promise((resolve) => setTimeout(resolve, 10));
  stopping.abort();
  await supervised;

  expect(said[4]).toBe(
    `The gateway stopped (exit code 3); starting it again in 0.016 s. Its log: ${logFile}`,
  );
  expect(said[7]).toBe(
    `The gateway keeps stopping (8 times in a row; exit code 3); starting it again in 0.128 s. Its log: ${logFile}`,
  );
});

it('supervision continues when a restart fails', async () => {
  const stopping = new AbortController();
  const said: string[] = [];
  const program = await service('exit 3');
  let attempts = 0;
  const restart = (): Promise<void> =>
    ++attempts === 1 ? Promise.reject(new Error('no memory left')) : program.restart();
  const supervised = supervise({ exited: program.exited, restart } as Service, {
    name: 'worker',
    logFile,
    say: (line) => said.push(line),
    signal: stopping.signal,
    firstDelayMs: 1,
  });

  while (attempts < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  stopping.abort();
  await supervised;

  expect(said[1]).toBe('Error: no memory left');
});

it('a program that cannot be started is named', async () => {
  const command = { file: '/no/such/program', args: [], logFile, stopSignal: 'SIGTERM' } as const;

  await expect(startProcess(command)).rejects.toMatchObject({
    code: 'BINARY_UNUSABLE',
    message: '/no/such/program cannot be started (ENOENT).',
  });
});
