import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import {
  Letter,
  letterPaths,
  lettersOnTemporal,
  type LettersOnTemporal,
} from '../support/letters-on-temporal.js';
import { startTestTemporal, type TestTemporal } from '../support/temporal.js';

const HISTORIES = join(import.meta.dirname, '..', 'histories', 'mailbox-letter');

describe('a letter on Temporal', () => {
  let temporal: TestTemporal;
  beforeAll(async () => void (temporal = await startTestTemporal()));
  afterAll(() => temporal.close());

  // With no cache every workflow task is a replay from the first event: what hides while cached shows here.
  describe.each([0, 500])('with %i cached workflows', (cached) => {
    let on: LettersOnTemporal;
    beforeAll(async () => void (on = await lettersOnTemporal(temporal.server.address, cached)));
    afterAll(() => on.close());

    it.each(Object.entries(letterPaths))(
      '%s: ends as it should, tells every event once, and replays',
      async (name, path) => {
        const letter = await new Letter(on, path.input, path.silent).begin();

        await path.steps(letter);
        const handle = on.client.workflow.getHandle(letter.workflowId);

        expect(await handle.result()).toBe(path.result);
        const log = letter.log();
        expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
        const opened = log.filter((event) => event.type === 'task.opened').map((event) => event.task);
        const closed = log.filter((event) => event.type === 'task.closed').map((event) => event.task);
        expect(closed.sort()).toEqual(opened.sort());

        const history = await handle.fetchHistory();
        await Worker.runReplayHistory({ workflowBundle: on.bundle as never }, history, letter.workflowId);
        if (process.env.RECORD_HISTORIES && cached > 0) {
          await writeFile(
            join(HISTORIES, `${name}.v1.json`),
            JSON.stringify({ workflowId: letter.workflowId, history: JSON.parse(historyToJSON(history)) }),
          );
        }
      },
    );

    it('gives the same answer to the same command sent twice', async () => {
      const letter = await new Letter(on).begin();
      const by = { account: 'register@QGZ', unit: 'QGZ', roles: ['mailbox-office'] };
      const command = {
        kind: 'complete',
        task: 1,
        outcome: 'accept',
        decision: { class: 'HELP' },
        by,
      } as const;
      const id = '0198c0de-0000-4000-8000-00000000000' + String(cached % 10);

      const first = await letter.send(command, id + letter.id);
      const second = await letter.send(command, id + letter.id);

      expect(second).toEqual(first);
    });

    it('refuses with a code and leaves no event', async () => {
      const letter = await new Letter(on).begin();
      const by = { account: 'x', unit: 'ZJJ', roles: ['mailbox-office'] };

      const refused = letter.send({ kind: 'complete', task: 1, outcome: 'accept', decision: {}, by });

      await expect(refused).rejects.toMatchObject({ cause: { type: 'UNIT_NOT_ALLOWED' } });
    });
  });
});

describe('recorded histories of closed letters', () => {
  it('replay with the present code, each of them', async () => {
    const files = await readdir(HISTORIES);
    expect(files.sort()).toEqual(
      Object.keys(letterPaths)
        .map((name) => `${name}.v1.json`)
        .sort(),
    );
    const workflowBundle = (await bundleWorkflows()) as never;
    for (const file of files) {
      const { workflowId, history } = JSON.parse(await readFile(join(HISTORIES, file), 'utf8'));
      await Worker.runReplayHistory({ workflowBundle }, history, workflowId);
    }
  });
});
