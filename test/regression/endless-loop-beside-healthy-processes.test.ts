import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { workflowId } from '../../workflows/engine/definition/commands.js';
import { startPermits, type PermitHarness } from '../support/permit-harness.js';
import { permitProcess } from '../support/workflows/permit-process.js';

const UNIT = '522601';
const CLERK = { account: 'clerk', unit: UNIT, roles: ['agency-clerk'] };
const SIGNER = { account: 'signer', unit: UNIT, roles: ['agency-signer'] };
const HEALTHY = `if (checked.outcome === 'longer')`;

let permits: PermitHarness;

beforeAll(async () => {
  permits = await startPermits({
    edit: (code) => {
      const poisoned = code.replace(HEALTHY, `if (checked.outcome === 'longer') for (;;);\n${HEALTHY}`);
      if (poisoned === code) throw new Error('the behaviour of the permit process has changed');
      return poisoned;
    },
  });
});
afterAll(() => permits.close());

const query = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  permits.deps.dataSource.query(sql, values);

async function started(): Promise<string> {
  const id = randomUUID();
  const input = { unit: UNIT };
  await permits.commands.start(permitProcess, { id, subject: 'P', input, account: 'citizen' });
  return id;
}
const complete = (id: string, task: number, outcome: string, by = CLERK) =>
  permits.commands.send({
    process: { id },
    command: { kind: 'complete', task, outcome, decision: {}, by },
  });
/** From its start to its end. */
async function finished(): Promise<string> {
  const id = await started();
  await complete(id, 1, 'pass');
  await complete(id, 2, 'approve', SIGNER);
  return id;
}

it('healthy processes end while the behaviours of others loop endlessly', async () => {
  const looping = await Promise.all([started(), started()]);
  const stuck = looping.map((id) =>
    complete(id, 1, 'longer').catch((error: { code?: string }) => error.code),
  );
  await sleep(500); // the loops have begun
  const memory = process.memoryUsage().rss;

  const healthy: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    healthy.push(...(await Promise.all([finished(), finished(), finished()])));
  }

  const rows = await query('SELECT state FROM process WHERE id = ANY($1)', [healthy]);
  expect(rows).toEqual(healthy.map(() => ({ state: 'completed' })));
  expect(await Promise.all(stuck)).toEqual(['ENGINE_UNAVAILABLE', 'ENGINE_UNAVAILABLE']);
  const handle = permits.deps.temporal.workflow.getHandle(workflowId('permit', looping[0]!));
  const { events } = await handle.fetchHistory();
  const failures = (events ?? []).map((e) => e.workflowTaskFailedEventAttributes?.failure?.message);
  expect(failures).toContainEqual(expect.stringMatching(/timed out after 2000ms/));
  expect(process.memoryUsage().rss - memory).toBeLessThan(300_000_000);
});
