import { describe, expect, it } from '@jest/globals';
import { ServiceError, type Client } from '@temporalio/client';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { OWN_PASSWORD } from '../support/accounts.js';
import { TEST_PASSWORD } from '../support/database.js';
import { startTestGateway } from '../support/gateway.js';
import { complete, letterInProgress, openTask, sendLetter } from '../support/letters.js';

const { TEMPORAL } = await import('../../apps/gateway/platform/tokens.js');
const gateway = await startTestGateway();
const { request, query } = gateway;

/** What happens while the engine cannot be reached; afterwards what was accepted is sent again. */
async function whileTheEngineIsAway<T>(work: () => Promise<T>): Promise<T> {
  const { workflow } = gateway.app.get<Client>(TEMPORAL, { strict: false });
  const { getHandle } = workflow;
  workflow.getHandle = () => {
    throw new ServiceError('away');
  };
  try {
    return await work();
  } finally {
    workflow.getHandle = getHandle;
    await gateway.query(`UPDATE command SET sent_at = now() - interval '1 hour' WHERE state = 'accepted'`);
  }
}
const resend = (): Promise<unknown> =>
  gateway.app.get(ProcessCommands, { strict: false }).resumeAccepted({ olderThanMs: 0 });
const entriesOf = (process: string): Promise<Record<string, unknown>[]> =>
  query(
    `SELECT action, result, reason, command_id IS NOT NULL AS command FROM audit_entry
     WHERE $1 = ANY (processes) ORDER BY id`,
    [process],
  );
const ofCommand = (action: string, result: string, reason: string | null) => ({
  action,
  result,
  reason,
  command: true,
});

describe('an operator’s act while the engine is unavailable', () => {
  it('a deferred cancellation is audited as accepted and as done', async () => {
    const { process } = await letterInProgress(gateway);
    const body = { reason: '重复来信' };

    const answer = await whileTheEngineIsAway(() =>
      request('POST', `/processes/${process}/cancel`, { as: 'supervisor', body }),
    );

    expect(answer).toMatchObject({ status: 503, body: { code: 'ENGINE_UNAVAILABLE' } });
    const accepted = ofCommand('process.cancel', 'accepted', '重复来信');
    expect(await entriesOf(process)).toEqual([accepted]);
    await resend();
    expect(await entriesOf(process)).toEqual([accepted, ofCommand('process.cancel', 'done', null)]);
    const [row] = await query('SELECT state FROM process WHERE id = $1', [process]);
    expect(row).toEqual({ state: 'cancelled' });
  });

  it('a deferred reassignment is audited as accepted and as done', async () => {
    const { process } = await letterInProgress(gateway);
    const decision = { units: ['FGW'] };
    await complete(gateway, process, { name: 'draft', as: 'zjj.clerk', outcome: 'askCoUnits', decision });
    const task = await openTask(gateway, process, 'coReply');
    const body = { unit: 'JTJ', reason: '职责调整' };

    await whileTheEngineIsAway(() => request('POST', `/tasks/${task}/reassign`, { as: 'supervisor', body }));

    const accepted = ofCommand('task.reassign', 'accepted', '职责调整');
    expect(await entriesOf(process)).toEqual([accepted]);
    await resend();
    expect(await entriesOf(process)).toEqual([accepted, ofCommand('task.reassign', 'done', null)]);
  });

  it('a deferred order is audited as accepted and as done', async () => {
    const { process } = await letterInProgress(gateway);
    const body = { processId: process, kind: 'order', text: '请于三日内报告。' };

    await whileTheEngineIsAway(() => request('POST', '/supervision/orders', { as: 'supervisor', body }));

    const accepted = ofCommand('supervision.order', 'accepted', null);
    expect(await entriesOf(process)).toEqual([accepted]);
    await resend();
    expect(await entriesOf(process)).toEqual([accepted, ofCommand('supervision.order', 'done', null)]);
  });

  it('a deferred suspension of a cancelled process is audited as accepted and as refused', async () => {
    const { process } = await letterInProgress(gateway);
    const suspend = (reason: string) =>
      request('POST', `/processes/${process}/suspend`, { as: 'supervisor', body: { reason } });

    await whileTheEngineIsAway(() => suspend('等待司法程序'));
    await request('POST', `/processes/${process}/cancel`, { as: 'supervisor', body: { reason: '重复来信' } });
    await resend();

    // Which of the two is settled first is for the commands to say.
    const entries = (await entriesOf(process)).map(
      ({ action, result, reason }) => `${action} ${result} ${reason}`,
    );
    expect(entries.sort()).toEqual([
      'process.cancel accepted 重复来信',
      'process.cancel done null',
      'process.suspend accepted 等待司法程序',
      'process.suspend refused PROCESS_ENDED',
    ]);
  });
});

