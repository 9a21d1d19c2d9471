import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startEndingLostProcesses } from '../../domain/cases/read-model/end-lost-processes.js';
import { workflowId } from '../../workflows/engine/definition/commands.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';
import { permitProcess } from '../support/workflows/permit-process.js';

const UNIT = '522601';
const CLERK = { account: 'clerk', unit: UNIT, roles: ['agency-clerk'] };
let permits: PermitHarness;
beforeAll(async () => void (permits = await startPermits()));
afterAll(() => permits.close());

const query = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  permits.deps.dataSource.query(sql, values);

async function started(): Promise<string> {
  const id = randomUUID();
  const input = { unit: UNIT };
  await permits.commands.start(permitProcess, { id, subject: 'P', input, account: 'citizen' });
  return id;
}

it('the check ends a process whose workflow was terminated, with a timeline entry, and no other', async () => {
  const [lost, healthy] = [await started(), await started()];
  const warned: object[] = [];
  const errors: object[] = [];
  const log = {
    warn: (fields: object) => void warned.push(fields),
    error: (fields: object) => void errors.push(fields),
  };
  const watching = startEndingLostProcesses(permits.deps, { log, everyMs: 200 });

  await permits.deps.temporal.workflow.getHandle(workflowId('permit', lost)).terminate();
  for (let attempt = 0; attempt < 100 && warned.length === 0; attempt += 1) await sleep(100);
  await watching.stop();

  expect(warned).toEqual([{ process: lost, reason: 'terminated' }]);
  expect(errors).toEqual([]);
  expect(await query('SELECT id, state, result FROM process ORDER BY state', [])).toEqual([
    { id: lost, state: 'cancelled', result: 'lost' },
    { id: healthy, state: 'running', result: null },
  ]);
  expect(
    await query(`SELECT 1 FROM clock WHERE process_id = $1 AND (state <> 'stopped' OR next_at IS NOT NULL)`, [
      lost,
    ]),
  ).toEqual([]);
  const [last] = await query(
    'SELECT type FROM timeline_entry WHERE process_id = $1 ORDER BY seq DESC LIMIT 1',
    [lost],
  );
  expect(last).toEqual({ type: 'process.lost' });
});

it('a process is ended by a later check when the database was unavailable during the first', async () => {
  const lost = await started();
  const { dataSource } = permits.deps;
  let away = true;
  let looks = 0;
  const failing = new Proxy(dataSource, {
    get(target, name) {
      if (name === 'query' && away) return () => Promise.reject(new Error('the database is away'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const warned: object[] = [];
  const log = { warn: (fields: object) => void warned.push(fields), error: () => void (looks += 1) };
  const untilTrue = async (holds: () => boolean): Promise<void> => {
    for (let attempt = 0; attempt < 100 && !holds(); attempt += 1) await sleep(100);
  };
  await permits.deps.temporal.workflow.getHandle(workflowId('permit', lost)).terminate();
  const options = { log, everyMs: 100, overlapMs: 0 };
  const watching = startEndingLostProcesses({ ...permits.deps, dataSource: failing }, options);
  await untilTrue(() => looks >= 3);

  away = false;
  await untilTrue(() => warned.length > 0);
  await watching.stop();

  expect(warned).toEqual([{ process: lost, reason: 'terminated' }]);
});

it('the check ends a process whose workflow was reset, and cancels the run that continues', async () => {
  const lost = await started();
  const { temporal } = permits.deps;
  const handle = temporal.workflow.getHandle(workflowId('permit', lost));
  await permits.commands.send({
    process: { id: lost },
    command: { kind: 'complete', task: 1, outcome: 'longer', decision: {}, by: CLERK },
  });
  const { events } = await handle.fetchHistory();
  const first = events!.find((event) => event.workflowTaskCompletedEventAttributes)!;
  await temporal.workflowService.resetWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId: handle.workflowId },
    reason: 'test',
    workflowTaskFinishEventId: first.eventId,
    requestId: randomUUID(),
    resetReapplyExcludeTypes: [1, 2], // signals and updates
  });

  const warned: object[] = [];
  const log = { warn: (fields: object) => void warned.push(fields), error: () => undefined };
  const watching = startEndingLostProcesses(permits.deps, { log, everyMs: 200 });
  for (let attempt = 0; attempt < 100 && warned.length === 0; attempt += 1) await sleep(100);
  expect(await handle.result()).toBe('cancelled');
  await watching.stop();

  expect(warned).toEqual([{ process: lost, reason: 'reset' }]);
  expect(await query('SELECT state, result FROM process WHERE id = $1', [lost])).toEqual([
    { state: 'cancelled', result: 'lost' },
  ]);
  expect(await query(`SELECT 1 FROM clock WHERE process_id = $1 AND state <> 'stopped'`, [lost])).toEqual([]);
  expect(await query('SELECT kind FROM incident WHERE process_id = $1', [lost])).toEqual([
    { kind: 'workflow' },
  ]);
});
