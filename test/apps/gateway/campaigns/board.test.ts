import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { toFindingView } from '../../../../apps/gateway/campaigns/finding-view.js';
import { makeBulletin } from '../../../../domain/campaigns/campaign-documents.js';
import { InspectionSourcesRepository } from '../../../../domain/campaigns/inspection-sources.repository.js';
import { createDataSource } from '../../../../infra/database/data-source.js';
import { startTestGateway } from '../../../support/gateway.js';
import { campaignRequests, CENTRE } from './campaign-requests.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const { begun, insertFinding } = campaignRequests(gateway);
let dataSource: DataSource;
beforeAll(async () => {
  dataSource = await createDataSource(gateway.databaseUrl).initialize();
});
afterAll(() => dataSource?.destroy());

/** A completed task of a department's process, with what was written. */
async function completed(
  process: string,
  task: { number: number; name: string; outcome: string; decision: object; body: object },
): Promise<void> {
  const { number, name, outcome, decision, body } = task;
  const command = randomUUID();
  await query(`INSERT INTO content (command_id, process_id, body, decision) VALUES ($1, $2, $3, $4)`, [
    command,
    process,
    body,
    decision,
  ]);
  await query(
    `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at, closed_at, outcome,
       command_id)
     VALUES ($1, 'campaign-department', $2, $3, 'confirming', 'JYJ', 'agency-clerk', 'completed', now(), now(), $4, $5)`,
    [process, number, name, outcome, command],
  );
}

/** Stores the page of a finding. @returns its SHA-256 */
async function storePage(html: string, finding: string): Promise<string> {
  const page = { bytes: Buffer.from(html), charset: 'utf-8', rendered: false };
  const sha256 = await new InspectionSourcesRepository(dataSource.manager).add(page);
  await query('UPDATE campaign_finding SET source = $1 WHERE id = $2', [sha256, finding]);
  return sha256;
}

async function processOf(campaign: string, unit: string): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT id FROM process WHERE parent_id = $1 AND input ->> 'unit' = $2`,
    [campaign, unit],
  );
  return row!.id;
}

const findingsOf = async (campaign: string, as: string) =>
  (await request('GET', `/campaigns/${campaign}/findings?limit=200&count=true`, { as })).body;

it('an objection stands beside its finding, with the ruling once there is one', async () => {
  const campaign = await begun();
  const id = await insertFinding(campaign, { state: 'open' });
  const other = await insertFinding(campaign, { state: 'open', item_name: '乙' });
  const process = await processOf(campaign, 'JYJ');
  await completed(process, {
    number: 2,
    name: 'confirmFindings',
    outcome: 'contest',
    decision: { findings: [id] },
    body: { reason: '网页上有电话。', attachmentIds: [] },
  });
  const before = await findingsOf(campaign, CENTRE);
  await completed(process, {
    number: 3,
    name: 'ruleFindings',
    outcome: 'uphold',
    decision: {},
    body: { reason: '只有手机号。' },
  });
  const after = await findingsOf(campaign, CENTRE);
  const found = (list: { items: { id: string }[] }, wanted: string) =>
    list.items.find((finding) => finding.id === wanted);

  expect(found(before, id)).toMatchObject({ objection: { reason: '网页上有电话。', ruling: null } });
  expect(found(after, id)).toMatchObject({
    objection: { ruling: { task: `${process}.3`, verdict: 'upheld', reason: '只有手机号。' } },
  });
  expect(found(after, other)).toMatchObject({ objection: null });
  expect(after.count).toEqual({ value: 2, more: false });
});

it('whoever reads no texts learns that a finding is contested, and not why', () => {
  const at = new Date('2026-11-27T02:00:00Z');
  const ruling = {
    task: 'p.3',
    dueAt: null,
    verdict: 'upheld',
    reason: '只有手机号。',
    at: at.toISOString(),
  };
  const objection = { reason: '网页上有电话。', attachmentIds: ['f'], at: at.toISOString(), ruling };
  const row = { kind: 'ELEMENT_MISSING', seen: '', foundAt: at, rectifiedAt: null, link: null, objection };

  expect(toFindingView(row as never, false).objection).toEqual({
    reason: null,
    attachmentIds: [],
    at: at.toISOString(),
    ruling: { ...ruling, reason: null },
  });
  expect(toFindingView(row as never, true).objection).toEqual(objection);
});

it('a suspected link shows its tries and the next one', async () => {
  const campaign = await begun();
  const link = {
    address: 'http://example.gov.cn/form.doc',
    tries: [
      { at: '2026-11-27T02:00:00.000Z', ok: false },
      { at: '2026-11-27T02:00:05.000Z', ok: false },
    ],
  };
  const fields = { kind: 'FORM_BROKEN', element: null, link, seen: '申请表: status 404' };
  await insertFinding(campaign, { ...fields, certainty: 'suspected' });
  await insertFinding(campaign, { ...fields, item_name: '乙', certainty: 'certain', state: 'open' });
  const { items } = await findingsOf(campaign, CENTRE);
  const links = new Map(
    items.map(({ state, link: shown }: { state: string; link: object }) => [state, shown] as const),
  );

  expect(links.get('found')).toEqual({ ...link, nextTryAt: '2026-11-28T02:00:00.000Z' });
  expect(links.get('open')).toEqual({ ...link, nextTryAt: null });
  expect(items[0].seenText).toBe('申请表：返回错误404');
});

it('departments are listed with their findings by state, and cards for those who see them', async () => {
  const campaign = await begun();
  await insertFinding(campaign, {});
  await insertFinding(campaign, { state: 'open', item_name: '乙' });
  await query(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
       policy_id, policy_version, calendar_version)
     VALUES ($1, $2, 1, 'yellow', 'yellow', 'JYJ', 'auto', 'issued', now(), now(), now(), 'QDN-2015', 1, 1)`,
    [randomUUID(), await processOf(campaign, 'JYJ')],
  );
  const of = async (as: string) => {
    const { body } = await request('GET', `/campaigns/${campaign}/departments`, { as });
    const row = body.items.find(({ unit }: { unit: string }) => unit === 'JYJ');
    return [row.findings, row.card];
  };
  const counts = { found: 1, dismissed: 0, open: 1, withdrawn: 0, rectified: 0 };

  expect(await of('supervisor')).toEqual([counts, 'yellow']);
  expect(await of(CENTRE)).toEqual([counts, null]);
  expect(await of('jyj.clerk')).toEqual([{ ...counts, found: 0 }, 'yellow']);
});

