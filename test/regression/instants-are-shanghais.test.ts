import { beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

/** 01:08 on 30 November 2026 in Shanghai; in UTC it is still the day before. */
const EARLY = '2026-11-29T17:08:00Z';

beforeAll(async () => {
  await sendLetter(gateway);
  await query('UPDATE letter SET received_at = $1', [EARLY]);
  await query('UPDATE process SET started_at = $1', [EARLY]);
  await query('UPDATE task SET due_at = $1', [EARLY]);
  await query(
    `INSERT INTO audit_entry (at, account, action, subject, result) VALUES ($1, 'somebody', 'tried', 'x', 'done')`,
    [EARLY],
  );
});

const DAY_BEGINS = [
  '2026-11-30',
  '2026-11-30T00:00',
  '2026-11-30T00:00:00',
  '2026-11-30T00:00:00%2B08:00',
  '2026-11-29T16:00:00Z',
];
const LISTS: readonly (readonly [path: string, as: string, after: string, before: string])[] = [
  ['/letters?', 'mailbox.clerk', 'receivedAfter', 'receivedBefore'],
  ['/processes?', 'mailbox.clerk', 'startedAfter', 'startedBefore'],
  ['/audit?account=somebody&', 'admin.audit', 'after', 'before'],
];

describe.each(LISTS)('a filter of GET %s', (path, as, after, before) => {
  it.each(DAY_BEGINS)(`a filter reads the bare day %s as its beginning in Shanghai`, async (instant) => {
    const found = async (filter: string) =>
      (await request('GET', `${path}${filter}=${instant}`, { as })).body.items.length as number;

    expect([await found(after), await found(before)]).toEqual([1, 0]);
  });

  it.each([
    '2026-W48',
    '2026-11',
    '2026-333',
    '20261129',
    '2026-11-29T10Z',
    '2026-11-29T10:00:00,5Z',
    '2026-02-30',
    'now',
    '',
  ])('an instant written as %p is refused with its field', async (text) => {
    const { status, body } = await request('GET', `${path}${after}=${text}`, { as });

    expect([status, body.code, body.issues?.[0].field]).toEqual([400, 'VALIDATION_FAILED', after]);
  });
});

it('the filter dueBefore of tasks reads a bare day as its beginning in Shanghai', async () => {
  const found = async (day: string) =>
    (await request('GET', `/tasks?dueBefore=${day}`, { as: 'mailbox.clerk' })).body.items.length as number;

  expect([await found('2026-11-30'), await found('2026-12-01')]).toEqual([0, 1]);
});

describe('the time of an interview', () => {
  const create = (liveAt: string) =>
    request('POST', '/interviews', {
      as: 'info.editor',
      body: { topic: '访谈', form: 'text', unit: 'ZJJ', liveAt },
    });

  it('the hour of an interview without an offset is read as Shanghai time', async () => {
    const { status, body } = await create('2099-03-10T09:30:00');

    expect([status, body.liveAt]).toEqual([201, '2099-03-10T01:30:00.000Z']);
  });

  it('the hour of an interview that is a bare day is rejected with its field', async () => {
    const { status, body } = await create('2099-03-10');

    expect([status, body.code, body.issues?.[0].field]).toEqual([400, 'VALIDATION_FAILED', 'liveAt']);
  });
});

it('a day that does not exist is rejected with its field', async () => {
  const body = { title: '满意度调查', unit: 'ZJJ', opensOn: '2099-02-30' };

  const refused = await request('POST', '/surveys', { as: 'info.editor', body });

  expect([refused.status, refused.body.code, refused.body.issues?.[0].field]).toEqual([
    400,
    'VALIDATION_FAILED',
    'opensOn',
  ]);
});

it('the reply date of an order without an offset is read as Shanghai time', async () => {
  const [{ id }] = (await query<{ id: string }>('SELECT id FROM process')) as [{ id: string }];
  const order = { processId: id, kind: 'urge', text: '请抓紧办理。', replyBy: '2099-03-10T09:30:00' };

  const given = await request('POST', '/supervision/orders', { as: 'supervisor', body: order });

  const [row] = await query<{ body: object }>('SELECT body FROM content WHERE command_id = $1', [
    given.body.id,
  ]);
  expect(row!.body).toMatchObject({ replyBy: '2099-03-10T09:30:00+08:00' });
});
