import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { appendTimeline } from '../../../domain/cases/timeline/append-timeline.js';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import { Reconciliation, type Difference } from '../../../infra/tools/reconcile/reconcile.js';
import { startPermits, type PermitHarness } from '../../support/permit-harness.js';
import { permitProcess } from '../../support/workflows/permit-process.js';
import { qdn2015 } from '../../domain/cases/time-limits/seeded.js';

const UNIT = '522601';
const CLERK = { account: 'clerk', unit: UNIT, roles: ['agency-clerk'] };

let permits: PermitHarness;
let reconciliation: Reconciliation;

beforeAll(async () => {
  permits = await startPermits();
  reconciliation = new Reconciliation({ ...permits.deps, commands: permits.commands });
});
afterAll(() => permits.close());

const query = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  permits.deps.dataSource.query(sql, values);
const since = new Date(Date.now() - 60_000);
const reconcile = (repair: boolean) => reconciliation.run({ since, repair, graceMs: 50 });
const problems = (differences: readonly Difference[]) =>
  differences.map(({ process, problem }) => `${process} ${problem}`).sort();

async function startedPermit(): Promise<string> {
  const id = randomUUID();
  await permits.commands.start(permitProcess, {
    id,
    subject: 'P-1',
    input: { unit: UNIT },
    account: 'citizen',
  });
  return id;
}
const pass = (id: string) => ({
  process: { id },
  command: { kind: 'complete', task: 1, outcome: 'pass', decision: {}, by: CLERK } as const,
});
/** An entry that stands among those of the history, and is none of them. */
async function appended(process: string): Promise<void> {
  const entry = { process, at: Date.now(), type: 'card.issued', unit: UNIT };
  await permits.deps.dataSource.transaction((tx) => appendTimeline(tx, [entry]));
}
const workflow = (id: string) => permits.deps.temporal.workflow.getHandle(workflowId('permit', id));

/** As an operator does it in Temporal's UI: what came after the first workflow task is forgotten. */
async function resetToFirstTask(id: string): Promise<void> {
  const { temporal } = permits.deps;
  const { events } = await workflow(id).fetchHistory();
  const first = events!.find((event) => event.workflowTaskCompletedEventAttributes)!;
  await temporal.workflowService.resetWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId: workflowId('permit', id) },
    reason: 'test',
    workflowTaskFinishEventId: first.eventId,
    requestId: randomUUID(),
    resetReapplyExcludeTypes: [1, 2], // signals and updates
  });
}

/** Temporal, with one history that cannot be read. */
function failingFor(id: string): typeof permits.deps.temporal {
  const { temporal } = permits.deps;
  const getHandle = (name: string): unknown => {
    const handle = temporal.workflow.getHandle(name);
    if (name !== workflowId('permit', id)) return handle;
    const fetchHistory = () => Promise.reject(new Error('history is unreadable'));
    return { ...handle, fetchHistory };
  };
  const client = Object.create(temporal.workflow, { getHandle: { value: getHandle } }) as object;
  return Object.create(temporal, { workflow: { value: client } }) as typeof temporal;
}

/** What the history of a process tells. */
async function readModelOf(id: string): Promise<unknown> {
  const tables = ['timeline_entry', 'task', 'clock'];
  return Promise.all(
    tables.map((table) => query(`SELECT * FROM ${table} WHERE process_id = $1 ORDER BY 2`, [id])),
  );
}
async function everything(id: string): Promise<unknown> {
  return [await readModelOf(id), await query('SELECT * FROM process WHERE id = $1', [id])];
}