it('the table of departments is a spreadsheet of what the account sees', async () => {
  const campaign = await begun();
  const path = `/campaigns/${campaign}/departments/export`;
  const { status, bytes } = await request('GET', path, { as: CENTRE });

  expect([status, bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  expect((await request('GET', path, { as: 'wjw.clerk' })).status).toBe(404);
});

it('a campaign exists for the public once its bulletin is issued', async () => {
  const campaign = await begun();
  const path = `/public/campaigns/${campaign}`;
  await insertFinding(campaign, { state: 'open', item_name: '教师资格认定' });
  const before = await request('GET', path);
  const listed = async (): Promise<string[]> =>
    (await request('GET', '/public/campaigns')).body.items.map(({ id }: { id: string }) => id);
  const listedBefore = await listed();
  await makeBulletin(dataSource, campaign);
  const { status, body } = await request('GET', path);
  const sheet = await request('GET', `${path}/table.xlsx`);
  const [pdf] = body.files.filter(({ format }: { format: string }) => format === 'pdf');
  const file = await request('GET', `${path}/documents/${pdf.id}`);

  expect([before.status, before.body.code, listedBefore]).toEqual([404, 'NOT_FOUND', []]);
  expect([status, await listed()]).toEqual([200, [campaign]]);
  expect(body.bulletin).toMatch(/检查情况的通报$/);
  const tables = body.body.filter(({ type }: { type: string }) => type === 'table');
  expect(tables[0].rows.map(([, unit]: string[]) => unit)).toContain('州教育局');
  expect(JSON.stringify(body.annexes)).toContain('教师资格认定');
  expect([sheet.status, sheet.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  expect([file.status, file.bytes.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
});

it('the public gets no document of a campaign but its bulletin', async () => {
  const campaign = await begun();
  await insertFinding(campaign, { state: 'open' });
  await makeBulletin(dataSource, campaign);
  const { body } = await request('GET', `/campaigns/${campaign}/documents`, { as: CENTRE });
  const others = body.items.filter(({ kind }: { kind: string }) => kind !== 'bulletin');
  const statuses = await Promise.all(
    others.map(
      async ({ id }: { id: string }) =>
        (await request('GET', `/public/campaigns/${campaign}/documents/${id}`)).status,
    ),
  );

  expect(others.length).toBeGreaterThan(0);
  expect(new Set(statuses)).toEqual(new Set([404]));
});

it('whoever sees a finding reads the page that it was seen on, as text and as a file', async () => {
  const campaign = await begun();
  const finding = await insertFinding(campaign, { state: 'open' });
  const html = '<title>办事指南</title><script>alert(1)</script><p>联系电话：13985512345</p>';
  const sha256 = await storePage(html, finding);
  const path = `/campaigns/${campaign}/findings/${finding}/page`;
  const page = await request('GET', path, { as: 'jyj.clerk' });
  const file = await request('GET', `${path}/file`, { as: CENTRE });

  expect(page.body).toMatchObject({
    ...{ address: 'http://example.gov.cn/g', title: '办事指南', sha256, rendered: false, isCut: false },
    lines: [{ cells: ['联系电话：13985512345'] }],
  });
  expect(file.bytes.toString()).toBe(html);
  expect(file.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment/),
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

it('a stored page does not exist for a unit that does not see its finding', async () => {
  const campaign = await begun();
  const finding = await insertFinding(campaign, { state: 'found' });
  await storePage('<p>文字</p>', finding);
  const unstored = await insertFinding(campaign, { state: 'open', item_name: '其他' });
  const read = (id: string, as: string) =>
    request('GET', `/campaigns/${campaign}/findings/${id}/page`, { as });

  expect((await read(finding, CENTRE)).status).toBe(200);
  for (const [id, as] of [
    [finding, 'jyj.clerk'],
    [finding, 'wjw.clerk'],
    [unstored, 'jyj.clerk'],
    [randomUUID(), 'jyj.clerk'],
  ] as const)
    expect([(await read(id, as)).status, as]).toEqual([404, as]);
});
