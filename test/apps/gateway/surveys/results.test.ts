import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/universal';
import { extend } from '../../../../domain/surveys/publication.js';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { OpenSurveys } from './open-survey.js';
import { answers, questionnaire } from '../../../domain/surveys/questionnaire.js';

const gateway = await startTestGateway();
const { request, query } = gateway;
const surveys = await OpenSurveys.at(gateway);
const { dataSource } = surveys;
const { SurveySecrets } = await import('../../../../apps/gateway/surveys/survey-secrets.js');
const secrets = gateway.app.get(SurveySecrets, { strict: false });

const EDITOR = 'info.editor';
const codeOf = ({ status, body }: Answer): unknown[] => [status, body.code];

describe('an extension', () => {
  it('an extension moves the closing and reopens no counted survey', async () => {
    const id = await surveys.open();
    const until = async (): Promise<unknown> =>
      (await query('SELECT closes_at FROM survey WHERE id = $1', [id]))[0]!['closes_at'];
    const timeLimits = {
      timeoutInstant: async ({ due }: { due?: string }) => Date.parse(`${due}T16:00:00Z`),
    };
    const to = (closesOn: string) => extend(dataSource, timeLimits, { process: id, argument: { closesOn } });
    await to('2031-01-31');
    const extended = await until();
    await surveys.close(id);

    await to('2031-02-28');

    expect(extended).toEqual(new Date('2031-01-31T16:00:00Z'));
    expect(await until()).toEqual(extended);
  });
});

describe('closing', () => {
  it('closing counts every response stored meanwhile and refuses the others', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    const sending = Promise.all(Array.from({ length: 40 }, () => surveys.answer(id, { answers })));
    await new Promise((resolve) => setTimeout(resolve, 150));

    const { answers: counted } = await surveys.close(id);

    const sent = await sending;
    const taken = sent.filter(({ status }) => status === 201).length;
    expect(counted).toBe(taken + 1);
    expect(sent.filter(({ status }) => status !== 201).map(codeOf)).toEqual(
      Array(40 - taken).fill([410, 'SURVEY_CLOSED']),
    );
    expect(await surveys.counts(id)).toEqual([{ state: 'counted', count: counted }]);
  });

  it('closing records for the assessment that the survey was held and its responses', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    await surveys.close(id);

    const year = new Date().getUTCFullYear();
    const { body } = await request('GET', `/assessment-facts?year=${year}&column=survey`, {
      as: 'supervisor',
    });
    const own = body.items.filter(({ process }: { process: string }) => process === id);
    expect(own).toMatchObject([
      { unit: 'JYJ', fact: 'answers', value: 1 },
      { unit: 'JYJ', fact: 'held', value: 1 },
    ]);
  });
});

describe('results', () => {
  it('results are counted by option, mark and row', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });
    await surveys.answer(id, {
      answers: { ...answers, satisfaction: 5, windows: { speed: 'fair', manner: 'fair' } },
    });
    await surveys.answer(id, {
      answers: { visited: 'no', satisfaction: 3, windows: answers.windows, advice: '多宣传' },
    });

    const { body } = await request('GET', `/surveys/${id}/results`, { as: 'jyj.signer' });

    const of = (name: string) => body.figures.find((one: { name: string }) => one.name === name);
    const counts = (options: { value: string; count: number }[]) =>
      Object.fromEntries(options.map(({ value, count }) => [value, count]));
    expect(body.answers).toBe(3);
    expect(counts(of('visited').options)).toEqual({ yes: 2, no: 1 });
    expect(of('services')).toMatchObject({ answered: 2, average: null });
    expect(counts(of('services').options)).toEqual({ permit: 2, tax: 2, card: 0 });
    expect(of('satisfaction')).toMatchObject({ answered: 3, average: 4 });
    expect(counts(of('satisfaction').options)).toEqual({ 1: 0, 2: 0, 3: 1, 4: 1, 5: 1 });
    expect(
      of('windows').rows.map((row: { value: string; options: [] }) => [row.value, counts(row.options)]),
    ).toEqual([
      ['speed', { good: 2, fair: 1, bad: 0 }],
      ['manner', { good: 0, fair: 3, bad: 0 }],
    ]);
    expect(of('advice')).toMatchObject({ answered: 1, options: [], rows: [] });
  });

  it.each([
    ['never', 404, 404],
    ['afterwards', 404, 200],
    ['always', 200, 200],
  ])(
    'results public %s answer %i while it is open, %i once figures are published',
    async (results, open, after) => {
      const id = await surveys.open({ results });
      const whileOpen = await request('GET', `/public/surveys/${id}/results`);
      await surveys.close(id);
      await query('UPDATE survey SET figures_at = now() WHERE id = $1', [id]);

      const afterwards = await request('GET', `/public/surveys/${id}/results`);

      expect([whileOpen.status, afterwards.status]).toEqual([open, after]);
    },
  );

  it('results show free text only as a person has released it', async () => {
    const id = await surveys.open({ results: 'always' });
    const advice = '我是张三，电话13800000000，建议增设<b>窗口</b>';
    const { body: sent } = await surveys.answer(id, { answers: { ...answers, advice } });
    const release = (question: string, text: string) =>
      request('POST', `/surveys/${id}/quotes`, { as: EDITOR, body: { answer: sent.id, question, text } });
    const choice = await release('visited', '是');
    const released = await release('advice', '建议增设窗口');

    const { bytes, body } = await request('GET', `/public/surveys/${id}/results`);
    const removed = await request('DELETE', `/surveys/${id}/quotes/${released.body.id}`, { as: EDITOR });

    expect(choice.status).toBe(400);
    expect(body.quotes).toEqual([{ id: released.body.id, question: 'advice', text: '建议增设窗口' }]);
    expect(bytes.toString()).not.toContain('张三');
    expect(removed.status).toBe(204);
  });
});

