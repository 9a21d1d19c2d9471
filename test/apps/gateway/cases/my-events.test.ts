import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TaskChangesRepository } from '../../../../domain/cases/tasks/task-changes.repository.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { openStream, type OpenStream } from '../../../support/event-stream.js';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query, signIn } = gateway;
let url: string;
const open: OpenStream[] = [];

beforeAll(async () => {
  await gateway.app.listen(0, '127.0.0.1');
  url = await gateway.app.getUrl();
});
afterAll(() => open.forEach((stream) => stream.close()));

/** Opens the stream of an account and waits until it misses nothing. */
async function stream(as: string, follow?: string): Promise<OpenStream> {
  const opened = await openStream(`${url}/api/v1/me/events${follow ? `?follow=${follow}` : ''}`, {
    authorization: `Bearer ${await signIn(as)}`,
  });
  open.push(opened);
  await until(opened, (name) => name === 'ready');
  return opened;
}

const names = ({ events }: OpenStream): string[] => events.map(({ event }) => event);
async function until(opened: OpenStream, is: (name: string) => boolean): Promise<void> {
  for (let waited = 0; waited < 5000 && !names(opened).some(is); waited += 50) await sleep(50);
  if (!names(opened).some(is)) throw new Error(`events: ${names(opened).join()}`);
}
const data = ({ events }: OpenStream, name: string): unknown[] =>
  events.filter(({ event }) => event === name).map((event) => event.data as unknown);

it('a new task reaches the accounts that are to do it', async () => {
  const events = await stream('zjj.clerk');

  const { process } = await sendLetter(gateway);
  const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
  await complete(gateway, process, { name: 'register', as: 'mailbox.clerk', outcome: 'dispatch', decision });

  await until(events, (name) => name === 'task');
  expect(data(events, 'task')).toEqual([{ id: await openTask(gateway, process, 'sign'), change: 'opened' }]);
  expect(names(events)).toContain('counts');
});

it('a unit hears nothing of the tasks of another unit', async () => {
  const events = await stream('jtj.clerk');
  const own = await stream('zjj.clerk');

  await letterInProgress(gateway, 'ZJJ');

  await until(own, (name) => name === 'task');
  await sleep(1500);
  expect(names(events)).toEqual(['ready']);
});

it('a claimed task is told to the colleagues', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const id = await openTask(gateway, process, 'draft');
  const events = await stream('zjj.clerk');

  await request('POST', `/tasks/${id}/claim`, { as: 'zjj.clerk' });

  await until(events, (name) => name === 'task');
  expect(data(events, 'task')).toEqual([{ id, change: 'assigned' }]);
});

it('an accusation changes no counts of those who do not see it', async () => {
  const supervisor = await stream('supervisor');

  await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['JTJ'] });
  await sleep(1500);
  expect(names(supervisor)).toEqual(['ready']);

  await sendLetter(gateway);
  await until(supervisor, (name) => name === 'counts');
});

it('an administrator who sees no case hears of no change', async () => {
  const [events, own] = [await stream('admin.system'), await stream('mailbox.clerk')];

  await sendLetter(gateway);

  await until(own, (name) => name === 'task');
  await sleep(1500);
  expect(names(events)).toEqual(['ready']);
});

it('changes of tasks are deleted by their age', async () => {
  await query(
    `INSERT INTO task_change (xid, process_id, number, unit, change, at)
     VALUES (1, gen_random_uuid(), 1, 'ZJJ', 'opened', '2001-01-01')`,
  );
  const dataSource = await createDataSource(gateway.databaseUrl, { poolSize: 1 }).initialize();

  const deleted = await new TaskChangesRepository(dataSource).deleteBefore(new Date('2001-02-01'));
  await dataSource.destroy();

  expect(deleted).toBe(1);
});

it('a followed process reports its new entries', async () => {
  const { process } = await sendLetter(gateway);
  const events = await stream('mailbox.clerk', process);

  await complete(gateway, process, { name: 'register', as: 'mailbox.clerk', outcome: 'accept' });

  await until(events, (name) => name === 'timeline');
  const [row] = await query<{ seq: number }>('SELECT timeline_seq AS seq FROM process WHERE id = $1', [
    process,
  ]);
  expect(data(events, 'timeline').at(-1)).toEqual({ process, seq: row!.seq });
});

it('a process that the account does not see cannot be followed', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const follow = async (id: string, as = 'jtj.clerk') =>
    (await request('GET', `/me/events?follow=${id}`, { as })).status;

  expect(await follow(process)).toBe(404);
  expect(await follow(randomUUID())).toBe(404);
  expect(await follow('no-id')).toBe(400);
});

it('a stream of changes ends with the session', async () => {
  const events = await stream('supervisor');

  await request('POST', '/auth/logout', { as: 'supervisor' });

  expect(await events.untilEnded()).toBe(true);
});
