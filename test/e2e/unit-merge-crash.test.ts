import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ProgramName } from '../../infra/local/data-folder.js';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client } from './client.js';

const LETTERS = 40;
/** The programs that move the letters, each killed after so many have moved. */
const KILLS: readonly { readonly program: ProgramName; readonly after: number }[] = [
  { program: 'worker', after: 4 },
  { program: 'temporal', after: 12 },
  { program: 'gateway', after: 20 },
];
const IN_FLIGHT = 10;

let stack: TestStack;
let client: Client;
const processes: string[] = [];

/** A letter of 州文广新局 that waits for its signing. */
async function dispatched(): Promise<void> {
  const { process } = await client.submitted();
  const decision = { class: 'CONSULT', lead: 'WHJ', coUnits: [] };
  await client.does(process, 'register', { outcome: 'dispatch', decision, as: 'mailbox.clerk' });
  processes.push(process);
}
async function followed(): Promise<number> {
  const [row] = await stack.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM timeline_entry WHERE type = 'unit.succeeded'`,
  );
  return row!.count;
}
async function until(count: number): Promise<void> {
  while ((await followed()) < count) await sleep(20);
}

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
  for (let sent = 0; sent < LETTERS; sent += IN_FLIGHT)
    await Promise.all(Array.from({ length: IN_FLIGHT }, dispatched));
}, 180_000);
afterAll(() => stack?.stop(), 60_000);

it('a kill -9 in the middle of a merger leaves every letter with the successor, once', async () => {
  const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  const closing = { units: ['WHJ'], successor: 'LFW', lastDay: yesterday, reason: '机构改革' };
  await client.post('/unit-closings', closing, { as: 'admin.system' });

  const movedAtKill: number[] = [];
  for (const { program, after } of KILLS) {
    await until(after);
    movedAtKill.push(await followed());
    await stack.killAndRestart(program);
  }
  await until(LETTERS);

  const letters = await stack.query(
    `SELECT p.facts ->> 'lead' AS lead,
       (SELECT array_agg(t.unit) FROM task t WHERE t.process_id = p.id AND t.state = 'open') AS open,
       (SELECT count(*)::int FROM timeline_entry e WHERE e.process_id = p.id AND e.type = 'unit.succeeded') AS moves,
       (SELECT count(*)::int FROM case_succession s WHERE s.process_id = p.id) AS successions
     FROM process p WHERE p.id = ANY ($1::uuid[])`,
    [processes],
  );
  expect(Math.max(...movedAtKill)).toBeLessThan(LETTERS);
  expect(letters).toHaveLength(LETTERS);
  for (const letter of letters)
    expect(letter).toEqual({ lead: 'LFW', open: ['LFW'], moves: 1, successions: 1 });
  await expect(client.task(processes[0]!, 'sign', 'lfw.clerk')).resolves.toBeDefined();
}, 180_000);
