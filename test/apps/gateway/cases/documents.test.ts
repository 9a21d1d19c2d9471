import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { registerRows } from '../../../domain/consultations/register-rows.js';
import { startTestGateway } from '../../../support/gateway.js';

const { request, query } = await startTestGateway();
const CENTRE = 'service.centre';
const register = registerRows(query, () => []);

async function document(process: string, kind: string, { unit = '', version = 1 } = {}): Promise<string> {
  const id = randomUUID();
  await query(
    `INSERT INTO document (id, process_id, kind, unit_code, version, format, title, digest, unprintable, bytes, made_at)
     VALUES ($1, $2, $3, $4, $5, 'pdf', '题目', '', '[{"code":"U+30EDE","near":"王\u{30ede}明"}]', '%PDF', now())`,
    [id, process, kind, unit, version],
  );
  return id;
}
async function process(key: string): Promise<string> {
  const id = randomUUID();
  await query(
    `INSERT INTO process (id, key, version, subject, state, started_at) VALUES ($1, $2, 1, 'SX', 'running', now())`,
    [id, key],
  );
  return id;
}
const statusOf = async (path: string, as?: string): Promise<number> =>
  (await request('GET', path, as === undefined ? {} : { as })).status;

async function campaign(): Promise<string> {
  const { body } = await request('POST', '/campaigns', {
    as: CENTRE,
    body: {
      preset: 'QDN-2015',
      firstDay: '2030-05-15',
      departments: ['FGW', 'JYJ'],
      site: { url: 'http://example.gov.cn/' },
    },
  });
  return body.id;
}

async function survey(results: string): Promise<string> {
  const id = await process('survey');
  await query(
    `INSERT INTO survey (id, title, purpose, notice, unit_code, office_code, anonymity, retention_months, one_answer,
       results, opens_on, days, questionnaire, published_at, opens_at, closes_at, created_by, created_at)
     VALUES ($1, '调查', '目的', '告知', 'JYJ', 'XXB', 'ANONYMOUS', 6, 'device', $2, '2026-01-05', 7, '{}', now(),
       now() - interval '2 days', now() - interval '1 day', 'test', now())`,
    [id, results],
  );
  return id;
}

async function interview(): Promise<string> {
  const id = await process('online-interview');
  await query(
    `INSERT INTO interview (id, topic, unit_code, office, form, planned_on, live_at, plan, background, guests, outline,
       points, created_by, created_at)
     VALUES ($1, '访谈', 'JYJ', 'XXB', 'text', '2026-01-05', now(), '', '', '[]', '[]', '[]', 'test', now())`,
    [id],
  );
  return id;
}

describe('documents of a campaign', () => {
  it('the centre reads all documents of a campaign, a department the bulletin and its own', async () => {
    const id = await campaign();
    const made = {
      report: await document(id, 'report'),
      bulletin: await document(id, 'bulletin'),
      own: await document(id, 'notice', { unit: 'JYJ' }),
      other: await document(id, 'notice', { unit: 'FGW' }),
    };
    const read = async (as: string): Promise<unknown> => {
      const { body } = await request('GET', `/campaigns/${id}/documents`, { as });
      const listed = new Set(body.items.map((item: { id: string }) => item.id));
      const of = await Promise.all(
        Object.entries(made).map(async ([name, each]) => [
          name,
          [listed.has(each), await statusOf(`/campaigns/${id}/documents/${each}`, as)],
        ]),
      );
      return Object.fromEntries(of);
    };

    const [yes, no] = [
      [true, 200],
      [false, 404],
    ];
    expect(await read(CENTRE)).toEqual({ report: yes, bulletin: yes, own: yes, other: yes });
    expect(await read('jyj.clerk')).toEqual({ report: no, bulletin: yes, own: yes, other: no });
  });

  it('documents of a campaign are listed with their unit and unprintable characters', async () => {
    const id = await campaign();
    const [report, notice] = [await document(id, 'report'), await document(id, 'notice', { unit: 'JYJ' })];

    const { body } = await request('GET', `/campaigns/${id}/documents`, { as: CENTRE });

    const unprintable = [{ code: 'U+30EDE', near: '王\u{30ede}明' }];
    const fields = { version: 1, format: 'pdf', title: '题目', unprintable, size: 4, at: expect.any(String) };
    expect(body.items).toEqual([
      { id: notice, kind: 'notice', unit: 'JYJ', ...fields },
      { id: report, kind: 'report', unit: null, ...fields },
    ]);
  });
});

it('the report of a survey is public with its figures, its adoption results always', async () => {
  const open = async (results: string): Promise<unknown> => {
    const id = await survey(results);
    const [report, adoption] = [await document(id, 'report'), await document(id, 'adoption')];
    const now = () =>
      Promise.all([report, adoption].map((each) => statusOf(`/public/surveys/${id}/documents/${each}`)));
    const before = await now();
    await query('UPDATE survey SET figures_at = now() WHERE id = $1', [id]);
    return { before, after: await now() };
  };

  expect(await open('afterwards')).toEqual({ before: [404, 200], after: [200, 200] });
  expect(await open('never')).toEqual({ before: [404, 200], after: [404, 200] });
});

it('only the newest transcript of an interview is public, once published', async () => {
  const id = await interview();
  const [plan, first, second] = [
    await document(id, 'plan'),
    await document(id, 'transcript'),
    await document(id, 'transcript', { version: 2 }),
  ];
  const now = () =>
    Promise.all([plan, first, second].map((each) => statusOf(`/public/interviews/${id}/documents/${each}`)));

  expect(await now()).toEqual([404, 404, 404]);
  await query('UPDATE interview SET transcript_at = now() WHERE id = $1', [id]);
  expect(await now()).toEqual([404, 404, 200]);
});

it('documents of a consultation are public with it', async () => {
  const draft = await register.consult(await register.register());
  const open = await register.open(await register.register());
  const path = async (id: string) => `/public/consultations/${id}/documents/${await document(id, 'notice')}`;

  expect(await statusOf(await path(draft))).toBe(404);
  expect(await statusOf(await path(open))).toBe(200);
});

it('a document is not found under another process', async () => {
  const [id, mine] = [await survey('always'), await interview()];
  await query('UPDATE interview SET transcript_at = now() WHERE id = $1', [mine]);
  const adoption = await document(id, 'adoption');
  const transcript = await document(mine, 'transcript');

  expect(await statusOf(`/public/surveys/${id}/documents/${transcript}`)).toBe(404);
  expect(await statusOf(`/public/interviews/${mine}/documents/${adoption}`)).toBe(404);
  expect(await statusOf(`/public/interviews/${id}/documents/${adoption}`)).toBe(404);
  expect(await statusOf(`/public/surveys/${mine}/documents/${transcript}`)).toBe(404);
  expect(await statusOf(`/surveys/${mine}/documents/${transcript}`, 'supervisor')).toBe(404);
  expect(await statusOf(`/campaigns/${id}/documents/${adoption}`, 'supervisor')).toBe(404);
});
