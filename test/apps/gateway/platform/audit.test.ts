import { beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { ROLES } from '../../../../apps/gateway/platform/identity/actor.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const as = 'admin.audit';
const list = async (filter: string): Promise<Answer['body'][]> =>
  (await request('GET', `/audit?limit=50&${filter}`, { as })).body.items;
const actionsOf = async (filter: string): Promise<string[]> =>
  (await list(filter)).map(({ action }) => action as string);

beforeAll(async () => {
  for (const account of [as, 'zjj.clerk', 'mailbox.clerk']) await gateway.signIn(account);
});

describe('the list', () => {
  it('names accounts by their titles', async () => {
    expect((await list('account=zjj.clerk'))[0]).toMatchObject({
      action: 'login',
      username: 'zjj.clerk',
      accountTitle: expect.stringContaining('州住建局'),
    });
  });

  it('finds the entries of a letter by its number', async () => {
    const { process, letterNo } = await sendLetter(gateway);
    await request('POST', `/letters/${process}/writer`, { as: 'mailbox.clerk', body: { reason: '核实' } });

    expect(await actionsOf(`object=${letterNo}`)).toEqual(['letter.reveal']);
    expect(await actionsOf(`object=${process}`)).toEqual(['letter.reveal']);
    expect(await actionsOf('object=ZX2026999999')).toEqual([]);
  });

  it('finds entries by result and period', async () => {
    const body = { username: 'zjj.clerk', password: 'Wrong#2026' };
    await request('POST', '/auth/login', { body });

    expect(await actionsOf('result=failed&account=zjj.clerk')).toEqual(['login']);
    expect(await actionsOf('account=zjj.clerk&before=2020-01-01')).toEqual([]);
  });

  it('shows who read and exported it', async () => {
    expect((await request('GET', '/audit/export', { as })).status).toBe(200);

    expect(await actionsOf('account=admin.audit')).toEqual(
      expect.arrayContaining(['audit.read', 'audit.export']),
    );
  });

  it('shows who was refused', async () => {
    expect((await request('GET', '/audit', { as: 'zjj.clerk' })).status).toBe(403);

    expect(await list('action=access.denied')).toMatchObject([
      { username: 'zjj.clerk', subject: 'GET /api/v1/audit', result: 'refused' },
    ]);
  });

  it('is for the auditor alone', async () => {
    for (const other of ['admin.system', 'admin.security', 'supervisor']) {
      expect((await request('GET', '/audit', { as: other })).status).toBe(403);
      expect((await request('POST', '/audit/verify', { as: other, body: {} })).status).toBe(403);
    }
  });
});

describe('the proof of the chain', () => {
  const verify = async (body: object = {}): Promise<Answer['body']> =>
    (await request('POST', '/audit/verify', { as, body })).body;

  it('recomputes a long log part after part', async () => {
    await query(
      `INSERT INTO audit_entry (account, action, subject, result) SELECT 'x', 'x', n::text, 'done' FROM generate_series(1, 5200) n`,
    );

    const first = await verify();
    const second = await verify({ after: first.last });

    expect(first).toMatchObject({ entries: 5000, finished: false, broken: null });
    expect(second).toMatchObject({ finished: true, broken: null });
    expect(first.entries + second.entries).toBe(second.total);
    expect(await list('action=audit.verify')).toMatchObject([{ subject: second.last, result: 'done' }]);
  });

  it('says that another entry was written down elsewhere', async () => {
    const known = `1:${'0'.repeat(64)}`;

    expect(await verify({ known })).toMatchObject({ finished: true, broken: { kind: 'known', at: '1' } });
  });

  it('finds the first entry that was changed', async () => {
    await query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept');
    await query(`UPDATE audit_entry SET subject = 'changed' WHERE id = 2`);
    await query('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_kept');

    expect(await verify()).toMatchObject({ finished: true, broken: { kind: 'entry', at: '2' } });
    expect((await list('action=audit.verify'))[0]).toMatchObject({ result: 'failed' });
  });
});

it('no route that the auditor may use changes anything', () => {
  const changing = [...gateway.app.get(ModulesContainer).values()].flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) => {
      const { prototype } = metatype as { prototype: Record<string, object> };
      const read = (key: string, of: object): unknown => Reflect.getMetadata(key, of);
      return Object.getOwnPropertyNames(prototype).filter((name) => {
        const handler = prototype[name]!;
        const roles = (read(ROLES, handler) ?? read(ROLES, metatype!)) as string[] | undefined;
        const method = read(METHOD_METADATA, handler);
        return method !== undefined && method !== RequestMethod.GET && roles?.includes('admin-audit');
      });
    }),
  );

  expect(changing).toEqual(['verify']);
});
