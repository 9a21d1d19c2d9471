import { startTestGateway } from '../support/gateway.js';
import { complete, openTask, sendLetter, type SentLetter, submitLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const lookup = async ({ letterNo, queryCode }: SentLetter) =>
  (await request('POST', '/public/letters/lookup', { body: { letterNo, queryCode } })).body;

/** An accusation that its registering office has transferred. */
async function handedOver(
  namedUnits: string[],
  kind = 'REPORT',
  office = 'mailbox.clerk',
): Promise<SentLetter> {
  const letter = await sendLetter(gateway, { kind, namedUnits });
  const decision = { class: 'REPORT' };
  await complete(gateway, letter.process, { name: 'register', as: office, outcome: 'accept', decision });
  await complete(gateway, letter.process, { name: 'assign', as: office, outcome: 'discipline' });
  return letter;
}
const unitOf = async (process: string, name: string): Promise<string> => {
  const [row] = await query<{ unit: string }>('SELECT unit FROM task WHERE process_id = $1 AND name = $2', [
    process,
    name,
  ]);
  return row!.unit;
};

it('the government office transfers an accusation of the discipline body, unseen by all others', async () => {
  const letter = await handedOver(['JCJ']);
  const task = await openTask(gateway, letter.process, 'transfer');

  const others = [
    'discipline.clerk',
    'efficiency',
    'jcj.clerk',
    'mailbox.clerk',
    'mailbox.reviewer',
    'zfb.clerk',
  ];
  const seen = await Promise.all(others.map((as) => request('GET', `/processes/${letter.process}`, { as })));
  expect(seen.map(({ status }) => status)).toEqual(others.map(() => 404));
  expect(await lookup(letter)).toMatchObject({ state: '正在按规定移送上级机关', unit: null, dueAt: null });
  expect((await lookup(letter)).timeline.at(-1).text).toBe('正在按规定移送上级机关');

  const complete = (content: object) =>
    request('POST', `/tasks/${task}/complete`, { as: 'supervisor', body: { outcome: 'transfer', content } });
  expect((await complete({ addressee: '省监察厅' })).body).toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ field: 'content.number' }, { field: 'content.date' }],
  });
  const content = { addressee: '省监察厅', number: '黔东南府办密函〔2026〕1号', date: '2026-11-30' };
  expect((await complete(content)).status).toBe(200);

  expect(await lookup(letter)).toMatchObject({ state: '已按规定移送上级机关', reply: null });
  expect((await request('GET', `/processes/${letter.process}`, { as: 'supervisor' })).body.result).toBe(
    'transferred',
  );
  const kept = await request('GET', `/processes/${letter.process}/content`, { as: 'supervisor' });
  expect(kept.body.items.at(-1).content).toEqual(content);
  for (const as of others) expect((await request('GET', `/tasks/${task}`, { as })).status).toBe(404);
});

it('a consultation accepted as an accusation of the discipline body goes to the government office', async () => {
  const complaint = await handedOver(['JCJ'], 'COMPLAINT');
  const question = await handedOver(['JCJ'], 'CONSULT');

  expect(await unitOf(complaint.process, 'transfer')).toBe('ZFB');
  expect(await unitOf(question.process, 'transfer')).toBe('ZFB');
  for (const { process } of [complaint, question])
    expect((await request('GET', `/processes/${process}`, { as: 'efficiency' })).status).toBe(404);
  const [row] = await query('SELECT hidden_from FROM process WHERE id = $1', [question.process]);
  expect(row).toEqual({ hidden_from: ['JCJ'] });
});

it('the petition office transfers an accusation that names the government office as well', async () => {
  const { process } = await handedOver(['JCJ', 'ZFB']);
  const task = await openTask(gateway, process, 'transfer');

  expect(await unitOf(process, 'transfer')).toBe('XFJ');
  expect((await request('GET', `/tasks/${task}`, { as: 'petition.supervisor' })).status).toBe(200);
  expect((await request('GET', `/tasks/${task}`, { as: 'supervisor' })).status).toBe(404);
});

it('an accusation that names every supervising office is refused', async () => {
  for (const namedUnits of [['ZFB', 'XFJ'], ['JCJ', 'ZFB', 'XFJ'], ['5226']]) {
    const { body } = await submitLetter(gateway, { kind: 'REPORT', namedUnits });
    expect(body).toMatchObject({ code: 'CONFLICT_OF_INTEREST', issues: [{ field: 'namedUnits' }] });
  }
});

it('an accusation of another unit goes to the discipline body', async () => {
  const { process } = await handedOver(['ZJJ']);

  expect(await unitOf(process, 'takeOver')).toBe('JCJ');
});
