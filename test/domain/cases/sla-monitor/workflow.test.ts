import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { bundleWorkflows } from '../../../../apps/worker/bundle-workflows.js';
import { LONGEST_SLEEP_MS } from '../../../../domain/cases/sla-monitor/issue-due-cards.js';

const MINUTE = 60_000;
let environment: TestWorkflowEnvironment;
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  const path = process.env['TEMPORAL_TEST_SERVER'];
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the tests with npm test');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const executable = { type: 'existing-path', path } as const;
  environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  bundle = (await bundleWorkflows()) as WorkflowBundleWithSourceMap;
});
afterAll(() => environment.teardown());

/** Runs the SLA monitor with a turn of the test; passes the instants of its turns. */
async function withMonitor(
  nextAt: (now: number, turn: number) => number | Promise<number>,
  story: (monitor: Awaited<ReturnType<typeof start>>, turns: number[]) => Promise<void>,
): Promise<void> {
  const turns: number[] = [];
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: randomUUID(),
    workflowBundle: bundle,
    activities: {
      issueDueCards: async ({ now }: { now: number }) => ({ nextAt: await nextAt(now, turns.push(now)) }),
    },
  });
  await worker.runUntil(async () => {
    const monitor = await start(worker.options.taskQueue);
    try {
      await story(monitor, turns);
    } finally {
      await environment.client.workflow.getHandle(monitor.workflowId).terminate();
    }
  });
}

const start = (taskQueue: string) =>
  environment.client.workflow.start('slaMonitor', { taskQueue, workflowId: `monitor/${taskQueue}` });

describe('the SLA monitor', () => {
  it('the SLA monitor wakes at the instant its last turn returned, at the latest after its longest sleep', async () => {
    await withMonitor(
      (now, turn) => now + (turn === 1 ? 7 * MINUTE : LONGEST_SLEEP_MS),
      async (_, turns) => {
        await environment.sleep(18 * MINUTE);

        expect(turns.map((at) => at - turns[0]!).map(toMinutes)).toEqual([0, 7, 12, 17]);
      },
    );
  });

  it('the SLA monitor wakes earlier for a clock that is due earlier, and not for a later one', async () => {
    await withMonitor(
      (now) => now + 60 * MINUTE,
      async (monitor, turns) => {
        await environment.sleep(MINUTE);
        const begun = turns[0]!;
        await monitor.signal('wake', begun + 90 * MINUTE);
        await monitor.signal('wake', begun + 20 * MINUTE);
        await monitor.signal('wake', begun + 30 * MINUTE);
        await environment.sleep(40 * MINUTE);
        await monitor.signal('wake', begun - MINUTE); // already past: at once

        await environment.sleep(MINUTE);

        expect(turns.map((at) => at - begun).map(toMinutes)).toEqual([0, 20, 41]);
      },
    );
  });

  it('the SLA monitor handles a clock that is started during its scan', async () => {
    let look = (): void => undefined;
    const looked = new Promise<void>((resolve) => (look = resolve));
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    await withMonitor(
      async (now, turn) => {
        if (turn === 1) {
          look();
          await ended;
        }
        return now + 60 * MINUTE;
      },
      async (monitor, turns) => {
        await looked;
        await monitor.signal('wake', turns[0]! + 5 * MINUTE);
        end();

        await environment.sleep(10 * MINUTE);

        expect(turns.map((at) => at - turns[0]!).map(toMinutes)).toEqual([0, 5]);
      },
    );
  });

  it('the SLA monitor continues after a failed turn', async () => {
    await withMonitor(
      (now, turn) => {
        if (turn <= 3) throw new Error('the database is away');
        return now + LONGEST_SLEEP_MS;
      },
      async (_, turns) => {
        await environment.sleep(12 * MINUTE);

        expect(turns.length).toBeGreaterThanOrEqual(6);
        expect(new Set(turns.slice(0, 4)).size).toBe(1); // the same instant, tried again
      },
    );
  });

  it('the SLA monitor continues as new before its history grows long, without missing a turn', async () => {
    await withMonitor(
      (now) => now + MINUTE,
      async (monitor, turns) => {
        const first = (await monitor.describe()).runId;

        await environment.sleep(510 * MINUTE);

        const { runId } = await environment.client.workflow.getHandle(monitor.workflowId).describe();
        expect(runId).not.toBe(first);
        const gaps = turns.slice(1).map((at, index) => toMinutes(at - turns[index]!));
        expect(Math.max(...gaps)).toBe(1);

        const ended = await environment.client.workflow.getHandle(monitor.workflowId, first).fetchHistory();
        await Worker.runReplayHistory({ workflowBundle: bundle }, ended, monitor.workflowId);
      },
    );
  });
});

const toMinutes = (ms: number): number => Math.round(ms / MINUTE);
