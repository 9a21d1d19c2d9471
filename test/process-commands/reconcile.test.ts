import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProcessCommands } from '../../activities/process-commands/process-commands.js';
import { Reconciliation, type Difference } from '../../infra/reconcile/reconcile.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';

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
  await permits.commands.start({
    id,
    key: 'permit',
    version: 1,
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
async function everything(id: string): Promise<unknown> {
  const tables = ['timeline_entry', 'task', 'clock'];
  return Promise.all(
    tables.map((table) => query(`SELECT * FROM ${table} WHERE process_id = $1 ORDER BY 2`, [id])),
  );
}

describe('reconciling the read model with the histories', () => {
  it('finds nothing to say about what is whole', async () => {
    const id = await startedPermit();
    await permits.commands.send(pass(id));

    expect(await reconcile(false)).toMatchObject({ found: [], left: [] });
  });

  it('finds what is missing, and makes it again from the histories', async () => {
    const [lost, behind, torn] = [await startedPermit(), await startedPermit(), await startedPermit()];
    const before = await everything(lost);
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

    // A gap in the timeline cannot be filled without guessing what else stood there.
    expect(problems(left)).toEqual([`${torn} timeline`]);
    expect(await everything(lost)).toEqual(before);
    const [task] = await query('SELECT state FROM task WHERE process_id = $1 AND number = 1', [behind]);
    expect(task).toEqual({ state: 'completed' });
  });

  it('finds processes that Temporal does not know', async () => {
    const id = randomUUID();
    await query(
      `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, 'permit', 1, 'x', 'running', now())`,
      [id],
    );

    expect(problems((await reconcile(false)).left)).toContain(`${id} noWorkflow`);
  });
});
