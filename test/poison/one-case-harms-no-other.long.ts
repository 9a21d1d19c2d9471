import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Temporal, Connection } from '@temporalio/client';
import {
  SLA_MONITOR_WAKE_SIGNAL,
  SLA_MONITOR_WORKFLOW_ID,
} from '../../domain/cases/sla-monitor/wake-sla-monitor.js';
import { CENTRE } from '../../infra/tools/play-campaign/habits.js';
import { shanghaiDay } from '../../infra/tools/staff-api/temporary-policy.js';
import { workflowId } from '../../workflows/engine/definition/commands.js';
import { Client } from '../e2e/client.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { ADMIN, HealthyLetters, Operators, SUPERVISOR } from './beside-healthy-letters.js';
import { poisonLetters, type PoisonedClass } from './poisoned-behaviour.js';

let stack: TestStack;
let client: Client;
let connection: Connection;
let temporal: Temporal;
let healthy: HealthyLetters;
let operators: Operators;
let pids: Readonly<Record<string, number>>;

beforeAll(async () => {
  const settings = { DUBAN_INSPECT_ALLOW: '127.0.0.0/8' };
  stack = await startTestStack({ ownPostgres: true, settings, edit: poisonLetters });
  client = new Client(stack.url);
  connection = await Connection.connect({ address: stack.temporalAddress });
  temporal = new Temporal({ connection });
  healthy = new HealthyLetters(stack);
  operators = new Operators(stack, client);
  pids = stack.pids();
}, 180_000);
afterAll(async () => {
  await connection?.close();
  await stack?.stop();
}, 60_000);

const noProgramWasRestarted = (): void => expect(stack.pids()).toEqual(pids);
const seenByBoth = (process: string): Promise<string[][]> =>
  Promise.all([SUPERVISOR, ADMIN].map((as) => operators.seeStuck(process, as)));

/** A letter that is dispatched with a class, and how the gateway answers to that. */
async function dispatched(letterClass: PoisonedClass | 'CONSULT'): Promise<{ id: string; status: number }> {
  const { process: id } = await client.submitted();
  const register = await client.task(id, 'register');
  const decision = { class: letterClass, lead: 'ZJJ', coUnits: [] };
  const { status } = await client.complete(register, { outcome: 'dispatch', decision, content: {} });
  return { id, status };
}

describe.each([
  { poison: 'a behaviour that throws', letterClass: 'SUGGEST' },
  { poison: 'a behaviour that loops without end', letterClass: 'HELP' },
] as const)('$poison', ({ poison, letterClass }) => {
  it(`${poison} does not stop 200 letters beside it`, async () => {
    const closing = healthy.close(200, poison);
    const { id, status } = await dispatched(letterClass);
    const kinds = await seenByBoth(id);
    await closing;

    expect(status).toBe(503);
    for (const seen of kinds) expect(seen).toContain('behaviour');
    expect(operators.isLogged(id)).toBe(true);
    await operators.end(id);
    noProgramWasRestarted();
  }, 600_000);
});

describe('an event that cannot be projected', () => {
  it('an event that cannot be projected does not stop 40 letters beside it', async () => {
    const closing = healthy.close(40, 'an event that cannot be projected');
    const { id, status } = await dispatched('COMPLEX');
    const kinds = await seenByBoth(id);
    await closing;

    expect(status).toBe(503); // accepted, and cannot be read yet
    expect(kinds).toEqual([['projection'], ['projection']]);
    expect(operators.isLogged(id)).toBe(true);
    await operators.end(id);
    noProgramWasRestarted();
  }, 600_000);
});

describe('a clock whose policy there is not', () => {
  it('a clock whose policy there is not does not stop the cards of other clocks', async () => {
    const [{ id: bad }, { id: late }] = [await dispatched('CONSULT'), await dispatched('CONSULT')];
    await stack.query('UPDATE clock SET policy_version = 99 WHERE process_id = $1', [bad]);
    const cards = async (id: string): Promise<unknown[]> =>
      stack.query('SELECT level FROM card WHERE process_id = $1', [id]);

    const closing = healthy.close(40, 'a clock whose policy there is not');
    await stack.query(FALL_DUE, [[bad, late], new Date()]);
    await temporal.workflow.getHandle(SLA_MONITOR_WORKFLOW_ID).signal(SLA_MONITOR_WAKE_SIGNAL, Date.now());
    const kinds = await seenByBoth(bad);
    await closing;

    expect(kinds).toEqual([['clock'], ['clock']]);
    expect(operators.isLogged(bad)).toBe(true);
    expect(await cards(bad)).toEqual([]);
    expect(await cards(late)).toContainEqual({ level: 'yellow' });
    await operators.end(bad);
    noProgramWasRestarted();
  }, 600_000);
});

