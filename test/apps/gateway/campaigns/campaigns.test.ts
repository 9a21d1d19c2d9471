import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  copyItems,
  freezeVersion,
  openDraft,
} from '../../../../domain/campaigns/catalogue/catalogue-versions.js';
import { renderPdf } from '../../../../domain/documents/render-pdf.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { SAMPLE } from '../../../domain/documents/sample.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { ask, query, signIn } = gateway;
const CENTRE = 'service.centre';
const UNITS = ['FGW', 'JYJ'];

const create = (fields: object = {}): Promise<Answer> =>
  ask('POST', '/campaigns', {
    as: CENTRE,
    body: {
      preset: 'QDN-2015',
      firstDay: '2030-05-15',
      departments: UNITS,
      site: { url: 'http://example.gov.cn/' },
      ...fields,
    },
  });
/** A campaign whose notice is issued: its departments are asked for their lists. */
async function begun(fields: object = {}): Promise<string> {
  const { body } = await create(fields);
  const { body: tasks } = await ask('GET', `/tasks?processId=${body.id}`, { as: CENTRE });
  await ask('POST', `/tasks/${tasks.items[0].id}/complete`, {
    as: CENTRE,
    body: { outcome: 'issue', content: {} },
  });
  const campaign = body.id as string;
  for (const unit of UNITS) await departmentPart(campaign, unit);
  return campaign;
}

/** A department's process, which asks for its list. Children of a process do not run in this gateway. */
async function departmentPart(campaign: string, unit: string): Promise<void> {
  const id = randomUUID();
  await query(
    `INSERT INTO process (id, key, version, subject, state, stage, parent_id, facts, input, units, started_at)
     VALUES ($1, 'campaign-department', 1, 'SX', 'running', 'listing', $2, $3, $3, $4, now())`,
    [id, campaign, { campaign, unit }, [unit]],
  );
  await query(
    `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
     VALUES ($1, 'campaign-department', 1, 'reportList', 'listing', $2, 'agency-clerk', 'open', now())`,
    [id, unit],
  );
}

const FALLBACK = {
  name: '黔东南州人民政府各部门行政权力清单',
  number: '第十二届州人民政府第三十八次常务会议',
  date: '2011-08-08',
};