describe('an act whose audit entry cannot be written', () => {
  const withoutAudit = async <T>(work: () => Promise<T>): Promise<T> => {
    await query(`ALTER TABLE audit_entry ADD CONSTRAINT refuse CHECK (false) NOT VALID`);
    try {
      return await work();
    } finally {
      await query('ALTER TABLE audit_entry DROP CONSTRAINT refuse');
    }
  };

  it('a password stays when its audit entry cannot be written', async () => {
    const [before] = await query(`SELECT password_hash FROM account WHERE username = 'jtj.clerk'`);
    await gateway.signIn('jtj.clerk');

    const answer = await withoutAudit(() =>
      request('POST', '/auth/password', {
        as: 'jtj.clerk',
        body: { current: TEST_PASSWORD, password: OWN_PASSWORD },
      }),
    );

    expect(answer.status).toBe(500);
    expect(await query(`SELECT password_hash FROM account WHERE username = 'jtj.clerk'`)).toEqual([before]);
  });

  it('a process is not suspended when the audit entry cannot be written', async () => {
    const { process } = await letterInProgress(gateway);
    await gateway.signIn('supervisor');

    const answer = await withoutAudit(() =>
      request('POST', `/processes/${process}/cancel`, { as: 'supervisor', body: { reason: '重复来信' } }),
    );

    expect(answer.status).toBe(500);
    expect(await query(`SELECT 1 FROM command WHERE process_id = $1 AND kind = 'cancel'`, [process])).toEqual(
      [],
    );
  });

  it('a letter is not erased when the audit entry cannot be written', async () => {
    const letter = await sendLetter(gateway);
    const body = { letterNo: letter.letterNo, reason: '依申请' };
    const proposed = await request('POST', '/erasures', { as: 'admin.security', body });
    const accusation = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });
    await gateway.signIn('mailbox.clerk');
    await gateway.signIn('supervisor');

    const [erased, read] = await withoutAudit(async () => [
      await request('POST', `/erasures/${proposed.body.id}/confirm`, { as: 'supervisor' }),
      await request('GET', `/letters/${accusation.process}`, { as: 'mailbox.clerk' }),
    ]);

    expect([erased.status, read.status]).toEqual([500, 500]);
    expect(JSON.stringify(read.body)).not.toContain('张三丰');
    const [row] = await query('SELECT writer_name FROM letter WHERE process_id = $1', [letter.process]);
    expect(row).toEqual({ writer_name: '张三丰' });
  });
});

it('an act that is rolled back after its entry is audited as failed', async () => {
  const { process } = await letterInProgress(gateway);
  await query(`
    CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'late'; END $$;
    CREATE CONSTRAINT TRIGGER late AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION late()`);
  const body = { processId: process, unit: 'ZJJ', level: 'yellow', reason: '超期' };

  const answer = await request('POST', '/supervision/cards', { as: 'supervisor', body });

  await query('DROP FUNCTION late CASCADE');
  expect(answer.status).toBe(500);
  const entries = await query(`SELECT result FROM audit_entry WHERE action = 'supervision.card'`);
  expect(entries).toEqual([{ result: 'failed' }]);
});

describe('the audit log', () => {
  it('the audit log does not store names of unknown accounts', async () => {
    const secret = 'MyS3cret.Passw0rd';
    await request('POST', '/auth/login', { body: { username: secret, password: 'x' }, from: '203.0.113.4' });
    await request('POST', '/auth/token', {
      body: { grant_type: 'client_credentials', client_id: secret, client_secret: 'x' },
      from: '203.0.113.4',
    });

    const entries = await query(
      `SELECT account, action, subject, result, host(ip) AS ip FROM audit_entry WHERE action IN ('token', 'login')
       ORDER BY id DESC LIMIT 2`,
    );
    expect(entries).toEqual(
      ['token', 'login'].map((action) => ({
        account: 'unknown',
        action,
        subject: 'unknown',
        result: 'failed',
        ip: '203.0.113.4',
      })),
    );
    expect(await query('SELECT 1 FROM audit_entry e WHERE e::text LIKE $1', [`%${secret}%`])).toEqual([]);
  });

  it.each([
    ['logout', 'jyj.clerk', 'POST', '/auth/logout'],
    ['account.list', 'admin.security', 'GET', '/accounts'],
    ['audit.read', 'admin.audit', 'GET', '/audit'],
  ])('the audit log has %s', async (action, as, method, path) => {
    await gateway.signIn(as);

    await request(method, path, { as });

    const [entry] = await query(
      `SELECT a.username, e.action, e.result, host(e.ip) AS ip FROM audit_entry e JOIN account a ON a.id::text = e.account
       ORDER BY e.id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ username: as, action, result: 'done', ip: '127.0.0.1' });
  });

  it('the audit entry of a manual card has unit, level and process', async () => {
    const { process } = await letterInProgress(gateway);
    const body = { processId: process, unit: 'ZJJ', level: 'yellow', reason: '超期' };

    const answer = await request('POST', '/supervision/cards', { as: 'supervisor', body });

    expect(answer.status).toBe(201);
    expect(
      await query(
        `SELECT subject, result, processes FROM audit_entry WHERE action = 'supervision.card' AND result = 'done'`,
      ),
    ).toEqual([
      {
        subject: `card ${answer.body.id} yellow unit ZJJ process ${process}`,
        result: 'done',
        processes: [process],
      },
    ]);
  });
});
