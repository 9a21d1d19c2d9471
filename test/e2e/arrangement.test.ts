import { setTimeout as sleep } from 'node:timers/promises';
import { startTestStack, type TestStack } from '../support/stack.js';
import { Client, type Answer, type Task } from './client.js';

const EDITOR = 'info.editor';
const INTERVIEW = { kind: 'interview', topic: '义务教育阶段招生政策', guests: '主要负责人', month: 6 };

interface Entry {
  readonly id: string;
  readonly unit: string;
  readonly state: string;
  readonly month: number;
}

let stack: TestStack;
let client: Client;
let year: string;

beforeAll(async () => {
  stack = await startTestStack();
  client = new Client(stack.url);
}, 120_000);
afterAll(() => stack?.stop());

const post = (path: string, body: object, as: string): Promise<Answer> =>
  client.request('POST', path, { body, as });
const entries = async (as = EDITOR): Promise<Entry[]> =>
  (await client.get<{ items: Entry[] }>(`/arrangements/${year}/entries`, as)).items;
/** The open task of this name for the account. Waits for a step before it. */
async function own(name: string, as: string): Promise<Task> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { items } = await client.get<{ items: Task[] }>(
      `/tasks?mine=true&state=open&processId=${year}`,
      as,
    );
    const task = items.find((candidate) => candidate.name === name);
    if (task) return task;
    await sleep(100);
  }
  throw new Error(`no task '${name}' waits for ${as}`);
}
async function does(name: string, outcome: string, as: string): Promise<void> {
  expect(await client.complete(await own(name, as), { outcome, as })).toMatchObject({ status: 200 });
}
it('the info office starts one arrangement a year', async () => {
  const body = { year: 2015, units: ['FGW', 'JYJ', 'CZJ'] };
  expect((await post('/arrangements', body, 'fgw.clerk')).status).toBe(403);
  expect((await post('/arrangements', { ...body, units: ['NIX'] }, EDITOR)).body).toMatchObject({
    code: 'UNIT_UNKNOWN',
    issues: [{ field: 'units' }],
  });
  expect((await post('/arrangements', { ...body, firstMonth: 9, lastMonth: 3 }, EDITOR)).body).toMatchObject({
    issues: [{ field: 'lastMonth' }],
  });
  expect((await post('/arrangements', { ...body, proposeBy: '2015-02-30' }, EDITOR)).body).toMatchObject({
    issues: [{ field: 'proposeBy' }],
  });

  const made = await client.post<{ id: string; proposeBy: string }>('/arrangements', body, { as: EDITOR });
  year = made.id;
  expect(made).toMatchObject({ year: 2015, proposeBy: '2015-06-01', firstMonth: 5, lastMonth: 11 });
  expect((await post('/arrangements', body, EDITOR)).body).toMatchObject({ issues: [{ field: 'year' }] });
});

it('units propose topics that other units do not see', async () => {
  expect(
    (await post(`/arrangements/${year}/entries`, { ...INTERVIEW, month: 12 }, 'jyj.clerk')).body,
  ).toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ field: 'month', code: 'arrangements.monthOutside', params: { first: 5, last: 11 } }],
  });
  const empty = await client.complete(await own('propose', 'jyj.clerk'), {
    outcome: 'propose',
    as: 'jyj.clerk',
  });
  expect(empty.body).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ field: 'outcome' }] });

  const mine = await client.post<Entry>(`/arrangements/${year}/entries`, INTERVIEW, { as: 'jyj.clerk' });
  await client.post(
    `/arrangements/${year}/entries`,
    { ...INTERVIEW, kind: 'survey', topic: '校车满意度' },
    {
      as: 'jyj.clerk',
    },
  );
  await client.post(
    `/arrangements/${year}/entries`,
    { ...INTERVIEW, topic: '投资审批' },
    { as: 'fgw.clerk' },
  );
  await client.post(
    `/arrangements/${year}/entries`,
    { ...INTERVIEW, topic: '未报送的草稿' },
    { as: 'czj.clerk' },
  );
  expect(await entries()).toEqual([]); // the office sees topics of units that have answered
  expect((await entries('jyj.clerk')).map(({ unit }) => unit)).toEqual(['JYJ', 'JYJ']);
  const foreign = `/arrangements/${year}/entries/${mine.id}`;
  expect((await client.request('PUT', foreign, { body: INTERVIEW, as: 'fgw.clerk' })).status).toBe(404);
  expect((await client.request('GET', `/arrangements/${year}`, { as: 'gtj.clerk' })).status).toBe(404);
  expect((await client.request('GET', '/public/arrangements/2015')).status).toBe(404);

  await does('propose', 'propose', 'jyj.clerk');
  await does('propose', 'propose', 'fgw.clerk');
  expect((await post(`/arrangements/${year}/entries`, INTERVIEW, 'fgw.clerk')).body.code).toBe(
    'ARRANGEMENT_STATE',
  );
  await does('closeProposals', 'close', EDITOR);

  await own('arrange', EDITOR);
  const view = await client.get<{ units: object[] }>(`/arrangements/${year}`, EDITOR);
  expect(view.units).toMatchObject([
    { unit: 'CZJ', state: 'silent', answeredAt: null },
    { unit: 'FGW', state: 'proposed' },
    { unit: 'JYJ', state: 'proposed' },
  ]);
  const facts = await client.get<{ items: object[] }>('/assessment-facts?year=2015', 'supervisor');
  expect(facts.items).toHaveLength(3); // nobody was in time: the day was in 2015
  expect(facts.items).toContainEqual(
    expect.objectContaining({ unit: 'CZJ', fact: 'proposed-on-time', value: 0 }),
  );
});