function upload(
  path: string,
  as: string,
  file: { name: string; bytes: Buffer | string },
  fields: Readonly<Record<string, string>> = path === '/fallback-lists' ? FALLBACK : {},
): Promise<Answer> {
  const boundary = 'x'.repeat(30);
  const texts = Object.entries(fields).map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  const body = Buffer.concat([
    Buffer.from(texts.join('')),
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
    Buffer.from(file.bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return ask('POST', path, {
    as,
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}
const csv = (...rows: string[]) => ({
  name: 'list.csv',
  bytes: ['部门,事项名称,类别', ...rows].join('\n'),
});
const fallback = (...rows: string[]): Promise<Answer> => upload('/fallback-lists', CENTRE, csv(...rows));

async function insertFinding(campaign: string, fields: Record<string, unknown>): Promise<string> {
  const row = {
    id: randomUUID(),
    campaign_id: campaign,
    round: 1,
    unit_code: 'JYJ',
    item_name: '教师资格认定',
    kind: 'ELEMENT_INACCURATE',
    element: '联系电话',
    certainty: 'ambiguous',
    state: 'found',
    address: 'http://example.gov.cn/g',
    seen: 'only mobile numbers',
    excerpt: '13985512345',
    found_at: new Date(),
    ...fields,
  };
  const columns = Object.keys(row);
  await query(
    `INSERT INTO campaign_finding (${columns.join()}) VALUES (${columns.map((_, n) => `$${n + 1}`).join()})`,
    Object.values(row),
  );
  return row.id;
}

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

describe('a list of items', () => {
  it.each([
    ['nothing at all', { name: 'list.xlsx', bytes: '' }, 'catalogue.fileEmpty'],
    ['a header and no items', csv(), 'catalogue.listEmpty'],
    [
      'one item twice',
      csv('州教育局,教师资格认定,行政许可', '州教育局,教师资格 认定,行政许可'),
      'catalogue.itemRepeated',
    ],
  ])('a list with %s is rejected as a whole', async (_, file, code) => {
    const { status, body } = await upload('/fallback-lists', CENTRE, file);

    expect([status, body.code, body.issues.map((issue: { code: string }) => issue.code)]).toEqual([
      422,
      'LIST_REJECTED',
      [code],
    ]);
  });

  it('a PDF named as a workbook is rejected', async () => {
    const { status, body } = await upload('/fallback-lists', CENTRE, {
      name: '权力清单.xlsx',
      bytes: await renderPdf(SAMPLE),
    });

    expect([status, body.code]).toEqual([422, 'LIST_REJECTED']);
    expect(body.issues).toHaveLength(1);
    expect(
      await query(`SELECT 1 FROM catalogue_version WHERE state = 'frozen' AND note = '权力清单.xlsx'`),
    ).toEqual([]);
  });

  it('a list of 20,000 items is imported and read page by page without gaps', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, n) => `${n % 2 ? '州教育局' : '州发改委'},第${n}号业务的办理,其他`,
    );
    const list = await fallback(...rows);
    const { body: campaign } = await create({ fallbackList: list.body.id });
    const { dataSource, close } = await connected();
    await openDraft(dataSource, {
      id: campaign.id,
      scope: `campaign/${campaign.id}`,
      at: Date.now(),
      empty: true,
    });
    await copyItems(dataSource, { from: list.body.id, to: campaign.id, units: UNITS, source: null });
    await freezeVersion(dataSource, campaign.id, Date.now());
    await close();

    const seen = new Set<string>();
    for (let cursor = ''; ;) {
      const { body } = await ask('GET', `/campaigns/${campaign.id}/items?limit=200${cursor}`, { as: CENTRE });
      for (const { id } of body.items as { id: string }[]) seen.add(id);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }

    expect(list.body).toMatchObject({ items: 20_000, units: UNITS });
    expect(seen.size).toBe(20_000);
  }, 120_000);

  it('a department uploads a list only for itself and only while it has the task', async () => {
    const campaign = await begun();
    const file = csv('州教育局,教师资格认定,行政许可');
    const path = `/campaigns/${campaign}/departments`;

    const others = await upload(`${path}/FGW/lists`, 'jyj.clerk', file);
    const stranger = await upload(`${path}/JYJ/lists`, 'wjw.clerk', file);
    const wrongUnit = await upload(`${path}/FGW/lists`, 'fgw.clerk', file);
    const own = await upload(`${path}/JYJ/lists`, 'jyj.clerk', file);
    const notYet = await upload(
      `/campaigns/${(await create()).body.id}/departments/JYJ/lists`,
      'jyj.clerk',
      file,
    );

    expect([others.status, stranger.status, own.status]).toEqual([404, 404, 201]);
    expect(wrongUnit).toMatchObject({ status: 422, body: { code: 'LIST_REJECTED' } });
    expect(notYet.status).toBe(404);
    const { body } = await ask('GET', path, { as: 'jyj.clerk' });
    expect(body.items).toMatchObject([{ unit: 'JYJ', list: own.body.id }]);
  });

  it('a web page named .xls is imported, and its skipped rows are reported', async () => {
    const row = (...cells: string[]) => `<tr><td>${cells.join('<td>')}</tr>`;
    const rows = [
      row('部门', '事项名称', '类别'),
      row('州教育局', '教师资格认定', '行政许可'),
      row('合计:1项', '', ''),
    ];

    const taken = await upload(`/campaigns/${await begun()}/departments/JYJ/lists`, 'jyj.clerk', {
      name: '权力清单.xls',
      bytes: `<html><body><table>${rows.join('')}</table></body></html>`,
    });

    expect(taken).toMatchObject({
      status: 201,
      body: { items: 1, ignoredSheets: [], ignoredRows: [{ sheet: null, row: 3, text: '合计:1项' }] },
    });
  });

  it('a department cannot report the list of another one', async () => {
    const campaign = await begun();
    const { body: list } = await upload(
      `/campaigns/${campaign}/departments/JYJ/lists`,
      'jyj.clerk',
      csv('州教育局,教师资格认定,行政许可'),
    );
    const { body: tasks } = await ask('GET', '/tasks?mine=true&limit=200', { as: 'fgw.clerk' });
    const departments = await ask('GET', `/campaigns/${campaign}/departments`, { as: 'fgw.clerk' });
    const own = departments.body.items[0].process.id;
    const task = tasks.items.find(
      ({ processId, name }: { processId: string; name: string }) =>
        processId === own && name === 'reportList',
    );

    const { status, body } = await ask('POST', `/tasks/${task.id}/complete`, {
      as: 'fgw.clerk',
      body: { outcome: 'report', decision: { list: list.id }, content: {} },
    });

    expect([status, body.issues]).toEqual([
      400,
      [expect.objectContaining({ field: 'decision.list', code: 'campaigns.listNotUploaded' })],
    ]);
  });
});

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
  const compared = async (suffix = '', as = CENTRE) => (await ask('GET', `${pair}${suffix}`, { as })).body;
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
      ask('POST', `${pair}/renames`, { as, body: { older, newer, verdict } });

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
    expect((await ask('GET', pair, { as: 'mailbox.clerk' })).status).toBe(404);
    const campaign = await begun();
    const own = await upload(
      `/campaigns/${campaign}/departments/JYJ/lists`,
      'jyj.clerk',
      csv('州教育局,教师资格认定,行政许可'),
    );
    const path = `/lists/${own.body.id}/comparison/${own.body.id}`;
    expect((await ask('GET', path, { as: 'jyj.clerk' })).status).toBe(200);
    expect((await ask('GET', path, { as: CENTRE })).status).toBe(200);
    expect((await ask('GET', path, { as: 'fgw.clerk' })).status).toBe(404);
  });
});