describe.each([
  { how: 'terminated', child: ['workflow'], harm: (id: string) => part(id).terminate() },
  { how: 'cancelled', child: null, harm: (id: string) => part(id).cancel() },
] as const)('a department’s part of a campaign that is $how in Temporal', ({ how, child, harm }) => {
  it(`a department’s part of a campaign that is ${how} in Temporal does not stop other cases`, async () => {
    const [campaign, other] = [await campaignUnderWay(), await campaignUnderWay()];
    const [bad, sibling] = campaign.parts as [string, string];

    const closing = healthy.close(40, `a child that was ${how}`);
    await harm(bad);
    const parent = await seenByBoth(campaign.id);
    const kinds = child && (await seenByBoth(bad));
    await closing;

    expect(parent).toEqual([['workflow'], ['workflow']]);
    expect(kinds).toEqual(child && [child, child]);
    expect(operators.isLogged(campaign.id)).toBe(true);
    if (child) {
      expect(operators.isLogged(bad)).toBe(true);
      await operators.end(bad);
    }
    await operators.end(campaign.id);
    expect(await statesOf(other.parts)).toEqual(['running', 'running']);
    for (let n = 0; n < 50 && (await statesOf([sibling]))[0] === 'running'; n += 1) await sleep(100);
    expect(await statesOf([bad, sibling])).toEqual(['cancelled', 'cancelled']);
    noProgramWasRestarted();
  }, 600_000);
});

describe('an accusation that is stuck', () => {
  it('the system administrator alone ends a stuck accusation, without seeing it', async () => {
    const { process: id } = await client.submitted({ kind: 'REPORT' });
    const register = await client.task(id, 'register');
    await client.complete(register, { outcome: 'accept', decision: { class: 'REPORT' }, content: {} });

    const kinds = await operators.seeStuck(id, ADMIN);

    expect(kinds).toEqual(['behaviour']);
    const bySupervisor = await client.request('POST', `/processes/${id}/cancel`, {
      as: SUPERVISOR,
      body: { reason: '流程受阻' },
    });
    expect(bySupervisor.status).toBe(404);
    await operators.end(id, ADMIN);
    noProgramWasRestarted();
  }, 600_000);
});

const part = (id: string) => temporal.workflow.getHandle(workflowId('campaign-department', id));
const statesOf = async (ids: readonly string[]): Promise<unknown[]> => {
  const rows = await stack.query<{ id: string; state: string }>(
    'SELECT id, state FROM process WHERE id = ANY ($1)',
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.state);
};

/** A campaign whose two departments have their parts. */
async function campaignUnderWay(): Promise<{ id: string; parts: readonly string[] }> {
  const departments = ['FGW', 'JYJ'];
  const body = {
    preset: 'QDN-2015',
    firstDay: shanghaiDay(),
    departments,
    site: { url: 'http://127.0.0.1:9/', allow: ['127.0.0.0/8'], rate: 1, concurrency: 1 },
  };
  const { id } = await client.post<{ id: string }>('/campaigns', body, { as: CENTRE });
  await client.does(id, 'issueNotice', { outcome: 'issue', as: CENTRE }, CENTRE);
  for (;;) {
    const rows = await stack.query<{ id: string }>(
      `SELECT id FROM process p WHERE parent_id = $1 AND EXISTS (SELECT 1 FROM task WHERE process_id = p.id)`,
      [id],
    );
    if (rows.length === departments.length) return { id, parts: rows.map((row) => row.id) };
    await sleep(200);
  }
}

/** The yellow threshold is reached at the instant, the later ones as much later as they are. */
const FALL_DUE = `
  UPDATE clock c SET due_at = $2, next_at = $2, thresholds = (
    SELECT jsonb_object_agg(key, $2::timestamptz + (value::timestamptz - (c.thresholds ->> 'yellow')::timestamptz))
    FROM jsonb_each_text(c.thresholds) WHERE value::timestamptz >= (c.thresholds ->> 'yellow')::timestamptz)
  WHERE process_id = ANY ($1) AND state = 'running' AND thresholds ? 'yellow'`;
