import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Command } from '../../workflows/engine/definition/commands.js';
import { CLERK, FaultyCases, OPERATOR } from '../support/faulty-cases.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

let permits: PermitHarness;
let cases: FaultyCases;
beforeAll(async () => {
  permits = await startPermits();
  cases = new FaultyCases(permits);
});
afterAll(() => permits.close());

const PASS: Command = { kind: 'complete', task: 1, outcome: 'pass', decision: {}, by: CLERK };
const SUSPEND: Command = { kind: 'suspend', by: OPERATOR };
const BACK: Command = { kind: 'complete', task: 1, outcome: 'longer', decision: {}, by: CLERK };

/** Gives commands, one after the other, while no worker runs; they wait at the server together. */
async function whileNobodyWorks(process: string, given: readonly Command[]) {
  const sent = await permits.withoutWorker(async () => {
    const outcomes: Promise<unknown>[] = [];
    for (const command of given) {
      outcomes.push(permits.commands.send({ process: { id: process }, command }));
      await sleep(300);
    }
    return { settled: Promise.allSettled(outcomes) };
  });
  return sent.settled;
}

const acceptancesOf = (process: string) =>
  cases.query<{ kind: string; state: string; accepted_at: Date }>(
    `SELECT kind, state, accepted_at FROM command WHERE process_id = $1 AND kind <> 'begin' ORDER BY accepted_at`,
    [process],
  );

/** How many workflow tasks a process has taken. */
async function tasksTaken(process: string): Promise<number> {
  const { events = [] } = await cases.handle(process, 'permit').fetchHistory();
  return events!.filter(({ workflowTaskCompletedEventAttributes: done }) => done).length;
}

it('two commands of one workflow task are applied in the order and as of the instants of their acceptance', async () => {
  const process = await cases.start('permit');
  const before = await tasksTaken(process);

  const outcomes = await whileNobodyWorks(process, [PASS, SUSPEND]);

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect((await tasksTaken(process)) - before).toBe(1);
  const [passed, suspended] = await acceptancesOf(process);
  expect([passed, suspended]).toMatchObject([
    { kind: 'complete', state: 'done' },
    { kind: 'suspend', state: 'done' },
  ]);
  const acts = await cases.query<{ type: string; at: Date }>(
    `SELECT type, at FROM timeline_entry WHERE process_id = $1 AND type IN ('task.closed', 'process.suspended') ORDER BY seq`,
    [process],
  );
  expect(acts).toEqual([
    { type: 'task.closed', at: passed!.accepted_at },
    { type: 'process.suspended', at: suspended!.accepted_at },
  ]);
});

it('of two commands that exclude each other the first accepted one is applied, and the other refused', async () => {
  const process = await cases.start('permit');

  const outcomes = await whileNobodyWorks(process, [PASS, BACK]);

  expect(outcomes).toMatchObject([
    { status: 'fulfilled', value: { state: 'done' } },
    { status: 'rejected', reason: { code: 'TASK_NOT_OPEN' } },
  ]);
  expect((await acceptancesOf(process)).map(({ state }) => state)).toEqual(['done', 'refused']);
  const closed = await cases.query(`SELECT outcome FROM task WHERE process_id = $1 AND number = 1`, [
    process,
  ]);
  expect(closed).toEqual([{ outcome: 'pass' }]);
});

it('both callers of one workflow task can read the effects of their commands when they are answered', async () => {
  const process = await cases.start('permit');
  const reassign: Command = { kind: 'reassign', task: 1, unit: '522622', by: OPERATOR };
  const withdraw: Command = { kind: 'message', name: 'withdraw', decision: {}, by: CLERK };

  const outcomes = await whileNobodyWorks(process, [reassign, withdraw]);

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await cases.shown(process)).toMatchObject({ state: 'completed', result: 'withdrawn' });
  const [task] = await cases.query(`SELECT unit, state FROM task WHERE process_id = $1`, [process]);
  expect(task).toEqual({ unit: '522622', state: 'cancelled' });
});
