import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { repoRoot } from '../../config/repo-root.js';
import type { BenchStack } from './bench-stack.js';
import { mapValues, percentiles, round } from './load/figures.js';
import { closedLoop } from './load/letters.js';
import { cpuMsOf, cpuOf } from './processes.js';

const TASK_QUEUE = 'bench-floor';
/** Of a letter with five human steps: its receipt, the steps, the rating. */
const UPDATES = 7;
const IN_FLIGHT = 64;
const WARM_UP = 300;

const MEANING =
  'A workflow that does nothing, with as many updates as a letter has, 64 in flight, on the same Temporal server: what ' +
  'the server and the SDK take on this machine at this moment before Duban does anything.';

/** About as long as the events that a step of a letter emits. */
const EVENTS = Array.from({ length: 5 }, (_, index) => ({
  seq: index,
  at: 1_795_618_923_745,
  type: 'stage.entered',
  stage: 'inProgress',
  by: { account: randomUUID(), unit: '522601' },
}));

/** Cost of a letter for Temporal alone: CPU of the server, the worker and the client. Linux only. */
export async function benchFloor(
  { runtime, config }: BenchStack,
  letters: number,
  say: (line: string) => void,
): Promise<object> {
  say('letters: what Temporal takes by itself …');
  const { TEMPORAL_NAMESPACE: namespace } = config;
  const worker = await startWorker(runtime.temporalAddress, namespace);
  const connection = await Connection.connect({ address: runtime.temporalAddress });
  try {
    const client = new Client({ connection, namespace });
    await play(client, WARM_UP);
    const cpu = () => {
      const { user, system } = process.cpuUsage();
      return {
        temporal: cpuOf(runtime).temporal,
        worker: cpuMsOf(worker.pid!),
        client: (user + system) / 1000,
      };
    };
    const before = cpu();
    const { seconds, updateMs } = await play(client, letters);
    const spent = mapValues(cpu(), (ms, program) => (ms - before[program]) / letters);
    return {
      meaning: MEANING,
      letters,
      lettersPerSecond: round(letters / seconds),
      updateMs: percentiles(updateMs),
      cpuMsPerLetter: {
        ...mapValues(spent, (ms) => round(ms)),
        total: round(spent.temporal + spent.worker + spent.client),
      },
    };
  } finally {
    await connection.close();
    worker.kill('SIGKILL');
  }
}

async function startWorker(address: string, namespace: string): Promise<ChildProcess> {
  const dist = join(repoRoot, 'dist');
  const worker = fork(
    join(dist, 'infra', 'tools', 'bench', 'floor', 'worker.js'),
    [address, namespace, TASK_QUEUE],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--import', join(dist, 'infra', 'temporal', 'tuning', 'workflow-threads.js')],
    },
  );
  const ended = once(worker, 'exit').then(() => {
    throw new Error('the worker of the bare workflow ended');
  });
  await Promise.race([once(worker, 'message'), ended]);
  ended.catch(() => undefined); // it ends after its work
  return worker;
}

async function play(client: Client, letters: number): Promise<{ seconds: number; updateMs: number[] }> {
  const updateMs: number[] = [];
  const began = performance.now();
  const job = { letters, inFlight: IN_FLIGHT, withinSeconds: Infinity };
  await closedLoop(job, () => playOne(client, updateMs));
  return { seconds: (performance.now() - began) / 1000, updateMs };
}

async function playOne(client: Client, updateMs: number[]): Promise<void> {
  const workflowId = `bench-floor/${randomUUID()}`;
  const startWorkflowOperation = new WithStartWorkflowOperation('bare', {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [UPDATES],
    workflowIdConflictPolicy: 'FAIL',
  });
  await client.workflow.executeUpdateWithStart('command', { startWorkflowOperation, args: [EVENTS] });
  const handle = client.workflow.getHandle(workflowId);
  for (let update = 1; update < UPDATES; update += 1) {
    const began = performance.now();
    await handle.executeUpdate('command', { args: [EVENTS] });
    updateMs.push(performance.now() - began);
  }
}
