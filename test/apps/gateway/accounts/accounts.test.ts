import { describe, expect, it } from '@jest/globals';
import { newStaff, OWN_PASSWORD } from '../../../support/accounts.js';
import { TEST_PASSWORD } from '../../../support/database.js';
import { startTestGateway } from '../../../support/gateway.js';
import { openTask, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const failure = (code: string, status: number) => ({ status, body: expect.objectContaining({ code }) });
const create = (as: string, fields: object) =>
  request('POST', '/accounts', { as, body: { title: '陆某平', unit: '522631', ...fields } });
const login = (username: string, password = OWN_PASSWORD) =>
  request('POST', '/auth/login', { body: { username, password } });
const reason = '调离';

describe('creating accounts', () => {
  it('a new account is invited, has no role and no password', async () => {
    const { status, body } = await create('admin.system', { username: 'liping.lu', roles: ['agency-clerk'] });

    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'invited', roles: [], passwordSetAt: null, signedInAt: null });
    expect(body.grants).toEqual([
      expect.objectContaining({
        role: { id: 'agency-clerk', title: '承办单位经办' },
        proposedBy: 'admin.system',
      }),
    ]);
    expect(await login('liping.lu')).toMatchObject(failure('LOGIN_FAILED', 401));
  });

  it('a user name is taken once, aliases included', async () => {
    for (const username of ['kaili.clerk', '522601.clerk'])
      expect(await create('admin.system', { username })).toMatchObject(failure('USERNAME_TAKEN', 409));
  });

  it.each([
    ['Upper.Case', 'username', 'accounts.usernameMalformed'],
    ['with space', 'username', 'accounts.usernameMalformed'],
    ['a', 'username', 'accounts.usernameMalformed'],
  ])('the user name %s is refused', async (username, field, code) => {
    const { body } = await create('admin.system', { username });

    expect(body.issues).toEqual([expect.objectContaining({ field, code })]);
  });

  it('an account needs a unit that exists', async () => {
    const { body } = await create('admin.system', { username: 'nowhere.one', unit: 'NOWHERE' });

    expect(body.issues).toEqual([expect.objectContaining({ field: 'unit', code: 'accounts.unitUnknown' })]);
  });

  it.each(['admin.security', 'admin.audit', 'supervisor', 'mailbox.clerk'])(
    '%s creates no account',
    async (as) => {
      expect(await create(as, { username: 'by.another' })).toMatchObject(failure('FORBIDDEN', 403));
    },
  );
});

describe('reading accounts', () => {
  it('accounts are listed page by page, filtered by unit, role and text', async () => {
    const first = await request('GET', '/accounts?unit=522601&limit=2', { as: 'admin.audit' });
    const next = await request('GET', `/accounts?unit=522601&limit=2&cursor=${first.body.nextCursor}`, {
      as: 'admin.audit',
    });
    const signers = await request('GET', '/accounts?unit=522601&role=agency-signer&q=kaili', {
      as: 'admin.security',
    });

    expect(first.body.items).toHaveLength(2);
    expect(next.body.items[0].username > first.body.items[1].username).toBe(true);
    expect(first.body.counts.active).toBeGreaterThan(10);
    expect(signers.body.items.map(({ username }: { username: string }) => username)).toEqual([
      'kaili.signer',
    ]);
  });

  it('the open tasks of an account are counted without secret ones', async () => {
    const { process } = await sendLetter(gateway);
    const id = await openTask(gateway, process, 'register');
    await request('POST', `/tasks/${id}/claim`, { as: 'mailbox.clerk' });
    const openTasks = async (): Promise<number> =>
      (await request('GET', '/accounts/mailbox.clerk', { as: 'admin.system' })).body.openTasks;
    const before = await openTasks();

    await query('UPDATE process SET confidential = true WHERE id = $1', [process]);

    expect(await openTasks()).toBe(before - 1);
  });
});

describe('the administrator of a county', () => {
  it('sees the accounts of its own units only', async () => {
    const { body } = await request('GET', '/accounts?limit=200', { as: 'kaili.admin' });

    expect(body.items.length).toBeGreaterThan(10);
    expect(body.items.every(({ unit }: { unit: string }) => unit.startsWith('522601'))).toBe(true);
    expect(body.items.map(({ username }: { username: string }) => username)).not.toContain('kaili.admin');
  });

  it('creates accounts in its own units only', async () => {
    expect((await create('kaili.admin', { username: 'kaili.new', unit: '522601-ZJJ' })).status).toBe(201);
    const { body } = await create('kaili.admin', { username: 'elsewhere.new', unit: '522631' });
    expect(body.issues).toEqual([expect.objectContaining({ field: 'unit', code: 'accounts.unitUnknown' })]);
  });

  it('finds foreign accounts as little as unknown ones', async () => {
    const answers = await Promise.all(
      ['zjj.clerk', 'admin.security', 'kaili.admin', 'nobody.at.all'].map((username) =>
        request('POST', `/accounts/${username}/disable`, { as: 'kaili.admin', body: { reason } }),
      ),
    );

    const told = answers.map(({ status, body }) => [status, body.code, body.detail]);
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toEqual([404, 'NOT_FOUND', '没有此账号']);
  });

  it('proposes roles that work on cases, and no other', async () => {
    await create('kaili.admin', { username: 'kaili.one', unit: '522601' });
    const propose = (role: string) =>
      request('POST', '/accounts/kaili.one/roles', { as: 'kaili.admin', body: { role, reason: '新到任' } });

    expect((await propose('agency-clerk')).status).toBe(202);
    expect(await propose('supervisor')).toMatchObject(failure('FORBIDDEN', 403));
  });
});

