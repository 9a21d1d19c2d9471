import { NativeConnection, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  SLA_MONITOR_WAKE_SIGNAL,
  SLA_MONITOR_WORKFLOW_ID,
  SLA_MONITOR_WORKFLOW_TYPE,
} from '../../domain/cases/sla-monitor/wake-sla-monitor.js';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import { quietly } from '../support/processes-on-temporal.js';
import { startTestTemporal, type TestTemporal } from '../support/temporal.js';
import { readHistory, record, recordedPaths, recording } from './histories.js';

const TYPE = 'sla-monitor.v1';
const PATH = 'continued-as-new';
/** The server suggests to continue as new after a dozen turns instead of thousands of events. */
const LONG_HISTORY = { 'limit.historyCount.suggestContinueAsNew': '120' };

let bundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  quietly();
  bundle = (await bundleWorkflows()) as WorkflowBundleWithSourceMap;
});

/**
 * The SLA monitor never ends, but each of its runs does: by continuing as new, which is its last command. A run that did
 * so has taken every way through its loop, so its history proves as much as that of a closed case.
 */
describe('the SLA monitor', () => {
  let temporal: TestTemporal;
  beforeAll(async () => void (temporal = await startTestTemporal({ settings: LONG_HISTORY })));
  afterAll(() => temporal.close());

  it.each([0, 500])(
    'a run of the SLA monitor that sleeps, is woken and fails continues as new and replays with %i cached workflows',
    async (cached) => {
      const connection = await NativeConnection.connect({ address: temporal.server.address });
      const taskQueue = `sla-monitor-${cached}`;
      const { workflow } = temporal.client;
      const workflowId = `${SLA_MONITOR_WORKFLOW_ID}/${cached}`;
      const wake = (at: number): Promise<void> =>
        workflow.getHandle(workflowId).signal(SLA_MONITOR_WAKE_SIGNAL, at);
      let turns = 0;
      let sleepsLong = false;
      const issueDueCards = async ({ now }: { now: number }): Promise<{ nextAt: number }> => {
        turns += 1;
        // Without a stack, which would be kept in the history.
        if (turns === 2) throw Object.assign(new Error('the database is away'), { stack: undefined });
        if (turns === 4) await wake(now + 50); // while a turn is under way
        sleepsLong = turns % 5 === 0;
        return { nextAt: now + (sleepsLong ? 60_000 : 200) };
      };
      const worker = await Worker.create({
        connection,
        identity: 'test',
        taskQueue,
        workflowBundle: bundle,
        maxCachedWorkflows: cached,
        activities: { issueDueCards },
      });

      await worker.runUntil(async () => {
        const first = await workflow.start(SLA_MONITOR_WORKFLOW_TYPE, { taskQueue, workflowId });
        const { firstExecutionRunId } = first;
        const ofFirst = workflow.getHandle(workflowId, firstExecutionRunId);
        while ((await ofFirst.describe()).status.name === 'RUNNING') {
          await sleep(100);
          if (!sleepsLong) continue;
          sleepsLong = false;
          await wake(Date.now() + 30_000); // earlier than it would wake, but not yet
          await wake(Date.now());
        }
        expect((await ofFirst.describe()).status.name).toBe('CONTINUED_AS_NEW');
        expect(turns).toBeGreaterThan(8);

        const history = await ofFirst.fetchHistory();
        await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
        if (recording && cached > 0) await record(TYPE, PATH, workflowId, history);
        await workflow.getHandle(workflowId).terminate();
      });
      await connection.close();
    },
  );
});

it('the recorded history of the SLA monitor replays', async () => {
  expect(await recordedPaths(TYPE)).toEqual([PATH]);
  const { workflowId, history } = await readHistory(TYPE, PATH);

  await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
});
