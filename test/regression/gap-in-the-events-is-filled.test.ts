import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { fillGaps } from '../../domain/cases/read-model/fill-gaps.js';
import type { Command } from '../../workflows/engine/definition/commands.js';
import { CLERK, FaultyCases } from '../support/faulty-cases.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

let permits: PermitHarness;
let cases: FaultyCases;
const logged: string[] = [];
const log = {
  warn: (_: object, message: string) => void logged.push(message),
  error: (_: object, message: string) => void logged.push(message),
};
beforeAll(async () => {
  permits = await startPermits();
  cases = new FaultyCases(permits);
});
afterAll(() => permits.close());
beforeEach(() => void logged.splice(0));

const SIGNER = { account: 'signer', unit: '522601', roles: ['agency-signer'] };
const completing = (task: number, outcome: string, by = CLERK): Command => ({
  ...{ kind: 'complete', task, outcome, decision: {}, by },
});

/** Obeyed by its workflow, while its events never reach the read model: neither does anybody remember the command. */
async function loseEventsOf(process: string, command: Command): Promise<void> {
  const dying = new ProcessCommands({
    ...permits.deps,
    projection: { project: () => Promise.reject(new Error('the gateway died')) },
  });
  await dying.send({ process: { id: process }, command }).catch(() => undefined);
  await cases.query(`DELETE FROM command WHERE process_id = $1 AND state = 'accepted'`, [process]);
}
const pendingOf = async (process: string) =>
  (await cases.query('SELECT event_seq, pending FROM process WHERE id = $1', [process]))[0];

it('later events wait for lost ones, and the next caller is answered that they do', async () => {
  const process = await cases.start('permit');
  await loseEventsOf(process, completing(1, 'pass'));

  const next = permits.commands.send({ process: { id: process }, command: completing(2, 'back', SIGNER) });

  await expect(next).rejects.toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
    detail: { code: 'cases.acceptedNotReadable' },
  });
  expect(await pendingOf(process)).toMatchObject({ pending: expect.any(Number) });
  expect(
    (await cases.query('SELECT 1 FROM pending_event WHERE process_id = $1', [process])).length,
  ).toBeGreaterThan(0);
});

it('missing events are projected from the history, and the waiting ones after them', async () => {
  const process = await cases.start('permit');
  await loseEventsOf(process, completing(1, 'pass'));
  await permits.commands
    .send({ process: { id: process }, command: completing(2, 'back', SIGNER) })
    .catch(() => undefined);

  const filled = await fillGaps(permits.deps, log, 0);
  await permits.commands.resumeAccepted({ olderThanMs: 0 });

  expect(filled).toBeGreaterThan(0);
  expect(await pendingOf(process)).toMatchObject({ pending: 0 });
  expect(
    await cases.query('SELECT name, state, outcome FROM task WHERE process_id = $1 ORDER BY number', [
      process,
    ]),
  ).toEqual([
    { name: 'check', state: 'completed', outcome: 'pass' },
    { name: 'approve', state: 'completed', outcome: 'back' },
    { name: 'check', state: 'open', outcome: null },
  ]);
  const commands = await cases.query(`SELECT 1 FROM command WHERE process_id = $1 AND state <> 'done'`, [
    process,
  ]);
  expect(commands).toEqual([]);
  expect(await fillGaps(permits.deps, log, 0)).toBe(0);
});

it('events that have waited for less than a minute are left to the carrier of the missing ones', async () => {
  const process = await cases.start('permit');
  await loseEventsOf(process, completing(1, 'pass'));
  await permits.commands
    .send({ process: { id: process }, command: completing(2, 'back', SIGNER) })
    .catch(() => undefined);

  await fillGaps(permits.deps, log);

  expect(await pendingOf(process)).not.toMatchObject({ pending: 0 });
});

it('events that no history has are an incident, and the gaps of other processes are filled', async () => {
  const [gone, there] = [await cases.start('permit'), await cases.start('permit')];
  for (const process of [gone, there]) {
    await loseEventsOf(process, completing(1, 'pass'));
    await permits.commands
      .send({ process: { id: process }, command: completing(2, 'back', SIGNER) })
      .catch(() => undefined);
  }
  const { temporal } = permits.deps;
  await temporal.workflowService.deleteWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId: `permit/${gone}` },
  });
  while (
    await cases
      .handle(gone, 'permit')
      .describe()
      .then(
        () => true,
        () => false,
      )
  )
    await sleep(50);

  await fillGaps(permits.deps, log, 0);

  expect(await cases.shown(gone)).toMatchObject({ state: 'running', incidents: ['projection'] });
  expect(await pendingOf(there)).toMatchObject({ pending: 0 });
});