it('one person arranges the table, another publishes it', async () => {
  const [first, second, third] = await entries();
  const decide = (entry: Entry, body: object, as = EDITOR) =>
    post(`/arrangements/${year}/entries/${entry.id}/decision`, body, as);
  const undecided = await client.complete(await own('arrange', EDITOR), {
    outcome: 'submit',
    as: EDITOR,
  });
  expect(undecided.body.issues).toMatchObject([
    { code: 'arrangements.topicsUndecided', params: { count: 3 } },
  ]);
  expect((await decide(first!, { accept: false })).body).toMatchObject({ issues: [{ field: 'reason' }] });
  expect((await decide(first!, { accept: true }, 'jyj.clerk')).status).toBe(403);

  expect((await decide(first!, { accept: true, month: 9 })).body).toMatchObject({
    state: 'arranged',
    month: 9,
  });
  await decide(second!, { accept: true });
  await decide(third!, { accept: false, reason: '与去年重复' });
  await does('arrange', 'submit', EDITOR);
  await does('approve', 'publish', 'info.reviewer');
  await own('conclude', EDITOR);

  expect((await entries()).map(({ state }) => state).sort()).toEqual(['declined', 'published', 'published']);
});

it('the public reads the table as data and as a file, with its changes', async () => {
  const table = await client.get<{ entries: Entry[] }>('/public/arrangements/2015');
  expect(table.entries.map(({ month }) => month)).toEqual([6, 9]);
  expect(JSON.stringify(table)).not.toContain('与去年重复');

  const [entry] = (await entries()).filter(({ state }) => state === 'published');
  const change = (body: object) => post(`/arrangements/${year}/entries/${entry!.id}/changes`, body, EDITOR);
  const reason = '与全州会议冲突';
  expect((await change({ kind: 'MONTH', to: '13', reason })).body).toMatchObject({
    issues: [{ field: 'to' }],
  });
  expect((await change({ kind: 'MONTH', to: '6', reason })).body).toMatchObject({
    issues: [{ field: 'to' }],
  });
  expect((await change({ kind: 'MONTH', to: '10', reason })).body).toMatchObject({ month: 10 });
  expect((await change({ kind: 'CANCEL', reason: '机构调整' })).body).toMatchObject({ state: 'cancelled' });
  expect((await change({ kind: 'CANCEL', reason })).body.code).toBe('ARRANGEMENT_STATE');

  const changed = await client.get<{ entries: object[]; changes: object[] }>('/public/arrangements/2015');
  expect(changed.changes).toMatchObject([
    { kind: 'CANCEL', reason: '机构调整' },
    { kind: 'MONTH', before: '6', after: '10', reason },
  ]);
  expect(changed.entries).toContainEqual(expect.objectContaining({ month: 10, cancelled: true }));

  for (const [format, magic] of [
    ['xlsx', 'PK'],
    ['docx', 'PK'],
    ['pdf', '%PDF'],
  ] as const) {
    const file = await fetch(`${stack.url}/api/v1/public/arrangements/2015/table.${format}`);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, magic.length)
        .toString(),
    ).toBe(magic);
    expect(file.headers.get('content-disposition')).toContain(
      encodeURIComponent('2015年黔东南州政府门户网站在线访谈和在线调查计划安排表'),
    );
  }
  expect((await fetch(`${stack.url}/api/v1/public/arrangements/2015/table.exe`)).status).toBe(404);
  expect((await fetch(`${stack.url}/api/v1/public/arrangements/MMXV`)).status).toBe(404);
});

it('each topic is fulfilled by one interview of its unit', async () => {
  const [entry] = (await entries()).filter(({ state }) => state === 'published');
  const liveAt = new Date(Date.now() + 40 * 86_400_000).toISOString();
  const interview = (unit: string) =>
    post('/interviews', { topic: '投资审批', form: 'text', liveAt, arrangement: entry!.id }, `${unit}.clerk`);
  const other = entry!.unit === 'FGW' ? 'jyj' : 'fgw';

  expect((await interview(other)).body).toMatchObject({ issues: [{ field: 'arrangement' }] });
  const { id } = (await interview(entry!.unit.toLowerCase())).body;
  expect(id).toBeTruthy();
  expect((await interview(entry!.unit.toLowerCase())).body).toMatchObject({
    issues: [{ field: 'arrangement' }],
  });
  expect((await entries()).find((one) => one.id === entry!.id)).toMatchObject({ process: id });
  // The public finds no page before the preview.
  const { entries: shown } = await client.get<{ entries: object[] }>('/public/arrangements/2015');
  expect(shown).toContainEqual(expect.objectContaining({ process: id, hasPage: false }));
  await stack.query(
    `UPDATE interview SET preview_at = now(), earliest_live_at = now(), plan = '计划', background = '背景',
       guests = '["嘉宾"]', outline = '["提纲"]' WHERE id = $1`,
    [id],
  );
  const { entries: announced } = await client.get<{ entries: object[] }>('/public/arrangements/2015');
  expect(announced).toContainEqual(expect.objectContaining({ process: id, hasPage: true }));
});

it('an arrangement ends with the year', async () => {
  await does('conclude', 'conclude', EDITOR);

  const { process } = await client.get<{ process: { state: string; result: string } }>(
    `/arrangements/${year}`,
    'supervisor',
  );
  expect(process).toMatchObject({ state: 'completed', result: 'concluded' });
});
