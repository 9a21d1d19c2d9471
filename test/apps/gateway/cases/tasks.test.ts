import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../../../support/gateway.js';
import {
  complete,
  letterInProgress,
  openTask,
  sendLetter,
  type SentLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const clerk = 'mailbox.clerk';
const names = (body: { items: { name: string }[] }): string[] => body.items.map(({ name }) => name);

describe('lists of tasks', () => {
  const sent: SentLetter[] = [];
  const ids = (body: { items: { processId: string }[] }): string[] =>
    body.items.map(({ processId }) => processId);

  beforeAll(async () => {
    for (let n = 0; n < 7; n += 1) sent.push(await sendLetter(gateway, { title: `第${n}封信` }));
    // The last two have no due instant, the first is late, the second nearly.
    for (const [n, due, warn] of [
      [0, '-1 hour', '-2 hours'],
      [1, '1 hour', '-1 hour'],
      [2, '5 hours', '4 hours'],
      [3, '5 hours', '4 hours'],
      [4, '9 hours', '8 hours'],
    ] as const) {
      await query(
        `UPDATE task SET due_at = date_trunc('hour', now()) + $2::interval, warn_at = now() + $3::interval WHERE process_id = $1`,
        [sent[n]!.process, due, warn],
      );
    }
    await query('UPDATE task SET due_at = NULL, warn_at = NULL WHERE process_id = ANY ($1)', [
      sent.slice(5).map(({ process }) => process),
    ]);
  });

  it('a list is counted when the request asks for it', async () => {
    const counted = await request('GET', '/tasks?limit=2&count=true', { as: clerk });
    const plain = await request('GET', '/tasks?limit=2', { as: clerk });

    const [{ n }] = (await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM task WHERE state = 'open'`,
    )) as [{ n: number }];
    expect(counted.body.count).toEqual({ value: n, more: false });
    expect(plain.body).not.toHaveProperty('count');
  });

  it('a task names its unit, its clock and when it turns amber', async () => {
    const { body } = await request('GET', `/tasks?processId=${sent[0]!.process}`, { as: clerk });

    expect(body.items).toMatchObject([
      {
        unit: 'QGZ',
        unitName: '州群众工作中心',
        assigneeTitle: null,
        card: null,
        warnAt: expect.any(String),
      },
    ]);
    expect(body.items[0].clock).toMatchObject({ number: expect.any(Number), state: 'running' });
  });

  it('tasks are found by the begin of a number and by a part of the title', async () => {
    const find = async (q: string, as = clerk) =>
      ids((await request('GET', `/tasks?q=${encodeURIComponent(q)}`, { as })).body);

    expect(await find('第3封')).toEqual([sent[3]!.process]);
    expect(await find(sent[3]!.letterNo.toLowerCase())).toEqual([sent[3]!.process]);
    expect(await find('没有的词')).toEqual([]);
  });

  it('an account that reads no titles finds no task by its title', async () => {
    const [task] = await query<{ process_id: string }>('SELECT process_id FROM task WHERE process_id = $1', [
      sent[2]!.process,
    ]);
    await query(
      `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
         policy_id, policy_version, calendar_version)
       VALUES (gen_random_uuid(), $1, 1, 'yellow', 'yellow', 'QGZ', 'auto', 'issued', now(), now(), now(), 'QDN-2015', 1, 1)`,
      [task!.process_id],
    );
    const find = async (filter: string) =>
      ids((await request('GET', `/tasks?${filter}`, { as: 'efficiency' })).body);

    expect(await find('card=yellow')).toEqual([sent[2]!.process]);
    expect(await find(`q=${encodeURIComponent('第2封')}`)).toEqual([]);
    expect(await find(`q=${sent[2]!.letterNo}`)).toEqual([sent[2]!.process]);
  });

  it('dueAfter and dueBefore bound the due time', async () => {
    const whole = await query<{ due_at: Date }>(
      `SELECT due_at FROM task WHERE state = 'open' AND due_at IS NOT NULL ORDER BY due_at`,
    );
    const [from, to] = [whole[1]!.due_at.toISOString(), whole[4]!.due_at.toISOString()];

    const { body } = await request('GET', `/tasks?dueAfter=${from}&dueBefore=${to}`, { as: clerk });

    const within = whole.filter(({ due_at: due }) => due >= whole[1]!.due_at && due < whole[4]!.due_at);
    expect(body.items).toHaveLength(within.length);
  });

  it.each([1, 2, 3, 7, 50])('pages of %i list every task once, most urgent first', async (limit) => {
    const whole = await query<{ process_id: string }>(
      `SELECT process_id FROM task WHERE state = 'open' ORDER BY due_at NULLS LAST, process_id, number`,
    );
    for (const filter of ['', 'mine=true&', 'claimable=true&']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await request('GET', `/tasks?${filter}limit=${limit}${cursor}`, { as: clerk });
        expect(body.items.length).toBeLessThanOrEqual(limit);
        seen.push(...ids(body));
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
      } while (cursor !== '');
      expect(seen).toEqual(whole.map(({ process_id }) => process_id));
    }
  });

  it.each([
    ['red', [0]],
    ['amber', [1]],
    ['green', [2, 3, 4]],
    ['none', [5, 6]],
  ])('tasks are filtered by status colour %s', async (light, expected) => {
    const { body } = await request('GET', `/tasks?light=${light}`, { as: clerk });

    expect(ids(body).sort()).toEqual(expected.map((n) => sent[n]!.process).sort());
    expect(new Set(body.items.map((item: { light: string }) => item.light))).toEqual(new Set([light]));
  });

  it('tasks are filtered by process, stage, unit and due time', async () => {
    const soon = new Date(Date.now() + 2 * 3_600_000).toISOString();
    const count = async (filter: string) =>
      (await request('GET', `/tasks?${filter}`, { as: clerk })).body.items.length;

    expect(await count(`processId=${sent[0]!.process}`)).toBe(1);
    expect(await count('processKey=mailbox-letter&stage=submitted&unit=QGZ')).toBe(7);
    expect(await count('processKey=card-appeal')).toBe(0);
    expect(await count('unit=ZJJ')).toBe(0);
    expect(await count(`dueBefore=${soon}`)).toBe(2);
  });

  it('a list of tasks covers the account’s units, and all units within one process', async () => {
    const letter = await letterInProgress(gateway, '522601');
    const list = (filter: string, as: string) =>
      request('GET', `/tasks?${filter}`, { as }).then(({ body }) => names(body));

    expect(await list('', 'kaili.clerk')).toEqual(['draft']);
    expect(await list('mine=true', 'kaili.signer')).toEqual([]);
    expect(await list('', 'kaili.signer')).toEqual(['draft']);
    expect(await list('', 'huangping.clerk')).toEqual([]);
    expect(await list('mine=true', 'supervisor')).toEqual([]);
    expect(await list(`processId=${letter.process}&state=all`, 'kaili.clerk')).toHaveLength(3);
    expect(await list('state=closed&mine=true', 'kaili.clerk')).toEqual(['sign']);
    expect(await list('', 'admin.system')).toEqual([]);
  });

  it.each(['mailbox.clerk', 'supervisor', 'kaili.clerk'])(
    'a list of all tasks has open ones first, then closed ones, latest first: %s',
    async (as) => {
      const expected = await query<{ process_id: string }>(
        `SELECT process_id FROM task WHERE role <> 'citizen' AND ($1 <> 'kaili.clerk' OR unit = '522601')
         ORDER BY state <> 'open', CASE state WHEN 'open' THEN due_at END, closed_at DESC,
           CASE state WHEN 'open' THEN process_id END, process_id DESC, number DESC`,
        [as],
      );
      expect(expected.length).toBeGreaterThan(1);

      for (const limit of [1, 4, 200]) {
        const seen: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const { body } = await request(
            'GET',
            `/tasks?state=all&limit=${limit}${cursor && `&cursor=${cursor}`}`,
            {
              as,
            },
          );
          seen.push(...ids(body));
          cursor = body.nextCursor;
        }
        expect(seen).toEqual(expected.map(({ process_id }) => process_id));
      }
    },
  );

  it('a list of tasks rejects the cursor of another list', async () => {
    const { body } = await request('GET', '/tasks?state=closed&limit=1', { as: clerk });
    const other = `/tasks?state=open&limit=1&cursor=${body.nextCursor}`;

    expect(await request('GET', other, { as: clerk })).toMatchObject({ body: { code: 'CURSOR_INVALID' } });
  });

  it('a closed task has no status colour', async () => {
    expect((await request('GET', '/tasks?state=closed&light=red', { as: 'supervisor' })).body.items).toEqual(
      [],
    );
    const dark = await request('GET', '/tasks?state=closed&light=none', { as: 'supervisor' });
    expect(dark.body.items.length).toBeGreaterThan(0);
  });

  it('the examples of outcomes lead a letter to its end', async () => {
    const letter = await sendLetter(gateway);
    const performer = ({ role, unit }: { role: string; unit: string }): string =>
      ({ 'mailbox-office': clerk, 'mailbox-reviewer': 'mailbox.reviewer' })[role] ??
      `${unit.toLowerCase()}.${role === 'agency-signer' ? 'signer' : 'clerk'}`;
    const walked: string[] = [];
    for (;;) {
      const { body } = await request('GET', `/tasks?processId=${letter.process}`, { as: clerk });
      const [task] = body.items;
      if (!task) break;
      const [first] = task.outcomes;
      const as = performer(task);
      const done = await request('POST', `/tasks/${task.id}/complete`, {
        as,
        body: { outcome: first.name, ...first.example },
      });
      expect(done).toMatchObject({
        status: 200,
        body: { state: 'completed', process: { id: letter.process } },
      });
      walked.push(task.name);
    }
    expect(walked).toEqual(['register', 'sign', 'draft', 'signOff', 'review']);
  });
});

describe('the performer of a task', () => {
  it('a claimed task is closed to others until it is released', async () => {
    const { process } = await sendLetter(gateway);
    const task = await openTask(gateway, process, 'register');
    const accept = { outcome: 'accept', decision: { class: 'CONSULT' }, content: {} };

    expect(await request('POST', `/tasks/${task}/claim`, { as: clerk })).toMatchObject({
      status: 200,
      body: { assignee: clerk },
    });
    expect((await request('POST', `/tasks/${task}/claim`, { as: clerk })).status).toBe(200);
    for (const [action, body] of [
      ['claim'],
      ['release'],
      ['complete', accept],
      ['delegate', { to: clerk }],
    ] as const) {
      const answer = await request('POST', `/tasks/${task}/${action}`, { as: 'mailbox.reviewer', body });
      expect([action, answer.body.code]).toEqual([action, 'TASK_CLAIMED']);
    }
    const mine = async (as: string) =>
      (await request('GET', `/tasks?mine=true&processId=${process}`, { as })).body.items.length;
    expect([await mine(clerk), await mine('mailbox.reviewer')]).toEqual([1, 0]);
    expect((await request('POST', `/tasks/${task}/release`, { as: clerk })).body.assignee).toBeNull();
    expect(
      (await request('POST', `/tasks/${task}/complete`, { as: 'mailbox.reviewer', body: accept })).status,
    ).toBe(200);
  });

  it('a task can be delegated to a colleague with its role', async () => {
    const { process } = await sendLetter(gateway);
    const task = await openTask(gateway, process, 'register');

    const given = await request('POST', `/tasks/${task}/delegate`, {
      as: clerk,
      body: { to: 'mailbox.reviewer' },
    });
    expect(given).toMatchObject({ status: 200, body: { assignee: 'mailbox.reviewer' } });
    expect((await request('POST', `/tasks/${task}/claim`, { as: clerk })).body.code).toBe('TASK_CLAIMED');
    expect((await request('POST', `/tasks/${task}/release`, { as: 'supervisor' })).body.assignee).toBeNull();
  });

  it('a supervisor moves a task to another unit, except one that the letter accuses', async () => {
    const letter = await letterInProgress(gateway, 'ZJJ', { kind: 'COMPLAINT', namedUnits: ['JTJ'] });
    const decision = { units: ['FGW'] };
    await complete(gateway, letter.process, {
      name: 'draft',
      as: 'zjj.clerk',
      outcome: 'askCoUnits',
      decision,
    });
    const coReply = await openTask(gateway, letter.process, 'coReply');
    const reassign = (body: object, as = 'supervisor') =>
      request('POST', `/tasks/${coReply}/reassign`, { as, body });

    expect((await reassign({ unit: 'JYJ', reason: '职责调整' }, clerk)).body.code).toBe('FORBIDDEN');
    expect((await reassign({ unit: 'JTJ', reason: '职责调整' })).body).toMatchObject({
      code: 'CONFLICT_OF_INTEREST',
      issues: [{ field: 'unit' }],
    });
    expect((await reassign({ reason: '职责调整' })).body.code).toBe('VALIDATION_FAILED');
    expect((await reassign({ unit: 'JYJ', assignee: 'jyj.clerk', reason: '职责调整' })).body.code).toBe(
      'VALIDATION_FAILED',
    );
    expect(await reassign({ unit: 'JYJ', reason: '职责调整' })).toMatchObject({
      status: 200,
      body: { unit: 'JYJ' },
    });
    expect(await reassign({ assignee: 'jyj.clerk', reason: '指定专人' })).toMatchObject({
      body: { assignee: 'jyj.clerk' },
    });
    const [audit] = await query(
      `SELECT reason FROM audit_entry WHERE action = 'task.reassign' ORDER BY id LIMIT 1`,
    );
    expect(audit).toEqual({ reason: '职责调整' });
  });
});

describe('a decision', () => {
  const extension = (workingDays: number) => ({
    outcome: 'extension',
    decision: { workingDays, reason: 'COMPLEX' },
  });

  it('an extension keeps to the length, the deadline and the number of the policy', async () => {
    const { process } = await letterInProgress(gateway); // CONSULT: 5 of 15 working days
    const ask15 = await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', ...extension(11) });
    expect(ask15).toMatchObject({
      status: 409,
      body: { code: 'EXTENSION_NOT_ALLOWED', issues: [{ field: 'decision.workingDays' }] },
    });

    await query(
      `UPDATE clock SET due_at = now() + interval '1 minute' WHERE process_id = $1 AND name = 'handling'`,
      [process],
    );
    const late = await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', ...extension(3) });
    expect(late.body.code).toBe('EXTENSION_NOT_ALLOWED');
    await query(
      `UPDATE clock SET due_at = now() + interval '9 days' WHERE process_id = $1 AND name = 'handling'`,
      [process],
    );
    expect(
      (await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', ...extension(3) })).status,
    ).toBe(200);

    const decide = { name: 'decideExtension', as: clerk, outcome: 'approve' };
    expect((await complete(gateway, process, { ...decide, decision: { workingDays: 12 } })).body.code).toBe(
      'EXTENSION_NOT_ALLOWED',
    );
    expect((await complete(gateway, process, { ...decide, decision: { workingDays: 3 } })).status).toBe(200);
    const again = await complete(gateway, process, {
      name: 'draft',
      as: 'zjj.clerk',
      ...extension(1),
      content: { explanation: '再延' },
    });
    expect(again.body.code).toBe('OUTCOME_NOT_ALLOWED');
  });

  it('a letter is returned within its limit only', async () => {
    const { process } = await sendLetter(gateway);
    const decision = { class: 'CONSULT', lead: 'ZJJ', coUnits: [] };
    await complete(gateway, process, { name: 'register', as: clerk, outcome: 'dispatch', decision });
    await query(
      `UPDATE task SET opened_at = now() - interval '20 days' WHERE process_id = $1 AND name = 'sign'`,
      [process],
    );

    const late = await complete(gateway, process, { name: 'sign', as: 'zjj.clerk', outcome: 'dispute' });
    expect(late.body.code).toBe('DISPUTE_TOO_LATE');
  });

  it('a repeated completion with the same key is not checked again', async () => {
    const { process } = await letterInProgress(gateway);
    const draft = await openTask(gateway, process, 'draft');
    const sent = {
      as: 'zjj.clerk',
      body: { ...extension(3), content: { explanation: '需现场核实。' } },
      headers: { 'idempotency-key': randomUUID() },
    };
    expect((await request('POST', `/tasks/${draft}/complete`, sent)).status).toBe(200);
    await query(`UPDATE clock SET due_at = now() WHERE process_id = $1`, [process]); // too late by now

    expect(await request('POST', `/tasks/${draft}/complete`, sent)).toMatchObject({
      status: 200,
      body: { state: 'completed' },
    });
  });

  it('a letter goes to a co-unit that it is about only with a reason', async () => {
    const { process } = await letterInProgress(gateway, 'ZJJ', { kind: 'COMPLAINT', namedUnits: ['522601'] });
    const askCoUnits = (units: string[]) =>
      complete(gateway, process, {
        name: 'draft',
        as: 'zjj.clerk',
        outcome: 'askCoUnits',
        decision: { units },
      });

    expect((await askCoUnits(['JTJ', '522601-ZJJ'])).body).toMatchObject({
      code: 'CONFLICT_UNACKNOWLEDGED',
      issues: [{ field: 'decision.units' }, { field: 'content.conflictReason' }],
    });
    expect((await askCoUnits(['JTJ'])).status).toBe(200);
  });
});

describe('comments', () => {
  it('comments are visible to readers of the case and its contents', async () => {
    const { process } = await letterInProgress(gateway);
    const draft = await openTask(gateway, process, 'draft');
    const comment = (as: string, body: string) =>
      request('POST', `/tasks/${draft}/comments`, { as, body: { body } });

    expect(await comment('zjj.clerk', '已联系来信人。')).toMatchObject({
      status: 201,
      body: { task: draft, unit: 'ZJJ' },
    });
    expect((await comment('supervisor', '请抓紧。')).status).toBe(201);
    expect((await comment('jtj.clerk', '？')).status).toBe(404);
    const first = await request('GET', `/tasks/${draft}/comments?limit=1`, { as: 'zjj.signer' });
    expect(first.body.items).toMatchObject([{ body: '已联系来信人。', actor: expect.any(String) }]);
    const rest = await request('GET', `/processes/${process}/comments?cursor=${first.body.nextCursor}`, {
      as: clerk,
    });
    expect(rest.body).toMatchObject({ items: [{ body: '请抓紧。' }], nextCursor: null });
  });
});
