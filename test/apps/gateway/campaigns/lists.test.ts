import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  copyItems,
  freezeVersion,
  openDraft,
} from '../../../../domain/campaigns/catalogue/catalogue-versions.js';
import { renderPdf } from '../../../../domain/documents/render-pdf.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { SAMPLE } from '../../../domain/documents/sample.js';
import { startTestGateway } from '../../../support/gateway.js';
import { campaignRequests, CENTRE, csv, UNITS } from './campaign-requests.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const { create, begun, upload, fallback } = campaignRequests(gateway);

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
      const { body } = await request('GET', `/campaigns/${campaign.id}/items?limit=200${cursor}`, {
        as: CENTRE,
      });
      for (const { id } of body.items as { id: string }[]) seen.add(id);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }

    expect(list.body).toMatchObject({ items: 20_000, units: UNITS });
    expect(seen.size).toBe(20_000);
  }, 120_000);

  it('the list in force is read before the campaign has a catalogue, by a department its own part', async () => {
    const list = await fallback('州教育局,教师资格认定,其他', '州发改委,项目备案,其他');
    const { body: campaign } = await create({ fallbackList: list.body.id });
    const { body: without } = await create();
    const namesOf = async (id: string, as: string): Promise<string[]> => {
      const { body } = await request('GET', `/campaigns/${id}/items?list=fallback`, { as });
      return (body.items as { name: string }[]).map(({ name }) => name);
    };

    expect(await namesOf(campaign.id, CENTRE)).toEqual(['项目备案', '教师资格认定']);
    expect(await namesOf(campaign.id, 'jyj.clerk')).toEqual(['教师资格认定']);
    expect(await namesOf(without.id, CENTRE)).toEqual([]);
    const { body } = await request('GET', `/campaigns/${campaign.id}/items`, { as: CENTRE });
    expect(body.items).toEqual([]);
  });

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
    const { body } = await request('GET', path, { as: 'jyj.clerk' });
    expect(body.items).toMatchObject([{ unit: 'JYJ', list: own.body.id }]);
  });

  it('the centre reads the list that a department has reported, what it was read from, and that it is to be checked', async () => {
    const campaign = await begun();
    const path = `/campaigns/${campaign}/departments`;
    const { body: list } = await upload(
      `${path}/JYJ/lists`,
      'jyj.clerk',
      csv('州教育局,教师资格认定,行政许可'),
    );
    const before = await request('GET', path, { as: CENTRE });
    const command = randomUUID();
    const [part] = await query<{ id: string }>(
      `SELECT id FROM process WHERE parent_id = $1 AND input ->> 'unit' = 'JYJ'`,
      [campaign],
    );
    await query(
      `UPDATE task SET state = 'completed', outcome = 'report', command_id = $2, closed_at = now()
       WHERE process_id = $1`,
      [part!.id, command],
    );
    await query(`INSERT INTO content (command_id, process_id, body, decision) VALUES ($1, $2, '{}', $3)`, [
      command,
      part!.id,
      { list: list.id },
    ]);
    await query(
      `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
       VALUES ($1, 'campaign-department', 2, 'checkList', 'listing', 'ZWZX', 'service-centre', 'open', now())`,
      [part!.id],
    );

    const shown = await request('GET', path, { as: CENTRE });
    const items = await request('GET', `/campaigns/${campaign}/items?list=reported&unit=JYJ`, { as: CENTRE });
    const others = await request('GET', `/campaigns/${campaign}/items?list=reported`, { as: 'fgw.clerk' });

    const ofJyj = ({ body }: typeof shown) => body.items.find(({ unit }: { unit: string }) => unit === 'JYJ');
    expect(ofJyj(before)).toMatchObject({ listTask: 'reportList', reported: null });
    expect(ofJyj(shown)).toMatchObject({
      listTask: 'checkList',
      reported: { list: list.id, file: { name: 'list.csv' } },
    });
    expect(items.body.items).toMatchObject([{ name: '教师资格认定', powerType: '行政许可' }]);
    expect(others.body.items).toEqual([]);
  });

  it('a web page named .xls is imported, and its skipped rows are reported', async () => {
    const row = (...cells: string[]) => `<tr><td>${cells.join('<td>')}</tr>`;
    const rows = [
      row('部门', '事项名称', '类别'),
      row('州教育局', '教师资格认定', '行政许可'),
      row('合计：1项', '', ''),
    ];

    const taken = await upload(`/campaigns/${await begun()}/departments/JYJ/lists`, 'jyj.clerk', {
      name: '权力清单.xls',
      bytes: `<html><body><table>${rows.join('')}</table></body></html>`,
    });

    expect(taken).toMatchObject({
      status: 201,
      body: {
        ...{ items: 1, ignoredSheets: [], ignoredRows: [{ sheet: null, row: 3, text: '合计：1项' }] },
        ...{ firstItems: [{ name: '教师资格认定', code: null, powerType: '行政许可' }], withoutCode: 1 },
      },
    });
  });

  it('a department cannot report the list of another one', async () => {
    const campaign = await begun();
    const { body: list } = await upload(
      `/campaigns/${campaign}/departments/JYJ/lists`,
      'jyj.clerk',
      csv('州教育局,教师资格认定,行政许可'),
    );
    const { body: tasks } = await request('GET', '/tasks?mine=true&limit=200', { as: 'fgw.clerk' });
    const departments = await request('GET', `/campaigns/${campaign}/departments`, { as: 'fgw.clerk' });
    const own = departments.body.items[0].process.id;
    const task = tasks.items.find(
      ({ processId, name }: { processId: string; name: string }) =>
        processId === own && name === 'reportList',
    );

    const { status, body } = await request('POST', `/tasks/${task.id}/complete`, {
      as: 'fgw.clerk',
      body: { outcome: 'report', decision: { list: list.id }, content: {} },
    });

    expect([status, body.issues]).toEqual([
      400,
      [expect.objectContaining({ field: 'decision.list', code: 'campaigns.listNotUploaded' })],
    ]);
  });
});

/** A connection to the gateway's database, as the worker has one. */
async function connected() {
  const dataSource = await createDataSource(gateway.databaseUrl).initialize();
  return { dataSource, close: () => dataSource.destroy() };
}
