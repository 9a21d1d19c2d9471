import { beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { campaignRequests, CENTRE, csv } from './campaign-requests.js';

const gateway = await startTestGateway();
const { request } = gateway;
const { begun, upload, fallback } = campaignRequests(gateway);

describe('a comparison of two lists', () => {
  const OLDER = [
    '州教育局,民办学校设立审批,行政许可',
    '州教育局,校车使用许可,行政许可',
    '州教育局,教师资格认定,其他',
  ];
  const NEWER = [
    '州教育局,民办学校设立的审批核准,行政许可',
    '州教育局,教师资格认定,其他',
    '州教育局,普通话水平测试,其他',
  ];
  let pair: string;
  const compared = async (suffix = '', as = CENTRE) =>
    (await request('GET', `${pair}${suffix}`, { as })).body;
  beforeAll(async () => {
    const older = await fallback(...OLDER, '州发改委,企业投资项目备案,其他');
    const newer = await fallback(...NEWER);
    pair = `/lists/${older.body.id}/comparison/${newer.body.id}`;
  });

  it('a comparison lists added, removed and renamed items', async () => {
    const { counts, items } = await compared('?unit=JYJ');

    expect(counts).toEqual({ unchanged: 1, renamed: 1, confirmed: 0, added: 1, removed: 1 });
    expect(items).toEqual([
      {
        change: 'renamed',
        unit: 'JYJ',
        older: { id: expect.any(String), name: '民办学校设立审批' },
        newer: { id: expect.any(String), name: '民办学校设立的审批核准' },
        score: expect.any(Number),
        confirmed: false,
      },
      expect.objectContaining({
        change: 'added',
        older: null,
        newer: expect.objectContaining({ name: '普通话水平测试' }),
      }),
      expect.objectContaining({
        change: 'removed',
        older: expect.objectContaining({ name: '校车使用许可' }),
        newer: null,
      }),
    ]);
  });

  it('follows a person’s word: refused is added and removed, confirmed is renamed whatever the likeness', async () => {
    const { items } = await compared('?unit=JYJ');
    const [renamed, added, removed] = items;
    const decide = (older: string, newer: string, verdict: string, as = CENTRE): Promise<Answer> =>
      request('POST', `${pair}/renames`, { as, body: { older, newer, verdict } });

    expect((await decide(renamed.older.id, renamed.newer.id, 'refused')).status).toBe(204);
    expect((await compared('?unit=JYJ')).counts).toEqual({
      unchanged: 1,
      renamed: 0,
      confirmed: 0,
      added: 2,
      removed: 2,
    });
    expect((await decide(removed.older.id, added.newer.id, 'confirmed')).status).toBe(204);
    expect((await compared('?unit=JYJ')).counts).toEqual({
      unchanged: 1,
      renamed: 1,
      confirmed: 1,
      added: 1,
      removed: 1,
    });
    const twice = await decide(removed.older.id, renamed.newer.id, 'confirmed');
    expect([twice.status, twice.body.code]).toEqual([409, 'RENAME_NOT_ALLOWED']);
    expect((await decide(added.newer.id, removed.older.id, 'confirmed')).status).toBe(404);
    expect((await decide(removed.older.id, added.newer.id, 'refused', 'jyj.clerk')).status).toBe(403);
  });

  it('a comparison is read in pages', async () => {
    const whole = await compared();
    const first = await compared('?limit=2');
    const rest = await compared(`?limit=200&cursor=${first.nextCursor}`);

    expect([...first.items, ...rest.items]).toEqual(whole.items);
    expect(rest.nextCursor).toBeNull();
    expect((await compared('?change=unchanged')).items).toMatchObject([{ change: 'unchanged' }]);
  });

  it('a comparison shows departments their own units and others nothing', async () => {
    const { items, counts } = await compared('', 'fgw.clerk');

    expect(counts).toEqual({ unchanged: 0, renamed: 0, confirmed: 0, added: 0, removed: 1 });
    expect(items).toMatchObject([{ unit: 'FGW' }]);
    expect((await request('GET', pair, { as: 'mailbox.clerk' })).status).toBe(404);
    const campaign = await begun();
    const own = await upload(
      `/campaigns/${campaign}/departments/JYJ/lists`,
      'jyj.clerk',
      csv('州教育局,教师资格认定,行政许可'),
    );
    const path = `/lists/${own.body.id}/comparison/${own.body.id}`;
    expect((await request('GET', path, { as: 'jyj.clerk' })).status).toBe(200);
    expect((await request('GET', path, { as: CENTRE })).status).toBe(200);
    expect((await request('GET', path, { as: 'fgw.clerk' })).status).toBe(404);
  });
});
