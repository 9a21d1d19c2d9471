import { setTimeout as sleep } from 'node:timers/promises';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import {
  createSlaMonitorWaker,
  SLA_MONITOR_WORKFLOW_ID,
} from '../../domain/cases/sla-monitor/wake-sla-monitor.js';
import { Projection } from '../../domain/cases/read-model/projection.js';
import { keepSlaMonitorRunning } from '../../domain/cases/sla-monitor/keep-sla-monitor-running.js';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import type { Process } from '../../workflows/engine/definition/process.js';
import { mailboxLetterProcess } from '../../workflows/letters/behaviour.js';
import { LateLetters } from '../support/cards.js';
import { startTestTemporal, type TestTemporal } from '../support/temporal.js';

const TASK_QUEUE = 'sla-monitor';
let letters: LateLetters;
let temporal: TestTemporal;
let end: () => Promise<void>;
const errors: unknown[] = [];

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  [letters, temporal] = await Promise.all([LateLetters.create(), startTestTemporal()]);
  const connection = await NativeConnection.connect({ address: temporal.server.address });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: (await bundleWorkflows()) as WorkflowBundleWithSourceMap,
    activities: { issueDueCards: letters.monitor },
  });
  const running = worker.run();
  end = async () => {
    worker.shutdown();
    await running;
    await connection.close();
    await temporal.close();
    await letters.database.drop();
  };
});
afterAll(() => end());

const log = { error: (fields: object) => void errors.push(fields) };
const keep = (everyMs: number) =>
  keepSlaMonitorRunning({ temporal: temporal.client, taskQueue: TASK_QUEUE }, { log, everyMs });
const monitor = () => temporal.client.workflow.getHandle(SLA_MONITOR_WORKFLOW_ID);
const running = async (): Promise<boolean> =>
  monitor()
    .describe()
    .then(
      ({ status }) => status.name === 'RUNNING',
      () => false,
    );
async function eventually(is: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await is()) return true;
    await sleep(100);
  }
  return false;
}

it('a terminated SLA monitor is restarted, and a running one is not', async () => {
  const keeper = keep(200);
  await eventually(running);
  const { runId } = await monitor().describe();
  await sleep(500);
  expect((await monitor().describe()).runId).toBe(runId);

  await monitor().terminate();
  const revived = await eventually(
    async () => (await running()) && (await monitor().describe()).runId !== runId,
  );
  await keeper.stop();

  expect(revived).toBe(true);
  expect(errors).toEqual([]);
});

it('the check of the SLA monitor continues when Temporal is unavailable', async () => {
  let asked = 0;
  const client = { workflow: { start: () => Promise.reject(new Error(`refused ${(asked += 1)}`)) } };
  const keeper = keepSlaMonitorRunning(
    { temporal: client as never, taskQueue: TASK_QUEUE },
    { log, everyMs: 10 },
  );
  await eventually(async () => asked >= 3);
  await keeper.stop();

  expect(errors.length).toBeGreaterThanOrEqual(3);
});

it('the next clock that starts restarts an overdue SLA monitor', async () => {
  await eventually(running);
  await monitor().terminate();
  await letters.query(`UPDATE sla_monitor_state SET next_at = now() - interval '31 seconds'`);
  const projection = new Projection({
    dataSource: letters.database.dataSource,
    timeLimits: letters.policies,
    processes: [mailboxLetterProcess as Process],
    wakeSlaMonitor: createSlaMonitorWaker({ temporal: temporal.client, taskQueue: TASK_QUEUE }),
  });
  const process = await letters.letter();
  const at = Date.now();

  await projection.project({
    process,
    key: 'mailbox-letter',
    version: 1,
    events: [
      { seq: 1, at, type: 'process.started' } as never,
      { seq: 2, at, type: 'clock.started', clock: 1, name: 'sign', limit: 'sign', unit: '522601' } as never,
    ],
  });

  expect(await eventually(running)).toBe(true);
});
