import { beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { form } from '../../../support/forms.js';
import { startTestGateway } from '../../../support/gateway.js';

const gateway = await startTestGateway();
const { request, query, signIn } = gateway;
const EDITOR = 'info.editor';
const OWN = 'jyj.clerk';
const OTHER = 'fgw.clerk';
const REASON = '本年无适合公开访谈的工作。';
const RETURNED = '请明确受访人级别。';
const CARD = '选题久拖不报。';
const REMARK = '请尽快补充。';
/** What shows that JYJ takes part. */
const SECRETS = ['JYJ', '州教育局', REASON, RETURNED, REMARK, CARD, '黄牌'];

interface Entry {
  readonly seq: number;
  readonly type: string;
  readonly unit: string | null;
  readonly text: string | null;
  readonly task: string | null;
}
interface TaskRow {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

let year: string;
const items = async <T>(path: string, as: string): Promise<T[]> =>
  (await request('GET', path, { as })).body.items;
const tasks = (as: string): Promise<TaskRow[]> => items(`/tasks?processId=${year}&state=all&limit=200`, as);
const taskOf = async (name: string, unit: string, as: string): Promise<TaskRow> =>
  (await tasks(as)).findLast((task) => task.name === name && task.unit === unit)!;
async function complete(
  name: string,
  unit: string,
  as: string,
  body: { outcome: string; decision?: object; content: object },
): Promise<void> {
  const { id } = await taskOf(name, unit, as);
  expect(await request('POST', `/tasks/${id}/complete`, { as, body })).toMatchObject({ status: 200 });
}
const timeline = (as: string): Promise<Entry[]> => items(`/processes/${year}/timeline?limit=200`, as);

// JYJ has answered and got its answer back, and been given a card; FGW has answered and is done.
beforeAll(async () => {
  const { body } = await request('POST', '/arrangements', {
    as: EDITOR,
    body: { year: 2030, units: ['FGW', 'JYJ'] },
  });
  year = body.id;
  await complete('propose', 'JYJ', OWN, { outcome: 'none', content: { reason: REASON } });
  await complete('propose', 'FGW', OTHER, { outcome: 'none', content: { reason: '本年无计划。' } });
  await complete('arrange', 'XXB', EDITOR, {
    outcome: 'return',
    decision: { unit: 'JYJ' },
    content: { reason: RETURNED },
  });
  const { id } = await taskOf('revise', 'JYJ', OWN);
  await request('POST', `/tasks/${id}/comments`, { as: OWN, body: { body: REMARK } });
  const card = await request('POST', '/supervision/cards', {
    as: 'efficiency',
    body: { processId: year, unit: 'JYJ', level: 'yellow', reason: CARD },
  });
  expect(card).toMatchObject({ status: 201 });
});

describe('a unit that takes part in a year’s arrangement', () => {
  it('a unit sees its own clocks only', async () => {
    const unitsOf = async (as: string): Promise<string[]> => {
      const clocks = await items<{ unit: string }>(`/processes/${year}/clocks`, as);
      return [...new Set(clocks.map(({ unit }) => unit))].sort();
    };

    expect([await unitsOf(OTHER), await unitsOf(EDITOR)]).toEqual([['FGW'], ['FGW', 'JYJ', 'XXB']]);
  });

  it('a unit sees its own tasks only', async () => {
    const foreign = await taskOf('propose', 'JYJ', EDITOR);
    const closing = await taskOf('closeProposals', 'XXB', EDITOR);
    const of = async (as: string): Promise<string[]> =>
      (await tasks(as)).map(({ name, unit }) => `${name} ${unit}`).sort();

    expect(await of(OTHER)).toEqual(['propose FGW']);
    expect(await of(OWN)).toEqual(['arrange XXB', 'propose JYJ', 'revise JYJ']);
    expect((await of(EDITOR)).length).toBe(5);
    expect(await items('/tasks?unit=JYJ&state=all&limit=200', OTHER)).toEqual([]);
    for (const { id } of [foreign, closing]) {
      expect((await request('GET', `/tasks/${id}`, { as: OTHER })).status).toBe(404);
      expect((await request('GET', `/tasks/${id}/comments`, { as: OTHER })).status).toBe(404);
      expect((await request('POST', `/tasks/${id}/claim`, { as: OTHER })).status).toBe(404);
    }
    expect((await request('GET', `/tasks/${foreign.id}`, { as: EDITOR })).status).toBe(200);
  });

  it('a unit’s timeline has common entries and its own', async () => {
    const [own, other, office] = [await timeline(OWN), await timeline(OTHER), await timeline(EDITOR)];
    const textsOf = (entries: Entry[]): string => entries.map(({ text }) => text).join('\n');

    for (const secret of SECRETS) expect(JSON.stringify(other)).not.toContain(secret);
    expect(other.map(({ type }) => type)).toContain('stage.entered');
    for (const words of [REASON, RETURNED, REMARK, '黄牌']) expect(textsOf(own)).toContain(words);
    for (const words of [REASON, RETURNED, REMARK]) expect(textsOf(office)).toContain(words);
    expect(own.filter(({ unit }) => unit === 'FGW')).toEqual([]);
    expect(office.filter(({ text }) => text === '截止报送：取消')).toMatchObject([{ unit: 'XXB' }]);
    expect(office.map(({ seq }) => seq)).toEqual(office.map((_, index) => index + 1));
  });

  it('pages of a unit’s timeline are full while more entries follow', async () => {
    const whole = await timeline(OTHER);
    const read: Entry[] = [];
    for (let cursor = ''; ;) {
      const { body } = await request('GET', `/processes/${year}/timeline?limit=2${cursor}`, { as: OTHER });
      read.push(...body.items);
      if (body.nextCursor === null) break;
      expect(body.items).toHaveLength(2);
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }

    expect(read).toEqual(whole);
  });

  it('a unit reads content addressed to it and comments on its own tasks', async () => {
    const own = await taskOf('propose', 'FGW', OTHER);
    const written = async (as: string): Promise<string> =>
      JSON.stringify(await items(`/processes/${year}/content`, as));
    const context = await request('GET', `/tasks/${own.id}`, { as: OTHER });

    expect(await written(OTHER)).not.toMatch(new RegExp(`${REASON}|${RETURNED}`));
    expect(await written(OTHER)).toContain('本年无计划。');
    expect(await written(OWN)).toContain(REASON);
    expect(await written(OWN)).toContain(RETURNED);
    expect(await written(OWN)).not.toContain('本年无计划。');
    for (const words of [REASON, RETURNED, '本年无计划。']) expect(await written(EDITOR)).toContain(words);
    expect(JSON.stringify(context.body)).not.toContain(REASON);
    expect(await items(`/processes/${year}/comments`, OTHER)).toEqual([]);
    expect(await items(`/processes/${year}/comments`, OWN)).toMatchObject([{ body: REMARK }]);
    expect(await items(`/processes/${year}/comments`, 'supervisor')).toMatchObject([{ body: REMARK }]);
  });

  it('a unit’s timeline stream has its own entries only', async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const controller = new AbortController();
    const response = await fetch(`${await gateway.app.getUrl()}/api/v1/processes/${year}/events`, {
      headers: { authorization: `Bearer ${await signIn(OTHER)}` },
      signal: controller.signal,
    });
    const received: Entry[] = [];
    void (async () => {
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
          if (data) received.push(JSON.parse(data) as Entry);
          text = text.slice(end + 2);
        }
      }
    })().catch(() => undefined); // closed by the test
    const whole = await timeline(OTHER);
    for (let waited = 0; received.length < whole.length && waited < 10_000; waited += 50) await sleep(50);
    controller.abort();

    expect(received).toEqual(whole);
    for (const secret of SECRETS) expect(JSON.stringify(received)).not.toContain(secret);
  });

  it('a file is read by its uploader, the office and supervisors, and by no other unit', async () => {
    const upload = form([{ name: '选题说明.txt', bytes: Buffer.from(REASON) }]);
    const { body } = await request('POST', '/attachments', { ...upload, as: OWN });
    const [{ id }] = body.items;
    await query('UPDATE attachment SET process_id = $1 WHERE id = $2', [year, id]);
    const statusOf = async (as: string): Promise<number> =>
      (await request('GET', `/attachments/${id}`, { as })).status;
    const listed = async (as: string): Promise<number> =>
      (await items(`/processes/${year}/attachments`, as)).length;

    expect(await statusOf(OTHER)).toBe(404);
    expect(await listed(OTHER)).toBe(0);
    for (const as of [OWN, EDITOR, 'supervisor']) expect([as, await statusOf(as)]).toEqual([as, 200]);
    expect(await listed(EDITOR)).toBe(1);
  });

  it('office and supervisor see all tasks of an arrangement', async () => {
    const [{ entries }] = (await query<{ entries: number }>(
      'SELECT count(*)::int AS entries FROM timeline_entry WHERE process_id = $1',
      [year],
    )) as [{ entries: number }];

    expect((await timeline('supervisor')).length).toBe(entries);
    expect((await timeline(EDITOR)).length).toBe(entries);
    expect((await request('GET', `/processes/${year}/timeline`, { as: 'wjw.clerk' })).status).toBe(404);
  });
});
