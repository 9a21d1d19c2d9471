import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { NotificationsRepository } from '../../../../domain/cases/notifications/notifications.repository.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, letterInProgress, openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const NOW = new Date().toISOString();

interface View {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: string | null;
  readonly processId: string;
  readonly task: string | null;
  readonly card: string | null;
  readonly readAt: string | null;
}
const listed = async (as: string, process: string): Promise<View[]> => {
  const { body } = await request('GET', '/me/notifications?limit=200', { as });
  return (body.items as View[]).filter(({ processId }) => processId === process);
};

/** Inserts a card of the unit ZJJ. */
async function card(process: string, level: string, state = 'issued'): Promise<string> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at, issued_at,
       policy_id, policy_version, calendar_version)
     SELECT gen_random_uuid(), $1, 1, $2, $2, 'ZJJ', 'auto', $3, $4, $4, $4, CASE WHEN $3 <> 'pending' THEN $4::timestamptz END,
       id, version, 1 FROM policy WHERE id = 'QDN-2015' LIMIT 1 RETURNING id`,
    [process, level, state, NOW],
  );
  return row!.id;
}

it('a delegated task is notified to the colleague', async () => {
  const { process } = await sendLetter(gateway);
  const id = await openTask(gateway, process, 'register');
  await query(
    `INSERT INTO account (id, username, alias, title, unit_code, roles, password_hash) SELECT gen_random_uuid(), 'mailbox.second', NULL, '第二信箱办', unit_code, roles, password_hash
     FROM account WHERE username = 'mailbox.clerk'`,
  );

  await request('POST', `/tasks/${id}/delegate`, { as: 'mailbox.clerk', body: { to: 'mailbox.second' } });

  expect(await listed('mailbox.second', process)).toEqual([
    expect.objectContaining({
      kind: 'taskAssigned',
      task: id,
      readAt: null,
      text: expect.stringContaining('已交您办理'),
    }),
  ]);
  expect(await listed('mailbox.clerk', process)).toEqual([]);
});

it('an order is notified to who has the letter now, and stands before the form', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const draft = await openTask(gateway, process, 'draft');

  await request('POST', '/supervision/orders', {
    as: 'supervisor',
    body: { processId: process, kind: 'order', text: '请今日办结。', replyBy: '2099-01-01T16:00:00Z' },
  });

  expect(await listed('zjj.clerk', process)).toEqual([
    expect.objectContaining({ kind: 'ordered', task: draft, text: expect.stringContaining('被督办') }),
  ]);
  expect(await listed('zjj.signer', process)).toEqual([]);
  const { body } = await request('GET', `/tasks/${draft}`, { as: 'zjj.clerk' });
  expect(body.context.contents).toContainEqual(
    expect.objectContaining({
      name: 'order',
      task: null,
      content: expect.objectContaining({ text: '请今日办结。' }),
    }),
  );
});

it('a draft that is sent back is notified to its author', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  expect(await listed('zjj.clerk', process)).toEqual([]);
  await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'submit' });

  await complete(gateway, process, { name: 'signOff', as: 'zjj.signer', outcome: 'back' });

  const task = await openTask(gateway, process, 'draft');
  expect(await listed('zjj.clerk', process)).toEqual([expect.objectContaining({ kind: 'taskBack', task })]);
});

it.each([
  ['warning', 'limitWarning', '临近办理期限'],
  ['yellow', 'cardIssued', '黄牌'],
])('an issued card of level %s is notified to its unit', async (level, kind, words) => {
  const { process } = await letterInProgress(gateway, 'ZJJ');

  const id = await card(process, level);

  for (const as of ['zjj.clerk', 'zjj.signer'])
    expect(await listed(as, process)).toEqual([
      expect.objectContaining({ kind, card: id, text: expect.stringContaining(words) }),
    ]);
});

it('a notification names step and title for accounts that read letters', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ', { title: '楼道灯坏了' });
  await card(process, 'yellow');

  const [notified] = await listed('zjj.clerk', process);
  expect(notified).toMatchObject({ matter: '楼道灯坏了' });
  expect(notified!.text).toMatch(/^您单位收到黄牌（办理中），请书面说明或申诉：ZX/);
});

it('a pending card is notified when it is issued', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const id = await card(process, 'yellow', 'pending');
  expect(await listed('zjj.clerk', process)).toEqual([]);

  await query(`UPDATE card SET state = 'issued', issued_at = $2 WHERE id = $1`, [id, NOW]);

  expect(await listed('zjj.clerk', process)).toHaveLength(1);
});

it('the decision on an appeal is notified to the unit', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  const id = await card(process, 'yellow', 'appealed');

  await query(`UPDATE card SET state = 'revoked', decided_at = $2 WHERE id = $1`, [id, NOW]);

  const kinds = (await listed('zjj.clerk', process)).map(({ kind, text }) => [kind, text]);
  expect(kinds).toContainEqual(['appealDecided', expect.stringMatching(/^黄牌的申诉已有结果（已撤销）/)]);
});

it('a card of a secret case is notified to nobody', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await query(`UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = $1`, [process]);

  await card(process, 'red');

  expect(await query('SELECT 1 FROM notification WHERE process_id = $1', [process])).toEqual([]);
});

it('a notification of a case that became invisible is not listed', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await card(process, 'yellow');
  const { body: before } = await request('GET', '/me/notifications', { as: 'zjj.clerk' });

  await query(`UPDATE process SET hidden_from = '{ZJJ}' WHERE id = $1`, [process]);

  expect(await listed('zjj.clerk', process)).toEqual([]);
  const { body } = await request('GET', '/me/notifications', { as: 'zjj.clerk' });
  expect(body.unread).toBe(before.unread - 1);
});

it('a read notification is no longer among the unread ones', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await card(process, 'yellow');
  const [one] = await listed('zjj.clerk', process);

  const { status } = await request('POST', '/me/notifications/read', {
    as: 'zjj.clerk',
    body: { ids: [one!.id] },
  });

  expect(status).toBe(204);
  const { body } = await request('GET', '/me/notifications?unread=true', { as: 'zjj.clerk' });
  expect((body.items as View[]).map(({ id }) => id)).not.toContain(one!.id);
});

it('an account cannot mark the notification of another one as read', async () => {
  const { process } = await letterInProgress(gateway, 'ZJJ');
  await card(process, 'yellow');
  const [of] = await listed('zjj.clerk', process);

  await request('POST', '/me/notifications/read', { as: 'zjj.signer', body: { ids: [of!.id] } });

  expect((await listed('zjj.clerk', process))[0]!.readAt).toBeNull();
});

it('all notifications until an instant are marked as read', async () => {
  const body = { upTo: new Date(Date.now() + 60_000).toISOString() };

  await request('POST', '/me/notifications/read', { as: 'zjj.clerk', body });

  expect((await request('GET', '/me/notifications', { as: 'zjj.clerk' })).body.unread).toBe(0);
});

it('a mark without ids and instant is refused', async () => {
  const { body } = await request('POST', '/me/notifications/read', { as: 'zjj.clerk', body: {} });

  expect(body.code).toBe('VALIDATION_FAILED');
});

it('notifications are deleted by their age', async () => {
  const old = randomUUID();
  await query(
    `INSERT INTO notification (id, account, kind, process_id, at)
     VALUES ($1, gen_random_uuid(), 'limitWarning', gen_random_uuid(), '2001-01-01')`,
    [old],
  );
  const dataSource = await createDataSource(gateway.databaseUrl, { poolSize: 1 }).initialize();

  const deleted = await new NotificationsRepository(dataSource).deleteBefore(new Date('2001-02-01'));
  await dataSource.destroy();

  expect(deleted).toBe(1);
});
