import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountsService } from '../../apps/gateway/platform/auth/accounts.service.js';
import type { SessionsService } from '../../apps/gateway/platform/auth/sessions.service.js';
import type { Actor } from '../../apps/gateway/platform/identity/actor.js';
import type { EventStreams } from '../../apps/gateway/platform/event-streams/event-streams.service.js';
import { DubanError } from '../../workflows/engine/errors.js';
import { OWN_PASSWORD } from '../support/accounts.js';
import { TEST_PASSWORD } from '../support/database.js';
import { openStream, type OpenStream } from '../support/event-stream.js';
import { startTestGateway } from '../support/gateway.js';
import { letterInProgress, openTask } from '../support/letters.js';

// jest can load @nestjs/throttler only when the ES modules it needs are linked already: see startTestGateway.
const streamsOf = await import('../../apps/gateway/platform/event-streams/event-streams.service.js');
const gateway = await startTestGateway();
const { app, request, query } = gateway;
const streams: OpenStream[] = [];
let url: string;
beforeAll(async () => {
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => streams.forEach((stream) => stream.close()));

/** Signs in again, because other tests end sessions of the same accounts. */
async function tokenOf(username: string): Promise<string> {
  const { body } = await request('POST', '/auth/login', { body: { username, password: TEST_PASSWORD } });
  return body.accessToken;
}
async function follow(path: string, token: string): Promise<OpenStream> {
  const stream = await openStream(`${url}/api/v1${path}/events`, { authorization: `Bearer ${token}` });
  expect(stream.status).toBe(200);
  streams.push(stream);
  return stream;
}
const comment = async (process: string): Promise<void> => {
  const task = await openTask(gateway, process, 'draft');
  const body = { body: '登出之后的批示' };
  expect((await request('POST', `/tasks/${task}/comments`, { as: 'supervisor', body })).status).toBe(201);
};
async function settled(stream: OpenStream, process: string): Promise<number> {
  const [row] = await query<{ seq: number }>('SELECT timeline_seq AS seq FROM process WHERE id = $1', [
    process,
  ]);
  await stream.until(row!.seq);
  return stream.events.length;
}

describe('a stream of a timeline', () => {
  it('a stream ends when its reader signs out', async () => {
    const { process } = await letterInProgress(gateway);
    const token = await tokenOf('zjj.clerk');
    const stream = await follow(`/processes/${process}`, token);
    const before = await settled(stream, process);

    expect((await request('POST', '/auth/logout', { token })).status).toBe(204);
    await comment(process);

    expect(await stream.untilEnded()).toBe(true);
    expect(stream.events).toHaveLength(before);
  });

  it('a stream ends when its reader changes the password', async () => {
    const { process } = await letterInProgress(gateway);
    const stream = await follow(`/processes/${process}`, await tokenOf('mailbox.reviewer'));
    const reset = await request('POST', '/auth/password', {
      as: 'mailbox.reviewer',
      body: { current: TEST_PASSWORD, password: OWN_PASSWORD },
    });

    expect(reset.status).toBe(200);
    expect(await stream.untilEnded()).toBe(true);
  });

  it('a stream continues when another account signs out', async () => {
    const { process } = await letterInProgress(gateway, 'JYJ');
    const stream = await follow(`/processes/${process}`, await tokenOf('mailbox.clerk'));

    await request('POST', '/auth/logout', { token: await tokenOf('zjj.clerk') });
    const before = await settled(stream, process);
    await comment(process);

    await stream.until(before + 1);
    expect([stream.events.length, stream.ended]).toEqual([before + 1, false]);
  });

  it.each([
    ['is disabled', 'jtj.clerk', `state = 'disabled'`],
    ['loses its role', 'gtj.clerk', `roles = '{info-editor}'`],
    ['changes its unit', 'wjw.clerk', `unit_code = 'ZFB'`],
  ])(
    'a stream ends when another gateway changes its account, which %s',
    async (_what, username, change) => {
      const unit = username.split('.')[0]!.toUpperCase();
      const { process } = await letterInProgress(gateway, unit);
      const stream = await follow(`/processes/${process}`, await tokenOf(username));
      const before = await settled(stream, process);
      await query(`UPDATE account SET ${change} WHERE username = $1`, [username]);
      await sleep(5100); // longer than a gateway caches an account

      await comment(process);

      expect(await stream.untilEnded()).toBe(true);
      expect(stream.events).toHaveLength(before);
    },
    20_000,
  );
});

describe('a stream of a campaign', () => {
  it('a stream ends when its reader signs out', async () => {
    const body = {
      ...{ preset: 'QDN-2015', firstDay: '2030-05-15', departments: ['FGW'] },
      site: { url: 'http://example.gov.cn/' },
    };
    const created = await request('POST', '/campaigns', { as: 'supervisor', body });
    expect(created.status).toBe(201);
    const token = await tokenOf('service.centre');
    const stream = await openStream(`${url}/api/v1/campaigns/${created.body.id}/events`, {
      authorization: `Bearer ${token}`,
    });
    streams.push(stream);
    for (let waited = 0; stream.events.length < 1 && waited < 5000; waited += 20) await sleep(20);

    await request('POST', '/auth/logout', { token });
    await query(`UPDATE process SET stage = 'listing' WHERE id = $1`, [created.body.id]);

    expect(await stream.untilEnded()).toBe(true);
    expect(stream.events).toHaveLength(1);
  });
});

describe('a quiet stream', () => {
  const actor = { id: 'a', unit: 'ZJJ', roles: ['agency-clerk'] } as unknown as Actor;
  const closed = (): DubanError => new DubanError('UNAUTHENTICATED');
  const begin = (
    find: () => Promise<Actor>,
    stillAllowed: () => Promise<unknown> = async () => undefined,
  ) => {
    jest.useFakeTimers();
    const accounts = { find, onForget: () => undefined } as unknown as AccountsService;
    const sessions = { check: async () => undefined } as unknown as SessionsService;
    const streams = new streamsOf.EventStreams(accounts, sessions);
    const stream = streams.add(
      new PassThrough() as never,
      { actor, session: { id: 's', version: 1, endsAt: Date.now() + 60_000 } },
      stillAllowed,
    );
    return { stream, streams };
  };
  const heartbeat = () => jest.advanceTimersByTimeAsync(15_000);
  const after = (streams: EventStreams): void => {
    streams.beforeApplicationShutdown();
    jest.useRealTimers();
  };

  it('a quiet stream ends with the heartbeat after its session', async () => {
    let signedOut = false;
    const { stream, streams } = begin(async () => {
      if (signedOut) throw closed();
      return actor;
    });
    await heartbeat();
    expect(stream.isOver).toBe(false);

    signedOut = true;
    await heartbeat();

    expect(stream.isOver).toBe(true);
    after(streams);
  });

  it('a quiet stream ends with the heartbeat when its process is no longer visible', async () => {
    const { stream, streams } = begin(
      async () => actor,
      async () => {
        throw new DubanError('NOT_FOUND');
      },
    );

    await heartbeat();

    expect(stream.isOver).toBe(true);
    after(streams);
  });

  it('a stream continues when the database is unavailable at the heartbeat', async () => {
    const { stream, streams } = begin(async () => {
      throw new Error('the connection was lost');
    });

    await heartbeat();

    expect(stream.isOver).toBe(false);
    after(streams);
  });

  it('a stream ends when its token expires', async () => {
    const { stream, streams } = begin(async () => actor);

    await jest.advanceTimersByTimeAsync(60_000);

    expect(stream.isOver).toBe(true);
    after(streams);
  });
});
