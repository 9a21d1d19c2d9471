import { Worker } from '@temporalio/worker';
import { workflowType } from '../../workflows/engine/definition/commands.js';
import { processes } from '../../workflows/registry.js';
import { Instance, processesOnTemporal, type ProcessesOnTemporal } from '../support/processes-on-temporal.js';
import { startTestTemporal, type TestTemporal } from '../support/temporal.js';
import { isRecorded, record, recording } from './histories.js';
import { pathsOf } from './paths.js';

/** Without a cache every workflow task replays from the first event, so more at once would only wait. */
const IN_FLIGHT = 12;

const definitionOf = new Map(processes.map(({ definition }) => [workflowType(definition), definition]));
const all = Object.entries(pathsOf).flatMap(([type, paths]) =>
  Object.entries(paths).map(([name, path]) => ({ title: `${type} ${name}`, type, name, path })),
);
const unrecorded = all.filter(({ type, name }) => !isRecorded(type, name));
/** When recording, only paths without a history are run. */
const selected = recording && unrecorded.length > 0 ? unrecorded : all;

describe('every process on Temporal', () => {
  let temporal: TestTemporal;
  beforeAll(async () => void (temporal = await startTestTemporal()));
  afterAll(() => temporal.close());

  // With no cache every workflow task is a replay from the first event: that finds faults which a cache
  // hides, some only while several are in flight.
  describe.each([0, 500])('with %i cached workflows, several paths in flight at once', (cached) => {
    let on: ProcessesOnTemporal;
    let running: Map<string, Promise<Instance>>;

    beforeAll(async () => {
      on = await processesOnTemporal(temporal.server.address, cached, {}, Date.now);
      running = new Map();
      const waiting = [...selected];
      const runNext = async (): Promise<void> => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          const started = runPath(one);
          running.set(one.title, started);
          await started.catch(() => undefined); // each has a test of its own
        }
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, runNext));
    }, 300_000);
    afterAll(() => on.close());

    async function runPath({ type, path }: (typeof selected)[number]): Promise<Instance> {
      const process = new Instance(on, definitionOf.get(type)!, path.input, path.silent);
      if (path.answers) on.answers.set(process.id, path.answers);
      await process.begin();
      await path.steps(process);
      return process;
    }

    it.each(selected)(
      '$title ends with its result, emits every event once and replays',
      async ({ title, type, name, path }) => {
        const process = await running.get(title)!;
        const handle = on.client.workflow.getHandle(process.workflowId);

        expect(await handle.result()).toBe(path.result);
        const log = process.log();
        expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
        const opened = log.filter((event) => event.type === 'task.opened').map((event) => event.task);
        const closed = log.filter((event) => event.type === 'task.closed').map((event) => event.task);
        expect(closed.sort()).toEqual(opened.sort());

        const history = await handle.fetchHistory();
        await Worker.runReplayHistory({ workflowBundle: on.bundle }, history, process.workflowId);
        if (recording && cached > 0) await record(type, name, process.workflowId, history);
      },
    );
  });
});

describe('a command', () => {
  let temporal: TestTemporal;
  let on: ProcessesOnTemporal;
  beforeAll(async () => {
    temporal = await startTestTemporal();
    on = await processesOnTemporal(temporal.server.address, 0, {}, Date.now);
  });
  afterAll(async () => {
    await on.close();
    await temporal.close();
  });

  const letter = (): Promise<Instance> => {
    const { input } = pathsOf['mailbox-letter.v1']!['answered-and-rated']!;
    return new Instance(on, definitionOf.get('mailbox-letter.v1')!, input).begin();
  };
  const accept = { kind: 'complete', task: 1, outcome: 'accept', decision: { class: 'HELP' } } as const;

  it('a command that is sent twice gets the same answer', async () => {
    const process = await letter();
    const by = { account: 'register@QGZ', unit: 'QGZ', roles: ['mailbox-office'] };
    const id = '0198c0de-0000-4000-8000-000000000004';

    const first = await process.send({ ...accept, by }, id);
    const second = await process.send({ ...accept, by }, id);

    expect(second).toEqual(first);
  });

  it('a rejected command has a code and leaves no event', async () => {
    const process = await letter();
    const by = { account: 'x', unit: 'ZJJ', roles: ['mailbox-office'] };
    const handle = on.client.workflow.getHandle(process.workflowId);
    const before = (await handle.describe()).historyLength;

    await expect(process.send({ ...accept, by })).rejects.toMatchObject({
      cause: { type: 'UNIT_NOT_ALLOWED' },
    });

    expect((await handle.describe()).historyLength).toBe(before);
  });
});