describe('findings', () => {
  it('a department sees findings only after they were opened', async () => {
    const campaign = await begun();
    const states = ['found', 'dismissed', 'open', 'withdrawn', 'rectified'];
    for (const [n, state] of states.entries())
      await insertFinding(campaign, { state, item_name: `事项${n}` });
    await insertFinding(campaign, { state: 'open', unit_code: 'FGW' });
    const of = async (as: string): Promise<string[]> =>
      (await ask('GET', `/campaigns/${campaign}/findings?limit=200`, { as })).body.items
        .map(({ unit, state }: { unit: string; state: string }) => `${unit} ${state}`)
        .sort();

    expect(await of('jyj.clerk')).toEqual(['JYJ open', 'JYJ rectified', 'JYJ withdrawn']);
    expect(await of('fgw.signer')).toEqual(['FGW open']);
    expect((await of(CENTRE)).length).toBe(6);
    expect((await of('supervisor')).length).toBe(6);
    expect((await ask('GET', `/campaigns/${campaign}/findings`, { as: 'wjw.clerk' })).status).toBe(404);
    const foreign = await ask('GET', `/campaigns/${campaign}/findings?unit=FGW`, { as: 'jyj.clerk' });
    expect(foreign.body.items).toEqual([]);
  });

  it('the centre reviews a found finding once', async () => {
    const campaign = await begun();
    const review = async (id: string, verdict: string, as = CENTRE): Promise<unknown[]> => {
      const { status, body } = await ask('POST', `/campaigns/${campaign}/findings/${id}/review`, {
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
    expect(await review(wrong, 'dismiss')).toEqual([200, 'dismissed']);
    expect(await review(nobodys, 'confirm')).toEqual([404, 'NOT_FOUND']);
    expect(await review(nobodys, 'dismiss')).toEqual([200, 'dismissed']);
    expect(await review(open, 'dismiss')).toEqual([404, 'NOT_FOUND']);
    expect(await review(open, 'maybe')).toEqual([400, 'VALIDATION_FAILED']);
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

    expect((await ask('GET', `/campaigns/${campaign}/events`, { as: 'jyj.clerk' })).status).toBe(403);
  });
});

/** What the worker's steps do, on the gateway's own database. */
async function connected() {
  const dataSource = await createDataSource(gateway.databaseUrl).initialize();
  return { dataSource, close: () => dataSource.destroy() };
}
