import { expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import {
  answeredLetter,
  asWriter,
  complete,
  eraseLetter,
  letterInProgress,
  LETTER,
  sendLetter,
} from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const found = async (q: string, as = 'mailbox.clerk', filter = ''): Promise<string[]> => {
  const { body } = await request('GET', `/search?q=${encodeURIComponent(q)}${filter}`, { as });
  return body.items.map(({ subject }: { subject: string }) => subject);
};

it('a word of two characters finds letters by title, text and answer', async () => {
  const letter = await answeredLetter(
    gateway,
    { title: '关于路灯的建议', body: '东门街的照明不好，晚上看不清路。' },
    '城管部门已安排检修线路。',
  );

  for (const word of ['路灯', '东门', '检修']) expect(await found(word)).toEqual([letter.letterNo]);
  expect(await found('检修 东门')).toEqual([letter.letterNo]);
  expect(await found('检修 西门')).toEqual([]);
});

it('a letter is found by what its writer has added, until it is erased', async () => {
  const asked = await sendLetter(gateway);
  const question = { name: 'register', as: 'mailbox.clerk', outcome: 'askForMore' };
  await complete(gateway, asked.process, { ...question, content: { question: '请补充地点。' } });
  await asWriter(gateway, 'supplements', asked, { text: '围挡上写的是某某广场二期。' });
  const answered = await answeredLetter(gateway);
  await asWriter(gateway, 'follow-ups', answered, { text: '窗口要的承诺书在哪里领？' });

  expect(await found('围挡')).toEqual([asked.letterNo]);
  expect(await found('承诺书 居住证')).toEqual([answered.letterNo]);

  await eraseLetter(gateway, asked.process);
  expect(await query(`SELECT 1 FROM search_text WHERE text LIKE '%围挡%'`)).toEqual([]);
});

it('what the writer of an accusation adds is in no index', async () => {
  const letter = await sendLetter(gateway, { kind: 'REPORT', title: '举报某局受贿', namedUnits: ['JTJ'] });
  const question = { name: 'register', as: 'mailbox.clerk', outcome: 'askForMore' };
  await complete(gateway, letter.process, { ...question, content: { question: '请补充时间。' } });
  const { status } = await asWriter(gateway, 'supplements', letter, { text: '去年端午节在鼓楼饭店。' });

  expect(status).toBe(200);
  expect(await query(`SELECT 1 FROM search_text WHERE text LIKE '%鼓楼饭店%'`)).toEqual([]);
});

it('an order to a letter is not a text of the letter', async () => {
  const { process } = await letterInProgress(gateway);
  const order = { decision: { kind: 'URGE' }, content: { text: '请抓紧办理旱厕一事。' } };
  const { status } = await request('POST', `/processes/${process}/messages/order`, {
    as: 'supervisor',
    body: order,
  });

  expect(status).toBe(200);
  expect(await found('旱厕')).toEqual([]);
});

it('a word is found only as it is written, not by its pairs of characters apart', async () => {
  await sendLetter(gateway, { title: '金桥南路', body: '桥南有水，南岸也有水。' });

  expect(await found('桥南岸')).toEqual([]);
  expect(await found('桥南路')).toHaveLength(1);
});

it('the beginning of a number finds its letter, in lower case too', async () => {
  const { letterNo } = await sendLetter(gateway);

  expect(await found(letterNo.toLowerCase())).toEqual([letterNo]);
  expect(await found(letterNo.slice(0, -1))).toContain(letterNo);
});

it('a hit shows its title and the text around the word', async () => {
  await sendLetter(gateway, { title: '咨询户籍', body: `${'前文。'.repeat(30)}何时办理居留手续？` });

  const { body } = await request('GET', '/search?q=居留', { as: 'mailbox.clerk' });
  expect(body.items).toEqual([
    expect.objectContaining({ title: '咨询户籍', excerpt: expect.stringMatching(/^.{0,20}居留手续/) }),
  ]);
});

it('the list of letters shows the text around a word that it is searched for', async () => {
  await sendLetter(gateway, { title: '咨询落户', body: `${'前文。'.repeat(30)}何时办理投靠落籍？` });

  const { body } = await request('GET', '/letters?q=落籍', { as: 'mailbox.clerk' });
  expect(body.items).toEqual([
    expect.objectContaining({ title: '咨询落户', excerpt: expect.stringMatching(/^.{0,20}落籍/) }),
  ]);
});

it('a word in the title alone is shown with no excerpt', async () => {
  await sendLetter(gateway, { title: '鼓楼漏雨', body: '请派人看看，雨季已经到了。' });

  const hits = await request('GET', '/search?q=鼓楼', { as: 'mailbox.clerk' });
  expect(hits.body.items[0]).toMatchObject({ title: '鼓楼漏雨', excerpt: null });
  const letters = await request('GET', '/letters?q=鼓楼', { as: 'mailbox.clerk' });
  expect(letters.body.items[0]).not.toHaveProperty('excerpt');
});

it('a unit finds only the letters that it sees', async () => {
  const { letterNo } = await letterInProgress(gateway, 'ZJJ', { title: '窨井盖破损' });

  expect(await found('窨井', 'zjj.clerk')).toEqual([letterNo]);
  expect(await found('窨井', 'jtj.clerk')).toEqual([]);
  expect(await found(letterNo, 'jtj.clerk')).toEqual([]);
});

it('a role that reads no texts finds letters by number, without their title', async () => {
  const letter = await letterInProgress(gateway, 'ZJJ', { title: '绿化带占用' });
  await query(
    `INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, reached_at, created_at, issue_at,
       policy_id, policy_version, calendar_version)
     SELECT gen_random_uuid(), $1, 1, 'yellow', 'yellow', 'ZJJ', 'auto', 'issued', now(), now(), now(), id, version, 1
     FROM policy WHERE id = 'QDN-2015' LIMIT 1`,
    [letter.process],
  );

  expect(await found('绿化', 'efficiency')).toEqual([]);
  const { body } = await request('GET', `/search?q=${letter.letterNo}`, { as: 'efficiency' });
  expect(body.items).toEqual([expect.objectContaining({ title: null, excerpt: null })]);
});

it('an accusation is in no index', async () => {
  const { process } = await sendLetter(gateway, {
    kind: 'REPORT',
    title: '举报某局受贿',
    namedUnits: ['JTJ'],
  });

  expect(await query('SELECT 1 FROM search_text WHERE process_id = $1', [process])).toEqual([]);
  for (const as of ['mailbox.clerk', 'supervisor', 'jtj.clerk']) expect(await found('受贿', as)).toEqual([]);
});

it('a letter leaves the index when it becomes secret', async () => {
  const { process } = await sendLetter(gateway, { title: '关于围墙的咨询' });
  expect(await found('围墙')).toHaveLength(1);

  await query(`UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = $1`, [process]);

  expect(await query('SELECT 1 FROM search_text WHERE process_id = $1', [process])).toEqual([]);
});

it('an erased letter leaves the index', async () => {
  const { process } = await answeredLetter(gateway, { title: '关于喷泉的咨询' });
  expect(await found('喷泉')).toHaveLength(1);

  await eraseLetter(gateway, process);

  expect(await query('SELECT 1 FROM search_text WHERE process_id = $1', [process])).toEqual([]);
});

it('pages of a search follow each other without gap or repetition', async () => {
  for (let n = 0; n < 5; n += 1) await sendLetter(gateway, { title: `关于蓄水池的建议${n}` });
  const all: string[] = [];
  let cursor = '';
  do {
    const { body } = await request('GET', `/search?q=蓄水&limit=2${cursor}`, { as: 'mailbox.clerk' });
    all.push(...body.items.map(({ subject }: { subject: string }) => subject));
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
  } while (cursor !== '');

  expect(all).toEqual(await found('蓄水'));
  expect(new Set(all).size).toBe(5);
});

it('units are found by name', async () => {
  const { body } = await request('GET', '/search?q=凯里', { as: 'mailbox.clerk' });

  expect(body.units[0]).toMatchObject({ code: '522601' });
});

it('a single character is refused', async () => {
  const { status, body } = await request('GET', '/search?q=路%20灯', { as: 'mailbox.clerk' });

  expect(status).toBe(400);
  expect(body.issues).toEqual([expect.objectContaining({ field: 'q', code: 'cases.searchTooShort' })]);
});

it('the list of letters is filtered by the same words', async () => {
  const { letterNo } = await answeredLetter(gateway, { title: LETTER.title }, '已更换变压器。');

  const { body } = await request('GET', '/letters?q=变压', { as: 'mailbox.clerk' });
  expect(body.items.map((item: { letterNo: string }) => item.letterNo)).toEqual([letterNo]);
});
