import { MockActivityEnvironment } from '@temporalio/testing';
import { retryDueLinks } from '../../../domain/campaigns/link-retries.js';
import { dayOf, startOfDay } from '../../../domain/time/civil-time.js';
import { generateSite, PLAIN_STYLES } from '../../../infra/tools/service-sites/generate.js';
import { serveSite, type ServedSite } from '../../../infra/tools/service-sites/serve.js';
import { GOOD, rowTable, withValues } from '../inspection/guide-values.js';
import { serve, type TestServer } from '../inspection/server.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { frozenCampaign, openInspector, stepsOn } from './stage.js';

let database: TestDatabase;
let run: ReturnType<typeof stepsOn>;
beforeAll(async () => {
  database = await createTestDatabase();
  run = stepsOn(database.dataSource);
});
afterAll(() => database.drop());
let server: TestServer | undefined;
let served: ServedSite | undefined;
afterEach(async () => {
  await server?.close();
  await served?.close();
  server = served = undefined;
});

const query = <T = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<T[]> =>
  database.dataSource.query(sql, values);
const findings = (campaign: string) =>
  query<{ id: string; kind: string; element: string | null; state: string; certainty: string; item: string }>(
    `SELECT id, kind, element, state, certainty, item_name AS item FROM campaign_finding WHERE campaign_id = $1
     ORDER BY kind, item_name, element`,
    campaign,
  );
const list = (links: Record<string, string>): string =>
  `<ul>${Object.entries(links)
    .map(([href, text]) => `<li><a href="${href}">${text}</a></li>`)
    .join('')}</ul>`;
const withFile = (html: string, file: string): string =>
  html.replace('</body>', `<a href="${file}">申请表.doc</a></body>`);
const RTF = Buffer.from('{\\rtf1 form}');

