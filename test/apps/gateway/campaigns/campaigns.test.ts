import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { freezeVersion, openDraft } from '../../../../domain/campaigns/catalogue/catalogue-versions.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { startTestGateway } from '../../../support/gateway.js';
import { campaignRequests, CENTRE } from './campaign-requests.js';

const gateway = await startTestGateway();
const { request, query, signIn } = gateway;
const { create, begun, insertFinding } = campaignRequests(gateway);

describe('a new campaign', () => {
  it.each([undefined, null, [], 'http://example.gov.cn/'])(
    'a campaign without a site is rejected: %p',
    async (site) => {
      const { status, body } = await create({ site });

      expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
      expect(body.issues.map(({ field }: { field: string }) => field)).toContain('site');
    },
  );
});

describe('findings', () => {
  it('a department sees findings only after they were opened', async () => {
    const campaign = await begun();
    const states = ['found', 'dismissed', 'open', 'withdrawn', 'rectified'];
    for (const [n, state] of states.entries())
      await insertFinding(campaign, { state, item_name: `事项${n}` });
    await insertFinding(campaign, { state: 'open', unit_code: 'FGW' });
    const of = async (as: string): Promise<string[]> =>
      (await request('GET', `/campaigns/${campaign}/findings?limit=200`, { as })).body.items
        .map(({ unit, state }: { unit: string; state: string }) => `${unit} ${state}`)
        .sort();

    expect(await of('jyj.clerk')).toEqual(['JYJ open', 'JYJ rectified', 'JYJ withdrawn']);
    expect(await of('fgw.signer')).toEqual(['FGW open']);
    expect((await of(CENTRE)).length).toBe(6);
    expect((await of('supervisor')).length).toBe(6);
    expect((await request('GET', `/campaigns/${campaign}/findings`, { as: 'wjw.clerk' })).status).toBe(404);
    const foreign = await request('GET', `/campaigns/${campaign}/findings?unit=FGW`, { as: 'jyj.clerk' });
    expect(foreign.body.items).toEqual([]);
  });

  it('the centre reviews a found finding once', async () => {
    const campaign = await begun();
    const review = async (id: string, verdict: string, as = CENTRE): Promise<unknown[]> => {
      const { status, body } = await request('POST', `/campaigns/${campaign}/findings/${id}/review`, {
        as,
        body: { verdict },
      });
      return [status, body.state ?? body.code];
    };
    const [right, wrong, nobodys, open] = [
      await insertFinding(campaign, { item_name: '甲' }),
      await insertFinding(campaign, { item_name: '乙' }),
      await insertFinding(campaign, { unit_code: null, kind: 'ITEM_EXTRA', element: null }),
      await insertFinding(campaign, { state: 'open', item_name: '丙' }),
    ];

    expect(await review(right, 'confirm', 'jyj.clerk')).toEqual([403, 'FORBIDDEN']);
    expect(await review(right, 'confirm')).toEqual([200, 'open']);
    expect(await review(right, 'dismiss')).toEqual([404, 'NOT_FOUND']);
    expect(await review(wrong, 'restore')).toEqual([404, 'NOT_FOUND']);
    expect(await review(wrong, 'dismiss')).toEqual([200, 'dismissed']);
    expect(await review(wrong, 'restore')).toEqual([200, 'found']);
    expect(await review(wrong, 'dismiss')).toEqual([200, 'dismissed']);
    expect(await review(nobodys, 'confirm')).toEqual([404, 'NOT_FOUND']);
    expect(await review(nobodys, 'dismiss')).toEqual([200, 'dismissed']);
    expect(await review(open, 'dismiss')).toEqual([404, 'NOT_FOUND']);
    expect(await review(open, 'maybe')).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('what an ended campaign has found stays as its bulletin says', async () => {
    const campaign = await begun();
    const id = await insertFinding(campaign, {});
    await query(`UPDATE process SET state = 'completed', ended_at = now() WHERE id = $1`, [campaign]);
    const path = `/campaigns/${campaign}/findings/${id}/review`;
    const { status, body } = await request('POST', path, { as: CENTRE, body: { verdict: 'confirm' } });

    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a campaign that carries over another one', () => {
  it('a new campaign carries over an ended campaign of its centre and its catalogue', async () => {
    const before = await begun();
    const running = await create({ carriesOver: before });
    const unknown = await create({ carriesOver: randomUUID() });
    const { dataSource, close } = await connected();
    await openDraft(dataSource, { id: before, scope: `campaign/${before}`, at: Date.now(), empty: true });
    await freezeVersion(dataSource, before, Date.now());
    await close();
    await query(`UPDATE process SET state = 'completed' WHERE id = $1`, [before]);
    const ended = await create({ carriesOver: before });

    expect(running).toMatchObject({ status: 400, body: { issues: [{ field: 'carriesOver' }] } });
    expect(unknown).toMatchObject({ status: 400, body: { issues: [{ field: 'carriesOver' }] } });
    expect(ended).toMatchObject({ status: 201, body: { carriesOver: before, fallbackList: before } });
    expect(await query('SELECT fallback_source FROM campaign WHERE id = $1', [ended.body.id])).toEqual([
      { fallback_source: 'CARRIED_OVER' },
    ]);
  });
});

describe('the progress of a campaign', () => {
  const open: AbortController[] = [];
  let url: string;
  beforeAll(async () => {
    await gateway.app.listen(0, '127.0.0.1');
    url = await gateway.app.getUrl();
  });
  afterAll(() => open.forEach((controller) => controller.abort()));

  interface Event {
    readonly id: string;
    readonly data: { readonly stage: string; readonly findings: Record<string, number> };
  }
  async function follow(
    campaign: string,
    lastEventId?: string,
  ): Promise<{ status: number; events: Event[] }> {
    const controller = new AbortController();
    open.push(controller);
    const response = await fetch(`${url}/api/v1/campaigns/${campaign}/events`, {
      headers: {
        authorization: `Bearer ${await signIn(CENTRE)}`,
        ...(lastEventId && { 'last-event-id': lastEventId }),
      },
      signal: controller.signal,
    });
    const events: Event[] = [];
    void (async () => {
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const block = text.slice(0, end);
          const data = /^data: (.*)$/m.exec(block)?.[1];
          const id = /^id: (.*)$/m.exec(block)?.[1];
          if (data && id) events.push({ id, data: JSON.parse(data) as Event['data'] });
          text = text.slice(end + 2);
        }
      }
    })().catch(() => undefined); // closed by the test
    return { status: response.status, events };
  }
  const until = async (is: () => boolean): Promise<void> => {
    for (let waited = 0; !is() && waited < 10_000; waited += 20) await sleep(20);
  };

  it('the progress stream sends the whole state when it changes, and nothing known on reconnect', async () => {
    const campaign = await begun();
    const first = await follow(campaign);
    await until(() => first.events.length === 1);
    await insertFinding(campaign, { state: 'open' });
    await until(() => first.events.length === 2);

    expect(first.events.map(({ data }) => [data.stage, data.findings])).toEqual([
      ['listing', {}],
      ['listing', { open: 1 }],
    ]);
    const again = await follow(campaign, first.events[1]!.id);
    const late = await follow(campaign, first.events[0]!.id);
    await until(() => late.events.length === 1);
    expect(late.events).toEqual([first.events[1]]);
    expect(again.events).toEqual([]);
    await insertFinding(campaign, { state: 'open', item_name: '乙' });
    await until(() => again.events.length === 1);
    expect(again.events.map(({ data }) => data.findings)).toEqual([{ open: 2 }]);
  });

  it('departments cannot follow the progress stream', async () => {
    const campaign = await begun();

    expect((await request('GET', `/campaigns/${campaign}/events`, { as: 'jyj.clerk' })).status).toBe(403);
  });
});

/** A connection to the gateway's database, as the worker has one. */
async function connected() {
  const dataSource = await createDataSource(gateway.databaseUrl).initialize();
  return { dataSource, close: () => dataSource.destroy() };
}
