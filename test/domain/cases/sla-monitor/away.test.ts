import { setTimeout as sleep } from 'node:timers/promises';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import {
  SLA_MONITOR_WORKFLOW_ID,
  SLA_MONITOR_WORKFLOW_TYPE,
} from '../../../../domain/cases/sla-monitor/wake-sla-monitor.js';
import { bundleWorkflows } from '../../../../apps/worker/bundle-workflows.js';
import { LateLetters } from '../../../support/cards.js';
import { startTestTemporal, type TestTemporal } from '../../../support/temporal.js';
import { ProjectedLetter } from '../../../support/projected-letter.js';

const TASK_QUEUE = 'sla-monitor-away';
let letters: LateLetters;
let temporal: TestTemporal;
let connection: NativeConnection;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  [letters, temporal] = await Promise.all([LateLetters.create(), startTestTemporal()]);
  connection = await NativeConnection.connect({ address: temporal.server.address });
  bundle = (await bundleWorkflows()) as WorkflowBundleWithSourceMap;
});
afterAll(async () => {
  await connection.close();
  await temporal.close();
  await letters.database.drop();
});

/** A worker that does the SLA monitor's turns on the database, until it is ended. */
async function startWorker(): Promise<() => Promise<void>> {
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: bundle,
    activities: { issueDueCards: letters.monitor },
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
  };
}

const inShanghai = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 23);

/** Waits until a query finds something. */
async function eventually<T>(find: () => Promise<T[]>): Promise<T[]> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const found = await find();
    if (found.length > 0) return found;
    await sleep(100);
  }
  return [];
}

it('a threshold that passed while no worker ran raises its card, although its clock has stopped since', async () => {
  const beat = () =>
    letters.query('SELECT beat_at FROM sla_monitor_state WHERE beat_at IS NOT NULL AND next_at IS NOT NULL');
  const endFirst = await startWorker();
  await temporal.client.workflow.start(SLA_MONITOR_WORKFLOW_TYPE, {
    workflowId: SLA_MONITOR_WORKFLOW_ID,
    taskQueue: TASK_QUEUE,
  });
  expect(await eventually(beat)).toHaveLength(1);
  await endFirst();

  const letter = await ProjectedLetter.dispatched(letters, inShanghai(Date.now()));
  const reachedAt = Date.now() + 500;
  await letters.query(
    `UPDATE clock SET thresholds = jsonb_build_object('yellow', $2::text), next_at = $3 WHERE process_id = $1 AND name = 'handling'`,
    [letter.id, new Date(reachedAt).toISOString(), new Date(reachedAt)],
  );
  await sleep(1000);
  await letter.send(inShanghai(Date.now()), { kind: 'cancel' });
  expect(await letters.cardsOf(letter.id)).toEqual([]);

  const endSecond = await startWorker();
  // A stopped monitor receives nothing: it scans when it starts again, or when it is woken.
  await temporal.client.workflow.getHandle(SLA_MONITOR_WORKFLOW_ID).signal('wake', reachedAt);
  const cards = await eventually(() => letters.cardsOf(letter.id));
  await endSecond();

  expect(cards).toMatchObject([{ level: 'yellow', clock: 2, state: 'pending' }]);
  const [card] = await letters.query('SELECT reached_at, unit FROM card WHERE process_id = $1', [letter.id]);
  expect(card).toEqual({ reached_at: new Date(reachedAt), unit: '522601' });
});
