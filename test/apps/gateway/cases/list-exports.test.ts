import { expect, it } from '@jest/globals';
import readWorkbook from 'read-excel-file/universal';
import { startTestGateway } from '../../../support/gateway.js';
import { letterInProgress, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request } = gateway;
const letter = await letterInProgress(gateway, 'ZJJ', { title: '关于供水管网的咨询' });
await letterInProgress(gateway, 'JTJ');
const accusation = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });

async function rows(path: string, as: string): Promise<(string | null)[][]> {
  const { status, bytes, headers } = await request('GET', path, { as });
  expect(status).toBe(200);
  expect(String(headers['content-disposition'])).toContain('attachment');
  const [sheet] = await readWorkbook(new Uint8Array(bytes).buffer);
  return sheet!.data as (string | null)[][];
}

it('a list of letters comes with its title, unit, date and filters', async () => {
  const [title, made, head, ...found] = await rows('/letters/export?lead=ZJJ', 'mailbox.clerk');

  expect(title![0]).toBe('信件清单');
  expect(made![0]).toMatch(/^制表单位：州群众工作中心 值班　　制表日期：\d{4}年/);
  expect(head!.slice(0, 3)).toEqual(['编号', '标题', '类别']);
  expect(found.map(([number, heading]) => [number, heading])).toEqual([
    [letter.letterNo, '关于供水管网的咨询'],
  ]);
});

it('a spreadsheet has the rows of the list and no other', async () => {
  const found = await rows('/letters/export', 'supervisor');

  expect(found.slice(3).map(([number]) => number)).not.toContain(accusation.letterNo);
  expect(found).toHaveLength(3 + 2);
});

it('readers of no text get no titles', async () => {
  const cells = (await rows('/letters/export', 'efficiency')).flat();

  expect(cells).not.toContain('关于供水管网的咨询');
});

it.each([
  ['/tasks/export', 'zjj.clerk', '任务清单'],
  ['/cards/export', 'supervisor', '黄红牌清单'],
  ['/supervision/orders/export', 'supervisor', '督办清单'],
  ['/processes/export', 'supervisor', '流程清单'],
  ['/audit/export', 'admin.audit', '审计日志'],
])('%s is a spreadsheet', async (path, as, title) => {
  expect((await rows(path, as))[0]![0]).toBe(title);
});

it('an export is in the audit log', async () => {
  await rows('/tasks/export', 'zjj.clerk');

  const { body } = await request('GET', '/audit?action=tasks.export', { as: 'admin.audit' });
  expect(body.items.length).toBeGreaterThan(0);
});

it('the audit log is exported by its auditors only', async () => {
  expect((await request('GET', '/audit/export', { as: 'supervisor' })).status).toBe(403);
});
