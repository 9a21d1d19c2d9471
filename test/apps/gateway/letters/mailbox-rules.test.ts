import { expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';

const { query, request } = await startTestGateway();

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly items?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
}

async function rules(): Promise<{ text: string; rows: readonly (readonly string[])[]; version: number }> {
  const { body } = await request('GET', '/public/letter-rules');
  const blocks = body.body as Block[];
  return {
    text: blocks.flatMap(({ text, items }) => [text ?? [], items ?? []].flat()).join('\n'),
    rows: blocks.flatMap(({ rows = [] }) => rows),
    version: body.version,
  };
}

it('everybody reads the limits and cards of the policy in force', async () => {
  const { text, rows } = await rules();

  expect(rows).toEqual(
    expect.arrayContaining([
      ['投诉', '10个工作日'],
      ['表扬', '不计时限'],
      ['签收', '1个工作日', '当日24:00'],
      [
        '办理',
        '到期前1个工作日；时限10个工作日以上的，到期前2个工作日',
        '逾期1个工作日',
        '逾期5个工作日',
        '逾期10个工作日',
        '逾期15个工作日',
      ],
    ]),
  );
  expect(text).toContain('最多1次，须在到期1个工作日前提出，连同原时限不超过15个工作日。');
  expect(text).toContain('黄牌计5分，红牌计10分');
});

it('no limit of another business is in them', async () => {
  const { rows } = await rules();

  expect(rows.map(([title]) => title).filter((title) => /清理|调查|访谈|征集|年度安排/.test(title!))).toEqual(
    [],
  );
});

it.each([
  ['docx', 'PK'],
  ['pdf', '%PDF'],
])('the rules are a %s', async (format, head) => {
  const { status, bytes, headers } = await request('GET', `/public/letter-rules/document?format=${format}`);

  expect([status, bytes.subarray(0, head.length).toString()]).toEqual([200, head]);
  expect(headers['content-disposition']).toContain(`.${format}`);
});

it('another policy in force is another document', async () => {
  await query('UPDATE policy SET active = (id = $1)', ['WUHU-2008']);
  const { rows } = await rules();

  expect(rows.find(([title]) => title === '办理')).toEqual(
    expect.arrayContaining(['逾期5个工作日', '逾期15个工作日']),
  );
});