describe('the public page', () => {
  it('the public page has the questionnaire as SurveyJS JSON', async () => {
    const id = await surveys.open();
    await surveys.answer(id, { answers });

    const { status, body } = await request('GET', `/public/surveys/${id}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id, unit: '州教育局', state: 'open', participants: 1, questionnaire, freeText: ['advice'] },
      ...{ secondsToOpening: null, resultsPublished: false, documents: [], adoption: null },
    });
    expect(body.secondsToClosing).toBeGreaterThan(86_000);
    expect(await secrets.secondsSince(id, body.ticket, Date.now())).toBe(0);
  });

  it('published surveys are listed by state', async () => {
    const id = await surveys.open();
    const upcoming = await surveys.open();
    await query(`UPDATE survey SET opens_at = now() + interval '1 hour' WHERE id = $1`, [upcoming]);
    const idsOf = async (state: string): Promise<string[]> =>
      (await request('GET', `/public/surveys?state=${state}&limit=200`)).body.items.map(
        (item: { id: string }) => item.id,
      );

    expect(await idsOf('open')).toContain(id);
    expect(await idsOf('open')).not.toContain(upcoming);
    expect(await idsOf('upcoming')).toEqual([upcoming]);
  });
});

describe('an export', () => {
  const FORMULAS = ['=1+1', '+8613800000000', '-1', '@SUM(A1)', '\t=1', '正常"引号",逗号'];
  let id: string;
  beforeAll(async () => {
    id = await surveys.open();
    for (const advice of FORMULAS) await surveys.answer(id, { answers: { ...answers, advice } });
    await surveys.answer(id, {
      answers: { visited: 'no', satisfaction: 1, windows: answers.windows },
      fields: { ticket: 'x' },
    });
  });
  const download = (format: string, as = 'jyj.clerk'): Promise<Answer> =>
    request('GET', `/surveys/${id}/answers/export?format=${format}`, { as });
  const HEADER = ['序号', '提交时间', '用时（秒）', '状态', '未计入原因'].concat(
    ...[
      '近半年您是否到过政务服务大厅？',
      '您办理了哪些事项？',
      '总体满意程度',
      '窗口服务/速度',
      '窗口服务/态度',
      '您的建议',
    ],
  );

  it('a CSV export starts with a byte order mark and escapes formulas', async () => {
    const { status, bytes, headers } = await download('csv');

    expect(status).toBe(200);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(headers['content-disposition']).toContain("filename*=UTF-8''");
    const rows: string[][] = parse(bytes, { bom: true });
    expect(rows[0]).toEqual(HEADER);
    const advice = rows.slice(1).map((row) => row.at(-1)!);
    expect(advice.slice(0, 4)).toEqual(["'=1+1", "'+8613800000000", "'-1", "'@SUM(A1)"]);
    expect(advice.every((cell) => !/^[=+\-@\t\r]/.test(cell))).toBe(true);
    expect(rows[6]!.at(-1)).toBe('正常"引号",逗号');
    expect(rows[1]!.slice(3, 9)).toEqual(['有效', '', '是', '许可；税务', '4', '好']);
    expect(rows[7]!.slice(3, 7)).toEqual(['未计入', '作答过快', '否', '']);
  });

  it('an XLSX export keeps formulas as text', async () => {
    const { bytes } = await download('xlsx');

    const [sheet] = await readWorkbook(new Uint8Array(bytes).buffer);
    const rows = sheet!.data;
    expect(rows[2]).toEqual(HEADER);
    expect(rows.slice(3, 7).map((row) => row.at(-1))).toEqual(FORMULAS.slice(0, 4));
    expect(rows[3]!.slice(0, 1)).toEqual([1]);
  });

  it('only the unit and the office export responses', async () => {
    const others = await Promise.all(
      ['czj.clerk', 'mailbox.clerk', 'admin.system'].map((as) => download('csv', as)),
    );

    expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await download('csv', EDITOR)).status).toBe(200);
    expect((await download('pdf')).status).toBe(400);
  });
});
