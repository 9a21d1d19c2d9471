import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { POOL } from '../../apps/gateway/platform/tokens.js';
import { startTestGateway } from '../support/gateway.js';
import { sendLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { readMetrics } = await import('../../apps/gateway/cases/health/case-metrics.js');
const { request, query } = gateway;

const SUPERVISOR = 'supervisor';
const ADMIN = 'admin.system';
const REASON = { reason: '登记有误' };

interface Stuck {
  readonly process: string;
  readonly letterNo: string;
  readonly command: string;
}
/** A letter with a command that has failed five times. */
async function stuckLetter(): Promise<Stuck> {
  const { process } = await sendLetter(gateway);
  const command = randomUUID();
  const envelope = {
    kind: 'message',
    name: 'order',
    decision: {},
    by: { account: 'x', unit: '', roles: [] },
  };
  await query(
    `INSERT INTO command (id, process_id, kind, envelope, account, state, accepted_at, sent_at, attempts, last_error, stuck)
     VALUES ($1, $2, 'message', $3, 'x', 'accepted', now(), now(), 5, 'TypeError: the behaviour throws', true)`,
    [command, process, JSON.stringify(envelope)],
  );
  await query(
    `INSERT INTO incident (process_id, kind, detail, first_seen_at, last_seen_at)
     VALUES ($1, 'command', 'TypeError: the behaviour throws', now(), now())`,
    [process],
  );
  const [row] = await query<{ subject: string }>('SELECT subject FROM process WHERE id = $1', [process]);
  return { process, letterNo: row!.subject, command };
}
const stuckAs = async (as: string) =>
  (await request('GET', '/processes?stuck=true&limit=200', { as })).body.items;
const find = (items: { id: string }[], { process }: Stuck) => items.find(({ id }) => id === process);

describe('a process that does not go on', () => {
  it('a supervisor lists stuck processes with their incidents', async () => {
    const stuck = await stuckLetter();
    const healthy = await sendLetter(gateway);

    const items = await stuckAs(SUPERVISOR);

    expect(find(items, stuck)).toMatchObject({
      subject: stuck.letterNo,
      incidents: [{ kind: 'command', detail: 'TypeError: the behaviour throws', times: 1 }],
    });
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(healthy.process);
  });

  it('a system administrator lists stuck processes without facts and secret numbers', async () => {
    const stuck = await stuckLetter();
    const secret = await stuckLetter();
    await query('UPDATE process SET confidential = true WHERE id = $1', [secret.process]);

    const items = await stuckAs(ADMIN);

    expect(find(items, stuck)).toMatchObject({ subject: stuck.letterNo, facts: {} });
    expect(find(items, secret)).toMatchObject({ subject: '', facts: {} });
    expect(find(await stuckAs(SUPERVISOR), secret)).toBeUndefined();
  });

  it('a masked number or unit finds no stuck process', async () => {
    const secret = await stuckLetter();
    const hidden = await stuckLetter();
    await query(`UPDATE process SET confidential = true, units = '{ZJJ}' WHERE id = $1`, [secret.process]);
    await query(`UPDATE process SET hidden_from = '{XXB}' WHERE id = $1`, [hidden.process]);
    const asked = async (filter: string) =>
      (await request('GET', `/processes?stuck=true&${filter}`, { as: ADMIN })).body.items;

    expect(await asked(`subject=${secret.letterNo}`)).toEqual([]);
    expect(await asked(`subject=${hidden.letterNo}`)).toEqual([]);
    expect(find(await asked('unit=ZJJ'), secret)).toBeUndefined();
    expect(find(await stuckAs(ADMIN), hidden)).toMatchObject({ subject: '' });
  });

  it('only operators list stuck processes', async () => {
    for (const as of ['mailbox.clerk', 'admin.audit']) {
      expect((await request('GET', '/processes?stuck=true', { as })).body.code).toBe('FORBIDDEN');
    }
    expect((await request('GET', '/processes?limit=1', { as: ADMIN })).body.items).toEqual([]);
  });
});

describe('the commands of a process', () => {
  it('waiting commands show failures and the next retry, without content', async () => {
    const { process, command } = await stuckLetter();

    for (const as of [SUPERVISOR, ADMIN]) {
      const { status, body } = await request('GET', `/processes/${process}/commands`, { as });
      expect(status).toBe(200);
      expect(body.items).toEqual([
        {
          id: command,
          kind: 'message',
          state: 'stuck',
          acceptedAt: expect.any(String),
          attempts: 5,
          lastError: 'TypeError: the behaviour throws',
          nextTryAt: expect.any(String),
          code: null,
        },
      ]);
    }
    expect((await request('GET', `/processes/${process}/commands`, { as: 'mailbox.clerk' })).status).toBe(
      403,
    );
  });

  it('a withdrawn command is audited and never reaches the process', async () => {
    const { process, command } = await stuckLetter();

    const answer = await request('POST', `/processes/${process}/commands/${command}/withdraw`, {
      as: ADMIN,
      body: REASON,
    });

    expect(answer).toMatchObject({ status: 200, body: { state: 'withdrawn', code: 'COMMAND_WITHDRAWN' } });
    expect(await query('SELECT 1 FROM incident WHERE process_id = $1', [process])).toEqual([]);
    const entries = await query(
      `SELECT 1 FROM timeline_entry WHERE process_id = $1 AND type = 'message.received'`,
      [process],
    );
    expect(entries).toEqual([]);
    const [audited] = await query('SELECT action, result, reason FROM audit_entry WHERE subject = $1', [
      `${process}.${command}`,
    ]);
    expect(audited).toEqual({ action: 'command.withdraw', result: 'done', reason: REASON.reason });
  });

  it('a command is withdrawn once, and not after it took effect', async () => {
    const { process, command } = await stuckLetter();
    const withdraw = (id: string) =>
      request('POST', `/processes/${process}/commands/${id}/withdraw`, { as: SUPERVISOR, body: REASON });
    const [begin] = await query<{ id: string }>(
      `SELECT id FROM command WHERE process_id = $1 AND kind = 'begin'`,
      [process],
    );

    await withdraw(command);

    expect((await withdraw(command)).body.code).toBe('COMMAND_NOT_PENDING');
    expect((await withdraw(begin!.id)).body.code).toBe('COMMAND_NOT_PENDING');
  });
});

describe('ending a stuck process', () => {
  const cancel = (process: string, as: string) =>
    request('POST', `/processes/${process}/cancel`, { as, body: REASON });

  it('a system administrator cancels a stuck secret process without seeing its matter', async () => {
    const secret = await stuckLetter();
    await query('UPDATE process SET confidential = true WHERE id = $1', [secret.process]);

    const bySupervisor = await cancel(secret.process, SUPERVISOR);
    const byAdmin = await cancel(secret.process, ADMIN);

    expect(bySupervisor).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(byAdmin).toMatchObject({ status: 200, body: { state: 'cancelled', subject: '', facts: {} } });
    expect(JSON.stringify(byAdmin.body)).not.toContain(secret.letterNo);
    expect(await query('SELECT 1 FROM incident WHERE process_id = $1', [secret.process])).toEqual([]);
  });

  it('the cancellation of a stuck process is audited with its reason', async () => {
    const { process } = await stuckLetter();

    await cancel(process, ADMIN);

    const entries = await query(
      `SELECT result, reason FROM audit_entry WHERE subject = $1 AND action = 'process.cancel' ORDER BY id`,
      [process],
    );
    expect(entries).toEqual([
      { result: 'accepted', reason: REASON.reason },
      { result: 'done', reason: null },
    ]);
  });

  it('a system administrator gets 404 for a process that is not stuck', async () => {
    const { process } = await sendLetter(gateway);
    const ended = await stuckLetter();
    await cancel(ended.process, ADMIN);
    const problemOf = async (id: string) => {
      const { status, body } = await cancel(id, ADMIN);
      const { instance: _instance, requestId: _requestId, ...problem } = body;
      return { status, problem };
    };

    const missing = await problemOf(randomUUID());

    expect(missing).toMatchObject({ status: 404, problem: { code: 'NOT_FOUND' } });
    expect(await problemOf(process)).toEqual(missing);
    expect(await problemOf(ended.process)).toEqual(missing);
    expect((await request('GET', `/processes/${process}`, { as: SUPERVISOR })).body.state).toBe('running');
  });

  it('only operators cancel, and a supervisor still sees the cancelled process', async () => {
    const { process, letterNo } = await stuckLetter();

    for (const as of ['mailbox.clerk', 'admin.audit']) expect((await cancel(process, as)).status).toBe(403);
    expect((await request('POST', `/processes/${process}/suspend`, { as: ADMIN, body: REASON })).status).toBe(
      403,
    );
    expect((await cancel(process, SUPERVISOR)).body).toMatchObject({ state: 'cancelled', subject: letterNo });
  });
});

describe('the figures', () => {
  it('metrics count waiting and stuck commands and incidents, without ids', async () => {
    const { process } = await stuckLetter();

    const pool = gateway.app.get<Pool>(POOL);
    const body = await readMetrics(pool);

    expect(body).toMatch(/^duban_commands_waiting [1-9]/m);
    expect(body).toMatch(/^duban_commands_stuck [1-9]/m);
    expect(body).toMatch(/^duban_commands_oldest_seconds [0-9.]+/m);
    expect(body).toMatch(/^duban_incidents\{kind="command"\} [1-9]/m);
    expect(body).not.toContain(process);
  });
});

describe('a process of a version that this program does not know', () => {
  it('a process of a newer version is readable and accepts no command', async () => {
    const { process } = await sendLetter(gateway);
    await query('UPDATE process SET version = 9 WHERE id = $1', [process]);
    const count = async () => (await query('SELECT 1 FROM command WHERE process_id = $1', [process])).length;
    const before = await count();

    const read = await request('GET', `/processes/${process}`, { as: SUPERVISOR });
    const cancel = await request('POST', `/processes/${process}/cancel`, { as: SUPERVISOR, body: REASON });
    const complete = await request('POST', `/tasks/${process}.1/complete`, {
      as: 'mailbox.clerk',
      body: { outcome: 'dispatch' },
    });

    expect(read).toMatchObject({ status: 200, body: { version: 9 } });
    expect(cancel).toMatchObject({ status: 503, body: { code: 'VERSION_NOT_SERVED' } });
    expect(complete).toMatchObject({ status: 503, body: { code: 'VERSION_NOT_SERVED' } });
    expect(await count()).toBe(before);
  });
});