describe('moving and disabling accounts', () => {
  it('a move takes roles and sessions', async () => {
    const token = await newStaff(gateway, { username: 'moves.one', unit: 'ZJJ', roles: ['agency-clerk'] });

    const moved = await request('PATCH', '/accounts/moves.one', {
      as: 'admin.system',
      body: { unit: 'JTJ', reason: '调动' },
    });

    expect(moved.body.account).toMatchObject({ unit: 'JTJ', roles: [], state: 'active' });
    expect(await request('GET', '/auth/me', { token })).toMatchObject(failure('UNAUTHENTICATED', 401));
    expect((await login('moves.one')).status).toBe(200);
  });

  it('the tasks of a leaving account go to its successor, and back to the unit without one', async () => {
    await newStaff(gateway, { username: 'centre.one', unit: 'QGZ', roles: ['mailbox-office'] });
    const claim = async (): Promise<string> => {
      const { process } = await sendLetter(gateway);
      const id = await openTask(gateway, process, 'register');
      const { body } = await login('centre.one');
      await request('POST', `/tasks/${id}/claim`, { token: body.accessToken });
      return process;
    };
    const assigneeOf = async (process: string) => {
      const [row] = await query(
        `SELECT a.username FROM task t LEFT JOIN account a ON a.id = t.assignee
         WHERE t.process_id = $1 AND t.name = 'register'`,
        [process],
      );
      return row!['username'];
    };
    const process = await claim();

    const disabled = await request('POST', '/accounts/centre.one/disable', {
      as: 'admin.system',
      body: { reason, successor: 'mailbox.clerk' },
    });

    expect(disabled.body).toMatchObject({
      account: { state: 'disabled', roles: [], disabled: true },
      handedOver: { toSuccessor: 1, toUnit: 0 },
    });
    expect(await assigneeOf(process)).toBe('mailbox.clerk');
    const timeline = await request('GET', `/processes/${process}/timeline`, { as: 'mailbox.clerk' });
    expect(JSON.stringify(timeline.body)).toContain('task.delegated');
  });

  it.each(['zjj.clerk', 'nobody.at.all', 'supervisor'])(
    '%s takes no tasks of 州群众工作中心',
    async (successor) => {
      const { status, body } = await request('POST', '/accounts/mailbox.reviewer/disable', {
        as: 'admin.system',
        body: { reason, successor },
      });

      expect([status, body.issues[0].field]).toEqual([400, 'successor']);
    },
  );

  it('a disabled account cannot sign in, and returns without roles and without its old session', async () => {
    const token = await newStaff(gateway, { username: 'returns.one', unit: 'ZJJ', roles: ['agency-clerk'] });
    await request('POST', '/accounts/returns.one/disable', { as: 'admin.system', body: { reason } });
    expect(await login('returns.one')).toMatchObject(failure('LOGIN_FAILED', 401));

    const enabled = await request('POST', '/accounts/returns.one/enable', {
      as: 'admin.system',
      body: { reason: '返岗' },
    });

    expect(enabled.body).toMatchObject({ state: 'active', roles: [] });
    expect(await request('GET', '/auth/me', { token })).toMatchObject(failure('UNAUTHENTICATED', 401));
    expect((await login('returns.one')).status).toBe(200);
  });

  it('a locked account cannot sign in until it is unlocked, and keeps its roles', async () => {
    await request('POST', '/accounts/lyj.clerk/lock', { as: 'admin.security', body: { reason: '核查' } });
    expect(await login('lyj.clerk', TEST_PASSWORD)).toMatchObject(failure('LOGIN_FAILED', 401));

    await request('POST', '/accounts/lyj.clerk/unlock', { as: 'admin.security' });

    expect((await login('lyj.clerk', TEST_PASSWORD)).body.account.roles).toEqual(['agency-clerk']);
  });

  it('nobody administers the own account', async () => {
    for (const act of ['disable', 'lock'])
      expect(
        await request('POST', `/accounts/admin.system/${act}`, { as: 'admin.system', body: { reason } }),
      ).toMatchObject(failure('FORBIDDEN', 403));
  });

  it('the last auditor stays', async () => {
    for (const act of ['disable', 'lock'])
      expect(
        await request('POST', `/accounts/admin.audit/${act}`, { as: 'admin.system', body: { reason } }),
      ).toMatchObject(failure('LAST_ADMINISTRATOR', 409));
  });

  it('each act on an account is in the audit log with its reason', async () => {
    await create('admin.system', { username: 'audited.one' });
    await request('POST', '/accounts/audited.one/disable', { as: 'admin.system', body: { reason } });

    const { body } = await request('GET', '/audit?action=account.disable&limit=1', { as: 'admin.audit' });

    expect(body.items).toEqual([expect.objectContaining({ subject: 'audited.one', reason, result: 'done' })]);
  });
});
