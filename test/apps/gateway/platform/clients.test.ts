import { describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const as = 'admin.security';
const reason = '县平台对接';
let made = 0;
const propose = async (more: object = {}): Promise<Answer> => {
  const body = { id: `platform-${(made += 1)}`, title: '凯里市监察平台', unit: '522601', reason };
  return request('POST', '/clients', { as, body: { ...body, scopes: ['supervision:read'], ...more } });
};
/** Proposed by the security administrator, confirmed by the system administrator. */
const create = async (): Promise<Answer> => {
  const proposed = await propose();
  const { status } = await confirm(proposed.body.id);
  if (status !== 200) throw new Error(`confirm: ${status}`);
  return proposed;
};
const confirm = (id: string, by = 'admin.system'): Promise<Answer> =>
  request('POST', `/clients/${id}/confirm`, { as: by });
const tokenOf = (id: string, secret: string): Promise<Answer> =>
  request('POST', '/auth/token', {
    body: { grant_type: 'client_credentials', client_id: id, client_secret: secret },
  });
const statusOf = async (token: string): Promise<number> =>
  (await request('GET', '/supervision/snapshot', { token })).status;
const act = (id: string, does: string, body: object = {}): Promise<Answer> =>
  request('POST', `/clients/${id}/${does}`, { as, body: { reason, ...body } });

describe('a program', () => {
  it('gets tokens with the secret that is shown once', async () => {
    const { status, headers, body } = await create();

    expect([status, headers['cache-control']]).toEqual([202, 'no-store']);
    const token = await tokenOf(body.id, body.secret);
    expect(token.body.scope).toBe('supervision:read');
    expect(await statusOf(token.body.access_token)).toBe(200);
    const list = await request('GET', '/clients', { as });
    expect(JSON.stringify(list.body)).not.toContain(body.secret);
    expect(list.body.items).toContainEqual(
      expect.objectContaining({ id: body.id, unit: '522601', usedAt: expect.any(String), endedAt: null }),
    );
    const [row] = await query('SELECT secret_hash FROM oauth_client WHERE id = $1', [body.id]);
    expect(row!['secret_hash']).toMatch(/^\$argon2id/);
  });

  it('does not work before another person has confirmed it', async () => {
    const { body } = await propose();
    expect(body).toMatchObject({ state: 'proposed', acts: ['reject'] });
    expect((await tokenOf(body.id, body.secret)).body.code).toBe('CLIENT_INVALID');

    expect((await confirm(body.id, as)).body.code).toBe('SECOND_PERSON_NEEDED');
    expect((await confirm(body.id, 'admin.audit')).status).toBe(403);
    expect((await confirm(body.id)).body).toMatchObject({ state: 'active', acts: [] });

    expect((await tokenOf(body.id, body.secret)).status).toBe(200);
    expect((await confirm(body.id)).body.code).toBe('CLIENT_STATE');
  });

  it('never works once it is rejected', async () => {
    const { body } = await propose();

    const rejected = await request('POST', `/clients/${body.id}/reject`, {
      as: 'admin.system',
      body: { reason },
    });

    expect(rejected.body).toMatchObject({ state: 'ended', acts: [] });
    expect((await confirm(body.id)).body.code).toBe('CLIENT_STATE');
    expect((await tokenOf(body.id, body.secret)).body.code).toBe('CLIENT_INVALID');
  });

  it('is not confirmed by its proposer, also not by a statement of the programs', async () => {
    const { body } = await propose();

    await expect(
      query('UPDATE oauth_client SET confirmed_by = proposed_by, disabled = false WHERE id = $1', [body.id]),
    ).rejects.toThrow(/oauth_client_two_persons_check/);
    await expect(query('UPDATE oauth_client SET disabled = false WHERE id = $1', [body.id])).rejects.toThrow(
      /oauth_client_confirmed_check/,
    );
  });

  it('does no more than its scopes', async () => {
    const { body } = await create();
    const { access_token: token } = (await tokenOf(body.id, body.secret)).body;

    expect((await request('POST', '/supervision/orders', { token, body: {} })).status).toBe(403);
    expect((await request('GET', '/clients', { token })).status).toBe(403);
  });

  it('keeps its old secret for the overlap of a rotation', async () => {
    const { body: client } = await create();

    const { body: rotated } = await act(client.id, 'rotate', { overlapHours: 2 });

    expect(Date.parse(rotated.previousUntil)).toBeGreaterThan(Date.now() + 1.9 * 3_600_000);
    expect((await tokenOf(client.id, client.secret)).status).toBe(200);
    expect((await tokenOf(client.id, rotated.secret)).status).toBe(200);
    await query(`UPDATE oauth_client SET previous_until = now() WHERE id = $1`, [client.id]);
    expect((await tokenOf(client.id, client.secret)).body.code).toBe('CLIENT_INVALID');
    expect((await tokenOf(client.id, rotated.secret)).status).toBe(200);
  });

  it('loses secret and tokens by a rotation without overlap', async () => {
    const { body: client } = await create();
    const { access_token: token } = (await tokenOf(client.id, client.secret)).body;
    expect(await statusOf(token)).toBe(200);

    const { body: rotated } = await act(client.id, 'rotate', { overlapHours: 0 });

    expect(await statusOf(token)).toBe(401);
    expect((await tokenOf(client.id, client.secret)).body.code).toBe('CLIENT_INVALID');
    expect(await statusOf((await tokenOf(client.id, rotated.secret)).body.access_token)).toBe(200);
  });

  it('never works again once it is ended', async () => {
    const { body: client } = await create();
    const { access_token: token } = (await tokenOf(client.id, client.secret)).body;

    expect((await act(client.id, 'end')).body.endedAt).toEqual(expect.any(String));

    expect(await statusOf(token)).toBe(401);
    expect((await tokenOf(client.id, client.secret)).body.code).toBe('CLIENT_INVALID');
    expect((await act(client.id, 'rotate')).body.code).toBe('CLIENT_STATE');
    expect((await act(client.id, 'end')).body.code).toBe('CLIENT_STATE');
    expect((await propose({ id: client.id })).body.code).toBe('CLIENT_ID_TAKEN');
  });

  it('shows what it did', async () => {
    const { body: client } = await create();
    const { access_token: token } = (await tokenOf(client.id, client.secret)).body;
    await request('GET', '/supervision/events', { token });

    const acts = await request('GET', `/clients/${client.id}/acts`, { as: 'admin.system' });

    expect(acts.body.items).toMatchObject([
      { action: 'supervision.events', result: 'done' },
      { action: 'token', result: 'done' },
    ]);
    expect(Object.keys(acts.body.items[0])).toEqual(['at', 'action', 'result', 'ip']);
  });
});

it('only the security administrator changes programs', async () => {
  const { body: client } = await create();

  for (const other of ['admin.system', 'admin.audit', 'supervisor']) {
    expect((await request('POST', `/clients/${client.id}/end`, { as: other, body: { reason } })).status).toBe(
      403,
    );
    expect(
      (await request('POST', `/clients/${client.id}/rotate`, { as: other, body: { reason } })).status,
    ).toBe(403);
  }
  expect((await request('GET', '/clients', { as: 'zjj.clerk' })).status).toBe(403);
});

it('the platform of the installation is in the list', async () => {
  const { body } = await request('GET', '/clients', { as: 'admin.system' });

  expect(body.items).toContainEqual(expect.objectContaining({ id: 'efficiency-platform', unit: 'JCJ' }));
});

it('each change is an entry with its reason', async () => {
  const { body: client } = await create();
  await act(client.id, 'rotate');
  await act(client.id, 'end');

  expect(
    await query(
      `SELECT action, reason FROM audit_entry WHERE subject = $1 AND action LIKE 'client.%' ORDER BY id`,
      [client.id],
    ),
  ).toEqual([
    { action: 'client.propose', reason },
    { action: 'client.confirm', reason: null },
    { action: 'client.rotate', reason },
    { action: 'client.end', reason },
  ]);
});

it.each([
  ['an unknown unit', { unit: 'NONE' }],
  ['an unknown scope', { scopes: ['everything'] }],
  ['no scope', { scopes: [] }],
  ['a malformed id', { id: 'Platform 1' }],
])('a program with %s is refused', async (_, more) => {
  expect((await propose(more)).body.code).toBe('VALIDATION_FAILED');
});