describe('the inspection of a campaign', () => {
  it('an inspection finds the planted faults and clears its progress at the end', async () => {
    const site = generateSite({ seed: 21, items: 30, styles: PLAIN_STYLES });
    served = await serveSite(site);
    const names = site.catalogue.map(({ name }) => name);
    const campaign = await frozenCampaign(database.dataSource, { url: served.url, items: { JYJ: names } });
    const beats: unknown[] = [];
    const environment = new MockActivityEnvironment({ scheduledTimestampMs: Date.now() });
    environment.on('heartbeat', (details: unknown) => beats.push(details));

    await run('service-item-campaign.inspect', campaign, { environment });

    expect(
      (await findings(campaign))
        .map(({ kind, element, item }) => [kind, element ?? '', item].join(' '))
        .sort(),
    ).toEqual(site.key.map(({ type, element, item }) => [type, element, item].join(' ')).sort());
    expect(new Set((await findings(campaign)).map(({ state }) => state))).toEqual(new Set(['found']));
    expect(beats.length).toBeGreaterThan(0);
    expect(await query('SELECT progress FROM campaign WHERE id = $1', campaign)).toEqual([
      { progress: null },
    ]);
  });

  it('findings keep the page that they were seen on, and no program changes it', async () => {
    const guide = rowTable({ ...GOOD, 联系电话: '' });
    server = await serve({ '/': list({ '/g': '甲事项' }), '/g': guide });
    const campaign = await frozenCampaign(database.dataSource, {
      url: server.url,
      items: { JYJ: ['甲事项', '乙事项'] },
    });
    await run('service-item-campaign.inspect', campaign, {});
    const kept = await query<{ kind: string; bytes: Buffer | null }>(
      `SELECT DISTINCT f.kind, s.bytes FROM campaign_finding f LEFT JOIN inspection_source s ON s.sha256 = f.source
       WHERE f.campaign_id = $1 AND f.unit_code = 'JYJ'`,
      campaign,
    );
    const of = (kind: string) => kept.find((row) => row.kind === kind)?.bytes?.toString();

    expect(of('ELEMENT_MISSING')).toBe(guide);
    expect(of('ITEM_MISSING')).toBeUndefined();
    await expect(query(`UPDATE inspection_source SET bytes = ''`)).rejects.toThrow(/permission denied/);
  });

  it('a cancelled inspection stops', async () => {
    server = await serve({}, (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<a href="/${Math.random()}">更多</a>`),
    );
    const campaign = await frozenCampaign(database.dataSource, {
      url: server.url,
      items: { JYJ: ['甲事项'] },
    });
    const environment = new MockActivityEnvironment({ scheduledTimestampMs: Date.now() });
    environment.cancel();

    await expect(run('service-item-campaign.inspect', campaign, { environment })).rejects.toThrow();
  });

  it('an inspection retries an unresponsive site within its time, then reports one SITE_DOWN', async () => {
    server = await serve({}, (request) => void request.socket.destroy());
    const items = { JYJ: Array.from({ length: 300 }, (_, n) => `第${n}项业务的办理`) };
    const campaign = await frozenCampaign(database.dataSource, { url: server.url, items });

    await expect(run('service-item-campaign.inspect', campaign)).rejects.toMatchObject({
      type: 'SITE_UNANSWERED',
      nextRetryDelay: 10 * 60_000,
    });
    expect(await findings(campaign)).toEqual([]);
    const info = { scheduledTimestampMs: Date.now() - 59 * 60_000 };
    await run('service-item-campaign.inspect', campaign, { info });

    expect(await findings(campaign)).toMatchObject([
      { kind: 'SITE_DOWN', state: 'found', certainty: 'ambiguous' },
    ]);
    expect(await run('service-item-campaign.handDown', campaign)).toMatchObject({ findings: 0 });
  });

  it('an attempt after an outage reads the pages that failed before', async () => {
    let isUp = false;
    const good = rowTable(GOOD);
    server = await serve({}, (request, response) => {
      if (!isUp) return void request.socket.destroy();
      const body = request.url === '/' ? list({ '/g': GOOD.事项名称 }) : good;
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    const items = { MZJ: [GOOD.事项名称] };
    const campaign = await frozenCampaign(database.dataSource, { url: server.url, items });
    await expect(run('service-item-campaign.inspect', campaign)).rejects.toThrow();
    isUp = true;

    await run('service-item-campaign.inspect', campaign);

    expect((await findings(campaign)).map(({ kind }) => kind)).not.toContain('SITE_DOWN');
    expect((await findings(campaign)).map(({ kind }) => kind)).not.toContain('ITEM_MISSING');
  });
});

describe('a link that failed', () => {
  const yesterday = (link: { address: string; tries: { at: string; ok: boolean }[] }) => ({
    ...link,
    tries: link.tries.map((one) => ({ ...one, at: new Date(Date.parse(one.at) - 86_400_000).toISOString() })),
  });
  const dayBefore = async (campaign: string): Promise<void> => {
    const rows = await query<{ id: string; link: { address: string; tries: [] } }>(
      'SELECT id, link FROM campaign_finding WHERE campaign_id = $1 AND link IS NOT NULL',
      campaign,
    );
    for (const { id, link } of rows)
      await query('UPDATE campaign_finding SET link = $2 WHERE id = $1', id, JSON.stringify(yesterday(link)));
  };
  const twoLinks = async (files: Record<string, Buffer>): Promise<string> => {
    const second = withValues({ 事项名称: '残疾人证办理' });
    server = await serve({
      '/': list({ '/a': GOOD.事项名称, '/b': '残疾人证办理' }),
      '/a': withFile(rowTable(GOOD), '/a.rtf'),
      '/b': withFile(rowTable(second), '/b.rtf'),
      ...files,
    });
    const items = { MZJ: [GOOD.事项名称, '残疾人证办理'] };
    const campaign = await frozenCampaign(database.dataSource, { url: server.url, items });
    await run('service-item-campaign.inspect', campaign);
    return campaign;
  };
  /** State -> whether units were asked about findings in it. */
  const asked = async (campaign: string): Promise<Record<string, boolean>> => {
    const rows = await query<{ state: string; asked: boolean }>(
      `SELECT state, bool_and(asked_at IS NOT NULL) AS asked FROM campaign_finding WHERE campaign_id = $1 GROUP BY state`,
      campaign,
    );
    return Object.fromEntries(rows.map(({ state, asked }) => [state, asked]));
  };
  const deps = () => ({ dataSource: database.dataSource, openInspector });
  /** Noon of this day in Shanghai, or now when it is later. */
  const atNoon = (): Date => {
    const now = Date.now();
    return new Date(Math.max(now, startOfDay(dayOf(now)) + 12 * 3_600_000));
  };

  it('a failed link is not retried on the same day, and stays suspected', async () => {
    const campaign = await twoLinks({});
    const asked = server!.requests.length;

    const handed = await run('service-item-campaign.handDown', campaign);

    expect(await retryDueLinks(deps(), new Date())).toBe(0);
    expect([handed.findings, server!.requests.length]).toEqual([0, asked]);
    expect((await findings(campaign)).map(({ state, certainty }) => `${state} ${certainty}`)).toEqual([
      'found suspected',
      'found suspected',
    ]);
  });

  it('a retry on the next day makes a failed link certain or dismisses it', async () => {
    const campaign = await twoLinks({});
    await dayBefore(campaign);
    const paths = server!.requests;
    await server!.close();
    const at = Number(new URL(server!.url).port);
    server = undefined;
    const again = await serve({ '/b.rtf': RTF });
    await query(
      `UPDATE campaign_finding SET link = jsonb_set(link, '{address}', to_jsonb(replace(link ->> 'address', $2, $3)))
       WHERE campaign_id = $1`,
      campaign,
      `:${at}/`,
      `:${new URL(again.url).port}/`,
    );

    const tried = await retryDueLinks(deps(), atNoon());
    const handed = await run('service-item-campaign.handDown', campaign);
    await again.close();

    expect(paths.length).toBeGreaterThan(0);
    expect(tried).toBe(2);
    expect(handed.units).toEqual([{ unit: 'MZJ', findings: 1 }]);
    expect(await asked(campaign)).toEqual({ open: true, dismissed: false });
    expect((await findings(campaign)).map(({ state, certainty, item }) => [item, state, certainty])).toEqual([
      [GOOD.事项名称, 'open', 'certain'],
      ['残疾人证办理', 'dismissed', 'suspected'],
    ]);
  });

  it('one of two concurrent workers retries a failed link', async () => {
    const campaign = await twoLinks({});
    await run('service-item-campaign.handDown', campaign);
    await dayBefore(campaign);

    const tried = await Promise.all([retryDueLinks(deps(), atNoon()), retryDueLinks(deps(), atNoon())]);

    expect(tried[0]! + tried[1]!).toBe(2);
  });

  it('a link that failed after the results were issued is opened with the rectification, not asked about', async () => {
    const campaign = await twoLinks({});
    await run('service-item-campaign.handDown', campaign);
    await dayBefore(campaign);
    await retryDueLinks(deps(), atNoon());

    const opened = await run('service-item-campaign.openRectification', campaign);

    expect(opened).toMatchObject({ findings: 2 });
    expect(await asked(campaign)).toEqual({ open: false });
  });

  it('a link that is broken only in the full recheck is left to the next campaign', async () => {
    const campaign = await twoLinks({});
    await dayBefore(campaign);
    await run('service-item-campaign.inspectAgain', campaign);
    const left = await findings(campaign);
    const items = { MZJ: [GOOD.事项名称, '残疾人证办理'] };
    const next = await frozenCampaign(database.dataSource, {
      url: server!.url,
      items,
      carriesOver: campaign,
    });

    await run('service-item-campaign.inspect', next);
    const handed = await run('service-item-campaign.handDown', next);

    expect(left.map(({ state, certainty }) => `${state} ${certainty}`)).toEqual([
      'found certain',
      'found certain',
    ]);
    expect(handed.units).toEqual([{ unit: 'MZJ', findings: 2 }]);
    expect(await asked(next)).toEqual({ open: true });
  });
});

describe('a recheck', () => {
  const OTHER = '残疾人证办理';
  const about = (campaign: string) => ({ campaign, unit: 'MZJ', findings: null });
  const seenAgain = async (campaign: string) =>
    Object.fromEntries(
      (
        await query<{ item: string; seen_again: boolean | null }>(
          'SELECT item_name AS item, seen_again FROM campaign_finding WHERE campaign_id = $1',
          campaign,
        )
      ).map(({ item, seen_again }) => [item, seen_again]),
    );
  const pages: Record<string, string> = {};
  const FAILS = 'the server fails';
  const standing = async (items: Record<string, string[]>): Promise<string> => {
    server = await serve({}, (request, response) => {
      const body = pages[request.url!];
      const status = body === FAILS ? 503 : body ? 200 : 404;
      response.writeHead(status, { 'content-type': 'text/html' }).end(body ?? '404');
    });
    const campaign = await frozenCampaign(database.dataSource, { url: server.url, items });
    await run('service-item-campaign.inspect', campaign);
    await run('service-item-campaign.handDown', campaign);
    server.requests.length = 0;
    return campaign;
  };
  beforeEach(() => {
    for (const path of Object.keys(pages)) delete pages[path];
    Object.assign(pages, {
      '/': list({ '/a': GOOD.事项名称, '/b': OTHER }),
      '/a': rowTable(withValues({ 联系电话: '' })),
      '/b': rowTable(withValues({ 事项名称: OTHER, 办理地点: '' })),
    });
  });
  const forms = (path: string): boolean => /\/(?:robots|[\da-f]{16})/.test(path);

  it('a recheck requests only the pages of declared findings and records which are still there', async () => {
    const campaign = await standing({ MZJ: [GOOD.事项名称, OTHER] });
    pages['/a'] = rowTable(GOOD);

    await run('campaign-department.reinspect', campaign, { argument: about(campaign) });

    expect(server!.requests.filter((path) => !forms(path)).sort()).toEqual(['/a', '/b']);
    expect(await seenAgain(campaign)).toMatchObject({ [OTHER]: true });
    const open = await query<{ seen_again: boolean }>(
      `SELECT seen_again FROM campaign_finding WHERE campaign_id = $1 AND element = '联系电话'`,
      campaign,
    );
    expect(open).toEqual([{ seen_again: false }]);
  });

  it('a recheck finds an item on its page even if only the link has its name', async () => {
    const unnamed = withValues({ 联系电话: '' });
    delete (unnamed as Partial<typeof unnamed>).事项名称;
    pages['/a'] = rowTable(unnamed);
    const campaign = await standing({ MZJ: [GOOD.事项名称] });
    pages['/a'] = rowTable({ ...unnamed, 联系电话: GOOD.联系电话 });

    await run('campaign-department.reinspect', campaign, { argument: about(campaign) });

    const [phone] = await query<{ seen_again: boolean }>(
      `SELECT seen_again FROM campaign_finding WHERE campaign_id = $1 AND element = '联系电话'`,
      campaign,
    );
    expect(phone).toEqual({ seen_again: false });
  });

  it('a finding on a page that is gone is not rectified', async () => {
    const campaign = await standing({ MZJ: [OTHER] });
    delete pages['/b'];

    await run('campaign-department.reinspect', campaign, { argument: about(campaign) });

    expect(await seenAgain(campaign)).toEqual({ [OTHER]: true, [GOOD.事项名称]: null });
  });

  it('a finding on a page whose server fails stays open in the full recheck and the next campaign', async () => {
    const items = { MZJ: [GOOD.事项名称, OTHER] };
    const campaign = await standing(items);
    Object.assign(pages, { '/a': rowTable(GOOD), '/b': FAILS });
    const next = await frozenCampaign(database.dataSource, {
      url: server!.url,
      items,
      carriesOver: campaign,
    });
    const states = async (of: string) =>
      (await findings(of))
        .filter(({ kind }) => kind === 'ELEMENT_MISSING')
        .map(({ item, state }) => [item, state]);

    await run('service-item-campaign.inspect', next);
    await run('service-item-campaign.inspectAgain', campaign);

    const expected = [
      [OTHER, 'open'],
      [GOOD.事项名称, 'rectified'],
    ].sort();
    expect((await states(next)).sort()).toEqual(expected);
    expect((await states(campaign)).sort()).toEqual(expected);
  });

  it('a recheck looks for a missing item everywhere but on the guides of other items', async () => {
    const missing = '城市道路占用许可';
    const campaign = await standing({ MZJ: [missing], JYJ: [GOOD.事项名称, OTHER] });
    pages['/'] = list({ '/a': GOOD.事项名称, '/b': OTHER, '/new': missing });
    pages['/new'] = rowTable(withValues({ 事项名称: missing }));

    await run('campaign-department.reinspect', campaign, { argument: about(campaign) });

    expect(server!.requests.filter((path) => !forms(path)).sort()).toEqual(['/', '/new']);
    expect(await seenAgain(campaign)).toMatchObject({ [missing]: false });
  });

  it('a recheck resumes from its journal, and another declaration starts a new one', async () => {
    const campaign = await standing({ MZJ: [GOOD.事项名称, OTHER] });
    const recheck = (activityId: string) =>
      run('campaign-department.reinspect', campaign, { argument: about(campaign), info: { activityId } });
    await recheck('7');
    const asked = server!.requests.filter((path) => !forms(path)).length;
    await recheck('7');
    const again = server!.requests.filter((path) => !forms(path)).length;
    await recheck('9');

    expect([again, server!.requests.filter((path) => !forms(path)).length]).toEqual([asked, 2 * asked]);
  });
});

describe('a campaign that carries over another one', () => {
  it('carried-over findings are opened if still there and rectified if not', async () => {
    const site = generateSite({ seed: 22, items: 30, faulty: 0.9, brokenLinks: false, styles: PLAIN_STYLES });
    served = await serveSite(site);
    const items = { JYJ: site.catalogue.map(({ name }) => name) };
    const first = await frozenCampaign(database.dataSource, { url: served.url, items });
    await run('service-item-campaign.inspect', first);
    await query(
      `UPDATE campaign_finding SET state = 'open' WHERE campaign_id = $1 AND unit_code = 'JYJ'`,
      first,
    );
    const left = (await findings(first)).filter(({ state }) => state === 'open');
    const repaired = left[0]!.item;
    site.repair([repaired]);
    const second = await frozenCampaign(database.dataSource, { url: served.url, items, carriesOver: first });

    await run('service-item-campaign.inspect', second);

    const carried = await query<{ item: string; state: string; before: string; item_id: string }>(
      `SELECT f.item_name AS item, f.state, b.item_name AS before, f.item_id FROM campaign_finding f
       JOIN campaign_finding b ON b.id = f.carried_from WHERE f.campaign_id = $1`,
      second,
    );
    expect(carried).toHaveLength(left.length);
    for (const { item, state, before, item_id } of carried) {
      expect([item, state]).toEqual([before, item === repaired ? 'rectified' : 'open']);
      expect(item_id).not.toBeNull();
    }
    const { findings: open } = await run('service-item-campaign.handDown', second);
    expect(open).toBe(left.filter(({ item }) => item !== repaired).length);
  });
});