describe('reconciling the read model with the histories', () => {
  it('reconciling complete rows reports no difference', async () => {
    const id = await startedPermit();
    await permits.commands.send(pass(id));

    expect(await reconcile(false)).toMatchObject({ found: [], left: [] });
  });

  it('reconciling restores missing rows from the histories', async () => {
    const [lost, behind, torn] = [await startedPermit(), await startedPermit(), await startedPermit()];
    const reason = { reason: '等待司法程序' };
    const by = { account: 'supervisor', unit: 'ZFB', roles: ['supervisor'] };
    await permits.commands.send({ process: { id: lost }, command: { kind: 'suspend', by }, content: reason });
    const [before, whole] = [await readModelOf(lost), await everything(torn)];
    for (const table of ['task', 'clock', 'timeline_entry', 'command']) {
      await query(`DELETE FROM ${table} WHERE process_id = $1`, [lost]);
    }
    await query('DELETE FROM process WHERE id = $1', [lost]);
    const dying = new ProcessCommands({
      ...permits.deps,
      projection: { project: () => Promise.reject(new Error('the gateway died')) },
    });
    await expect(dying.send(pass(behind))).rejects.toThrow('died');
    await query('DELETE FROM timeline_entry WHERE process_id = $1 AND seq = 2', [torn]);
    await new Promise((resolve) => setTimeout(resolve, 100));

    const { found } = await reconcile(false);
    expect(problems(found)).toEqual(
      [`${lost} noRow`, `${behind} behind`, `${behind} unsent`, `${torn} timeline`].sort(),
    );
    const { left } = await reconcile(true);

    expect(left).toEqual([]);
    expect(await readModelOf(lost)).toEqual(before);
    expect(await everything(torn)).toEqual(whole);
    const said = await query(
      `SELECT c.body FROM timeline_entry e JOIN content c ON c.command_id = (e.data ->> 'command')::uuid
       WHERE e.process_id = $1 AND e.type = 'process.suspended'`,
      [lost],
    );
    expect(said).toEqual([{ body: reason }]); // an entry that is made again finds what was said with it
    const [task] = await query('SELECT state FROM task WHERE process_id = $1 AND number = 1', [behind]);
    expect(task).toEqual({ state: 'completed' });
  });

  it.each([
    ['a task', 'DELETE FROM task WHERE process_id = $1 AND number = 2', 'rows'],
    ['a task that is closed', 'DELETE FROM task WHERE process_id = $1 AND number = 1', 'rows'],
    ['that a task is closed', `UPDATE task SET state = 'open' WHERE process_id = $1 AND number = 1`, 'rows'],
    ['a clock', `DELETE FROM clock WHERE process_id = $1 AND name = 'whole'`, 'rows'],
    [
      'that a clock runs',
      `UPDATE clock SET state = 'stopped' WHERE process_id = $1 AND name = 'whole'`,
      'rows',
    ],
    ['where the process stands', `UPDATE process SET stage = 'checking' WHERE id = $1`, 'rows'],
    ['what is known of the process', `UPDATE process SET facts = '{}' WHERE id = $1`, 'rows'],
    [
      'entries of the timeline',
      'DELETE FROM timeline_entry WHERE process_id = $1 AND seq IN (2, 5)',
      'timeline',
    ],
    ['the last entry', 'DELETE FROM timeline_entry WHERE process_id = $1 AND seq = 6', 'timeline'],
  ])('puts back %s', async (_, loss, problem) => {
    const id = await startedPermit();
    await permits.commands.send(pass(id));
    await appended(id);
    const before = await everything(id);
    await query(loss, [id]);

    const { found, left } = await reconcile(true);

    expect(new Set(found.map((difference) => `${difference.process} ${difference.problem}`))).toEqual(
      new Set([`${id} ${problem}`]),
    );
    expect(left).toEqual([]);
    expect(await everything(id)).toEqual(before);
  });

  it('reconciling restores no threshold that has raised its card', async () => {
    const id = await startedPermit();
    const [clock] = await query(`SELECT thresholds FROM clock WHERE process_id = $1 AND name = 'whole'`, [
      id,
    ]);
    const { warning: _, ...others } = clock!.thresholds as Record<string, string>;
    await query(`DELETE FROM clock WHERE process_id = $1 AND name = 'whole'`, [id]);
    await query(
      `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
         policy_id, policy_version, calendar_version)
       VALUES ($1, $2, 1, 'warning', 'warning', $3, 'auto', 'issued', now(), now(), now(), 'QDN-2015', ${qdn2015.version}, 1)`,
      [randomUUID(), id, UNIT],
    );

    expect((await reconcile(true)).left).toEqual([]);

    const again = await query(`SELECT thresholds FROM clock WHERE process_id = $1 AND name = 'whole'`, [id]);
    expect(again).toEqual([{ thresholds: others }]);
  });

  it('reconciling reports a loss that no history can restore', async () => {
    const id = await startedPermit();
    await appended(id);
    await query(`DELETE FROM timeline_entry WHERE process_id = $1 AND type = 'card.issued'`, [id]);

    const { left } = await reconcile(true);

    expect(problems(left)).toEqual([`${id} timeline`]);
    await query('UPDATE process SET timeline_seq = timeline_seq - 1 WHERE id = $1', [id]);
  });

  it('reconciling ends the process of a terminated workflow', async () => {
    const id = await startedPermit();
    await workflow(id).terminate();

    const { found, left } = await reconcile(true);

    expect(problems(found)).toEqual([`${id} lost`]);
    expect(left).toEqual([]);
    const [process] = await query('SELECT state, result FROM process WHERE id = $1', [id]);
    expect(process).toEqual({ state: 'cancelled', result: 'lost' });
    expect(await query(`SELECT 1 FROM clock WHERE process_id = $1 AND state <> 'stopped'`, [id])).toEqual([]);
    expect((await reconcile(false)).found).toEqual([]);
  });

  it('reconciling reports a reset workflow and leaves its process', async () => {
    const id = await startedPermit();
    await permits.commands.send(pass(id));
    await resetToFirstTask(id);
    // The new run has emitted its first events once the same difference is found twice.
    for (let attempt = 0; attempt < 50 && (await reconcile(false)).found.length === 0; attempt += 1);

    const { left } = await reconcile(true);

    expect(problems(left)).toEqual([`${id} ahead`]);
    await workflow(id).terminate();
    await reconcile(true);
  });

  it('a process that cannot be compared is counted, and the others are repaired', async () => {
    const [bad, torn] = [await startedPermit(), await startedPermit()];
    await query('DELETE FROM timeline_entry WHERE process_id = $1 AND seq = 2', [torn]);
    const poisoned = new Reconciliation({
      ...permits.deps,
      commands: permits.commands,
      temporal: failingFor(bad),
    });

    const { found, left } = await poisoned.run({ since, repair: true, graceMs: 50 });

    expect(problems(found)).toEqual([`${bad} failed`, `${torn} timeline`].sort());
    expect(left).toEqual([
      { process: bad, problem: 'failed', detail: expect.stringContaining('history is unreadable') },
    ]);
  });

  it('a history that retention has deleted is no difference', async () => {
    const day = 86_400_000;
    const [old, recent] = [randomUUID(), randomUUID()];
    for (const [id, days] of [
      [old, 400],
      [recent, 0],
    ] as const)
      await query(
        `INSERT INTO process (id, key, version, subject, state, started_at, ended_at)
         VALUES ($1, 'permit', 1, 'x', 'completed', now(), $2)`,
        [id, new Date(Date.now() - days * day)],
      );

    const { left } = await reconcile(false);

    expect(problems(left)).toEqual([`${recent} noWorkflow`]);
    await query('DELETE FROM process WHERE id = ANY($1)', [[old, recent]]);
  });

  it('reconciling ends processes unknown to Temporal', async () => {
    const id = randomUUID();
    await query(
      `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'permit', 1, 'x', 'running', now())`,
      [id],
    );

    expect(problems((await reconcile(false)).left)).toEqual([`${id} noWorkflow`]);
    expect((await reconcile(true)).left).toEqual([]);
    expect(await query('SELECT result FROM process WHERE id = $1', [id])).toEqual([{ result: 'lost' }]);
  });
});
